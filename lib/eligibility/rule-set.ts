import type { CivilDate } from "@/lib/core/time";

/** What is given. Whole blood by bag; everything else by apheresis, granulocytes and stem cells after mobilisation. */
export const COMPONENTS = ["whole_blood", "red_cells", "platelets", "plasma", "granulocytes", "stem_cells"] as const;
export type Component = (typeof COMPONENTS)[number];

export type Sex = "female" | "male";

/** The numbers of a rule set; each is a row of `values` in the reference file, its unit in its name. */
export type RuleValues = {
  minAgeYears: number;
  maxAgeYears: number;
  /** True: until the day before the birthday after `maxAgeYears`. False: until the day before that very birthday. */
  maxAgeInclusive: boolean;
  minWeightFemaleKg: number;
  minWeightMaleKg: number;
  smallDonorBelowKg: number;
  smallDonorMaxMl: number;
  maxMlPerKg: number;
  maxWholeBloodMl: number;
  bagVolumesMl: number[];
  apheresisMinWeightKg: number;
  apheresisMaxMl: number;
  apheresisHeavyFromKg: number;
  apheresisHeavyMaxMl: number;
  systolicMinMmhg: number;
  systolicBelowMmhg: number;
  diastolicMinMmhg: number;
  diastolicBelowMmhg: number;
  pulseMinPerMinute: number;
  pulseMaxPerMinute: number;
  minHemoglobinGPerL: number;
  minHemoglobinLargeGPerL: number;
  /** Above this volume the higher haemoglobin is asked for. */
  largeVolumeAboveMl: number;
  minSerumProteinGPerL: number;
  minPlateletsGigaPerL: number;
  feverAboveCelsius: number;
  restDaysWholeBlood: number;
  restDaysRedCells: number;
  restDaysPlasma: number;
  restDaysPlatelets: number;
  /** Granulocytes and stem cells: at most so many times … */
  mobilisedMaxTimes: number;
  /** … in any run of so many days. */
  mobilisedWithinDays: number;
  /** From granulocytes or stem cells to another kind. */
  restDaysAfterMobilised: number;
  /** Blood lost without a bag to count asks, from so much on, for the rest after whole blood. */
  restFromLostMl: number;
};

export type RuleKey = keyof RuleValues;

/** Where a rule comes from: `V` read in the text, `S` in a secondary source only, `D` our own reading or setting. */
export type Provenance = { source: string; standing: "V" | "S" | "D"; needsMedicalConfirmation: boolean };

/** A reason to wait, with its length. `null` length: for ever when `permanent`, else until a doctor has decided. */
export type DeferralReason = Provenance & {
  code: string;
  group: string;
  vi: string;
  en: string;
  duration: { length: number; unit: "days" | "weeks" | "months" } | null;
  countedFromVi: string;
  countedFromEn: string;
  permanent: boolean;
  doctorDecides: boolean;
  /** Whether the desk may see why. No reason is: the desk sees that somebody waits and until when. */
  clerkVisible: boolean;
};

/** A question of the declaration. No answer is preset; one of them asks for one of `reasons` and perhaps a date. */
export type Question = Provenance & {
  code: string;
  vi: string;
  en: string;
  defersWhen: "yes" | "no";
  reasons: string[];
  /** Whether the day of the event is asked, from which the wait is counted. */
  asksEventOn: boolean;
  onlyFor: Sex | null;
};

/** The rules in force from a day on, as data: what the reference file holds and the database keeps. */
export type RuleSet = {
  id: string;
  effectiveFrom: CivilDate;
  values: RuleValues;
  provenance: Record<RuleKey, Provenance & { note?: string | undefined }>;
  deferralReasons: DeferralReason[];
  questions: Question[];
};

/** What judging somebody needs of a rule set: small enough to send to a screen, since its sources stay behind. */
export type JudgingRules = Pick<RuleSet, "id" | "values"> & {
  deferralReasons: JudgingReason[];
  questions: JudgingQuestion[];
};
export type JudgingReason = Omit<DeferralReason, keyof Provenance | "clerkVisible">;
export type JudgingQuestion = Omit<Question, keyof Provenance>;

