"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import type { FormDeed } from "@/components/ui/action-form";
import { firstWrong } from "@/components/ui/first-wrong";
import { type FormState, freshForm } from "@/lib/forms/state";

/**
 * One of our actions for a form that keeps its own fields: nothing is reset by an answer, and when the server does not
 * answer at all that is said like any refusal, with everything typed still there. `then` runs once after each success.
 */
export function useDeed(action: FormDeed, then?: (state: FormState) => void) {
  const t = useTranslations("visits.error");
  const [state, dispatch, pending] = useActionState(async (before: FormState, form: FormData): Promise<FormState> => {
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error);
      return {
        ...before,
        status: "refused",
        refusal: "offline",
        message: t("offline"),
        errors: {},
        turn: before.turn + 1,
      };
    }
  }, freshForm());

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
