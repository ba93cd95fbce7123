import { z } from "zod";
import { type CivilDate, isCivilDate } from "@/lib/core/time";
import { RULE_KEYS, type RuleKey, type RuleSet, type RuleValues } from "@/lib/eligibility/rule-set";

const positive = z.number().positive();
const count = z.number().int().positive();

/** The values of a rule set. Also checks a local policy (`ruleValuesSchema.partial()`). */
export const ruleValuesSchema = z.strictObject({
  minAgeYears: count,
  maxAgeYears: count,
  maxAgeInclusive: z.boolean(),
  minWeightFemaleKg: positive,
  minWeightMaleKg: positive,
  smallDonorBelowKg: positive,
  smallDonorMaxMl: count,
  maxMlPerKg: positive,
  maxWholeBloodMl: count,
  bagVolumesMl: z.array(count).min(1),
  apheresisMinWeightKg: positive,
  apheresisMaxMl: count,
  apheresisHeavyFromKg: positive,
  apheresisHeavyMaxMl: count,
  systolicMinMmhg: count,
  systolicBelowMmhg: count,
  diastolicMinMmhg: count,
  diastolicBelowMmhg: count,
  pulseMinPerMinute: count,
  pulseMaxPerMinute: count,
  minHemoglobinGPerL: positive,
  minHemoglobinLargeGPerL: positive,
  largeVolumeAboveMl: count,
  minSerumProteinGPerL: positive,
  minPlateletsGigaPerL: positive,
  feverAboveCelsius: positive,
  restDaysWholeBlood: count,
  restDaysRedCells: count,
  restDaysPlasma: count,
  restDaysPlatelets: count,
  mobilisedMaxTimes: count,
  mobilisedWithinDays: count,
  restDaysAfterMobilised: count,
  restFromLostMl: count,
}) satisfies z.ZodType<RuleValues>;

const provenance = {
  source: z.string().min(1),
  standing: z.enum(["V", "S", "D"]),
  needs_medical_confirmation: z.boolean(),
};

const civilDateText = z.string().refine(isCivilDate, { message: "date_malformed" });
const code = z.string().regex(/^[a-z][a-z0-9_]*$/);

const valueRow = z.strictObject({
  key: code,
  value: z.union([z.number(), z.boolean(), z.array(z.number())]),
  unit: z.string().min(1),
  note: z.string().optional(),
  ...provenance,
});

const reasonRow = z
  .strictObject({
    code,
    group: code,
    vi: z.string().min(1),
    en: z.string().min(1),
    length: count.nullable(),
    unit: z.enum(["days", "weeks", "months"]).nullable(),
    counted_from_vi: z.string().min(1),
    counted_from_en: z.string().min(1),
    permanent: z.boolean(),
    doctor_decides: z.boolean(),
    clerk_visible: z.boolean(),
    ...provenance,
  })
  .refine((row) => (row.length === null) === (row.unit === null), { message: "a length has a unit" })
  .refine((row) => (row.length === null) === (row.permanent || row.doctor_decides), {
    message: "a reason has a length, or is permanent, or is left to a doctor",
  });

const questionRow = z.strictObject({
  code,
  vi: z.string().min(1),
  en: z.string().min(1),
  defers_when: z.enum(["yes", "no"]),
  reasons: z.array(code).min(1),
  asks_event_on: z.boolean(),
  only_for: z.enum(["female", "male"]).nullable(),
  preset: z.null(),
  ...provenance,
});

/** The `rules` of one rule set, as the reference file and the database hold them. */
export const rulesDocumentSchema = z
  .strictObject({
    values: z.array(valueRow),
    deferral_reasons: z.array(reasonRow).refine(distinctCodes, { message: "codes are distinct" }),
    questions: z.array(questionRow).refine(distinctCodes, { message: "codes are distinct" }),
  })
  .refine(
    ({ deferral_reasons, questions }) => {
      const known = new Set(deferral_reasons.map((reason) => reason.code));
      return questions.every((question) => question.reasons.every((reason) => known.has(reason)));
    },
    { message: "a question names known reasons" },
  );

/** `prisma/reference/eligibility_rules.json`. */
export const rulesFileSchema = z.strictObject({
  note: z.string(),
  sources: z.record(z.string(), z.string()),
  rule_sets: z.array(
    z.strictObject({
      id: z.string().min(1),
      effective_from: civilDateText,
      title_vi: z.string().min(1),
      title_en: z.string().min(1),
      source: z.string().min(1),
      needs_medical_confirmation: z.boolean(),
      rules: rulesDocumentSchema,
    }),
  ),
});

/**
 * A rule set from its stored form. Throws when a value is missing, unknown or of the wrong kind: nobody is to be
 * screened by half a rule set.
 */
export function readRuleSet(stored: { id: string; effectiveFrom: CivilDate; rules: unknown }): RuleSet {
  const document = rulesDocumentSchema.parse(stored.rules);
  const byKey = Object.fromEntries(document.values.map((row) => [camelCase(row.key), row]));
  const values = ruleValuesSchema.parse(
    Object.fromEntries(document.values.map((row) => [camelCase(row.key), row.value])),
  );
  return {
    id: stored.id,
    effectiveFrom: stored.effectiveFrom,
    values,
    provenance: Object.fromEntries(
      RULE_KEYS.map((key) => {
        const row = byKey[key] as z.infer<typeof valueRow>;
        return [key, { ...provenanceOf(row), ...(row.note === undefined ? {} : { note: row.note }) }];
      }),
    ) as Record<RuleKey, ReturnType<typeof provenanceOf>>,
    deferralReasons: document.deferral_reasons.map((row) => ({
      code: row.code,
      group: row.group,
      vi: row.vi,
      en: row.en,
      duration: row.length === null || row.unit === null ? null : { length: row.length, unit: row.unit },
      countedFromVi: row.counted_from_vi,
      countedFromEn: row.counted_from_en,
      permanent: row.permanent,
      doctorDecides: row.doctor_decides,
      clerkVisible: row.clerk_visible,
      ...provenanceOf(row),
    })),
    questions: document.questions.map((row) => ({
      code: row.code,
      vi: row.vi,
      en: row.en,
      defersWhen: row.defers_when,
      reasons: row.reasons,
      asksEventOn: row.asks_event_on,
      onlyFor: row.only_for,
      ...provenanceOf(row),
    })),
  };
}

const answerSchema = z.strictObject({
  answer: z.enum(["yes", "no", "unsure"]),
  reasons: z
    .array(z.strictObject({ code, eventOn: civilDateText.nullable() }))
    .max(20)
    .default([]),
});

/** The answers of a declaration, by question code; as stored with a booking or a screening. */
export const answersSchema = z.record(code, answerSchema);

function distinctCodes(rows: { code: string }[]): boolean {
  return new Set(rows.map((row) => row.code)).size === rows.length;
}

function provenanceOf(row: { source: string; standing: "V" | "S" | "D"; needs_medical_confirmation: boolean }) {
  return { source: row.source, standing: row.standing, needsMedicalConfirmation: row.needs_medical_confirmation };
}

function camelCase(key: string): string {
  return key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
