"use client";

import { FormMessage } from "@/components/ui/form-message";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { chooseDonorAction } from "@/lib/donors/self/actions";
import { freshForm, typed } from "@/lib/forms/state";

/** Which of the people who share a contact signs in. */
export function ChoosePersonForm({
  people,
  back,
  words,
}: {
  people: { id: string; name: string; born: string }[];
  back: string;
  words: { legend: string; continue: string };
}) {
  const [state, action] = useAnswer(chooseDonorAction, freshForm());
  return (
    <form action={action} className="flex flex-col gap-5" noValidate>
      <FormMessage refused={state.errors.donorId ? null : state.message} />
      <input type="hidden" name="back" value={back} />
      <RadioGroup
        name="donorId"
        legend={words.legend}
        error={state.errors.donorId}
        defaultValue={typed(state, "donorId", people.length === 1 ? people[0]?.id : "")}
        options={people.map((person) => ({ value: person.id, label: person.name, hint: person.born }))}
        required
      />
      <SubmitButton block pill size="lg">
        {words.continue}
      </SubmitButton>
    </form>
  );
}
