import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { parseWhole } from "@/lib/core/numbers";
import { normalizeLine } from "@/lib/core/text";
import { beganAs } from "@/lib/forms/meanwhile";
import { typedDay, typedWhole } from "@/lib/forms/typed-fields";
import { roundKinds } from "./rules";

export const id = z.string().refine(isId, "forms.error.not_in_list");

export const day = typedDay("awards.error.day_malformed");

/** A whole number as it is typed, "1.200" too. */
export const whole = (min: number, max: number) => typedWhole(min, max, "awards.error.number_malformed");

/** One line of words. */
export const line = (most: number) => z.string().transform(normalizeLine).pipe(z.string().min(1).max(most));
const reason = z.string().trim().min(1, "awards.error.reason_missing").max(500);

/** Fields a form names after rows, `quota:<id>`, by id. */
export function quotasIn(fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith("quota:") && typeof value === "string" ? [[name.slice(6), value.trim()]] : [],
    ),
  );
}

/** A round as it is planned: which rules it honours by, and how many each may; a rule without a number has no bound. */
export const planRoundInput = z
  .looseObject({
    unitId: z.string().max(20),
    kind: z.enum(roundKinds),
    name: line(120),
    year: whole(1990, 2200),
    countedUntil: day,
    nominationsUntil: day.optional(),
    ceremonyOn: day.optional(),
    ceremonyPlace: line(200).optional(),
    theme: line(200).optional(),
    hosts: line(200).optional(),
    rules: z.array(z.string().max(80)).max(60).default([]),
  })
  .transform((fields) => ({ ...fields, quotas: quotasIn(fields) }));
export type PlanRound = z.output<typeof planRoundInput>;

export const roundIdInput = z.object({ roundId: id });

export const moveCandidatesInput = z.object({
  requestKey: id.optional(),
  roundId: id,
  candidateIds: z
    .array(id)
    .max(5000)
    .default([])
    .refine((ids) => ids.length > 0, "awards.error.nobody_ticked"),
  to: z.enum(["checked", "returned", "chosen", "passed_over"]),
  because: z.string().trim().max(500).default(""),
});
export type MoveCandidates = z.output<typeof moveCandidatesInput>;

export const commentInput = z.object({ roundId: id, candidateId: id.optional(), words: reason });
/** Who signs a paper: an office and a name. */
const signatory = { signatoryTitle: line(80), signatoryName: line(80) };
export const proposeInput = z.object({ roundId: id, number: line(60), proposedOn: day, ...signatory });
export type Propose = z.output<typeof proposeInput>;
export const decideInput = z.object({
  requestKey: id,
  roundId: id,
  authorityId: z.string().max(80),
  number: line(60),
  decidedOn: day,
  ...signatory,
  words: z.string().trim().max(500).optional(),
});
export type Decide = z.output<typeof decideInput>;
export const refuseCandidateInput = z.object({ roundId: id, candidateId: id, because: reason });
/** What is done to a round as a whole with a reason: taken back, sent back, cancelled. */
export const endRoundInput = z.object({ roundId: id, because: z.string().default("").pipe(reason) });
export type EndRound = z.output<typeof endRoundInput>;
export const presentedInput = z.object({ roundId: id, absent: z.array(id).max(5000).default([]) });

/** More places than any unit is given. */
const mostGiven = 99_999;

/**
 * What a unit sets for those below it: how many each may name under one rule of a round, null where it gives none; beside
 * it what its box began with, so that a box nobody touched is told from one that was changed.
 */
export const quotaInput = z
  .looseObject({ roundId: id, ruleId: z.string().max(80), units: z.array(z.string().max(20)).max(400).default([]) })
  .transform((fields, context) => {
    const typed = new Map(Object.entries(quotasIn(fields)));
    const quotas = [...new Set(fields.units)].map((unitId) => {
      const text = typed.get(unitId) ?? "";
      const read = text === "" ? null : parseWhole(text);
      const amiss = read !== null && whyNotGiven(read.ok ? read.value : null);
      if (amiss) context.addIssue({ code: "custom", path: [`quota:${unitId}`], message: amiss });
      const began = parseWhole(String(fields[beganAs(`quota:${unitId}`)] ?? ""));
      return { unitId, quota: read?.ok ? read.value : null, began: began.ok ? began.value : null };
    });
    return { roundId: fields.roundId, ruleId: fields.ruleId, quotas };
  });
export type SetQuotas = z.output<typeof quotaInput>;

/** What is said of places that cannot be given; null is what is no whole number. */
function whyNotGiven(places: number | null): string | null {
  if (places === null || places < 0) return "awards.error.places_malformed";
  return places > mostGiven ? "awards.error.places_beyond" : null;
}

/** A nomination: whom, for which rule, by which unit, and why. */
export const nominateInput = z.object({
  roundId: id,
  ruleId: z.string().max(80),
  unitId: z.string().max(20),
  donorId: id.optional(),
  familyId: id.optional(),
  organisationId: id.optional(),
  personName: line(120).optional(),
  personCategory: z
    .enum([
      "leader",
      "policy_adviser",
      "movement_leader",
      "mobiliser",
      "volunteer",
      "journalist",
      "artist",
      "health_worker",
      "other",
    ])
    .optional(),
  personPosition: line(160).optional(),
  citation: z.string().trim().min(1, "awards.error.citation_missing").max(1000),
});
export type Nominate = z.output<typeof nominateInput>;
export const withdrawInput = z.object({ roundId: id, candidateId: id, because: reason });
