"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useActionState, useEffect, useRef } from "react";
import type { FormDeed } from "@/components/ui/action-form";
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
  useEffect(() => {
    if (state.turn === seen.current) return;
    seen.current = state.turn;
    if (state.status === "done") after.current?.(state);
  }, [state]);

  const failed = state.status === "refused" || state.status === "invalid";
  return {
    state,
    pending,
    /** On its way, or done while the page that follows is still being drawn: a second press must not send it again. */
    busy: pending || state.status === "done",
    /** The sentence about the whole form, when it was not done. */
    refused: failed ? state.message : null,
    send: (form: FormData) => startTransition(() => dispatch(form)),
  };
}
