"use client";

import { type ComponentProps, Fragment, type ReactNode, useEffect, useRef } from "react";
import { type FormState, freshForm } from "@/lib/forms/state";
import { firstWrong } from "./first-wrong";
import { FormMessage } from "./form-message";
import { type FormDeed, useAnswer } from "./use-answer";

/**
 * A form over one of our actions. Draws the answer above the fields, keeps what was typed, and takes the reader to the
 * first field that needs something. Works before and without script: the server then renders the same state.
 * `children` gets the state: `error={state.errors.phone} defaultValue={typed(state, "phone")}`.
 */
export function ActionForm({
  action,
  values,
  keep,
  quiet,
  children,
  ...rest
}: Omit<ComponentProps<"form">, "action" | "children"> & {
  action: FormDeed;
  /** What the fields start with. */
  values?: FormState["values"];
  /** Leaves the fields mounted between answers: for those that hold state of their own. */
  keep?: boolean;
  /** Draws no message: the caller does. */
  quiet?: boolean;
  children: (state: FormState) => ReactNode;
}) {
  const [state, send] = useAnswer(action, freshForm(values));
  const form = useRef<HTMLFormElement>(null);
  const seen = useRef(state.turn);

  useEffect(() => {
    if (state.turn === seen.current) return;
    seen.current = state.turn;
    const wrong = firstWrong(form.current);
    const target = wrong ?? form.current?.querySelector<HTMLElement>("[data-form-message]");
    target?.focus();
    target?.scrollIntoView({ block: "nearest" });
  }, [state.turn]);

  const failed = state.status === "refused" || state.status === "invalid";
  return (
    // Our own sentences stand at the fields, in the page's language; the browser's would be in the device's.
    <form ref={form} action={send} noValidate {...rest}>
      {!quiet && state.message ? (
        <div data-form-message tabIndex={-1} className="outline-none">
          <FormMessage refused={failed ? state.message : null} done={state.status === "done" ? state.message : null} />
        </div>
      ) : null}
      {/* Remounted with each answer: React resets a form it has sent, and a select would forget what was chosen. */}
      <Fragment key={keep ? 0 : state.turn}>{children(state)}</Fragment>
    </form>
  );
}
