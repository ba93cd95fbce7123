"use client";

import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useAnswer } from "@/components/ui/use-answer";
import { useFirstWrong } from "@/components/ui/use-first-wrong";
import { changePasswordAction } from "@/lib/accounts/actions";
import { freshForm } from "@/lib/forms/state";

export function ChangePasswordForm({
  words,
}: {
  words: { current: string; new: string; hint: string; change: string; email: string; emailLabel: string };
}) {
  const [state, action] = useAnswer(changePasswordAction, freshForm());
  const form = useFirstWrong(state.turn);
  const atField = Object.keys(state.errors).length > 0;
  return (
    <form ref={form} action={action} className="flex max-w-md flex-col gap-5" noValidate>
      <FormMessage
        refused={state.status === "done" || atField ? null : state.message}
        done={state.status === "done" ? state.message : null}
      />
      {/* Password managers file the new password under the right name. */}
      <input
        type="email"
        name="email"
        value={words.email}
        aria-label={words.emailLabel}
        autoComplete="username"
        readOnly
        hidden
      />
      <TextInput
        name="current"
        type="password"
        label={words.current}
        error={state.errors.current}
        autoComplete="current-password"
        required
      />
      <TextInput
        name="password"
        type="password"
        label={words.new}
        hint={words.hint}
        error={state.errors.password}
        autoComplete="new-password"
        required
      />
      <div>
        <SubmitButton>{words.change}</SubmitButton>
      </div>
    </form>
  );
}