/** A rule set without what only a reader of its sources asks for. */
export function judgingRules({ id, values, deferralReasons, questions }: RuleSet): JudgingRules {
  return {
    id,
    values,
    deferralReasons: deferralReasons.map(
      ({ source: _, standing: _s, needsMedicalConfirmation: _n, clerkVisible: _c, ...reason }) => reason,
    ),
    questions: questions.map(({ source: _, standing: _s, needsMedicalConfirmation: _n, ...question }) => question),
  };
}

/** The rule set in force on a day: the latest that had begun. Null before the first. */
export function ruleSetInForce<T extends { effectiveFrom: CivilDate }>(sets: readonly T[], on: CivilDate): T | null {
  return sets.reduce<T | null>(
    (best, set) => (set.effectiveFrom <= on && (best === null || set.effectiveFrom > best.effectiveFrom) ? set : best),
    null,
  );
}

/** A deferral reason by its code. Throws for a code the rule set does not know: reasons come from the set's own list. */
export function deferralReason<R extends JudgingReason>(code: string, rules: { deferralReasons: readonly R[] }): R {
  const reason = rules.deferralReasons.find((candidate) => candidate.code === code);
  if (!reason) throw new RangeError(`unknown deferral reason ${code}`);
  return reason;
}

/** Which way a local rule must go to be stricter than the circular: a higher number, a lower one, fewer bags, no. */
const STRICTER: Record<RuleKey, "higher" | "lower" | "fewer" | "false"> = {
  minAgeYears: "higher",
  maxAgeYears: "lower",
  maxAgeInclusive: "false",
  minWeightFemaleKg: "higher",
  minWeightMaleKg: "higher",
  smallDonorBelowKg: "higher",
  smallDonorMaxMl: "lower",
  maxMlPerKg: "lower",
  maxWholeBloodMl: "lower",
  bagVolumesMl: "fewer",
  apheresisMinWeightKg: "higher",
  apheresisMaxMl: "lower",
  apheresisHeavyFromKg: "higher",
  apheresisHeavyMaxMl: "lower",
  systolicMinMmhg: "higher",
  systolicBelowMmhg: "lower",
  diastolicMinMmhg: "higher",
  diastolicBelowMmhg: "lower",
  pulseMinPerMinute: "higher",
  pulseMaxPerMinute: "lower",
  minHemoglobinGPerL: "higher",
  minHemoglobinLargeGPerL: "higher",
  largeVolumeAboveMl: "lower",
  minSerumProteinGPerL: "higher",
  minPlateletsGigaPerL: "higher",
  feverAboveCelsius: "lower",
  restDaysWholeBlood: "higher",
  restDaysRedCells: "higher",
  restDaysPlasma: "higher",
  restDaysPlatelets: "higher",
  mobilisedMaxTimes: "lower",
  mobilisedWithinDays: "higher",
  restDaysAfterMobilised: "higher",
  restFromLostMl: "lower",
};

export const RULE_KEYS = Object.keys(STRICTER) as RuleKey[];

/**
 * The rules where a local policy asks for more than the circular: of each pair the stricter value counts, so a local
 * policy can never loosen the law (one centre asks 45 kg of everybody; none may accept 41).
 */
export function stricterOf(values: RuleValues, local: Partial<RuleValues>): RuleValues {
  const merged = { ...values };
  for (const key of RULE_KEYS) {
    const wish = local[key];
    if (wish !== undefined) Object.assign(merged, { [key]: stricterValue(STRICTER[key], values[key], wish) });
  }
  return merged;
}

/** The local values that would loosen the rules, so that a form can say so at the field. */
export function looserThan(values: RuleValues, local: Partial<RuleValues>): RuleKey[] {
  return RULE_KEYS.filter((key) => {
    const wish = local[key];
    return wish !== undefined && !sameValue(stricterValue(STRICTER[key], values[key], wish), wish);
  });
}

type RuleValue = RuleValues[RuleKey];

function stricterValue(direction: (typeof STRICTER)[RuleKey], law: RuleValue, wish: RuleValue): RuleValue {
  if (Array.isArray(law) && Array.isArray(wish)) return law.filter((volume) => wish.includes(volume));
  if (typeof law === "boolean" && typeof wish === "boolean") return law && wish;
  if (typeof law !== "number" || typeof wish !== "number") throw new TypeError("a rule keeps its kind of value");
  return direction === "higher" ? Math.max(law, wish) : Math.min(law, wish);
}

function sameValue(a: RuleValue, b: RuleValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value) => b.includes(value));
  return a === b;
}
