import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { parseDecimal } from "@/lib/core/numbers";
import { normalizeLine } from "@/lib/core/text";
import { typedDay } from "@/lib/forms/typed-fields";
import { changeKinds, reviewStates } from "./rules";

const id = z.string().refine(isId, "forms.error.not_in_list");
const unitId = z.string().regex(/^[A-Z][A-Za-z0-9-]{1,29}$/, "forms.error.not_in_list");
const line = (most: number) => z.string().transform(normalizeLine).pipe(z.string().max(most));

const day = typedDay("mergers.error.day_malformed");

const percent = z.string().transform((text, context) => {
  const read = parseDecimal(text.replace("%", ""));
  if (read.ok && read.value >= 0 && read.value <= 100) return Math.round(read.value * 100) / 100;
  context.addIssue({ code: "custom", message: "mergers.error.percent_malformed" });
  return z.NEVER;
});

/** How many units a decision may take or leave. */
export const mostUnits = 60;

const unitList = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .pipe(z.array(unitId).min(1, "forms.error.required").max(mostUnits));

const parts = {
  name: line(80).optional(),
  code: line(12)
    .transform((text) => text.toUpperCase())
    .optional(),
  type: z.string().max(20).optional(),
  nameEn: line(80).optional(),
  share: percent.optional(),
};
type PartField = keyof typeof parts;

/** A part as the form sends it, in fields of its own: `name.1`, `code.1`, `type.1` … */
export interface DraftPart {
  position: number;
  name?: string;
  code?: string;
  type?: string;
  nameEn?: string;
  share?: number;
}

/** `share.commune.C00004` = "2": the commune goes to the second part. */
const assignment = /^share\.(commune|venue|organisation|facility)\.(.{2,40})$/;

/**
 * A draft as its form sends it; only what it is about must be there, the rest can wait. Fields that come once for each
 * part or thing of a split are gathered into lists; a fault in one of them is told at its own field.
 */
export const draftInput = z
  .looseObject({
    decisionId: id.optional(),
    version: z.coerce.number().int().optional(),
    requestKey: id,
    kind: z.enum(changeKinds),
    units: unitList,
    parentId: unitId.optional(),
    number: line(60).optional(),
    decidedOn: day.optional(),
    effectiveOn: day.optional(),
    issuer: line(160).optional(),
    signatory: line(120).optional(),
    note: z.string().trim().max(2000).optional(),
    /** Where to go on to once it is kept: the preview, or back to choosing units. */
    intent: z.enum(["preview", "units"]).catch("preview").default("preview"),
  })
  .transform((input, context) => {
    const found = new Map<number, DraftPart>();
    const shares: { kind: "commune" | "venue" | "organisation" | "facility"; id: string; position: number }[] = [];
    for (const [field, value] of Object.entries(input)) {
      if (typeof value !== "string") continue;
      const [name, number] = field.split(".");
      const position = Number(number);
      if (name !== undefined && name in parts && position >= 1 && position <= mostUnits) {
        const read = parts[name as PartField].safeParse(value);
        const part = found.get(position) ?? { position };
        if (read.success) found.set(position, Object.assign(part, { [name]: read.data }));
        else
          for (const issue of read.error.issues)
            context.issues.push({ ...issue, path: [field], input: value } as never);
      }
      const shared = assignment.exec(field);
      const to = Number(value);
      if (shared?.[1] && shared[2] && Number.isInteger(to) && to >= 1 && to <= mostUnits)
        shares.push({ kind: shared[1] as (typeof shares)[number]["kind"], id: shared[2], position: to });
    }
    const { decisionId, version, requestKey, kind, units, parentId } = input;
    const { number, decidedOn, effectiveOn, issuer, signatory, note, intent } = input;
    return {
      ...{ decisionId, version, requestKey, kind, units, parentId },
      ...{ number, decidedOn, effectiveOn, issuer, signatory, note, intent },
      parts: [...found.values()].sort((a, b) => a.position - b.position),
      shares,
    };
  });
export type DraftInput = z.output<typeof draftInput>;

export const decisionInput = z.object({ decisionId: id, version: z.coerce.number().int() });
export type DecisionInput = z.output<typeof decisionInput>;

export const carryOutInput = decisionInput.extend({ sure: z.literal("yes", "mergers.error.sure") });

export const undoInput = decisionInput.extend({
  because: z.string().trim().min(3, "mergers.error.because").max(500),
});
export type UndoInput = z.output<typeof undoInput>;

export const reviewInput = z.object({
  itemId: id,
  version: z.coerce.number().int(),
  state: z.enum(reviewStates),
  owner: line(160).optional(),
  dueOn: day,
  note: z.string().trim().max(1000).optional(),
});
export type ReviewInput = z.output<typeof reviewInput>;

export const beginReviewInput = z.object({ unitId });

/** A task of an office's own for a unit's review list. */
export const ownTaskInput = z.object({
  unitId,
  title: line(160).pipe(z.string().min(3)),
  owner: line(160).optional(),
  dueOn: day,
});
export type OwnTaskInput = z.output<typeof ownTaskInput>;

/** Which task of an office's own is struck; `back` takes that back. */
export const strikeInput = z.object({
  itemId: id,
  version: z.coerce.number().int(),
  back: z.literal("yes").optional(),
});
export type StrikeInput = z.output<typeof strikeInput>;
