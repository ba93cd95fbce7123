/**
 * The answer of a command or a parser: what was asked for, or a refusal that was expected.
 *
 * A refusal is a word of a closed vocabulary. The same word runs from the rule through the outcome to the message
 * key and the title of the test; `facts` fill the blanks of its sentence (dates as `"YYYY-MM-DD"`, never personal
 * data). What nobody expected is thrown instead.
 */
export type Outcome<T, R extends string = never> =
  | { ok: true; value: T }
  | { ok: false; refusal: R; facts?: Record<string, string | number> };

/** The thing was done; `value` is what it gave. */
export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** The thing was refused for the reason `refusal`; `facts` fill the blanks of the sentence shown. */
export const refused = <R extends string>(
  refusal: R,
  facts?: Record<string, string | number>,
): { ok: false; refusal: R; facts?: Record<string, string | number> } =>
  facts ? { ok: false, refusal, facts } : { ok: false, refusal };
