import { addCalendarMonths, addDays, ageOn, type CivilDate, daysBetween } from "@/lib/core/time";
import {
  type Component,
  deferralReason,
  type JudgingRules,
  type RuleValues,
  type Sex,
} from "@/lib/eligibility/rule-set";

/** Why something is not possible: a word with its sentence in `eligibility.json`, and the facts of that sentence. */
export type Reason<W extends string> = { word: W; facts?: Record<string, string | number> };

// ─── age ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export type AgeWord = "too_young" | "too_old";

/**
 * Whether somebody's age allows a donation on a day (Circular 26/2013, Art. 4(1): from full 18 to 60 years). Too young
 * tells the first allowed day. Whether "to 60" includes the year after the 60th birthday is the rule `maxAgeInclusive`.
 */
export function ageVerdict(birthOn: CivilDate, onDate: CivilDate, values: RuleValues): Reason<AgeWord> | null {
  const age = ageOn(birthOn, onDate);
  if (age < values.minAgeYears) {
    const facts = { minAgeYears: values.minAgeYears, firstAllowedOn: birthday(birthOn, values.minAgeYears) };
    return { word: "too_young", facts };
  }
  const lastAge = values.maxAgeInclusive ? values.maxAgeYears : values.maxAgeYears - 1;
  return age > lastAge ? { word: "too_old", facts: { maxAgeYears: values.maxAgeYears } } : null;
}

function birthday(birthOn: CivilDate, years: number): CivilDate {
  const date = addCalendarMonths(birthOn, years * 12);
  return ageOn(birthOn, date) < years ? addDays(date, 1) : date;
}

// ─── volumes ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type VolumeWord =
  | AgeWord
  | "underweight"
  | "small_donor"
  | "over_ml_per_kg"
  | "over_volume_cap"
  | "hemoglobin_low"
  | "hemoglobin_low_for_volume"
  | "bag_unknown"
  | "apheresis_underweight"
  | "over_apheresis_cap"
  | "serum_protein_low"
  | "platelets_low";

/** What is measured before a donation; whatever is not measured yet is left out or null. */
export type Measures = {
  sex: Sex;
  birthOn?: CivilDate | null;
  /** The day of the donation, for the age. */
  onDate?: CivilDate | null;
  weightKg?: number | null;
  hemoglobinGramsPerLitre?: number | null;
  serumProteinGramsPerLitre?: number | null;
  plateletsGigaPerLitre?: number | null;
};

/** A measure that a verdict still waits for. */
export type MissingMeasure = "weight" | "hemoglobin" | "serum_protein" | "platelets";

export type VolumeVerdict = {
  volumeMl: number;
  /** `pending` while nothing forbids it but something is not measured yet: never a permission. */
  verdict: "allowed" | "refused" | "pending";
  reasons: Reason<VolumeWord>[];
  missing: MissingMeasure[];
};

/** Each bag in use, smallest first, with the reasons against it; made anew while the screener types. */
export function permittedVolumes(measures: Measures, values: RuleValues): VolumeVerdict[] {
  return [...values.bagVolumesMl]
    .sort((a, b) => a - b)
    .map((volumeMl) => volumeVerdict({ ...measures, component: "whole_blood", volumeMl }, values));
}

/** The bags that are allowed: what a screening keeps, and what the needle is checked against. */
export function allowedVolumesMl(measures: Measures, values: RuleValues): number[] {
  return permittedVolumes(measures, values)
    .filter(({ verdict }) => verdict === "allowed")
    .map(({ volumeMl }) => volumeMl);
}

/** The most that apheresis may take from somebody of this weight (all components together), or null below the limit. */
export function apheresisLimitMl(weightKg: number, values: RuleValues): number | null {
  if (weightKg < values.apheresisMinWeightKg) return null;
  return weightKg >= values.apheresisHeavyFromKg ? values.apheresisHeavyMaxMl : values.apheresisMaxMl;
}

/**
 * Whether a volume of a component may be taken (Circular 26/2013, Art. 4(2)): whole blood by weight, 9 ml for each kg,
 * and haemoglobin; apheresis by weight and, for plasma, serum protein, for platelets and granulocytes, the platelets.
 */
