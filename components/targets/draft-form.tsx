"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { DayInput } from "@/components/ui/day-input";
import { FormMessage } from "@/components/ui/form-message";
import { NumberInput } from "@/components/ui/number-input";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { draftTargetAction } from "@/lib/targets/actions";
import { countingBases, metrics, periods } from "@/lib/targets/rules";

/** What a draft begins with. */
export interface DraftStart {
  readonly unitId: string;
  readonly year: number;
  readonly period: string;
  readonly metric: string;
  readonly basis: string;
  readonly value: string;
  readonly editionId: string;
  readonly effectiveFrom: string;
  readonly reason: string;
  readonly proposalId?: string;
  readonly version?: number;
  readonly adjusts?: string;
  /** The value in force, as it is read, where this adjusts it. */
  readonly current?: string;
}

/** Drafting, editing or adjusting a target; an adjustment keeps what it adjusts and asks from which day and why. */
export function DraftForm({
  start,
  editions,
  mayPropose,
  mayAssign,
  back,
}: {
  start: DraftStart;
  editions: { id: string; name: string }[];
  mayPropose: boolean;
  mayAssign: boolean;
  back: string;
}) {
  const t = useTranslations("targets");
  const locale = useLocale();
  const { state, pending, form } = useKeptForm(draftTargetAction, freshForm());
  const [period, setPeriod] = useState(start.period);
  const [metric, setMetric] = useState(start.metric);
  const fixed = Boolean(start.adjusts ?? start.proposalId);
  const isRate = metric.startsWith("pct");
  const main = mayPropose ? "propose" : "assign";
  return (
    <form {...form} className="flex flex-col gap-5" lang={locale}>
      <FormMessage refused={state.message} />
      <input type="hidden" name="unitId" value={start.unitId} />
      <input type="hidden" name="year" value={start.year} />
      {start.proposalId ? <input type="hidden" name="proposalId" value={start.proposalId} /> : null}
      {start.version === undefined ? null : <input type="hidden" name="version" value={start.version} />}
      {start.adjusts ? <input type="hidden" name="adjusts" value={start.adjusts} /> : null}
      {fixed ? (
        <>
          <input type="hidden" name="period" value={start.period} />
          <input type="hidden" name="metric" value={start.metric} />
          <input type="hidden" name="editionId" value={start.editionId} />
        </>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            name="period"
            label={t("form.period")}
            value={period}
            onChange={(event) => setPeriod(event.currentTarget.value)}
            options={periods.map((one) => ({ value: one, label: t(`period.${one}`) }))}
          />
          {period === "campaign" ? (
            <Select
              name="editionId"
              label={t("form.edition")}
              placeholder={t("form.editionChoose")}
              defaultValue={typed(state, "editionId", start.editionId)}
              error={state.errors.editionId}
              options={editions.map((one) => ({ value: one.id, label: one.name }))}
            />
          ) : null}
          <Select
            name="metric"
            label={t("form.metric")}
            value={metric}
            onChange={(event) => setMetric(event.currentTarget.value)}
            options={metrics.map((one) => ({ value: one, label: t(`metric.${one}`) }))}
          />
        </div>
      )}
      {start.current ? <p className="text-ink-2">{t("form.current", { value: start.current })}</p> : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberInput
          name="value"
          label={t("form.value")}
          hint={t("form.valueHint")}
          unit={isRate ? "%" : undefined}
          defaultValue={typed(state, "value", start.value)}
          error={state.errors.value}
        />
        {period === "campaign" && metric === "units" && !fixed ? (
          <NumberInput
            name="registered"
            label={t("form.registered")}
            optional={t("form.optional")}
            hint={t("form.registeredHint")}
            defaultValue={typed(state, "registered")}
            error={state.errors.registered}
          />
        ) : null}
        {metric === "units" ? (
          <Select
            name="basis"
            label={t("basis.label")}
            defaultValue={typed(state, "basis", start.basis)}
            options={countingBases.map((one) => ({ value: one, label: t(`basis.${one}`) }))}
          />
        ) : null}
      </div>
      {start.adjusts ? (
        <DayInput
          name="effectiveFrom"
          label={t("form.effectiveFrom")}
          hint={t("form.effectiveHint")}
          defaultValue={typed(state, "effectiveFrom", start.effectiveFrom)}
          error={state.errors.effectiveFrom}
          className="max-w-80"
        />
      ) : null}
      <TextArea
        name="reason"
        label={t(start.adjusts ? "form.reason" : "form.note")}
        {...(start.adjusts ? {} : { optional: t("form.optional") })}
        defaultValue={typed(state, "reason", start.reason)}
        error={state.errors.reason}
      />
      <p className="text-sm text-ink-3">{t("form.sendHint")}</p>
      <div className="flex flex-wrap gap-2.5">
        <PendingButton pending={pending} pendingLabel={t("form.working")} name="intent" value={main}>
          {t(`form.${main}`)}
        </PendingButton>
        {mayPropose && mayAssign ? (
          <PendingButton pending={pending} variant="secondary" name="intent" value="assign">
            {t("form.assign")}
          </PendingButton>
        ) : null}
        <PendingButton pending={pending} variant="secondary" name="intent" value="draft">
          {t("form.save")}
        </PendingButton>
        <ButtonLink href={back} variant="quiet">
          {t("form.back")}
        </ButtonLink>
      </div>
    </form>
  );
}
