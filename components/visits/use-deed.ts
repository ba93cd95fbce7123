"use client";

import { type FormEvent, startTransition, useEffect, useRef, useState } from "react";
import { firstWrong } from "@/components/ui/first-wrong";
import { type FormDeed, useAnswer } from "@/components/ui/use-answer";
import { type FormState, freshForm } from "@/lib/forms/state";

/**
 * `useAnswer` for a form that keeps its own fields: nothing is reset by an answer. `then` runs once after each success.
 */
export function useDeed(action: FormDeed, then?: (state: FormState) => void) {
  const [state, dispatch, pending] = useAnswer(action, freshForm());

  const after = useRef(then);
  after.current = then;
  const seen = useRef(state.turn);
  const [touched, setTouched] = useState<{ turn: number; fields: ReadonlySet<string> }>({ turn: 0, fields: new Set() });
  useEffect(() => {
    if (state.turn === seen.current) return;
    seen.current = state.turn;
    if (state.status === "done") after.current?.(state);
    else firstWrong(document.activeElement?.closest("form"))?.focus();
  }, [state]);

  const failed = state.status === "refused" || state.status === "invalid";
  const mended = touched.turn === state.turn ? touched.fields : new Set<string>();
  return {
    state,
    pending,
    /** The sentence at each field, until somebody changes that field. */
    errors: Object.fromEntries(Object.entries(state.errors).filter(([field]) => !mended.has(field))),
    /** For the form's `onChange`: notes which fields were changed since the answer. */
    touch: (event: FormEvent<HTMLFormElement>) => {
      const field = event.target as HTMLInputElement;
      const name = field.name || field.id;
      if (!name || !(name in state.errors) || mended.has(name)) return;
      setTouched({ turn: state.turn, fields: new Set([...mended, name]) });
    },
    /** On its way, or done while the page that follows is still being drawn: a second press must not send it again. */
    busy: pending || state.status === "done",
    /** The sentence about the whole form, when it was not done. */
    refused: failed ? state.message : null,
    send: (form: FormData) => startTransition(() => dispatch(form)),
  };
}