export function volumeVerdict(
  donation: Measures & { component: Component; volumeMl: number },
  values: RuleValues,
): VolumeVerdict {
  const found =
    donation.component === "whole_blood" ? bagReasons(donation, values) : apheresisReasons(donation, values);
  const age = donation.birthOn && donation.onDate ? ageVerdict(donation.birthOn, donation.onDate, values) : null;
  const reasons = age ? [age, ...found.reasons] : found.reasons;
  const verdict = reasons.length > 0 ? "refused" : found.missing.length > 0 ? "pending" : "allowed";
  return { volumeMl: donation.volumeMl, verdict, reasons, missing: found.missing };
}

type Found = { reasons: Reason<VolumeWord>[]; missing: MissingMeasure[] };

function bagReasons({ sex, volumeMl, ...measures }: Measures & { volumeMl: number }, values: RuleValues): Found {
  const found: Found = { reasons: [], missing: [] };
  if (!values.bagVolumesMl.includes(volumeMl)) {
    found.reasons.push({ word: "bag_unknown", facts: { volumeMl } });
  }
  const weightKg = measures.weightKg ?? null;
  if (weightKg === null) found.missing.push("weight");
  else addIfAny(found, weightReason(sex, weightKg, volumeMl, values));
  if (volumeMl > values.maxWholeBloodMl) {
    found.reasons.push({ word: "over_volume_cap", facts: { maxMl: values.maxWholeBloodMl } });
  }
  addHemoglobin(found, measures.hemoglobinGramsPerLitre ?? null, volumeMl, values);
  return found;
}

function weightReason(sex: Sex, weightKg: number, volumeMl: number, values: RuleValues): Reason<VolumeWord> | null {
  const minKg = sex === "female" ? values.minWeightFemaleKg : values.minWeightMaleKg;
  if (weightKg < minKg) return { word: "underweight", facts: { minKg, sex } };
  if (weightKg < values.smallDonorBelowKg && volumeMl > values.smallDonorMaxMl) {
    return { word: "small_donor", facts: { belowKg: values.smallDonorBelowKg, maxMl: values.smallDonorMaxMl } };
  }
  if (exceeds(volumeMl, weightKg * values.maxMlPerKg)) {
    const needKg = Math.ceil((volumeMl / values.maxMlPerKg) * 10) / 10;
    return { word: "over_ml_per_kg", facts: { mlPerKg: values.maxMlPerKg, needKg } };
  }
  return null;
}

function addHemoglobin(found: Found, gramsPerLitre: number | null, volumeMl: number, values: RuleValues): void {
  if (gramsPerLitre === null) found.missing.push("hemoglobin");
  else if (gramsPerLitre < values.minHemoglobinGPerL) {
    found.reasons.push({ word: "hemoglobin_low", facts: { min: values.minHemoglobinGPerL } });
  } else if (volumeMl > values.largeVolumeAboveMl && gramsPerLitre < values.minHemoglobinLargeGPerL) {
    const facts = { min: values.minHemoglobinLargeGPerL, aboveMl: values.largeVolumeAboveMl };
    found.reasons.push({ word: "hemoglobin_low_for_volume", facts });
  }
}

function apheresisReasons(donation: Measures & { component: Component; volumeMl: number }, values: RuleValues): Found {
  const found: Found = { reasons: [], missing: [] };
  const weightKg = donation.weightKg ?? null;
  const maxMl = weightKg === null ? null : apheresisLimitMl(weightKg, values);
  if (weightKg === null) found.missing.push("weight");
  else if (maxMl === null) {
    found.reasons.push({ word: "apheresis_underweight", facts: { minKg: values.apheresisMinWeightKg } });
  } else if (donation.volumeMl > maxMl) found.reasons.push({ word: "over_apheresis_cap", facts: { maxMl } });

  // Not a bag, so only the lower haemoglobin applies: the higher one is asked for whole blood above 350 ml.
  addHemoglobin(found, donation.hemoglobinGramsPerLitre ?? null, 0, values);
  if (donation.component === "plasma") {
    const min = values.minSerumProteinGPerL;
    const measured = donation.serumProteinGramsPerLitre ?? null;
    if (measured === null) found.missing.push("serum_protein");
    else if (measured < min) found.reasons.push({ word: "serum_protein_low", facts: { min } });
  }
  if (donation.component === "platelets" || donation.component === "granulocytes") {
    const min = values.minPlateletsGigaPerL;
    const measured = donation.plateletsGigaPerLitre ?? null;
    if (measured === null) found.missing.push("platelets");
    else if (measured < min) found.reasons.push({ word: "platelets_low", facts: { min } });
  }
  return found;
}

