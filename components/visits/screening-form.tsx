"use client";

import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { FormMessage } from "@/components/ui/form-message";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { COMPONENTS, type Component, type JudgingRules } from "@/lib/eligibility/rule-set";
import type { VitalField } from "@/lib/eligibility/rules";
import { type Answer, questionsFor } from "@/lib/eligibility/self-check";
import { formatDateTime } from "@/lib/i18n/format";
import { screenVisitAction } from "@/lib/visits/actions";
import { judgeScreening } from "@/lib/visits/rules";
import { DeferralForm } from "./deferral-form";
import { useDesk } from "./desk-context";
import { QuestionList } from "./question-list";
import { answersTyped, declared, emptyDraft, formOf, type ScreeningDraft, vitalsOf } from "./screening-draft";
import { useDeed } from "./use-deed";
import { useSay } from "./use-say";
import { VitalCell } from "./vital-cell";

/** Who is screened, and by which rules. */
export interface Screened {
  readonly visitId: string;
  readonly version: number;
  readonly sex: "female" | "male";
  readonly bornOn: string;
  readonly heldOn: string;
  readonly component: Component;
  readonly declaration: { answers: Readonly<Record<string, Answer>>; declaredAt: Date } | null;
}

/**
 * Screening: measures, questions, volumes, all judged at each keystroke by the very rules the server asks again.
 * Enter goes on to the next thing to do; nothing is preset, and nothing typed is lost by an error, by looking at
 * somebody else and coming back, or by a session that has ended.
 */
