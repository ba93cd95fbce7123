/** What a form knows after it was sent: what was typed comes back, with a sentence at each field that needs one. */
export interface FormState {
  readonly status: "idle" | "invalid" | "refused" | "done";
  /** One sentence about the whole form, in the reader's language. */
  readonly message?: string;
  /** The refusal's word, for forms that draw a certain refusal in a certain way. */
  readonly refusal?: string;
  /** Field name → sentence. */
  readonly errors: Readonly<Record<string, string>>;
  /** Field name → what was typed (never a password). */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** What the deed gave, for forms that go on without leaving the page. Plain data only. */
  readonly data?: unknown;
  /** Grows with each answer, so that a screen can notice a new one. */
  readonly turn: number;
}

/** A form nobody has sent yet; `values` prefill it. */
export function freshForm(values: Record<string, string | readonly string[]> = {}): FormState {
  return { status: "idle", errors: {}, values, turn: 0 };
}

/** What was typed into a single field, or what it starts with. */
export function typed(state: FormState, field: string, start = ""): string {
  const value = state.values[field];
  return typeof value === "string" ? value : (value?.[0] ?? start);
}

/** What was ticked in a field that holds several. */
export function ticked(state: FormState, field: string): readonly string[] {
  const value = state.values[field];
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}
