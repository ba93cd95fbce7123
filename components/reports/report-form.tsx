"use client";

import { useLocale, useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import { cx } from "@/components/ui/cx";
import { FormMessage } from "@/components/ui/form-message";
import { NumberInput } from "@/components/ui/number-input";
import { PendingButton } from "@/components/ui/pending-button";
import { TextArea } from "@/components/ui/text-area";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { parseWhole } from "@/lib/core/numbers";
import { freshForm, typed } from "@/lib/forms/state";
import { formatNumber } from "@/lib/i18n/format";
import { productChannels } from "@/lib/outreach/rules";
import { saveReportAction } from "@/lib/reports/actions";
import type { CommunesSay as Told } from "@/lib/reports/communes/queries";
import { bloodLines, type Figures, outreachLines, type ReportLine, segments } from "@/lib/reports/figures";
import type { Period } from "@/lib/reports/periods";
import { CommunesSay } from "./communes-say";

const whereField = "explained.received";

/** A report to fill in: each line beside what was recorded here, and the difference as one types. */
export function ReportForm({
  id,
  revision,
  unitId,
  period,
  figures,
  recorded,
  explained,
  problems,
  runsUntil,
  communes,
}: {
  id: string;
  revision: number | null;
  unitId: string;
  period: Period;
  /** What the boxes start with. */
  figures: Figures;
  recorded: Figures;
  explained: Record<string, string>;
  problems: string;
  /** The period's last day while it still runs, as one reads it. */
  runsUntil: string | null;
  /** Of a province whose communes have sent reports of the period. */
  communes: Told | null;
}) {
  const t = useTranslations("reports");
  const locale = useLocale();
  const { state, pending, form } = useKeptForm(saveReportAction, freshForm());
  const [now, setNow] = useState<Record<string, string>>({});
  // What is taken over from the communes takes the place of what the boxes hold; they begin anew with it.
  const [taken, setTaken] = useState<{ figures: Figures; where: string; turn: number; times: number } | null>(null);
  const begun = taken?.figures ?? figures;
  /** The answer about these boxes: one that came before the taking over was about others. */
  const answer = taken?.turn === state.turn ? freshForm() : state;
  const start = (value: number | null | undefined) => (value === null || value === undefined ? "" : String(value));
  const known = (line: ReportLine) => recorded[line] ?? 0;

  const difference = (line: ReportLine): { text: string; tone: string } | null => {
    const text = now[line] ?? typed(answer, line, start(begun[line]));
    const read = parseWhole(text);
    if (!read.ok) return null;
    const more = read.value - known(line);
    if (more === 0) return { text: t("form.equal"), tone: "text-ink-3" };
    return more > 0
      ? { text: t("form.above", { more: formatNumber(locale, more) }), tone: "text-info" }
      : { text: t("form.below", { less: formatNumber(locale, -more) }), tone: "text-behind" };
  };

  const note = (name: string, value: string) => setNow((before) => ({ ...before, [name]: value }));
  const where = typed(answer, whereField, taken?.where ?? explained.received ?? "");
  const take = (from: Told) => {
    const own = now[whereField] ?? where;
    const theirs = [t("communes.where", { told: from.told }), ...from.elsewhere].join("; ");
    setTaken({ figures: from.figures, where: own || theirs, turn: state.turn, times: (taken?.times ?? 0) + 1 });
    setNow({});
  };

  const lineInput = (line: ReportLine) => {
    const differs = difference(line);
    return (
      <div
        key={line}
        className="grid items-start gap-x-5 gap-y-1 border-b border-line py-3 last:border-0 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
      >
        <NumberInput
          name={line}
          whole
          label={t(`line.${line}`)}
          unit={line === "volumeMl" ? t("form.ml") : undefined}
          defaultValue={typed(answer, line, start(begun[line]))}
          error={answer.errors[line]}
          onChange={(event) => note(line, event.target.value)}
        />
        <p className="text-sm text-ink-2 sm:pt-8">
          {t("form.recordedIs", { value: formatNumber(locale, known(line)) })}
          {differs ? <span className={cx("block font-medium", differs.tone)}>{differs.text}</span> : null}
        </p>
      </div>
    );
  };

  return (
    <form {...form} className="flex flex-col gap-6">
      <FormMessage refused={state.message} />
      <input type="hidden" name="id" value={id} />
      {revision === null ? null : <input type="hidden" name="revision" value={revision} />}
      <input type="hidden" name="unitId" value={unitId} />
      <input type="hidden" name="kind" value={period.kind} />
      <input type="hidden" name="startsOn" value={period.startsOn} />
      {communes ? <CommunesSay told={communes} onTake={() => take(communes)} /> : null}
      <p role="status" className="font-medium text-met empty:hidden">
        {taken ? t("communes.taken") : null}
      </p>
      <Fragment key={taken?.times ?? 0}>
        <fieldset>
          <legend className="mb-1 text-xl font-semibold tracking-tight">{t("form.blood")}</legend>
          {bloodLines.map(lineInput)}
          <TextArea
            name={whereField}
            label={t("form.where")}
            hint={t("form.whereHint")}
            defaultValue={where}
            error={answer.errors[whereField]}
            onChange={(event) => note(whereField, event.target.value)}
            rows={2}
            fieldClassName="mt-3"
          />
        </fieldset>
        <Parts
          title={t("form.segments")}
          names={segments.map((segment) => ({
            name: `segment.${segment}`,
            label: t(`segment.${segment}`),
            value: start(begun.segments[segment]),
          }))}
          state={answer}
          open={Object.keys(begun.segments).length > 0}
        />
        <fieldset>
          <legend className="mb-1 text-xl font-semibold tracking-tight">{t("form.outreach")}</legend>
          {outreachLines.map(lineInput)}
        </fieldset>
        <Products state={answer} figures={begun} title={t("form.products")} />
      </Fragment>
      <TextArea
        name="problems"
        label={t("form.problems")}
        hint={t("form.problemsHint")}
        defaultValue={typed(state, "problems", problems)}
        error={state.errors.problems}
        rows={4}
      />
      {runsUntil === null ? null : <p className="text-ink-2">{t("form.runs", { day: runsUntil })}</p>}
      <div className="flex flex-wrap gap-3">
        {runsUntil === null ? (
          <PendingButton pending={pending} pendingLabel={t("form.working")} name="deed" value="send">
            {t("form.send")}
          </PendingButton>
        ) : null}
        <PendingButton pending={pending} variant="secondary" name="deed" value="save">
          {t("form.save")}
        </PendingButton>
      </div>
    </form>
  );
}

interface PartField {
  name: string;
  label: string;
  value: string;
}

function Products({ state, figures, title }: { state: ReturnType<typeof freshForm>; figures: Figures; title: string }) {
  const t = useTranslations("outreach");
  return (
    <Parts
      title={title}
      names={productChannels.map((channel) => ({
        name: `product.${channel}`,
        label: t(`channel.${channel}`),
        value: figures.outreachProducts[channel] === undefined ? "" : String(figures.outreachProducts[channel]),
      }))}
      state={state}
      open={Object.keys(figures.outreachProducts).length > 0}
    />
  );
}

/** Small numbers of one kind, folded away until one has any. */
function Parts({
  title,
  names,
  state,
  open,
}: {
  title: string;
  names: PartField[];
  state: ReturnType<typeof freshForm>;
  open: boolean;
}) {
  const wrong = names.some(({ name }) => state.errors[name]);
  return (
    <details open={open || wrong} className="rounded-card border border-line px-5 py-3">
      <summary className="min-h-11 cursor-pointer py-2 font-medium">{title}</summary>
      <div className="grid gap-4 py-2 sm:grid-cols-2 lg:grid-cols-3">
        {names.map(({ name, label, value }) => (
          <NumberInput
            key={name}
            name={name}
            whole
            label={label}
            defaultValue={typed(state, name, value)}
            error={state.errors[name]}
          />
        ))}
      </div>
    </details>
  );
}
