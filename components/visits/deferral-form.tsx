"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Checkbox } from "@/components/ui/checkbox";
import { FormMessage } from "@/components/ui/form-message";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { formatVietnameseDate } from "@/lib/core/time";
import type { JudgingRules } from "@/lib/eligibility/rule-set";
import { deferralEndsOn } from "@/lib/eligibility/rules";
import { deferVisitAction } from "@/lib/visits/actions";
import { useDesk } from "./desk-context";
import { dayTyped, formOf, type ScreeningDraft } from "./screening-draft";
import { useDeed } from "./use-deed";
import { useSay } from "./use-say";

/** Asks somebody to wait: the reason, the day it counts from, and at once the day it ends. */
export function DeferralForm({
  draft,
  visit,
  rules,
  heldOn,
  suggested,
  cancellable,
  onCancel,
}: {
  draft: ScreeningDraft;
  visit: { driveId: string; visitId: string; version: number; ruleSetId: string };
  rules: JudgingRules;
  heldOn: string;
  suggested: readonly { code: string; eventOn: string | null }[];
  cancellable: boolean;
  onCancel: () => void;
}) {
  const t = useTranslations("visits");
  const say = useSay("visits");
  const locale = useLocale();
  const desk = useDesk();
  const [code, setCode] = useState("");
  const [from, setFrom] = useState("");
  const [withoutEnd, setWithoutEnd] = useState(false);
  const [note, setNote] = useState("");
  const { state, errors, touch, send, refused, busy } = useDeed(deferVisitAction, (answer) => {
    desk.drafts.delete(visit.visitId);
    desk.stepDone(answer.message);
    desk.next();
  });
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);

  const reason = rules.deferralReasons.find((one) => one.code === code);
  const day = dayTyped(from);
  const ends = reason && day ? deferralEndsOn(reason.code, day, rules) : null;
  const nameOf = (one: { vi: string; en: string }) => (locale === "en" ? one.en : one.vi);
  const groups = [...new Set(rules.deferralReasons.map(({ group }) => group))].map((group) => ({
    label: say(`defer.group.${group}`),
    options: rules.deferralReasons
      .filter((one) => one.group === group)
      .map((one) => ({ value: one.code, label: nameOf(one) })),
  }));
  const choose = (chosen: string, eventOn: string | null) => {
    const one = rules.deferralReasons.find((candidate) => candidate.code === chosen);
    setCode(chosen);
    setWithoutEnd(false);
    // What is measured or found today counts from today; for everything else somebody tells the day.
    if (eventOn) setFrom(formatVietnameseDate(eventOn));
    else if (one && (one.group === "today" || one.duration === null)) setFrom(formatVietnameseDate(heldOn));
    else setFrom("");
  };
  const told = suggested.flatMap(({ code: known, eventOn }) => {
    const one = rules.deferralReasons.find((candidate) => candidate.code === known);
    return one ? [{ ...one, eventOn }] : [];
  });

  return (
    <Card>
      <form
        noValidate
        className="flex flex-col gap-5"
        onChange={touch}
        onSubmit={(event) => {
          event.preventDefault();
          if (busy) return;
          const form = formOf(draft, visit);
          form.set("reason", code);
          form.set("countedFrom", from);
          if (note.trim()) form.set("note", note);
          if (withoutEnd) form.set("withoutEnd", "yes");
          send(form);
        }}
      >
        <CardTitle>{t("defer.title")}</CardTitle>
        <FormMessage refused={Object.keys(state.errors).length > 0 ? null : refused} />
        {told.length > 0 ? (
          <div>
            <p className="mb-2 text-sm text-ink-2">{t("defer.suggested")}</p>
            <div className="flex flex-wrap gap-2">
              {told.map((one) => (
                <Button
                  key={one.code}
                  aria-pressed={code === one.code}
                  className="aria-pressed:border-blood aria-pressed:bg-blood-tint aria-pressed:text-blood-dark"
                  onClick={() => choose(one.code, one.eventOn)}
                >
                  {nameOf(one)}
                </Button>
              ))}
            </div>
          </div>
        ) : null}
        <Select
          ref={first}
          name="reason"
          label={t("defer.reason")}
          placeholder={t("defer.choose")}
          groups={groups}
          value={code}
          error={code === "" ? errors.reason : undefined}
          onChange={(event) => choose(event.target.value, null)}
        />
        {reason ? (
          <>
            <TextInput
              name="countedFrom"
              label={t("defer.countedFromOf", { event: locale === "en" ? reason.countedFromEn : reason.countedFromVi })}
              placeholder="14/03/2026"
              inputMode="numeric"
              autoComplete="off"
              value={from}
              error={errors.countedFrom}
              onChange={(event) => setFrom(event.target.value)}
              fieldClassName="max-w-md"
              className="max-w-44"
            />
            <div aria-live="polite">
              {ends ? (
                <Notice tone="info">
                  {say("defer.until", { lastDay: ends.lastDay, firstAllowedOn: ends.firstAllowedOn })}
                </Notice>
              ) : null}
              {reason.duration === null ? (
                <Notice tone="watch" title={t("defer.withoutEnd")}>
                  <Checkbox
                    name="withoutEnd"
                    label={reason.permanent ? t("defer.withoutEndPermanent") : t("defer.withoutEndDoctor")}
                    checked={withoutEnd}
                    error={errors.withoutEnd}
                    onChange={(event) => setWithoutEnd(event.target.checked)}
                  />
                </Notice>
              ) : null}
            </div>
          </>
        ) : null}
        <TextArea
          name="note"
          label={t("defer.note")}
          optional={t("screen.optional")}
          rows={2}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className="flex flex-wrap items-center justify-between gap-3">
          {cancellable ? (
            <Button variant="quiet" onClick={onCancel}>
              {t("defer.cancel")}
            </Button>
          ) : (
            <span />
          )}
          <SubmitButton size="lg" aria-disabled={busy || undefined}>
            {busy ? t("screen.saving") : t("defer.submit")}
          </SubmitButton>
        </div>
      </form>
    </Card>
  );
}
