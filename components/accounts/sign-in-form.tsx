"use client";

import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useAnswer } from "@/components/ui/use-answer";
import { useFirstWrong } from "@/components/ui/use-first-wrong";
import { signInAction } from "@/lib/accounts/actions";
import { freshForm, typed } from "@/lib/forms/state";

/** E-mail and password; works without script. */
export function SignInForm({
  back,
  words,
}: {
  back: string;
  words: { email: string; password: string; submit: string; pending: string };
}) {
  const [state, action] = useAnswer(signInAction, freshForm());
  const form = useFirstWrong(state.turn);
  return (
    <form ref={form} action={action} className="flex flex-col gap-5" noValidate>
      <FormMessage refused={state.message} />
      <input type="hidden" name="back" value={back} />
      <TextInput
        key={`email-${state.turn}`}
        name="email"
        type="email"
        label={words.email}
        error={state.errors.email}
        defaultValue={typed(state, "email")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextInput
        name="password"
        type="password"
        label={words.password}
        error={state.errors.password}
        autoComplete="current-password"
        required
      />
      <SubmitButton block pendingLabel={words.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
