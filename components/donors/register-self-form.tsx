"use client";

import { BirthDateInput } from "@/components/ui/birth-date-input";
import { Checkbox } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { FormMessage } from "@/components/ui/form-message";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useAnswer } from "@/components/ui/use-answer";
import { useFirstWrong } from "@/components/ui/use-first-wrong";
import { registerSelfAction } from "@/lib/donors/self/actions";
import { freshForm, ticked, typed } from "@/lib/forms/state";
import { type Choice, HomeAndWorkFields, type HomeAndWorkWords } from "./home-and-work-fields";

export interface RegisterWords extends HomeAndWorkWords {
  fullName: string;
  fullNameHint: string;
  bornOn: string;
  bornHint: string;
  sex: string;
  identity: string;
  identityHint: string;
  identityKind: string;
  identityKindChoose: string;
  identityNumber: string;
  consents: string;
  consentsHint: string;
  required: string;
  submit: string;
  pending: string;
}

/** Everything we ask of a new donor, once. Nothing is ticked beforehand. */
export function RegisterSelfForm({
  requestKey,
  provinceId,
  back,
  communes,
  sexes,
  segments,
  identityKinds,
  consents,
  words,
}: {
  requestKey: string;
  provinceId: string;
  back: string;
  communes: Choice[];
  sexes: Choice[];
  segments: Choice[];
  identityKinds: Choice[];
  consents: (Choice & { hint: string; needed: boolean })[];
  words: RegisterWords;
}) {
  const [state, action] = useAnswer(registerSelfAction, freshForm());
  const agreed = ticked(state, "consents");
  const form = useFirstWrong(state.turn);
  return (
    <form ref={form} action={action} className="flex flex-col gap-6" noValidate key={state.turn}>
      <FormMessage refused={state.message} />
      <input type="hidden" name="requestKey" value={typed(state, "requestKey", requestKey)} />
      <input type="hidden" name="provinceId" value={provinceId} />
      <input type="hidden" name="back" value={back} />
      <TextInput
        name="fullName"
        label={words.fullName}
        hint={words.fullNameHint}
        error={state.errors.fullName}
        defaultValue={typed(state, "fullName")}
        autoComplete="name"
        autoCapitalize="words"
        required
      />
      <BirthDateInput
        name="bornOn"
        label={words.bornOn}
        hint={words.bornHint}
        error={state.errors.bornOn}
        defaultValue={typed(state, "bornOn")}
        required
      />
      <RadioGroup
        name="sex"
        legend={words.sex}
        inline
        options={sexes}
        error={state.errors.sex}
        defaultValue={typed(state, "sex")}
        required
      />
      <HomeAndWorkFields {...{ state, communes, segments, words }} />
      <Fieldset id="identity" size="section" legend={words.identity} hint={words.identityHint}>
        <div className="flex flex-col gap-4">
          <Select
            name="identityKind"
            label={words.identityKind}
            optional={words.optional}
            placeholder={words.identityKindChoose}
            options={identityKinds}
            error={state.errors.identityKind}
            defaultValue={typed(state, "identityKind")}
          />
          <TextInput
            name="identityNumber"
            label={words.identityNumber}
            optional={words.optional}
            error={state.errors.identityNumber}
            defaultValue={typed(state, "identityNumber")}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
          />
        </div>
      </Fieldset>
      <Fieldset
        id="consents"
        size="section"
        legend={words.consents}
        hint={words.consentsHint}
        error={consents.some((consent) => consent.needed) ? undefined : state.errors.consents}
      >
        {consents.map((consent) => (
          <Checkbox
            key={consent.value}
            name="consents[]"
            id={`consent-${consent.value}`}
            value={consent.value}
            label={
              consent.needed ? (
                <>
                  {consent.label} <span className="text-sm font-medium text-blood-ink">({words.required})</span>
                </>
              ) : (
                consent.label
              )
            }
            hint={consent.hint}
            // The sentence says "this": it stands where it means, not under the last of the others.
            error={consent.needed ? state.errors.consents : undefined}
            defaultChecked={agreed.includes(consent.value)}
          />
        ))}
      </Fieldset>
      <SubmitButton block pill size="lg" pendingLabel={words.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