function addIfAny(found: Found, reason: Reason<VolumeWord> | null): void {
  if (reason) found.reasons.push(reason);
}

/** More than, by more than the noise of binary fractions: 9 ml for each of 38.9 kg is 350.1 ml, not 350.09999. */
function exceeds(value: number, limit: number): boolean {
  return value - limit > 1e-9;
}

// ─── vital signs, field by field ─────────────────────────────────────────────────────────────────────────────────

/** What a screener has typed so far; null or absent where nothing stands yet. */
export type Vitals = {
  weightKg?: number | null;
  systolicMmhg?: number | null;
  diastolicMmhg?: number | null;
  pulsePerMinute?: number | null;
  /** Null until somebody has said whether the pulse is regular. */
  pulseRegular?: boolean | null;
  hemoglobinGramsPerLitre?: number | null;
  temperatureCelsius?: number | null;
  serumProteinGramsPerLitre?: number | null;
  plateletsGigaPerLitre?: number | null;
};

export type VitalField =
  | "weight"
  | "systolic"
  | "diastolic"
  | "pulse"
  | "hemoglobin"
  | "temperature"
  | "serum_protein"
  | "platelets";

export type VitalWord =
  | "weight_ok"
  | "weight_limits_volume"
  | "weight_low"
  | "systolic_ok"
  | "systolic_low"
  | "systolic_high"
  | "diastolic_ok"
  | "diastolic_low"
  | "diastolic_high"
  | "pressures_swapped"
  | "pulse_ok"
  | "pulse_low"
  | "pulse_high"
  | "pulse_irregular"
  | "hemoglobin_ok"
  | "hemoglobin_limits_volume"
  | "hemoglobin_low"
  | "hemoglobin_in_other_unit"
  | "temperature_ok"
  | "fever"
  | "serum_protein_ok"
  | "serum_protein_low"
  | "platelets_ok"
  | "platelets_low"
  | "not_possible";

/**
 * One field's verdict: `ok`; `watch`, allowed with a limit; `refuse`; `check`, a number that cannot be what was meant
 * (a 5 on the way to 52, pressures swapped, g/dl for g/l); `empty`, nothing typed. Only `refuse` speaks of the donor.
 */
export type VitalVerdict =
  | { verdict: "empty" }
  | { verdict: "ok" | "watch" | "refuse" | "check"; word: VitalWord; facts: Record<string, string | number> };

/** The bounds of what a living adult can measure; outside them a number is a slip or still being typed. */
export const POSSIBLE = {
  weight: { min: 20, max: 300 },
  systolic: { min: 40, max: 300 },
  diastolic: { min: 20, max: 200 },
  pulse: { min: 20, max: 250 },
  hemoglobin: { min: 20, max: 260 },
  temperature: { min: 30, max: 45 },
  serum_protein: { min: 10, max: 200 },
  platelets: { min: 1, max: 3000 },
} as const satisfies Record<VitalField, { min: number; max: number }>;

/**
 * A verdict for each field, fit to be asked at every keystroke: fields do not wait for one another, and half a number
 * is `check`, not a refusal. For whole blood unless another component is named.
 */
