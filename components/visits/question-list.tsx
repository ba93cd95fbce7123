"use client";

import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { TextInput } from "@/components/ui/text-input";
import type { JudgingQuestion, JudgingRules } from "@/lib/eligibility/rule-set";
import type { Judged } from "@/lib/eligibility/self-check";
import type { ScreeningDraft } from "./screening-draft";
import { useSay } from "./use-say";

const answers = ["yes", "no", "unsure"] as const;
const keys: Readonly<Record<string, (typeof answers)[number]>> = {
  c: "yes",
  y: "yes",
  k: "no",
  n: "no",
  "?": "unsure",
};

/**
 * The questions one after the other: the next one to ask, and above it every answer that asks for more; the others on
 * demand. An answer leads to the next question; C, K and ? answer from the keyboard.
 */
export function QuestionList({
  questions,
  rules,
  draft,
  judged,
  onAnswer,
  onReason,
}: {
  questions: readonly JudgingQuestion[];
  rules: JudgingRules;
  draft: ScreeningDraft;
  judged: Judged;
  onAnswer: (question: string, answer: (typeof answers)[number]) => void;
  onReason: (question: string, code: string, day: string | null) => void;
}) {
  const t = useTranslations("visits.screen");
  const words = useTranslations("eligibility");
  const say = useSay("visits");
  const sayRules = useSay("eligibility");
  const locale = useLocale();
  const list = useRef<HTMLOListElement>(null);

  const next = questions.find(({ code }) => !draft.answers[code]);
  const [all, setAll] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const goesOn = useRef(false);
  // The next question is there only once the answer before it has been drawn.
  useEffect(() => {
    if (!goesOn.current) return;
    goesOn.current = false;
    const field = next
      ? list.current?.querySelector<HTMLElement>(`[data-question="${next.code}"] input`)
      : document.querySelector<HTMLElement>("[data-after-questions] input:not(:disabled)");
    field?.focus();
    field?.scrollIntoView({ block: "nearest" });
  }, [next]);
  const asksMore = (question: JudgingQuestion) => {
    const given = draft.answers[question.code];
    return given !== undefined && (given === question.defersWhen || given === "unsure");
  };
  const shown = questions.filter(
    (question) => all || question === next || asksMore(question) || opened.has(question.code),
  );

  const stay = (code: string) => setOpened((before) => new Set([...before, code]));
  const choose = (question: JudgingQuestion, answer: (typeof answers)[number]) => {
    const staysHere = answer === question.defersWhen && (question.reasons.length > 1 || question.asksEventOn);
    goesOn.current = !staysHere;
    // A question somebody is changing stays under their hands.
    if (draft.answers[question.code]) stay(question.code);
    onAnswer(question.code, answer);
  };
  const byKey = (event: KeyboardEvent, question: JudgingQuestion) => {
    const target = event.target as HTMLInputElement;
    const answer = keys[event.key.toLowerCase()];
    if (!answer || target.type === "text" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(question, answer);
  };

  return (
    <>
      <ol ref={list} className="divide-y divide-line">
        {shown.map((question) => {
          const given = draft.answers[question.code];
          const defers = given === question.defersWhen;
          const reasons = judged.reasons.filter(({ questionCode }) => questionCode === question.code);
          const missing = defers ? judged.missing.filter(({ questionCode }) => questionCode === question.code) : [];
          return (
            <li
              key={question.code}
              data-question={question.code}
              className="py-3"
              onKeyDown={(event) => byKey(event, question)}
            >
              <fieldset className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2">
                <legend className="float-left min-w-0 flex-1 basis-72 pr-2">
                  {locale === "en" ? question.en : question.vi}
                </legend>
                <div className="flex shrink-0 gap-1.5">
                  {answers.map((answer) => (
                    <label
                      key={answer}
                      className={cx(
                        "focus-frame relative flex min-h-11 min-w-14 cursor-pointer items-center justify-center rounded-control border px-3 text-[0.9375rem] font-medium",
                        given !== answer
                          ? "border-line bg-card text-ink-2 hover:border-edge"
                          : answer === "unsure"
                            ? "border-watch bg-watch-tint text-watch"
                            : answer === question.defersWhen
                              ? "border-behind bg-behind-tint text-behind"
                              : "border-met bg-met-tint text-met",
                      )}
                    >
                      <input
                        type="radio"
                        name={`q.${question.code}`}
                        value={answer}
                        checked={given === answer}
                        onChange={(event) => {
                          // Chosen by the radio's own keys: the question stays under the hands that may walk on.
                          if ((event.nativeEvent as UIEvent).detail === 0) stay(question.code);
                          onAnswer(question.code, answer);
                        }}
                        onClick={(event) => {
                          // A click or a press, not an arrow key walking over the answers.
                          if (event.detail > 0) choose(question, answer);
                        }}
                        className="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
                      />
                      {words(`answer.${answer}`)}
                    </label>
                  ))}
                </div>
              </fieldset>
              {defers ? <ReasonFields question={question} rules={rules} draft={draft} onReason={onReason} /> : null}
              {reasons.length + missing.length > 0 ? (
                <p className="mt-1 text-sm text-behind" aria-live="polite">
                  {[
                    ...reasons.map(({ word, facts }) =>
                      word === "deferral"
                        ? say("screen.mustWait", facts)
                        : word === "permanent"
                          ? t("never")
                          : word === "doctor_decides"
                            ? t("doctorDecides")
                            : t("unsure"),
                    ),
                    ...missing.map(({ field }) => sayRules(`self_check.missing.${field}`)),
                  ].join(" · ")}
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
      {next === undefined && shown.length === 0 ? <p className="py-3 text-met">{t("allClear")}</p> : null}
      <Button variant="quiet" size="md" aria-expanded={all} className="-ml-3" onClick={() => setAll(!all)}>
        {all ? t("showNext") : t("showAll")}
      </Button>
    </>
  );
}

/** Which of a question's reasons apply, and since when. */
function ReasonFields({
  question,
  rules,
  draft,
  onReason,
}: {
  question: JudgingQuestion;
  rules: JudgingRules;
  draft: ScreeningDraft;
  onReason: (question: string, code: string, day: string | null) => void;
}) {
  const t = useTranslations("visits.screen");
  const locale = useLocale();
  const several = question.reasons.length > 1;
  const chosen = draft.reasons[question.code] ?? {};
  const reasons = rules.deferralReasons.filter(({ code }) => question.reasons.includes(code));
  if (!several && !question.asksEventOn) return null;
  return (
    <div className="mt-2 rounded-control bg-sunk p-3">
      {several ? <p className="text-sm font-medium text-ink-2">{t("reasons")}</p> : null}
      {reasons.map((reason) => {
        const day = chosen[reason.code];
        const label = locale === "en" ? reason.en : reason.vi;
        const asksDay =
          question.asksEventOn && !reason.permanent && reason.duration !== null && (!several || day !== undefined);
        return (
          <div key={reason.code} className="flex flex-wrap items-end gap-x-5">
            {several ? (
              <Checkbox
                name={`r.${question.code}`}
                value={reason.code}
                label={label}
                checked={day !== undefined}
                onChange={(event) => onReason(question.code, reason.code, event.target.checked ? "" : null)}
                className="min-w-52 flex-1"
              />
            ) : null}
            {asksDay ? (
              <TextInput
                name={`d.${question.code}.${reason.code}`}
                label={locale === "en" ? reason.countedFromEn : reason.countedFromVi}
                placeholder="14/03/2026"
                inputMode="numeric"
                autoComplete="off"
                value={day ?? ""}
                onChange={(event) => onReason(question.code, reason.code, event.target.value)}
                fieldClassName="w-56 pb-2"
              />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
