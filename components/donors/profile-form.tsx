"use client";

import { FormMessage } from "@/components/ui/form-message";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { useFirstWrong } from "@/components/ui/use-first-wrong";
import { mendOwnProfileAction } from "@/lib/donors/own/actions";
import { freshForm, typed } from "@/lib/forms/state";
import { type Choice, HomeAndWorkFields, type HomeAndWorkWords } from "./home-and-work-fields";

/** What donors mend by themselves. The province is chosen on the page around, since it decides the communes. */
export function ProfileForm({
  now,
  communes,
  segments,
  words,
}: {
  now: { version: number; provinceId: string; communeId: string; segment: string; employer: string; locale: string };
  communes: Choice[];
  segments: Choice[];
  words: HomeAndWorkWords & { language: string; vietnamese: string; english: string; save: string; pending: string };
}) {
  const [state, action] = useAnswer(mendOwnProfileAction, freshForm());
  const form = useFirstWrong(state.turn);
  return (
    <form ref={form} action={action} className="flex flex-col gap-5" noValidate key={state.turn}>
      <FormMessage refused={state.message} />
      <input type="hidden" name="version" value={now.version} />
      <input type="hidden" name="provinceId" value={now.provinceId} />
      <HomeAndWorkFields {...{ state, now, communes, segments, words }} />
      <RadioGroup
        name="locale"
        legend={words.language}
        inline
        options={[
          { value: "vi", label: words.vietnamese },
          { value: "en", label: words.english },
        ]}
        defaultValue={typed(state, "locale", now.locale)}
        error={state.errors.locale}
      />
      <SubmitButton size="lg" pill pendingLabel={words.pending}>
        {words.save}
      </SubmitButton>
    </form>
  );
}
