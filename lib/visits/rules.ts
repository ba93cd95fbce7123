import type { CivilDate } from "@/lib/core/time";
import type { Component, JudgingRules, RuleValues, Sex } from "@/lib/eligibility/rule-set";
import {
  type DonateFacts,
  type DonateWord,
  permittedVolumes,
  type VitalField,
  type Vitals,
  type VitalVerdict,
  type VolumeVerdict,
  vitalsVerdict,
  volumeVerdict,
  whyNotDonate,
} from "@/lib/eligibility/rules";
import { type Answer, type Judged, judgeAnswers } from "@/lib/eligibility/self-check";

// ── one person's day ──

/** What can be true of one person at one drive. The first three are open: the person is still here. */
export const visitStatuses = ["arrived", "fit", "bleeding", "donated", "deferred", "incomplete", "left"] as const;
export type VisitStatus = (typeof visitStatuses)[number];

/** The tabs of the queue, in the order people walk through the hall. */
export const queueTabs = ["waiting", "screened", "bleeding", "done", "held_back"] as const;
export type QueueTab = (typeof queueTabs)[number];

/** The tab a visit stands under; somebody who booked and has not come yet stands under none. */
export function tabOf(status: VisitStatus): QueueTab {
  switch (status) {
    case "arrived":
      return "waiting";
    case "fit":
      return "screened";
    case "bleeding":
      return "bleeding";
    case "donated":
      return "done";
    default:
      return "held_back";
  }
}

/** Who somebody is to the statistics; asked at each visit, since people change work. */
export const segments = ["student", "civil_servant", "armed_forces", "worker", "farmer", "religious", "other"] as const;
export type Segment = (typeof segments)[number];

/** Why a donation stopped after the needle without a bag to count. */
export const stopReasons = ["vein", "reaction", "equipment", "donor_wish", "other"] as const;
export type StopReason = (typeof stopReasons)[number];

// ── arriving ──

export type DriveDayRefusal = "drive_tomorrow" | "drive_over" | "drive_not_open";
export type ArriveRefusal =
  | DriveDayRefusal
  | DonateWord
  | "already_here"
  | "here_elsewhere"
  | "already_done_today"
  | "consent_missing";

/** A refusal with what its sentence needs. */
export interface WhyNot<R extends string> {
  readonly refusal: R;
  readonly facts?: Record<string, string | number>;
}

/** Is this the drive's day, by the day of Viet Nam, and does it take people? */
export function whyNotToday(
  drive: { status: string; heldOn: CivilDate },
  today: CivilDate,
): WhyNot<DriveDayRefusal> | null {
  if (drive.heldOn > today) return { refusal: "drive_tomorrow", facts: { heldOn: drive.heldOn } };
  if (drive.status !== "published" && drive.status !== "open") return { refusal: "drive_not_open" };
  if (drive.heldOn < today) return { refusal: "drive_over", facts: { heldOn: drive.heldOn } };
  return null;
}

export interface ArriveFacts {
  readonly drive: { status: string; heldOn: CivilDate };
  readonly today: CivilDate;
  readonly donor: DonateFacts;
  readonly hasConsent: boolean;
  /** The donor's open visit anywhere, if there is one. */
  readonly open: { here: boolean; number: number } | null;
  /** Has the donor already given at this drive? */
  readonly donatedHere: boolean;
}

/**
 * Why somebody may not take a number now: the drive's day first, then what is already going on, then the rests and
 * deferrals with the first allowed day. A deferral never says why.
 */
export function whyNotArrive(facts: ArriveFacts, values: RuleValues): WhyNot<ArriveRefusal> | null {
  const day = whyNotToday(facts.drive, facts.today);
  if (day) return day;
  if (facts.open) {
    return { refusal: facts.open.here ? "already_here" : "here_elsewhere", facts: { number: facts.open.number } };
  }
  if (facts.donatedHere) return { refusal: "already_done_today" };
  const standing = whyNotDonate(facts.donor, values);
  if (standing) return { refusal: standing.word, facts: standing.facts };
  return facts.hasConsent ? null : { refusal: "consent_missing" };
}

