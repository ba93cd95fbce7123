"use client";

import { useEffect, useRef } from "react";
import { QuestionFields, type QuestionWords } from "@/components/eligibility/question-fields";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { declareAction } from "@/lib/bookings/actions";
import type { AskedQuestion } from "@/lib/eligibility/declaration";
import { freshForm } from "@/lib/forms/state";

/** The health questions for a booking that stands. Earlier answers are not shown again: they are given anew. */
export function DeclarationForm({
  bookingId,
  questions,
  today,
  words,
}: {
  bookingId: string;
  questions: AskedQuestion[];
  today: string;
  words: QuestionWords & { submit: string; pending: string };
}) {
  const [state, action] = useAnswer(declareAction, freshForm());
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.turn > 0) top.current?.focus();
  }, [state.turn]);
  return (
    <form action={action} noValidate className="space-y-6">
      <div ref={top} tabIndex={-1} className="outline-none">
        <FormMessage refused={state.message} />
      </div>
      <input type="hidden" name="bookingId" value={bookingId} />
      <section className="rounded-card border border-line bg-card p-4 sm:p-6">
        <QuestionFields questions={questions} state={state} words={words} today={today} />
      </section>
      <SubmitButton size="lg" pill block pendingLabel={words.pending}>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
