import { type FormEvent, startTransition, useActionState } from "react";
import type { FormState } from "@/lib/forms/state";

/**
 * A form whose fields stay as they were typed when the answer comes: React empties a form it sends itself, so with
 * script this one is sent by hand. Without script it is posted as any form. Spread `form` onto the `<form>`.
 */
export function useKeptForm(action: (before: FormState, form: FormData) => Promise<FormState>, start: FormState) {
  const [state, dispatch, pending] = useActionState(action, start);
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    startTransition(() => dispatch(data));
  }
  return { state, pending, form: { action: dispatch, onSubmit, noValidate: true } };
}
