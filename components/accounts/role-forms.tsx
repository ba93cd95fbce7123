"use client";

import { FormMessage } from "@/components/ui/form-message";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useAnswer } from "@/components/ui/use-answer";
import { useFirstWrong } from "@/components/ui/use-first-wrong";
import { grantRoleAction, invitePersonAction } from "@/lib/accounts/people/actions";
import { type FormState, freshForm, typed } from "@/lib/forms/state";

interface Choice {
  value: string;
  label: string;
}

export interface RoleChoices {
  unitId: string | null;
  roles: Choice[];
  scopes: Choice[];
  communes: Choice[];
  facilities: Choice[];
}

export interface RoleWords {
  role: string;
  roleChoose: string;
  scope: string;
  commune: string;
  communeChoose: string;
  communeHint: string;
  facility: string;
  facilityChoose: string;
  facilityHint: string;
}

/** The role, its scope, and the places that some of them need. */
function RoleFields({ state, choices, words }: { state: FormState; choices: RoleChoices; words: RoleWords }) {
  return (
    <>
      {choices.unitId ? <input type="hidden" name="unitId" value={choices.unitId} /> : null}
      <Select
        name="role"
        label={words.role}
        placeholder={words.roleChoose}
        options={choices.roles}
        error={state.errors.role}
        defaultValue={typed(state, "role")}
        required
      />
      <RadioGroup
        name="scope"
        legend={words.scope}
        options={choices.scopes}
        error={state.errors.scope}
        defaultValue={typed(state, "scope", choices.scopes[0]?.value)}
        required
      />
      {choices.communes.length > 0 ? (
        <Select
          name="communeId"
          label={words.commune}
          hint={words.communeHint}
          placeholder={words.communeChoose}
          options={choices.communes}
          error={state.errors.communeId}
          defaultValue={typed(state, "communeId")}
        />
      ) : null}
      {choices.facilities.length > 0 ? (
        <Select
          name="facilityId"
          label={words.facility}
          hint={words.facilityHint}
          placeholder={words.facilityChoose}
          options={choices.facilities}
          error={state.errors.facilityId}
          defaultValue={typed(state, "facilityId")}
        />
      ) : null}
    </>
  );
}

/** Gives a person one more role. */
export function GiveRoleForm({
  accountId,
  version,
  choices,
  words,
}: {
  accountId: string;
  version: number;
  choices: RoleChoices;
  words: RoleWords & { give: string };
}) {
  const [state, action] = useAnswer(grantRoleAction, freshForm());
  const form = useFirstWrong(state.turn);
  return (
    <form key={state.turn} ref={form} action={action} className="flex max-w-lg flex-col gap-5" noValidate>
      <FormMessage refused={state.message} />
      <input type="hidden" name="accountId" value={accountId} />
      <input type="hidden" name="version" value={version} />
      <RoleFields state={state} choices={choices} words={words} />
      <div>
        <SubmitButton variant="secondary">{words.give}</SubmitButton>
      </div>
    </form>
  );
}

/** Invites somebody with their first role. */
export function InviteForm({
  choices,
  words,
}: {
  choices: RoleChoices;
  words: RoleWords & { name: string; email: string; locale: string; vi: string; en: string; send: string };
}) {
  const [state, action] = useAnswer(invitePersonAction, freshForm());
  const form = useFirstWrong(state.turn);
  return (
    <form key={state.turn} ref={form} action={action} className="flex flex-col gap-5" noValidate>
      <FormMessage refused={state.message} />
      <TextInput
        name="name"
        label={words.name}
        error={state.errors.name}
        defaultValue={typed(state, "name")}
        autoComplete="off"
        required
      />
      <TextInput
        name="email"
        type="email"
        label={words.email}
        error={state.errors.email}
        defaultValue={typed(state, "email")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <RadioGroup
        name="locale"
        legend={words.locale}
        inline
        defaultValue={typed(state, "locale", "vi")}
        options={[
          { value: "vi", label: words.vi },
          { value: "en", label: words.en },
        ]}
      />
      <RoleFields state={state} choices={choices} words={words} />
      <div>
        <SubmitButton>{words.send}</SubmitButton>
      </div>
    </form>
  );
}