// ── screening ──

/** What is known of the person while the screener types. */
export interface ScreeningFacts {
  readonly sex: Sex;
  readonly bornOn: CivilDate;
  readonly onDate: CivilDate;
  readonly component: Component;
  readonly volumeMl: number | null;
  readonly vitals: Vitals;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly clearedByDoctor: boolean;
  readonly signedOnPaper: boolean;
}

export type FitRefusal =
  | "vitals_missing"
  | "vitals_check"
  | "vitals_refuse"
  | "pulse_rhythm_missing"
  | "answers_missing"
  | "answers_defer"
  | "doctor_must_clear"
  | "volume_missing"
  | "volume_refused"
  | "unsigned";

/** Everything the screen and the server say about a screening: both ask this one function. */
export interface ScreeningJudgement {
  readonly vitals: Record<VitalField, VitalVerdict>;
  /** Whole blood: every bag in use with its reasons. Apheresis: the typed volume, if one is typed. */
  readonly volumes: readonly VolumeVerdict[];
  readonly permittedVolumesMl: readonly number[];
  readonly answers: Judged;
  /** Why "fit" is not possible yet, the first thing to mend first. */
  readonly whyNotFit: readonly FitRefusal[];
  /** Deferral reasons that the measures and answers speak for, each with its day where one was told. */
  readonly suggested: readonly { code: string; eventOn: CivilDate | null }[];
}

/** What must be measured for each component. */
export function measuredFor(component: Component): VitalField[] {
  const always: VitalField[] = ["weight", "systolic", "diastolic", "pulse", "hemoglobin"];
  if (component === "plasma") return [...always, "serum_protein"];
  if (component === "platelets" || component === "granulocytes") return [...always, "platelets"];
  return always;
}

/** Judges a screening, at each keystroke and once more on the server: measures, answers, volumes, and what is missing. */
export function judgeScreening(facts: ScreeningFacts, rules: JudgingRules): ScreeningJudgement {
  const { values } = rules;
  const vitals = vitalsVerdict(facts.vitals, { sex: facts.sex, component: facts.component }, values);
  const measures = { ...facts.vitals, sex: facts.sex, birthOn: facts.bornOn, onDate: facts.onDate };
  const volumes =
    facts.component === "whole_blood"
      ? permittedVolumes(measures, values)
      : facts.volumeMl === null
        ? []
        : [volumeVerdict({ ...measures, component: facts.component, volumeMl: facts.volumeMl }, values)];
  const permittedVolumesMl = volumes.filter(({ verdict }) => verdict === "allowed").map(({ volumeMl }) => volumeMl);
  const answers = judgeAnswers({ answers: facts.answers, sex: facts.sex, onDate: facts.onDate }, rules);
  return {
    vitals,
    volumes,
    permittedVolumesMl,
    answers,
    whyNotFit: whyNotFit(facts, { vitals, permittedVolumesMl, answers }),
    suggested: suggestedReasons(vitals, facts, answers),
  };
}

function whyNotFit(
  facts: ScreeningFacts,
  found: Pick<ScreeningJudgement, "vitals" | "permittedVolumesMl" | "answers">,
): FitRefusal[] {
  const why: FitRefusal[] = [];
  const verdicts = Object.values(found.vitals).map(({ verdict }) => verdict);
  if (verdicts.includes("refuse")) why.push("vitals_refuse");
  if (verdicts.includes("check")) why.push("vitals_check");
  if (measuredFor(facts.component).some((field) => found.vitals[field].verdict === "empty")) why.push("vitals_missing");
  else if (facts.vitals.pulseRegular === null || facts.vitals.pulseRegular === undefined)
    why.push("pulse_rhythm_missing");
  const words = found.answers.reasons.map(({ word }) => word);
  if (words.some((word) => word === "deferral" || word === "permanent")) why.push("answers_defer");
  if (found.answers.missing.length > 0) why.push("answers_missing");
  const doubtful = words.some((word) => word === "doctor_decides" || word === "unsure");
  if (doubtful && !facts.clearedByDoctor) why.push("doctor_must_clear");
  if (facts.volumeMl === null) why.push("volume_missing");
  else if (!found.permittedVolumesMl.includes(facts.volumeMl)) why.push("volume_refused");
  if (!facts.signedOnPaper) why.push("unsigned");
  return why;
}