export function vitalsVerdict(
  vitals: Vitals,
  donor: { sex: Sex; component?: Component },
  values: RuleValues,
): Record<VitalField, VitalVerdict> {
  const apheresis = (donor.component ?? "whole_blood") !== "whole_blood";
  return {
    weight: judge("weight", vitals.weightKg, (kg) => weightVerdict(kg, donor.sex, apheresis, values)),
    ...pressureVerdicts(vitals, values),
    pulse: pulseVerdict(vitals, values),
    hemoglobin: hemoglobinVerdict(vitals.hemoglobinGramsPerLitre, apheresis, values),
    temperature: judge("temperature", vitals.temperatureCelsius, (celsius) => {
      const facts = { above: values.feverAboveCelsius };
      return celsius > values.feverAboveCelsius ? refuse("fever", facts) : ok("temperature_ok", facts);
    }),
    serum_protein: judge("serum_protein", vitals.serumProteinGramsPerLitre, (measured) => {
      const facts = { min: values.minSerumProteinGPerL };
      return measured < facts.min ? refuse("serum_protein_low", facts) : ok("serum_protein_ok", facts);
    }),
    platelets: judge("platelets", vitals.plateletsGigaPerLitre, (measured) => {
      const facts = { min: values.minPlateletsGigaPerL };
      return measured < facts.min ? refuse("platelets_low", facts) : ok("platelets_ok", facts);
    }),
  };
}

function judge(
  field: VitalField,
  measured: number | null | undefined,
  verdict: (value: number) => VitalVerdict,
): VitalVerdict {
  if (measured === null || measured === undefined || Number.isNaN(measured)) return { verdict: "empty" };
  const { min, max } = POSSIBLE[field];
  return measured < min || measured > max ? check("not_possible", { min, max }) : verdict(measured);
}

function weightVerdict(kg: number, sex: Sex, apheresis: boolean, values: RuleValues): VitalVerdict {
  if (apheresis) {
    const maxMl = apheresisLimitMl(kg, values);
    return maxMl === null
      ? refuse("weight_low", { minKg: values.apheresisMinWeightKg })
      : ok("weight_ok", { minKg: values.apheresisMinWeightKg, maxMl });
  }
  const minKg = sex === "female" ? values.minWeightFemaleKg : values.minWeightMaleKg;
  const bags = values.bagVolumesMl.filter((volumeMl) => weightReason(sex, kg, volumeMl, values) === null);
  if (kg < minKg || bags.length === 0) return refuse("weight_low", { minKg });
  const maxMl = Math.max(...bags);
  return bags.length === values.bagVolumesMl.length
    ? ok("weight_ok", { minKg: weightForMl(maxMl, sex, values), maxMl })
    : watch("weight_limits_volume", { minKg, maxMl });
}

/** From which weight on a bag may be filled, so that "≥ 50 kg: at most 450 ml" is true as it stands. */
function weightForMl(volumeMl: number, sex: Sex, values: RuleValues): number {
  const minKg = sex === "female" ? values.minWeightFemaleKg : values.minWeightMaleKg;
  const forBag = Math.ceil((volumeMl / values.maxMlPerKg) * 10) / 10;
  return Math.max(minKg, forBag, volumeMl > values.smallDonorMaxMl ? values.smallDonorBelowKg : 0);
}

function pressureVerdicts(vitals: Vitals, values: RuleValues): { systolic: VitalVerdict; diastolic: VitalVerdict } {
  const systolic = judge("systolic", vitals.systolicMmhg, (mmhg) => {
    const facts = { min: values.systolicMinMmhg, below: values.systolicBelowMmhg };
    if (mmhg < facts.min) return refuse("systolic_low", facts);
    return mmhg >= facts.below ? refuse("systolic_high", facts) : ok("systolic_ok", facts);
  });
  const diastolic = judge("diastolic", vitals.diastolicMmhg, (mmhg) => {
    const facts = { min: values.diastolicMinMmhg, below: values.diastolicBelowMmhg };
    if (mmhg < facts.min) return refuse("diastolic_low", facts);
    return mmhg >= facts.below ? refuse("diastolic_high", facts) : ok("diastolic_ok", facts);
  });
  const both = systolic.verdict !== "empty" && systolic.verdict !== "check" && diastolic.verdict !== "empty";
  if (both && (vitals.diastolicMmhg ?? 0) >= (vitals.systolicMmhg ?? 0)) {
    return { systolic: check("pressures_swapped"), diastolic: check("pressures_swapped") };
  }
  return { systolic, diastolic };
}

