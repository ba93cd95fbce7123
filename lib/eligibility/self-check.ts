import type { CivilDate } from "@/lib/core/time";
import {
  deferralReason,
  type JudgingQuestion,
  type JudgingRules,
  type RuleSet,
  type Sex,
} from "@/lib/eligibility/rule-set";
import { ageVerdict, deferralEndsOn, nextEligibleOn, type PastDonation, type Reason } from "@/lib/eligibility/rules";

/** One answer of a declaration. Whoever is not sure says so, and a doctor decides at the drive. */
export type Answer = {
  answer: "yes" | "no" | "unsure";
  /** For an answer that defers: which of the question's reasons apply, each with its day where one is asked. */
  reasons: { code: string; eventOn: CivilDate | null }[];
};

export type SelfCheckFacts = {
  onDate: CivilDate;
  birthOn: CivilDate | null;
  sex: Sex | null;
  weightKg: number | null;
  /** The last donation anywhere, as far as the person knows; null when there was none. */
  lastDonation: PastDonation | null;
  answers: Readonly<Record<string, Answer>>;
};

export type SelfCheckWord =
  | "too_young"
  | "too_old"
  | "underweight"
  | "resting"
  | "deferral"
  | "permanent"
  | "doctor_decides"
  | "unsure";

/** A reason of the self-check. `deferralCode` names its row in the rule set, whose label is shown with it. */
export type SelfCheckReason = Reason<SelfCheckWord> & { deferralCode?: string; questionCode?: string };

export type SelfCheckMissing = {
  field: "birthOn" | "sex" | "weight" | "answer" | "reason" | "eventOn" | "eventOn_future";
  questionCode?: string;
  deferralCode?: string;
};

/**
 * What somebody may expect of a visit. `unfinished`: something is not answered. `cannot`: a rule says no for good, or
 * until the body changes. `wait`: from `firstAllowedOn`. `ask_doctor`: the rules leave it to one. Whoever has both to
 * wait and to ask is told both. Never a promise: weight, pressure and haemoglobin are measured on the day.
 */
export type SelfCheck = {
  verdict: "unfinished" | "may_come" | "wait" | "ask_doctor" | "cannot";
  firstAllowedOn: CivilDate | null;
  reasons: SelfCheckReason[];
  missing: SelfCheckMissing[];
};

/** The questions put to somebody: those of the other sex are left out, none when the sex is not known yet. */
export function questionsFor<Q extends JudgingQuestion>(sex: Sex | null, rules: { questions: readonly Q[] }): Q[] {
  return rules.questions.filter(({ onlyFor }) => onlyFor === null || sex === null || onlyFor === sex);
}

/** Whole-blood self-check of a donor at home, from what the person says. No answer is taken as given. */
export function selfCheck(facts: SelfCheckFacts, rules: RuleSet): SelfCheck {
  const reasons: SelfCheckReason[] = [];
  const missing: SelfCheckMissing[] = [];
  const waits: CivilDate[] = [];

  if (facts.birthOn === null) missing.push({ field: "birthOn" });
  else {
    const age = ageVerdict(facts.birthOn, facts.onDate, rules.values);
    if (age) reasons.push(age);
    if (age?.word === "too_young") waits.push(String(age.facts?.firstAllowedOn));
  }
  if (facts.sex === null) missing.push({ field: "sex" });
  if (facts.weightKg === null) missing.push({ field: "weight" });
  if (facts.sex !== null && facts.weightKg !== null) {
    const minKg = facts.sex === "female" ? rules.values.minWeightFemaleKg : rules.values.minWeightMaleKg;
    if (facts.weightKg < minKg) reasons.push({ word: "underweight", facts: { minKg, sex: facts.sex } });
  }
  const rested = nextEligibleOn(facts.lastDonation, "whole_blood", rules.values);
  if (rested !== null && facts.lastDonation && rested > facts.onDate) {
    waits.push(rested);
    const { component, givenOn } = facts.lastDonation;
    reasons.push({ word: "resting", facts: { component, lastGivenOn: givenOn, firstAllowedOn: rested } });
  }
  const answered = judgeAnswers(facts, rules);
  reasons.push(...answered.reasons);
  missing.push(...answered.missing);
  waits.push(...answered.waits);

  const firstAllowedOn = waits.reduce<CivilDate | null>((latest, on) => (latest && latest > on ? latest : on), null);
  return { verdict: verdictOf(reasons, missing), firstAllowedOn, reasons, missing };
}

