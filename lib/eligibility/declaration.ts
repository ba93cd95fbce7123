import { isCivilDate } from "@/lib/core/time";
import type { Question } from "./rule-set";
import type { Answer, SelfCheckMissing } from "./self-check";

/** The most questions a form may answer; a rule set has some two dozen. */
const mostAnswers = 80;

/**
 * The answers of a form by question: `q.<code>` is yes, no or unsure, `r.<code>` the reasons chosen, `d.<code>` the day
 * of the latest of them. Whatever is not of that shape is left out, and so counts as not answered.
 */
export function answersOf(fields: Readonly<Record<string, unknown>>): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const [name, value] of Object.entries(fields).slice(0, mostAnswers * 3)) {
    const code = /^q\.([a-z][a-z0-9_]{0,60})$/.exec(name)?.[1];
    if (!code || (value !== "yes" && value !== "no" && value !== "unsure")) continue;
    const day = fields[`d.${code}`];
    const eventOn = isCivilDate(day) ? day : null;
    const reasons = [fields[`r.${code}`] ?? []]
      .flat()
      .filter((reason): reason is string => typeof reason === "string" && /^[a-z][a-z0-9_]*$/.test(reason))
      .slice(0, 20)
      .map((reason) => ({ code: reason, eventOn }));
    answers[code] = { answer: value, reasons: withDay(reasons, eventOn) };
  }
  return answers;
}

/** A question with one reason shows no list; its day is then kept under the question's own only reason. */
function withDay(reasons: Answer["reasons"], eventOn: string | null): Answer["reasons"] {
  return reasons.length === 0 && eventOn !== null ? [{ code: onlyReason, eventOn }] : reasons;
}

const onlyReason = "only";

/** Puts the day of a question with one reason under that reason's name, as the rules look for it. */
export function answersFor(questions: readonly Question[], given: Record<string, Answer>): Record<string, Answer> {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const answer = given[question.code];
      if (!answer) return [];
      const only = question.reasons.length === 1 ? question.reasons[0] : undefined;
      const reasons = answer.reasons.flatMap(({ code, eventOn }) => {
        if (code !== onlyReason) return [{ code, eventOn }];
        return only === undefined ? [] : [{ code: only, eventOn }];
      });
      return [[question.code, { ...answer, reasons }] as const];
    }),
  );
}

/** The field of the form at which a missing answer is asked for again, and the sentence to say there. */
export function missingFields(missing: readonly SelfCheckMissing[]): Record<string, { key: string }> {
  const prefixes: Partial<Record<SelfCheckMissing["field"], string>> = {
    answer: "q",
    reason: "r",
    eventOn: "d",
    eventOn_future: "d",
  };
  const names: Partial<Record<SelfCheckMissing["field"], string>> = { weight: "weightKg" };
  return Object.fromEntries(
    missing.map(({ field, questionCode }) => {
      const prefix = prefixes[field];
      const name = prefix ? `${prefix}.${questionCode}` : (names[field] ?? field);
      return [name, { key: `eligibility.self_check.missing.${field}` }];
    }),
  );
}

/** A question as a page asks it, in one language. */
export interface AskedQuestion {
  readonly code: string;
  readonly text: string;
  /** The answer that asks for more. */
  readonly defersWhen: "yes" | "no";
  readonly onlyFor: "female" | "male" | null;
  readonly reasons: readonly { readonly code: string; readonly label: string }[];
  readonly asksEventOn: boolean;
}
