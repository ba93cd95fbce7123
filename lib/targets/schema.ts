import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { parseWhole } from "@/lib/core/numbers";
import { normalizeLine } from "@/lib/core/text";
import { typedDay, typedWhole } from "@/lib/forms/typed-fields";
import { bodyFilters } from "./bodies/shown";
import { countingBases, largestCount, metrics, periods, proposalSteps, readValue, tidyNumber } from "./rules";
import { sharedMetrics, targetAsked } from "./split/whole";

const id = z.string().refine(isId, "forms.error.not_in_list");
const unitId = z.string().min(1).max(20);
const year = z.coerce.number().int().min(1990).max(2100);
const version = z.coerce.number().int().min(0).max(1_000_000);
const line = (most: number) => z.string().transform(normalizeLine).pipe(z.string().min(1).max(most));
const words = z.string().trim().min(1).max(2_000);

/** 31/02 is told apart from what is no date at all. */
const day = typedDay(
  (refusal) => `targets.error.${refusal === "date_impossible" ? "day_impossible" : "day_malformed"}`,
);

/** A draft as its form sends it; a campaign's may carry two values, registered and received. */
export const draftTargetInput = z
  .object({
    unitId,
    year,
    period: z.enum(periods),
    metric: z.enum(metrics).default("units"),
    value: z.string(),
    registered: z.string().optional(),
    basis: z.enum(countingBases).default("donations"),
    editionId: z.string().max(80).optional(),
    proposalId: id.optional(),
    version: version.optional(),
    adjusts: id.optional(),
    effectiveFrom: day.optional(),
    reason: words.optional(),
    intent: z.enum(["draft", "propose", "assign"]).default("draft"),
  })
  .transform((input, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message: `targets.error.${message}`, input });
    const value = readValue(input.value, input.metric);
    if (!value.ok) refuse("value", value.refusal);
    const registered = input.registered === undefined ? null : readValue(input.registered, "registered");
    if (registered && !registered.ok) refuse("registered", registered.refusal);
    if (input.period === "campaign" && !input.editionId) refuse("editionId", "edition_missing");
    if (input.adjusts && !input.effectiveFrom) refuse("effectiveFrom", "effective_missing");
    if (input.adjusts && !input.reason) refuse("reason", "reason_missing");
    return {
      ...input,
      value: value.ok ? value.value : 0,
      registered: registered?.ok ? registered.value : null,
      editionId: input.period === "campaign" ? (input.editionId ?? null) : null,
    };
  });
export type DraftTarget = z.output<typeof draftTargetInput>;

export const stepTargetInput = z.object({
  proposalId: id,
  version,
  step: z.enum(proposalSteps),
  words: words.optional(),
});
export type StepTarget = z.output<typeof stepTargetInput>;

export const agreeTargetInput = z.object({
  proposalId: id,
  version,
  meetingName: line(200),
  meetingOn: day,
  meetingPlace: line(200),
});
export type AgreeTarget = z.output<typeof agreeTargetInput>;

export const commentTargetInput = z.object({ unitId, year, proposalId: id.optional(), words });
export type CommentTarget = z.output<typeof commentTargetInput>;

/** So many proposals are decided with one paper: more than any province has communes. */
export const mostTogether = 300;

/** A proposal named by its id, and as "id|version" where it must still be as it was seen. */
const seen = z
  .string()
  .max(60)
  .transform((text) => text.split("|"))
  .refine((words) => words.length <= 2 && isId(words[0] ?? ""), "forms.error.not_in_list")
  .refine(([, version]) => version === undefined || /^[1-9]\d{0,6}$/.test(version), "forms.error.not_in_list")
  .transform(([id = "", version]) => ({ id, version: version === undefined ? null : Number(version) }));
export type SeenProposal = z.output<typeof seen>;

export const agreeTogetherInput = z.object({
  unitId,
  year,
  proposals: z.array(seen, "targets.error.none_agreed").min(1, "targets.error.none_agreed").max(mostTogether),
  meetingName: line(200),
  meetingOn: day,
  meetingPlace: line(200),
});
export type AgreeTogether = z.output<typeof agreeTogetherInput>;

export const decideTargetsInput = z
  .object({
    unitId,
    year,
    proposals: z.array(seen).max(mostTogether).default([]),
    /** Wholes whose parts may exceed them all the same, each as it was shown with both sums: no more than a paper can touch. */
    beyond: z
      .array(z.string().max(300))
      .max(2 * mostTogether + 1)
      .default([]),
    /** Splits, each as it was seen. */
    splits: z.array(seen).max(20).default([]),
    /** The proposals that those splits answer, each as it was seen beside them. */
    answers: z
      .array(seen)
      .max(2 * mostTogether)
      .default([]),
    number: z.string().transform(tidyNumber).pipe(z.string().min(1).max(60)),
    decidedOn: day,
    signatory: line(120),
    note: z.string().trim().max(500).optional(),
    file: z.instanceof(File).optional(),
    requestKey: id,
  })
  // Said together with what is wrong in the other fields, whatever it is.
  .refine(({ proposals, splits }) => [proposals, splits].some((some) => Array.isArray(some) && some.length > 0), {
    path: ["proposals"],
    message: "targets.error.nothing_chosen",
    when: () => true,
  });
export type DecideTargets = z.output<typeof decideTargetsInput>;

/** A part's field is "v_" and its key; a ticked "l_" and its key locks it. */
export const partField = (key: string): string => `v_${key}`;
export const lockField = (key: string): string => `l_${key}`;

export const saveSplitInput = z
  .looseObject({
    unitId,
    year,
    period: z.enum(periods).default("year"),
    edition: z.string().max(80).optional(),
    metric: z.enum(sharedMetrics).default("units"),
    version,
    basis: z.enum(countingBases).default("donations"),
    effectiveFrom: day.optional(),
    intent: z.enum(["save", "submit"]).default("save"),
    keys: z.string().max(60_000),
  })
  .transform((input, context) => {
    const fields = input as Record<string, unknown>;
    const parts = input.keys
      .split(" ")
      .filter(Boolean)
      .slice(0, 2_000)
      .map((key) => {
        const typed = fields[partField(key)];
        const locked = fields[lockField(key)] !== undefined;
        if (typeof typed !== "string" || typed.trim() === "") return { key, value: null, locked };
        const read = parseWhole(typed);
        const fits = read.ok && read.value >= 0 && read.value <= largestCount;
        if (!fits) {
          const message = read.ok
            ? "value_too_large"
            : read.refusal === "number_not_whole"
              ? "value_not_whole"
              : "value_malformed";
          context.addIssue({
            code: "custom",
            path: [partField(key)],
            message: `targets.error.${message}`,
            input: typed,
          });
        }
        return { key, value: fits ? read.value : null, locked };
      });
    const { unitId, year, version, effectiveFrom, intent } = input;
    const of = targetAsked(year, input);
    return { unitId, of, version, basis: input.basis, effectiveFrom: effectiveFrom ?? null, intent, parts };
  });
export type SaveSplit = z.output<typeof saveSplitInput>;

export const returnSplitInput = z.object({ splitId: id, version, words });
export type ReturnSplit = z.output<typeof returnSplitInput>;

export const tellHeadcountInput = z.object({
  organisationId: id,
  year,
  version,
  people: typedWhole(1, 2_000_000, "targets.error.value_malformed"),
  source: z.string().transform(normalizeLine).pipe(z.string().max(200)).optional(),
  /** What of the list was looked at, to come back to. */
  find: z.string().max(80).default(""),
  only: z.enum(bodyFilters).default("all"),
});
export type TellHeadcount = z.output<typeof tellHeadcountInput>;
