import type { Outcome } from "@/lib/core/outcome";

/**
 * What an action says back to its form. `invalid` names fields only the deed itself could judge; `keep` leaves what was
 * typed in the form, for a form that goes on to its next step; `anew` draws the page around the form once more, where it
 * shows what the deed has changed, or what somebody else has.
 */
export type FormAnswer =
  | { kind: "done"; goTo?: string; message?: string; facts?: Facts; data?: unknown; keep?: boolean; anew?: boolean }
  | { kind: "invalid"; errors: Readonly<Record<string, { key: string; facts?: Facts }>> }
  | {
      kind: "refused";
      refusal: string;
      messages: string;
      facts?: Facts;
      field?: string;
      data?: unknown;
      anew?: boolean;
    };

type Facts = Record<string, string | number>;

/**
 * Turns a command's outcome into an answer. `messages` is the namespace where each refusal word has its sentence
 * ("bookings.refusal"); `goTo` is the page to go on to, `message` the key of the sentence shown when staying;
 * `fields` puts a refusal's sentence at a field.
 */
export function answer<T, R extends string>(
  outcome: Outcome<T, R>,
  words: {
    messages: string;
    goTo?: string | ((value: T) => string);
    message?: string;
    anew?: boolean;
    data?: (value: T) => unknown;
    fields?: Partial<Record<R, string>>;
  },
): FormAnswer {
  if (!outcome.ok) {
    return {
      kind: "refused",
      refusal: outcome.refusal,
      messages: words.messages,
      facts: outcome.facts,
      field: words.fields?.[outcome.refusal],
      anew: words.anew,
    };
  }
  const goTo = typeof words.goTo === "function" ? words.goTo(outcome.value) : words.goTo;
  return { kind: "done", goTo, message: words.message, anew: words.anew, data: words.data?.(outcome.value) };
}
