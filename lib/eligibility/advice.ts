import type { CivilDate } from "@/lib/core/time";
import { formatDate } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { translatorFor } from "@/lib/i18n/translator";
import { type AskedQuestion, answersFor } from "./declaration";
import { publicRules } from "./queries";
import { deferralReason, type RuleSet, type Sex } from "./rule-set";
import { type Answer, judgeAnswers, questionsFor, type SelfCheck, type SelfCheckReason, selfCheck } from "./self-check";

/** One reason, in words, with where its rule stands. */
export interface AdviceLine {
  readonly about: string | null;
  readonly text: string;
  readonly source: string | null;
  readonly needsMedicalConfirmation: boolean;
}

/** What a person's answers come to, in words. */
export interface Advice {
  readonly verdict: SelfCheck["verdict"];
  readonly title: string;
  readonly lines: readonly AdviceLine[];
  readonly firstAllowedOn: CivilDate | null;
}

/** The questions in force on a day, in one language, for a person of one sex or for anybody. */
export async function publicQuestions(on: CivilDate, sex: Sex | null, locale: Locale): Promise<AskedQuestion[]> {
  const rules = await publicRules(on);
  return questionsFor(sex, rules).map((question) => ({
    code: question.code,
    text: question[locale],
    defersWhen: question.defersWhen,
    onlyFor: question.onlyFor,
    reasons: question.reasons.length < 2 ? [] : question.reasons.map((code) => labelled(code, rules, locale)),
    asksEventOn: question.asksEventOn,
  }));
}

function labelled(code: string, rules: RuleSet, locale: Locale) {
  return { code, label: deferralReason(code, rules)[locale] };
}

/** The self-check of somebody we do not know: judged and forgotten. */
export async function publicSelfCheck(
  asked: {
    onDate: CivilDate;
    birthOn: CivilDate | null;
    sex: Sex | null;
    weightKg: number | null;
    answers: Record<string, Answer>;
  },
  locale: Locale,
): Promise<{ missing: SelfCheck["missing"]; advice: Advice }> {
  const rules = await publicRules(asked.onDate);
  const answers = answersFor(rules.questions, asked.answers);
  const judged = selfCheck({ ...asked, answers, lastDonation: null }, rules);
  return { missing: judged.missing, advice: told(judged, rules, locale) };
}

/** What a donor's declaration comes to on the day of a drive: what is missing, and what to expect. */
export async function publicDeclarationAdvice(
  asked: { onDate: CivilDate; sex: Sex; answers: Record<string, Answer> },
  locale: Locale,
): Promise<{ ruleSetId: string; answers: Record<string, Answer>; missing: SelfCheck["missing"]; advice: Advice }> {
  const rules = await publicRules(asked.onDate);
  const answers = answersFor(questionsFor(asked.sex, rules), asked.answers);
  const { reasons, missing, waits } = judgeAnswers({ ...asked, answers }, rules);
  const firstAllowedOn = waits.reduce<CivilDate | null>((latest, on) => (latest && latest > on ? latest : on), null);
  const judged: SelfCheck = { verdict: verdictOf(reasons, missing), firstAllowedOn, reasons, missing };
  return { ruleSetId: rules.id, answers, missing, advice: told(judged, rules, locale) };
}

function verdictOf(reasons: readonly SelfCheckReason[], missing: SelfCheck["missing"]): SelfCheck["verdict"] {
  if (reasons.some(({ word }) => word === "permanent")) return "cannot";
  if (missing.length > 0) return "unfinished";
  if (reasons.some(({ word }) => word === "doctor_decides" || word === "unsure")) return "ask_doctor";
  return reasons.length > 0 ? "wait" : "may_come";
}

function told(judged: SelfCheck, rules: RuleSet, locale: Locale): Advice {
  const words = translatorFor(locale) as unknown as (key: string, facts?: Record<string, string | number>) => string;
  const t = (key: string, facts?: Record<string, string | number>) => words(`eligibility.${key}`, facts);
  const sayable = (facts: Record<string, string | number> = {}) =>
    Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [
        name,
        typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(locale, value) : value,
      ]),
    );
  const lines = judged.reasons.map((reason): AdviceLine => {
    const row = reason.deferralCode ? deferralReason(reason.deferralCode, rules) : provenanceOf(reason, rules);
    const question = rules.questions.find(({ code }) => code === reason.questionCode);
    const about = reason.deferralCode
      ? deferralReason(reason.deferralCode, rules)[locale]
      : (question?.[locale] ?? null);
    const group = ["deferral", "permanent", "doctor_decides", "unsure"].includes(reason.word)
      ? "self_check.reason"
      : "refusal";
    return {
      about,
      text: t(`${group}.${reason.word}`, sayable(reason.facts)),
      source: row ? sourceIn(locale, row.source, t(`standing.${row.standing}`)) : null,
      needsMedicalConfirmation: row?.needsMedicalConfirmation ?? false,
    };
  });
  const firstAllowedOn = judged.firstAllowedOn;
  const facts = { firstAllowedOn: firstAllowedOn ? formatDate(locale, firstAllowedOn) : "" };
  return { verdict: judged.verdict, title: t(`self_check.verdict.${judged.verdict}`, facts), lines, firstAllowedOn };
}

/** An article of the circular as it is called in a language; any other source by how sure we are of it. */
function sourceIn(locale: Locale, source: string, standing: string): string {
  const [, number, article] = /^Circular (\S+), Art\. (\S+)$/.exec(source) ?? [];
  if (locale === "en") return source;
  return number && article ? `Thông tư ${number}, Điều ${article}` : standing;
}

/** Where the rule behind a reason without a row of its own is written. */
function provenanceOf({ word, facts }: SelfCheckReason, rules: RuleSet) {
  switch (word) {
    case "too_young":
      return rules.provenance.minAgeYears;
    case "too_old":
      return rules.provenance.maxAgeYears;
    case "underweight":
      return facts?.sex === "male" ? rules.provenance.minWeightMaleKg : rules.provenance.minWeightFemaleKg;
    case "resting":
      return rules.provenance.restDaysWholeBlood;
    default:
      return null;
  }
}
