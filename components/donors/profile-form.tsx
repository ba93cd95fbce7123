"use client";

import { useActionState } from "react";
import { FormMessage } from "@/components/ui/form-message";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { mendOwnProfileAction } from "@/lib/donors/own/actions";
import { freshForm, typed } from "@/lib/forms/state";

interface Choice {
  value: string;
  label: string;
}

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
  words: {
    commune: string;
    communeChoose: string;
    segment: string;
    segmentChoose: string;
    employer: string;
    optional: string;
    language: string;
    vietnamese: string;
    english: string;
    save: string;
    pending: string;
  };
}) {
  const [state, action] = useActionState(mendOwnProfileAction, freshForm());
  return (
    <form action={action} className="flex flex-col gap-5" noValidate key={state.turn}>
      <FormMessage refused={state.message} />
      <input type="hidden" name="version" value={now.version} />
      <input type="hidden" name="provinceId" value={now.provinceId} />
      <Select
        name="communeId"
        label={words.commune}
        placeholder={words.communeChoose}
        options={communes}
        error={state.errors.communeId}
        defaultValue={typed(state, "communeId", now.communeId)}
        required
      />
      <Select
        name="segment"
        label={words.segment}
        placeholder={words.segmentChoose}
        options={segments}
        error={state.errors.segment}
        defaultValue={typed(state, "segment", now.segment)}
        required
      />
      <TextInput
        name="employer"
        label={words.employer}
        optional={words.optional}
        error={state.errors.employer}
        defaultValue={typed(state, "employer", state.turn > 0 ? "" : now.employer)}
        autoComplete="organization"
      />
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
