"use client";

import { useEffect, useRef } from "react";
import { BirthDateInput } from "@/components/ui/birth-date-input";
import { FormMessage } from "@/components/ui/form-message";
import { NumberInput } from "@/components/ui/number-input";
import { RadioGroup } from "@/components/ui/radio-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { checkAction } from "@/lib/eligibility/actions";
import type { Advice } from "@/lib/eligibility/advice";
import type { AskedQuestion } from "@/lib/eligibility/declaration";
import { freshForm, typed } from "@/lib/forms/state";
import { AdviceNotice, type AdviceWords } from "./advice-notice";
import { QuestionFields, type QuestionWords } from "./question-fields";

/** The self-check: about you, then the questions; the answer stands above the form, which keeps what was said. */
export function CheckForm({
  questions,
  today,
  findHref,
  words,
}: {
  questions: AskedQuestion[];
  today: string;
  findHref: string;
  words: QuestionWords &
    AdviceWords & {
      birthOn: string;
      sex: string;
      female: string;
      male: string;
      birthHint: string;
      weight: string;
      weightHint: string;
      about: string;
      health: string;
      submit: string;
      pending: string;
      find: string;
    };
}) {
  const [state, action] = useAnswer(checkAction, freshForm());
  const top = useRef<HTMLDivElement>(null);
  const advice = state.status === "done" ? (state.data as Advice) : null;
  useEffect(() => {
    if (state.turn > 0) top.current?.focus();
  }, [state.turn]);
  return (
    <>
      <div ref={top} tabIndex={-1} className="scroll-mt-6 outline-none">
        {advice ? (
          <AdviceNotice
            advice={advice}
            words={words}
            action={
              advice.verdict === "cannot" ? null : (
                <a
                  href={findHref}
                  className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
                >
                  {words.find}
                </a>
              )
            }
          />
        ) : (
          <FormMessage refused={state.message} />
        )}
      </div>
      <form action={action} noValidate data-asks-sex className="group/form mt-6">
        <section className="rounded-card border border-line bg-card p-4 sm:p-6">
          <h2 className="mb-4 text-xl font-semibold tracking-tight">{words.about}</h2>
          <div className="grid gap-5 sm:grid-cols-2">
            <BirthDateInput
              key={`birth-${state.turn}`}
              name="birthOn"
              label={words.birthOn}
              hint={words.birthHint}
              defaultValue={typed(state, "birthOn")}
              error={state.errors.birthOn}
            />
            <NumberInput
              key={`weight-${state.turn}`}
              name="weightKg"
              label={words.weight}
              hint={words.weightHint}
              unit="kg"
              defaultValue={typed(state, "weightKg")}
              error={state.errors.weightKg}
            />
            <RadioGroup
              key={`sex-${state.turn}`}
              name="sex"
              legend={words.sex}
              inline
              options={[
                { value: "female", label: words.female },
                { value: "male", label: words.male },
              ]}
              defaultValue={typed(state, "sex")}
              error={state.errors.sex}
            />
          </div>
        </section>
        <section className="mt-5 rounded-card border border-line bg-card p-4 sm:p-6">
          <h2 className="mb-4 text-xl font-semibold tracking-tight">{words.health}</h2>
          <QuestionFields questions={questions} state={state} words={words} today={today} />
        </section>
        <SubmitButton size="lg" pill block pendingLabel={words.pending} className="mt-6">
          {words.submit}
        </SubmitButton>
      </form>
    </>
  );
}