/** The deferral reason each refused measure speaks for, by its code in the rule set. */
const reasonOfVital: Record<VitalField, string> = {
  weight: "low_weight",
  systolic: "blood_pressure",
  diastolic: "blood_pressure",
  pulse: "pulse",
  hemoglobin: "low_hemoglobin",
  temperature: "fever",
  serum_protein: "low_serum_protein",
  platelets: "low_platelets",
};

function suggestedReasons(
  vitals: Record<VitalField, VitalVerdict>,
  facts: ScreeningFacts,
  answers: Judged,
): { code: string; eventOn: CivilDate | null }[] {
  const found = new Map<string, CivilDate | null>();
  for (const { deferralCode, questionCode } of answers.reasons) {
    if (!deferralCode) continue;
    const told = questionCode ? facts.answers[questionCode]?.reasons : undefined;
    found.set(deferralCode, told?.find(({ code }) => code === deferralCode)?.eventOn ?? null);
  }
  for (const [field, verdict] of Object.entries(vitals) as [VitalField, VitalVerdict][]) {
    if (verdict.verdict === "refuse") found.set(reasonOfVital[field], facts.onDate);
  }
  return [...found].map(([code, eventOn]) => ({ code, eventOn }));
}

// ── before the needle ──

export type NeedleRefusal =
  | DriveDayRefusal
  | DonateWord
  | "not_fit"
  | "already_bleeding"
  | "screening_missing"
  | "volume_refused"
  | "vitals_refuse"
  | "needle_changed";

export interface NeedleFacts {
  readonly drive: { status: string; heldOn: CivilDate };
  readonly today: CivilDate;
  readonly status: VisitStatus;
  readonly donor: DonateFacts & { sex: Sex };
  readonly component: Component;
  readonly volumeMl: number | null;
  readonly screening: { verdict: "fit" | "deferred"; vitals: Vitals; signedOnPaper: boolean } | null;
}

/**
 * The last question before blood flows, asked of what is stored and not of any screen: the day, the age, the rest,
 * the deferrals, the measures and the volume, all anew.
 */
export function whyNotBleed(facts: NeedleFacts, values: RuleValues): WhyNot<NeedleRefusal> | null {
  const day = whyNotToday(facts.drive, facts.today);
  if (day) return day;
  if (facts.status === "bleeding") return { refusal: "already_bleeding" };
  if (facts.status !== "fit") return { refusal: "not_fit" };
  const standing = whyNotDonate(facts.donor, values);
  if (standing) return { refusal: standing.word, facts: standing.facts };
  const { screening, component, volumeMl } = facts;
  if (screening?.verdict !== "fit" || !screening.signedOnPaper) return { refusal: "screening_missing" };
  const verdicts = Object.values(vitalsVerdict(screening.vitals, { sex: facts.donor.sex, component }, values));
  if (verdicts.some(({ verdict }) => verdict === "refuse" || verdict === "check")) return { refusal: "vitals_refuse" };
  if (volumeMl === null) return { refusal: "volume_refused", facts: { volumeMl: 0 } };
  const measures = {
    ...screening.vitals,
    sex: facts.donor.sex,
    birthOn: facts.donor.birthOn,
    onDate: facts.drive.heldOn,
  };
  const { verdict } = volumeVerdict({ ...measures, component, volumeMl }, values);
  return verdict === "allowed" ? null : { refusal: "volume_refused", facts: { volumeMl } };
}

// ── the day's plan ──

/** How many units the plan expects by now: the plan spread evenly over the drive's hours. */
export function plannedByNow(drive: { plannedUnits: number; startsAt: Date; endsAt: Date }, now: Date): number {
  const whole = drive.endsAt.getTime() - drive.startsAt.getTime();
  const gone = Math.min(whole, Math.max(0, now.getTime() - drive.startsAt.getTime()));
  return Math.round((drive.plannedUnits * gone) / whole);
}
