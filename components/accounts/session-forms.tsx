"use client";

import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { endOtherSessionsAction, endOwnSessionAction } from "@/lib/accounts/actions";
import { freshForm } from "@/lib/forms/state";

/** Ends one of one's own sessions. */
export function EndSessionForm({ sessionId, words }: { sessionId: string; words: { end: string; label: string } }) {
  const [state, action] = useAnswer(endOwnSessionAction, freshForm());
  return (
    <form action={action}>
      <FormMessage refused={state.message} />
      <input type="hidden" name="sessionId" value={sessionId} />
      <SubmitButton variant="secondary" size="sm" aria-label={words.label}>
        {words.end}
      </SubmitButton>
    </form>
  );
}

/** Ends all of one's own sessions but this one. */
export function EndOtherSessionsForm({ words }: { words: { end: string } }) {
  const [state, action] = useAnswer(endOtherSessionsAction, freshForm());
  return (
    <form action={action}>
      <FormMessage refused={state.message} />
      <SubmitButton variant="secondary">{words.end}</SubmitButton>
    </form>
  );
}
