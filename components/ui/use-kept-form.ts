import { type FormEvent, startTransition, useEffect, useRef } from "react";
import type { FormState } from "@/lib/forms/state";
import { firstWrong } from "./first-wrong";
import { type FormDeed, useAnswer } from "./use-answer";

/**
 * A form whose fields stay as they were typed when the answer comes: React empties a form it sends itself, so with
 * script this one is sent by hand. Without script it is posted as any form. Spread `form` onto the `<form>`. After each
 * answer the keyboard goes to the first field that needs something.
 */
export function useKeptForm(action: FormDeed, start: FormState) {
  const [state, dispatch, pending] = useAnswer(action, start);
  const sent = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Sent before script was there, the form came back with a page of its own.
    const form = sent.current ?? document.querySelector<HTMLFormElement>("main form:has([aria-invalid=true])");
    if (state.turn > 0) firstWrong(form)?.focus();
  }, [state.turn]);
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    sent.current = event.currentTarget;
    const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    startTransition(() => dispatch(data));
  }
  return { state, pending, form: { action: dispatch, onSubmit, noValidate: true } };
}
