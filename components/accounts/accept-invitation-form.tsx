"use client";

import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useAnswer } from "@/components/ui/use-answer";
import { useFirstWrong } from "@/components/ui/use-first-wrong";
import { acceptInvitationAction } from "@/lib/accounts/people/actions";
import { freshForm } from "@/lib/forms/state";

/** The password of somebody who came by an invitation. */
export function AcceptInvitationForm({
  token,
  email,
  words,
}: {
  token: string;
  email: string;
  words: { email: string; password: string; hint: string; submit: string };
}) {
  const [state, action] = useAnswer(acceptInvitationAction, freshForm());
  const form = useFirstWrong(state.turn);
  return (
    <form ref={form} action={action} className="flex flex-col gap-5" noValidate>
      <FormMessage refused={state.errors.password ? null : state.message} />
      <input type="hidden" name="token" value={token} />
      {/* Password managers file the password under the right name. */}
      <input type="email" value={email} aria-label={words.email} autoComplete="username" readOnly hidden />
      <TextInput
        name="password"
        type="password"
        label={words.password}
        hint={words.hint}
        error={state.errors.password}
        autoComplete="new-password"
        required
      />
      <SubmitButton block>{words.submit}</SubmitButton>
    </form>
  );
}