function pulseVerdict({ pulsePerMinute, pulseRegular }: Vitals, values: RuleValues): VitalVerdict {
  return judge("pulse", pulsePerMinute, (beats) => {
    const facts = { min: values.pulseMinPerMinute, max: values.pulseMaxPerMinute };
    if (beats < facts.min) return refuse("pulse_low", facts);
    if (beats > facts.max) return refuse("pulse_high", facts);
    return pulseRegular === false ? refuse("pulse_irregular", facts) : ok("pulse_ok", facts);
  });
}

function hemoglobinVerdict(measured: number | null | undefined, apheresis: boolean, values: RuleValues): VitalVerdict {
  // Devices set to g/dl show 12.3 where the circular means 123; nobody alive has 6 to 20 g/l.
  if (typeof measured === "number" && measured >= 6 && measured < POSSIBLE.hemoglobin.min) {
    return check("hemoglobin_in_other_unit", { asGramsPerLitre: Math.round(measured * 10) });
  }
  return judge("hemoglobin", measured, (gramsPerLitre) => {
    const facts = {
      min: values.minHemoglobinGPerL,
      minLarge: values.minHemoglobinLargeGPerL,
      aboveMl: values.largeVolumeAboveMl,
    };
    if (gramsPerLitre < facts.min) return refuse("hemoglobin_low", facts);
    const limited = !apheresis && gramsPerLitre < facts.minLarge;
    return limited ? watch("hemoglobin_limits_volume", facts) : ok("hemoglobin_ok", facts);
  });
}

type Facts = Record<string, string | number>;
const ok = (word: VitalWord, facts: Facts): VitalVerdict => ({ verdict: "ok", word, facts });
const watch = (word: VitalWord, facts: Facts): VitalVerdict => ({ verdict: "watch", word, facts });
const refuse = (word: VitalWord, facts: Facts): VitalVerdict => ({ verdict: "refuse", word, facts });
const check = (word: VitalWord, facts: Facts = {}): VitalVerdict => ({ verdict: "check", word, facts });

// ─── rest between donations ──────────────────────────────────────────────────────────────────────────────────────

/** What was given; `lostMl` when a donation stopped without a bag, and only so much was lost. */
export type PastDonation = { component: Component; givenOn: CivilDate; lostMl?: number | null };

/** Those that ask for a rest: all but a small loss. */
function askingForRest(past: readonly PastDonation[], values: RuleValues): PastDonation[] {
  return past.filter(({ lostMl }) => typeof lostMl !== "number" || lostMl >= values.restFromLostMl);
}

/**
 * The first day on which the next donation is allowed (Circular 26/2013, Art. 6), or null when nothing was given
 * before. Twelve weeks from whole blood or red cells, two from plasma or platelets; between kinds, the last donation
 * decides, and whole blood still waits twelve weeks from earlier whole blood. Granulocytes and stem cells: at most
 * three times in any seven days, and never twice on one day.
 */
export function nextEligibleOn(
  past: PastDonation | readonly PastDonation[] | null,
  nextComponent: Component,
  values: RuleValues,
): CivilDate | null {
  const donations = askingForRest([past ?? []].flat() as PastDonation[], values);
  const lastOn = donations.reduce<CivilDate | null>(
    (last, { givenOn }) => (last && last > givenOn ? last : givenOn),
    null,
  );
  const waits = donations
    .filter(({ component, givenOn }) => givenOn === lastOn || restGroup(component) === restGroup(nextComponent))
    .map(({ component, givenOn }) => addDays(givenOn, restDays(component, nextComponent, values)));
  if (restGroup(nextComponent) === "mobilised") waits.push(...mobilisedWait(donations, values));
  return waits.reduce<CivilDate | null>((latest, on) => (latest && latest > on ? latest : on), null);
}

type RestGroup = "red" | "two_weeks" | "mobilised";

function restGroup(component: Component): RestGroup {
  if (component === "whole_blood" || component === "red_cells") return "red";
  return component === "plasma" || component === "platelets" ? "two_weeks" : "mobilised";
}

function restDays(given: Component, next: Component, values: RuleValues): number {
  switch (given) {
    case "whole_blood":
      return values.restDaysWholeBlood;
    case "red_cells":
      return values.restDaysRedCells;
    case "plasma":
      return values.restDaysPlasma;
    case "platelets":
      return values.restDaysPlatelets;
    case "granulocytes":
    case "stem_cells":
      return restGroup(next) === "mobilised" ? 1 : values.restDaysAfterMobilised;
  }
}