function verdictOf(reasons: SelfCheckReason[], missing: SelfCheckMissing[]): SelfCheck["verdict"] {
  const has = (...words: SelfCheckWord[]) => reasons.some(({ word }) => words.includes(word));
  if (has("too_old", "permanent", "underweight")) return "cannot";
  if (missing.length > 0) return "unfinished";
  if (has("doctor_decides", "unsure")) return "ask_doctor";
  return reasons.length > 0 ? "wait" : "may_come";
}

/**
 * What a declaration's answers come to, for the self-check and for the screener: the reasons they give with their
 * first allowed days (`waits`), and what is still unanswered.
 */
export function judgeAnswers(
  { answers, sex, onDate }: Pick<SelfCheckFacts, "answers" | "sex" | "onDate">,
  rules: JudgingRules,
): Judged {
  const judged: Judged = { reasons: [], missing: [], waits: [] };
  for (const question of questionsFor(sex, rules)) judgeAnswer(judged, question, { answers, onDate }, rules);
  return judged;
}

export type Judged = { reasons: SelfCheckReason[]; missing: SelfCheckMissing[]; waits: CivilDate[] };

function judgeAnswer(
  judged: Judged,
  question: JudgingQuestion,
  facts: Pick<SelfCheckFacts, "answers" | "onDate">,
  rules: JudgingRules,
): void {
  const questionCode = question.code;
  const given = facts.answers[questionCode];
  if (!given) judged.missing.push({ field: "answer", questionCode });
  else if (given.answer === "unsure") judged.reasons.push({ word: "unsure", questionCode });
  else if (given.answer === question.defersWhen) {
    const chosen = chosenReasons(question, given);
    if (chosen.length === 0) judged.missing.push({ field: "reason", questionCode });
    for (const { code, eventOn } of chosen) {
      judgeReason(judged, { question, code, eventOn, onDate: facts.onDate }, rules);
    }
  }
}

/** A question with one reason needs no choice; only its own reasons count, whatever was sent. */
function chosenReasons(question: JudgingQuestion, given: Answer): Answer["reasons"] {
  const chosen = given.reasons.filter(({ code }) => question.reasons.includes(code));
  const only = question.reasons.length === 1 ? question.reasons[0] : undefined;
  return only !== undefined && chosen.length === 0 ? [{ code: only, eventOn: null }] : chosen;
}

function judgeReason(
  judged: Judged,
  answer: { question: JudgingQuestion; code: string; eventOn: CivilDate | null; onDate: CivilDate },
  rules: JudgingRules,
): void {
  const { question, code: deferralCode, onDate } = answer;
  const questionCode = question.code;
  const reason = deferralReason(deferralCode, rules);
  if (reason.permanent) judged.reasons.push({ word: "permanent", deferralCode, questionCode });
  else if (reason.duration === null) judged.reasons.push({ word: "doctor_decides", deferralCode, questionCode });
  else {
    const eventOn = question.asksEventOn ? answer.eventOn : onDate;
    if (eventOn === null) judged.missing.push({ field: "eventOn", questionCode, deferralCode });
    else if (eventOn > onDate) judged.missing.push({ field: "eventOn_future", questionCode, deferralCode });
    else {
      const firstAllowedOn = deferralEndsOn(deferralCode, eventOn, rules)?.firstAllowedOn as CivilDate;
      if (firstAllowedOn > onDate) {
        judged.waits.push(firstAllowedOn);
        judged.reasons.push({ word: "deferral", deferralCode, questionCode, facts: { firstAllowedOn } });
      }
    }
  }
}