export function ScreeningForm({
  person,
  rules,
  ruleTitle,
  deferOnly,
}: {
  person: Screened;
  rules: JudgingRules;
  ruleTitle: string;
  /** Found fit already: only a deferral can be written anew from here. */
  deferOnly?: boolean;
}) {
  const t = useTranslations("visits");
  const words = useTranslations("eligibility");
  const say = useSay("eligibility");
  const locale = useLocale();
  const desk = useDesk();
  const [draft, setDraft] = useState<ScreeningDraft>(
    () => (desk.drafts.get(person.visitId) as ScreeningDraft | undefined) ?? emptyDraft(person.component),
  );
  const [deferring, setDeferring] = useState(Boolean(deferOnly));
  const form = useRef<HTMLFormElement>(null);
  const set = (change: Partial<ScreeningDraft>) => setDraft((before) => ({ ...before, ...change }));
  useEffect(() => {
    desk.drafts.set(person.visitId, draft);
  }, [desk.drafts, person.visitId, draft]);

  const { errors, touch, send, refused, busy } = useDeed(screenVisitAction, () => {
    desk.drafts.delete(person.visitId);
    desk.stepDone();
  });
  const visit = { driveId: desk.driveId, visitId: person.visitId, version: person.version, ruleSetId: rules.id };
  const questions = questionsFor(person.sex, rules);
  const judged = judgeScreening(
    {
      sex: person.sex,
      bornOn: person.bornOn,
      onDate: person.heldOn,
      component: draft.component,
      volumeMl: draft.volume === "" ? null : Number(draft.volume),
      vitals: vitalsOf(draft),
      answers: answersTyped(draft),
      clearedByDoctor: draft.cleared,
      signedOnPaper: draft.signed,
    },
    rules,
  );
  const doubtful = judged.answers.reasons.some(({ word }) => word === "doctor_decides" || word === "unsure");
  const apheresis = draft.component !== "whole_blood";
  const answered = questions.filter(({ code }) => draft.answers[code]).length;
  const verdictsOf = (...fields: VitalField[]) => fields.map((field) => judged.vitals[field]);

  /** Enter goes on: the next empty measure, then the first question without an answer, then the button. */
  const goOn = (event: KeyboardEvent<HTMLFormElement>) => {
    const target = event.target as HTMLElement;
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !(target instanceof HTMLInputElement)) return;
    if (target.type === "checkbox" || target.type === "radio") {
      if (judged.whyNotFit.length > 0) event.preventDefault();
      return;
    }
    event.preventDefault();
    const measures = [...(form.current?.querySelectorAll<HTMLInputElement>("[data-vital]") ?? [])];
    const at = measures.indexOf(target);
    const following = at < 0 ? undefined : measures.slice(at + 1).find((field) => field.value === "");
    const question = questions.find(({ code }) => !draft.answers[code]);
    const next =
      following ??
      (question && form.current?.querySelector<HTMLElement>(`[data-question="${question.code}"] input`)) ??
      form.current?.querySelector<HTMLElement>("[data-fit]");
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };

  if (deferring) {
    return (
      <DeferralForm
        draft={draft}
        visit={visit}
        rules={rules}
        heldOn={person.heldOn}
        suggested={judged.suggested}
        onCancel={() => setDeferring(false)}
        cancellable={!deferOnly}
      />
    );
  }
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-4"
      onKeyDown={goOn}
      onChange={touch}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) send(formOf(draft, visit));
      }}
    >
      <Card flush>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line px-5 py-3.5 sm:px-6">
          <CardTitle>{t("screen.title")}</CardTitle>
          <span className="text-sm text-ink-3">{ruleTitle}</span>
        </div>
        <div className="grid sm:grid-cols-2">
          <VitalCell
            id="weight"
            label={t("screen.weight")}
            unit="kg"
            decimal
            begin
            value={draft.weight}
            verdicts={verdictsOf("weight")}
            error={errors.weight}
            onChange={(weight) => set({ weight })}
          />
          <VitalCell
            id="pressure"
            label={t("screen.pressure")}
            unit="mmHg"
            wide
            placeholder="–/–"
            value={draft.pressure}
            verdicts={verdictsOf("systolic", "diastolic")}
            error={errors.pressure}
            onChange={(pressure) => set({ pressure })}
          />
          <VitalCell
            id="pulse"
            label={t("screen.pulse")}
            unit={t("screen.perMinute")}
            value={draft.pulse}
            verdicts={verdictsOf("pulse")}
            error={errors.pulse}
            onChange={(pulse) => set({ pulse })}
          >
            <fieldset className="mt-1 flex gap-1.5">
              <legend className="sr-only">{t("screen.rhythm")}</legend>
              {(["yes", "no"] as const).map((value) => (
                <label
                  key={value}
                  className={cx(
                    "focus-frame relative flex min-h-11 cursor-pointer items-center rounded-control border px-3 text-sm font-medium",
                    draft.pulseRegular !== value
                      ? "border-line bg-card text-ink-2 hover:border-edge"
                      : value === "yes"
                        ? "border-met bg-met-tint text-met"
                        : "border-behind bg-behind-tint text-behind",
                  )}
                >
                  <input
                    type="radio"
                    name="pulseRegular"
                    value={value}
                    checked={draft.pulseRegular === value}
                    onChange={() => set({ pulseRegular: value })}
                    className="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
                  />
                  {value === "yes" ? t("screen.regular") : t("screen.irregular")}
                </label>
              ))}
            </fieldset>
          </VitalCell>
          <VitalCell
            id="hemoglobin"
            label={t("screen.hemoglobin")}
            unit="g/L"
            value={draft.hemoglobin}
            verdicts={verdictsOf("hemoglobin")}
            error={errors.hemoglobin}
            onChange={(hemoglobin) => set({ hemoglobin })}
          />
          <VitalCell
            id="temperature"
            label={t("screen.temperature")}
            unit="°C"
            decimal
            optional={t("screen.optional")}
            value={draft.temperature}
            verdicts={verdictsOf("temperature")}
            error={errors.temperature}
            onChange={(temperature) => set({ temperature })}
          />
          {draft.component === "plasma" ? (
            <VitalCell
              id="serumProtein"
              label={t("screen.serumProtein")}
              unit="g/L"
              value={draft.serumProtein}
              verdicts={verdictsOf("serum_protein")}
              error={errors.serumProtein}
              onChange={(serumProtein) => set({ serumProtein })}
            />
          ) : null}
          {draft.component === "platelets" || draft.component === "granulocytes" ? (
            <VitalCell
              id="platelets"
              label={t("screen.platelets")}
              unit="×10⁹/L"
              value={draft.platelets}
              verdicts={verdictsOf("platelets")}
              error={errors.platelets}
              onChange={(platelets) => set({ platelets })}
            />
          ) : null}
        </div>
      </Card>

      <Card>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <CardTitle>{t("screen.questions")}</CardTitle>
          <span className="text-sm text-ink-3 tabular-nums">
            {t("screen.answered", { count: answered, all: questions.length })}
          </span>
        </div>
        <p className="mt-0.5 text-sm text-ink-3 max-md:hidden">{t("screen.key")}</p>
        {person.declaration ? (
          <Notice tone="info" className="mt-3">
            {t("screen.declaration", { at: formatDateTime(locale, person.declaration.declaredAt) })}
            {draft.answersFrom === "declaration" ? (
              <Checkbox
                name="declarationConfirmed"
                label={t("screen.confirmDeclaration")}
                checked={draft.declarationConfirmed}
                onChange={(event) => set({ declarationConfirmed: event.target.checked })}
              />
            ) : (
              <Button
                className="mt-2"
                onClick={() =>
                  person.declaration && set({ ...declared(person.declaration.answers), declarationConfirmed: false })
                }
              >
                {t("screen.useDeclaration")}
              </Button>
            )}
          </Notice>
        ) : null}
        <QuestionList
          questions={questions}
          rules={rules}
          draft={draft}
          judged={judged.answers}
          onAnswer={(question, answer) =>
            setDraft((before) => ({ ...before, answers: { ...before.answers, [question]: answer } }))
          }
          onReason={(question, code, day) =>
            setDraft((before) => {
              const { [code]: _gone, ...others } = before.reasons[question] ?? {};
              const kept = day === null ? others : { ...before.reasons[question], [code]: day };
              return { ...before, reasons: { ...before.reasons, [question]: kept } };
            })
          }
        />
      </Card>

      <Card data-after-questions>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <CardTitle>{t("screen.volume")}</CardTitle>
          <Select
            name="component"
            label={t("screen.component")}
            hideLabel
            options={COMPONENTS.map((value) => ({ value, label: words(`component.${value}`) }))}
            value={draft.component}
            onChange={(event) => set({ component: event.target.value as Component, volume: "" })}
          />
        </div>
        {apheresis ? (
          <div className="mt-4 flex flex-wrap items-end gap-4">
            <TextInput
              name="volumeMl"
              label={t("screen.volumeOf")}
              inputMode="numeric"
              autoComplete="off"
              value={draft.volume}
              onChange={(event) => set({ volume: event.target.value.replace(/\D/g, "") })}
              fieldClassName="w-44"
            />
            {judged.volumes.map((volume) => (
              <p key={volume.volumeMl} className={volume.verdict === "allowed" ? "pb-3 text-met" : "pb-3 text-behind"}>
                {volume.reasons.length > 0
                  ? volume.reasons.map(({ word, facts }) => say(`refusal.${word}`, facts)).join(" · ")
                  : words(`volume.${volume.verdict}`)}
              </p>
            ))}
          </div>
        ) : (
          <fieldset className="mt-4 grid gap-3 sm:grid-cols-3">
            <legend className="sr-only">{t("screen.volume")}</legend>
            {judged.volumes.map((volume) => {
              const chosen = draft.volume === String(volume.volumeMl);
              const refusedVolume = volume.verdict === "refused";
              return (
                <label
                  key={volume.volumeMl}
                  className={cx(
                    "focus-frame relative flex min-h-20 flex-col justify-center rounded-control border px-4.5 py-3",
                    refusedVolume
                      ? "cursor-not-allowed border-line bg-sunk text-ink-3"
                      : chosen
                        ? "cursor-pointer border-blood bg-blood-tint text-blood-dark inset-ring inset-ring-blood"
                        : "cursor-pointer border-line bg-card hover:border-edge",
                    chosen && refusedVolume && "border-behind",
                  )}
                >
                  <input
                    type="radio"
                    name="volumeMl"
                    value={volume.volumeMl}
                    checked={chosen}
                    disabled={refusedVolume && !chosen}
                    onChange={() => set({ volume: String(volume.volumeMl) })}
                    className="absolute inset-0 size-full cursor-[inherit] appearance-none opacity-0"
                  />
                  <span className="text-lg font-semibold tracking-tight">{volume.volumeMl} ml</span>
                  <span className={cx("text-sm", refusedVolume ? "text-behind" : !chosen && "text-ink-2")}>
                    {refusedVolume
                      ? volume.reasons.map(({ word, facts }) => say(`refusal.${word}`, facts)).join(" · ")
                      : words(`volume.${volume.verdict}`)}
                  </span>
                </label>
              );
            })}
          </fieldset>
        )}
        <div className="mt-4 border-t border-line pt-2">
          {doubtful ? (
            <Checkbox
              name="cleared"
              label={t("screen.cleared")}
              checked={draft.cleared}
              onChange={(event) => set({ cleared: event.target.checked })}
            />
          ) : null}
          <Checkbox
            name="signed"
            label={t("screen.signed")}
            checked={draft.signed}
            onChange={(event) => set({ signed: event.target.checked })}
          />
        </div>
      </Card>

      <FormMessage refused={refused} />
      {judged.whyNotFit.length > 0 ? (
        <p className="text-sm text-ink-3" aria-live="polite">
          <span className="font-medium">{t("screen.whyNot")}:</span>{" "}
          {judged.whyNotFit.map((why) => t(`refusal.${why}`)).join(" ")}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button size="lg" onClick={() => setDeferring(true)}>
          {t("screen.defer")}
        </Button>
        <SubmitButton
          size="lg"
          data-fit
          aria-disabled={judged.whyNotFit.length > 0 || busy || undefined}
          onClick={(event) => {
            if (judged.whyNotFit.length > 0) {
              event.preventDefault();
              form.current?.querySelector<HTMLElement>('[data-vital][aria-invalid], [data-vital][value=""]')?.focus();
            }
          }}
        >
          {busy ? t("screen.saving") : t("screen.fit")}
        </SubmitButton>
      </div>
    </form>
  );
}
