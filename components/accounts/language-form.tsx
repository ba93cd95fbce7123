"use client";

import { FormMessage } from "@/components/ui/form-message";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { setLanguageAction } from "@/lib/accounts/actions";
import { freshForm } from "@/lib/forms/state";

export function LanguageForm({
  current,
  words,
}: {
  current: "vi" | "en";
  words: { legend: string; hint: string; vi: string; en: string; save: string };
}) {
  const [state, action] = useAnswer(setLanguageAction, freshForm());
  return (
    <form action={action} className="flex flex-col gap-4">
      <FormMessage refused={state.message} />
      <RadioGroup
        name="locale"
        legend={words.hint}
        inline
        defaultValue={current}
        options={[
          { value: "vi", label: words.vi },
          { value: "en", label: words.en },
        ]}
      />
      <div>
        <SubmitButton variant="secondary">{words.save}</SubmitButton>
      </div>
    </form>
  );
}
