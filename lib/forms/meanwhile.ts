import { type FormState, typed } from "./state";

/** The hidden field that carries what a field began with. */
export const beganAs = (name: string) => `began:${name}`;

/** A field of a form about something that others may save meanwhile: what it shows, and what became of theirs. */
export interface SharedField {
  readonly start: string;
  /** What it began with, to be sent beside it (`beganAs`). */
  readonly began: string;
  /** Theirs has taken the place of what nobody here touched, or stands beside what was typed here. */
  readonly theirs: "taken" | "beside" | null;
}

/**
 * What a field shows after each answer. `saved` is what is saved now; `isConflict` that the answer was: somebody else
 * saved first. Then whatever was not touched here follows what is saved, so that sending the form once more cannot undo
 * the other's work, and whatever was typed here stays. After any other answer the form goes on from where it began, and
 * a conflict that nobody has been told of stays one.
 */
export function sharedField(state: FormState, name: string, saved: string, isConflict: boolean): SharedField {
  if (state.turn === 0) return { start: saved, began: saved, theirs: null };
  const [mine, began] = [typed(state, name), typed(state, beganAs(name))];
  if (!isConflict) return { start: mine, began, theirs: null };
  if (mine === began) return { start: saved, began: saved, theirs: saved === began ? null : "taken" };
  return { start: mine, began: saved, theirs: saved === began || saved === mine ? null : "beside" };
}
