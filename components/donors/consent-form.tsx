"use client";

import { FieldError } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { allowAction, withdrawAction } from "@/lib/donors/own/actions";
import { freshForm } from "@/lib/forms/state";

/** Gives one agreement, or takes it back: one button, whose name says for what. */
export function ConsentForm({
  purpose,
  given,
  words,
}: {
  purpose: string;
  given: boolean;
  words: { give: string; withdraw: string; about: string };
}) {
  const [state, action] = useAnswer(given ? withdrawAction : allowAction, freshForm());
  return (
    <form action={action} className="space-y-2">
      <input type="hidden" name="purpose" value={purpose} />
      <SubmitButton
        variant={given ? "quiet" : "secondary"}
        aria-label={`${given ? words.withdraw : words.give}: ${words.about}`}
      >
        {given ? words.withdraw : words.give}
      </SubmitButton>
      <div role="alert">{state.message ? <FieldError>{state.message}</FieldError> : null}</div>
    </form>
  );
}
