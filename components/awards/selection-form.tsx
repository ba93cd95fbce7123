"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { PendingButton } from "@/components/ui/pending-button";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { moveCandidatesAction } from "@/lib/awards/actions";
import { freshForm, typed } from "@/lib/forms/state";
import { useMoveAnswer } from "./move-answer";

/**
 * The list with its tick boxes and the bar that acts on what is ticked. The rows come from the server as they are; this
 * only sends them. What is ticked stays so until it was done. `summary` says how many are chosen of how many places.
 * A list that the last press has emptied still says what that press gave, and takes it back.
 */
export function SelectionForm({
  requestKey,
  roundId,
  summary,
  found,
  isEmpty,
  balanceHref,
  children,
}: {
  /** Of the next press; the page draws a new one after each. */
  requestKey: string;
  roundId: string;
  summary: ReactNode;
  /** How many are in the list. */
  found: string;
  isEmpty: boolean;
  /** Where the rest is chosen by the order, and what is chosen is weighed. */
  balanceHref: string;
  children: ReactNode;
}) {
  const t = useTranslations("awards.round");
  const { state, pending, form: kept } = useKeptForm(moveCandidatesAction, freshForm());
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.turn > 0 && state.status === "done") form.current?.reset();
  }, [state.turn, state.status]);
  const answer = useMoveAnswer(roundId, state);
  const failed = state.status === "refused" || state.status === "invalid";
  function tickPage(on: boolean) {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('input[name="candidateIds[]"]') ?? [])
      box.checked = on;
  }
  const deed = (to: string, label: string, variant: "secondary" | "primary" | "quiet") => (
    <PendingButton name="to" value={to} variant={variant} pending={pending} pendingLabel={t("working")}>
      {label}
    </PendingButton>
  );
  return (
    <>
      <form ref={form} {...kept}>
        <input type="hidden" name="requestKey" value={requestKey} />
        <input type="hidden" name="roundId" value={roundId} />
        <div
          hidden={isEmpty}
          className="mb-1 flex flex-wrap items-center justify-between gap-x-4 text-sm text-ink-2"
          data-print="hide"
        >
          <label className="answer-line inline-flex w-auto">
            <input
              type="checkbox"
              className="size-5 accent-(--color-blood)"
              onChange={(event) => tickPage(event.currentTarget.checked)}
            />
            <span>{t("selectPage")}</span>
          </label>
          <span className="mr-auto">{found}</span>
          <a href={balanceHref} className="inline-flex min-h-11 items-center underline underline-offset-4">
            {t("orByOrder")}
          </a>
        </div>
        {children}
        <div
          hidden={isEmpty && !answer.line}
          data-print="hide"
          className="sticky bottom-3 z-10 mt-4 flex flex-col gap-2 rounded-card bg-ink px-4 py-2.5 text-paper max-md:bottom-18 sm:px-6"
        >
          <div aria-live="polite">
            {state.errors.candidateIds ? <p className="font-semibold">{state.errors.candidateIds}</p> : null}
            {answer.line}
          </div>
          <div hidden={isEmpty} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p className="min-w-0 flex-1">{summary}</p>
            {/* Beside the buttons while closed; opened it takes a line of its own below them. */}
            <details open={failed && state.errors.because ? true : undefined} className="open:order-last open:w-full">
              <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm underline-offset-4 hover:underline">
                {t("turnAway")}
              </summary>
              <div className="mt-1 flex flex-wrap items-end gap-2.5 text-ink [&_label]:text-paper [&_p]:text-paper">
                <TextInput
                  name="because"
                  label={t("because")}
                  maxLength={500}
                  defaultValue={typed(state, "because")}
                  error={state.errors.because}
                  fieldClassName="min-w-60 flex-1"
                />
                {deed("returned", t("returned"), "secondary")}
                {deed("passed_over", t("passOver"), "secondary")}
              </div>
            </details>
            <div className="flex flex-wrap gap-2.5">
              {deed("checked", t("checked"), "secondary")}
              {deed("chosen", t("choose"), "primary")}
            </div>
          </div>
        </div>
      </form>
      {answer.form}
    </>
  );
}