/** With the limit of three in seven days: the third last one must be seven days back. */
function mobilisedWait(donations: readonly PastDonation[], values: RuleValues): CivilDate[] {
  const days = donations
    .filter(({ component }) => restGroup(component) === "mobilised")
    .map(({ givenOn }) => givenOn)
    .sort();
  const oldest = days.at(-values.mobilisedMaxTimes);
  return oldest && days.length >= values.mobilisedMaxTimes ? [addDays(oldest, values.mobilisedWithinDays)] : [];
}

// ─── deferrals ───────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * When a deferral for a reason ends, counted from the day of its event (recovery, tattoo, last dose). Months are
 * calendar months; the day itself counts, so 12 months from 15/01/2025 end on 14/01/2026 and 15/01/2026 is the first
 * allowed day. Null when the reason has no length: it is permanent, or a doctor decides.
 */
export function deferralEndsOn(
  reasonCode: string,
  eventOn: CivilDate,
  rules: JudgingRules,
): { lastDay: CivilDate; firstAllowedOn: CivilDate } | null {
  const { duration } = deferralReason(reasonCode, rules);
  if (duration === null) return null;
  const firstAllowedOn =
    duration.unit === "months"
      ? addCalendarMonths(eventOn, duration.length)
      : addDays(eventOn, duration.length * (duration.unit === "weeks" ? 7 : 1));
  return { lastDay: addDays(firstAllowedOn, -1), firstAllowedOn };
}

// ─── all of it together ──────────────────────────────────────────────────────────────────────────────────────────

/** A deferral that stands: its last day, or null when it has no known end. Why it stands is not asked here. */
export type StandingDeferral = { countedFrom: CivilDate; lastDay: CivilDate | null };

export type DonateWord = AgeWord | "deferred_without_end" | "deferred" | "resting";

export type DonateFacts = {
  birthOn: CivilDate;
  /** The day on which the donation would take place. */
  onDate: CivilDate;
  component: Component;
  donations: readonly PastDonation[];
  deferrals: readonly StandingDeferral[];
};

/**
 * Why somebody may not give on a day, before anything is measured: the one reason that lasts longest, with the first
 * day on which nothing of this stands in the way. Null when nothing does. What lasts for ever comes first; a deferral
 * never tells its cause, since the desk reads this.
 */
export function whyNotDonate(facts: DonateFacts, values: RuleValues): Reason<DonateWord> | null {
  const age = ageVerdict(facts.birthOn, facts.onDate, values);
  if (age?.word === "too_old") return age;
  if (facts.deferrals.some(({ lastDay }) => lastDay === null)) return { word: "deferred_without_end" };

  const waits: { word: DonateWord; firstAllowedOn: CivilDate; facts: Facts }[] = [];
  if (age) waits.push({ word: age.word, firstAllowedOn: String(age.facts?.firstAllowedOn), facts: age.facts ?? {} });
  for (const { lastDay } of facts.deferrals) {
    if (lastDay !== null)
      waits.push({ word: "deferred", firstAllowedOn: addDays(lastDay, 1), facts: { lastDayOn: lastDay } });
  }
  const rested = nextEligibleOn(facts.donations, facts.component, values);
  if (rested !== null) {
    const last = askingForRest(facts.donations, values).reduce((a, b) => (b.givenOn > a.givenOn ? b : a));
    const restFacts = {
      component: last.component,
      lastGivenOn: last.givenOn,
      daysSince: daysBetween(last.givenOn, facts.onDate),
    };
    waits.push({ word: "resting", firstAllowedOn: rested, facts: restFacts });
  }
  const standing = waits.filter(({ firstAllowedOn }) => firstAllowedOn > facts.onDate);
  if (standing.length === 0) return null;
  const longest = standing.reduce((a, b) => (b.firstAllowedOn >= a.firstAllowedOn ? b : a));
  const byThen = ageVerdict(facts.birthOn, longest.firstAllowedOn, values);
  if (byThen?.word === "too_old") return byThen;
  return { word: longest.word, facts: { ...longest.facts, firstAllowedOn: longest.firstAllowedOn } };
}
