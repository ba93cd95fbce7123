import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { parseWhole } from "@/lib/core/numbers";
import { isCivilDate } from "@/lib/core/time";
import { productChannels } from "@/lib/outreach/rules";
import { type Figures, reportLines, segments } from "./figures";
import { reportKinds } from "./periods";
import { decisions, finalities } from "./rules";

const id = z.string().refine(isId, "forms.error.not_in_list");
const civilDay = z.string().refine(isCivilDate, "forms.error.invalid");
const revision = z.coerce.number().int().min(1);

/** Several lines of words: as typed, without white space around them. */
const words = (most: number) => z.string().trim().max(most);

const count = z
  .string()
  .transform((text, context) => {
    const read = parseWhole(text);
    if (read.ok) return read.value;
    context.addIssue({ code: "custom", message: `reports.error.${read.refusal}` });
    return z.NEVER;
  })
  .pipe(z.number().min(0, "reports.error.negative").max(100_000_000_000));
const known = count.optional();

const partFields = <K extends string>(prefix: string, keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [`${prefix}.${key}`, known])) as Record<string, typeof known>;

const people = z.number().max(10_000_000);

/** A report as its form sends it; lines left empty are not known. */
export const saveReportInput = z
  .object({
    id,
    revision: revision.optional(),
    unitId: z.string().max(20),
    kind: z.enum(reportKinds),
    startsOn: civilDay,
    deed: z.enum(["save", "send"]).default("save"),
    received: count.pipe(people),
    voluntary: known,
    firstTime: known,
    atLeast350Ml: known,
    apheresis: known,
    volumeMl: known,
    drives: known,
    outreachSessions: known,
    outreachPeople: known,
    ...partFields("segment", segments),
    ...partFields("product", productChannels),
    ...(Object.fromEntries(reportLines.map((line) => [`explained.${line}`, words(500).optional()])) as Record<
      string,
      z.ZodOptional<z.ZodString>
    >),
    problems: words(4000).optional(),
  })
  .transform((input) => {
    const all = input as Record<string, unknown>;
    const parts = (prefix: string, keys: readonly string[]) =>
      Object.fromEntries(
        keys.flatMap((key) => {
          const value = all[`${prefix}.${key}`];
          return value === undefined ? [] : [[key, value]];
        }),
      );
    const figures: Figures = {
      ...(Object.fromEntries(reportLines.map((line) => [line, all[line] ?? null])) as Pick<
        Figures,
        (typeof reportLines)[number]
      >),
      received: input.received,
      segments: parts("segment", segments),
      outreachProducts: parts("product", productChannels),
    };
    return {
      id: input.id,
      revision: input.revision ?? null,
      unitId: input.unitId,
      kind: input.kind,
      startsOn: input.startsOn,
      deed: input.deed,
      figures,
      explained: parts("explained", reportLines) as Record<string, string>,
      problems: input.problems || null,
    };
  });
export type SaveReport = z.output<typeof saveReportInput>;

export const decideReportInput = z.object({
  id,
  revision,
  decision: z.enum(decisions),
  note: words(1000).optional(),
  finality: z.enum(finalities).default("provisional"),
});
export type DecideReport = z.output<typeof decideReportInput>;

export const correctReportInput = z.object({ id, requestKey: id, reason: words(500).min(5) });
export type CorrectReport = z.output<typeof correctReportInput>;
