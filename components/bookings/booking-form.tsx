"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { AdviceNotice, type AdviceWords } from "@/components/eligibility/advice-notice";
import { QuestionFields, type QuestionWords } from "@/components/eligibility/question-fields";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { bookSlotAction } from "@/lib/bookings/actions";
import type { Advice } from "@/lib/eligibility/advice";
import type { AskedQuestion } from "@/lib/eligibility/declaration";
import { type FormState, freshForm, ticked, typed } from "@/lib/forms/state";
import { SlotChoice, type SlotGroup } from "./slot-choice";

export interface BookingWords extends QuestionWords, AdviceWords {
  declareTitle: string;
  declareLead: string;
  declare: string;
  skip: string;
  confirmTitle: string;
  confirmLead: string;
  youChose: string;
  withAnswers: string;
  withoutAnswers: string;
  consents: string;
  consentsHint: string;
  needed: string;
  timeTitle: string;
  confirm: string;
  pending: string;
  otherDay: string;
}

interface ConsentAsked {
  purpose: string;
  title: string;
  text: string;
  needed: boolean;
}

/**
 * The second and third step of a booking in one form: answers given at home (or not), then the word. What was said in
 * one step travels on in the form itself, so nothing is kept before the last and no answer stands in an address. When
 * the place is gone meanwhile, the other hours are offered right here.
 */
export function BookingForm({
  slotId,
  groups,
  chosenHour,
  requestKey,
  forDonor,
  by,
  questions,
  consents,
  today,
  otherHref,
  heads,
  words,
}: {
  slotId: string;
  groups: SlotGroup[];
  chosenHour: string;
  requestKey: string;
  forDonor: string;
  /** The code of the invitation they come by. */
  by: string | null;
  questions: AskedQuestion[];
  consents: ConsentAsked[];
  today: string;
  otherHref: string;
  /** What stands above each step: which it is, the way back, the drive. */
  heads: { declare: ReactNode; confirm: ReactNode };
  words: BookingWords;
}) {
  const [state, action] = useAnswer(bookSlotAction, freshForm());
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (state.turn > 0) top.current?.focus();
  }, [state.turn]);
  const confirming = state.status === "done" || typed(state, "step") === "confirm";
  const told = (state.status === "done" ? state.data : null) as { declared: boolean; advice: Advice | null } | null;
  const declared = told ? told.declared : typed(state, "declared") === "yes";
  const needsHour =
    Boolean(state.errors.slotId) ||
    !groups.some(({ options }) => options.some((slot) => slot.id === slotId && slot.free));
  const heading = "text-2xl font-bold tracking-tight outline-none";
  return (
    <>
      {confirming ? heads.confirm : heads.declare}
      <form action={action} noValidate>
        <input type="hidden" name="requestKey" value={typed(state, "requestKey", requestKey)} />
        <input type="hidden" name="forDonor" value={typed(state, "forDonor", forDonor)} />
        {by ? <input type="hidden" name="by" value={by} /> : null}
        {confirming ? (
          <div key="confirm" className="space-y-6">
            <div>
              <h2 ref={top} tabIndex={-1} className={heading}>
                {words.confirmTitle}
              </h2>
              <p className="mt-1 text-ink-2">{words.confirmLead}</p>
            </div>
            <FormMessage refused={state.status === "done" || state.errors.slotId ? null : state.message} />
            <KeptAnswers state={state} declared={declared} />
            {told?.advice && told.advice.verdict !== "may_come" ? (
              <AdviceNotice
                advice={told.advice}
                words={words}
                action={
                  <a
                    href={otherHref}
                    className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
                  >
                    {words.otherDay}
                  </a>
                }
              />
            ) : null}
            {needsHour ? (
              <section>
                <h3 className="mb-3 text-lg font-semibold">{words.timeTitle}</h3>
                <SlotChoice groups={groups} error={state.errors.slotId} />
              </section>
            ) : (
              <div className="rounded-card border border-line bg-card px-5 py-4">
                <input type="hidden" name="slotId" value={typed(state, "slotId", slotId)} />
                <p className="text-sm text-ink-3">{words.youChose}</p>
                <p className="text-lg font-semibold">{chosenHour}</p>
                <p className="mt-2 text-sm text-ink-2">{declared ? words.withAnswers : words.withoutAnswers}</p>
              </div>
            )}
            {consents.length > 0 ? (
              <fieldset id="consents">
                <legend className="text-lg font-semibold tracking-tight">{words.consents}</legend>
                <p className="mb-2 text-ink-2">{words.consentsHint}</p>
                {state.errors.consents ? <FieldError>{state.errors.consents}</FieldError> : null}
                {consents.map((consent) => (
                  <Checkbox
                    key={`${consent.purpose}-${state.turn}`}
                    name="consents[]"
                    value={consent.purpose}
                    label={
                      <>
                        <span className="font-medium">{consent.title}</span>
                        {consent.needed ? <span className="text-ink-3"> ({words.needed})</span> : null}
                      </>
                    }
                    hint={consent.text}
                    defaultChecked={ticked(state, "consents").includes(consent.purpose)}
                  />
                ))}
              </fieldset>
            ) : null}
            <SubmitButton name="step" value="confirm" size="lg" pill block pendingLabel={words.pending}>
              {words.confirm}
            </SubmitButton>
          </div>
        ) : (
          <div key="declare" className="space-y-6">
            <div>
              <h2 ref={top} tabIndex={-1} className={heading}>
                {words.declareTitle}
              </h2>
              <p className="mt-1 text-ink-2">{words.declareLead}</p>
            </div>
            <FormMessage refused={state.message} />
            <input type="hidden" name="slotId" value={typed(state, "slotId", slotId)} />
            <SubmitButton name="step" value="skip" variant="secondary" size="lg" pill block>
              {words.skip}
            </SubmitButton>
            <section className="rounded-card border border-line bg-card p-4 sm:p-6">
              <QuestionFields questions={questions} state={state} words={words} today={today} />
            </section>
            <SubmitButton name="step" value="declare" size="lg" pill block pendingLabel={words.pending}>
              {words.declare}
            </SubmitButton>
          </div>
        )}
      </form>
    </>
  );
}

/** The answers of the step before, carried on unseen. */
function KeptAnswers({ state, declared }: { state: FormState; declared: boolean }) {
  if (!declared) return null;
  return (
    <>
      <input type="hidden" name="declared" value="yes" />
      {Object.entries(state.values)
        .filter(([name]) => /^[qrd]\./.test(name))
        .flatMap(([name, value]) =>
          [value]
            .flat()
            .map((one) => (
              <input
                key={`${name}-${one}`}
                type="hidden"
                name={name.startsWith("r.") ? `${name}[]` : name}
                value={one}
              />
            )),
        )}
    </>
  );
}
