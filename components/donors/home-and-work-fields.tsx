import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { type FormState, typed } from "@/lib/forms/state";

export interface Choice {
  value: string;
  label: string;
}

export interface HomeAndWorkWords {
  commune: string;
  communeChoose: string;
  segment: string;
  segmentChoose: string;
  employer: string;
  optional: string;
}

/** Where a donor lives and what they do; the province is chosen before, since it decides the communes. */
export function HomeAndWorkFields({
  state,
  now,
  communes,
  segments,
  words,
}: {
  state: FormState;
  now?: { communeId: string; segment: string; employer: string };
  communes: Choice[];
  segments: Choice[];
  words: HomeAndWorkWords;
}) {
  return (
    <>
      <Select
        name="communeId"
        label={words.commune}
        placeholder={words.communeChoose}
        options={communes}
        error={state.errors.communeId ?? state.errors.provinceId}
        defaultValue={typed(state, "communeId", now?.communeId)}
        required
      />
      <Select
        name="segment"
        label={words.segment}
        placeholder={words.segmentChoose}
        options={segments}
        error={state.errors.segment}
        defaultValue={typed(state, "segment", now?.segment)}
        required
      />
      <TextInput
        name="employer"
        label={words.employer}
        optional={words.optional}
        error={state.errors.employer}
        // What was emptied stays empty when the form comes back.
        defaultValue={typed(state, "employer", state.turn > 0 ? "" : now?.employer)}
        autoComplete="organization"
      />
    </>
  );
}
