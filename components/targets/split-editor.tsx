"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DayInput } from "@/components/ui/day-input";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Table, Th } from "@/components/ui/table";
import { toneText } from "@/components/ui/tone";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { saveSplitAction } from "@/lib/targets/actions";
import type { SplitView } from "@/lib/targets/split/queries";
import { isOddJump, ODD_JUMP_PERCENT, sumOf } from "@/lib/targets/split/rules";
import { targetFacts } from "@/lib/targets/split/whole";
import { Answers } from "./answers";
import { SplitFilter, type SplitShown, shownKeys } from "./split-filter";
import { SplitGridRow } from "./split-row";
import { type GridSaid, useSplitGrid, weights } from "./use-split-grid";

const helperWords = { people: "byPeople", capacity: "byCapacity" } as const;

/**
 * A whole over its parts as a grid: typed, pasted from a spreadsheet or shared out by a helper, with the sum always in
 * sight. Without script it is a plain form of the same cells.
 */
export function SplitEditor({
  view,
  whole,
  locale,
  readOnly,
}: {
  view: SplitView;
  whole: number;
  locale: Locale;
  readOnly: boolean;
}) {
  const t = useTranslations("targets.split");
  const { state, pending, form } = useKeptForm(saveSplitAction, freshForm());
  const n = (value: number) => formatNumber(locale, value);
  const said = targetFacts(view.of, view.edition, locale);
  const before = { period: view.of.period, year: String(view.beforeYear) };
  const grid = useSplitGrid(view.rows, whole, n);
  const [shown, setShown] = useState<SplitShown>({ only: "all", text: "" });
  const visible = shownKeys(view.rows, grid.parts, shown);
  const last = lastYearOf(view, whole);
  const proposes = view.rows.some((row) => row.proposed !== null);
  const odd = view.rows.filter((row, index) =>
    isOddJump(grid.parts[index]?.value ?? null, last.expected(row.lastYear)),
  );
  return (
    <form ref={grid.form} {...form} className="flex flex-col gap-4">
      <FormMessage refused={state.message} />
      <input type="hidden" name="unitId" value={view.unit.id} />
      <input type="hidden" name="year" value={view.year} />
      <input type="hidden" name="period" value={view.of.period} />
      <input type="hidden" name="edition" value={view.of.editionId ?? ""} />
      <input type="hidden" name="metric" value={view.of.metric} />
      <input type="hidden" name="version" value={view.version} />
      <input type="hidden" name="basis" value={view.basis} />
      <input type="hidden" name="keys" value={view.rows.map((row) => row.key).join(" ")} />
      {readOnly ? null : (
        <fieldset className="flex flex-wrap items-center gap-2.5">
          <legend className="float-left mr-1 py-2 text-sm font-medium">{t("helpers")}</legend>
          {weights.map((by) => (
            <Button
              key={by}
              size="sm"
              className="min-h-11"
              disabled={view.rows.every((row) => row[by] === null)}
              onClick={() => grid.share(by)}
            >
              {by === "lastYear" ? t("byLastYear", before) : t(helperWords[by])}
            </Button>
          ))}
          {proposes ? (
            <Button size="sm" className="min-h-11" onClick={grid.takeProposals}>
              {t("byProposals")}
            </Button>
          ) : null}
          <Button size="sm" variant="quiet" className="min-h-11" onClick={grid.clear}>
            {t("clear")}
          </Button>
          <Button size="sm" variant="quiet" className="min-h-11" onClick={grid.fillZeros}>
            {t("zeros")}
          </Button>
          <p className="basis-full text-sm text-ink-3">{t("keys")}</p>
        </fieldset>
      )}
      <p role="status" className="text-sm font-medium text-info empty:hidden">
        <Said said={grid.said} />
      </p>
      {last.byShare ? <p className="text-sm text-ink-3">{t("byShare", { total: n(last.total) })}</p> : null}
      {view.rows.length > 12 ? (
        <SplitFilter rows={view.rows} parts={grid.parts} shown={shown} onShown={setShown} />
      ) : null}
      <div className="rounded-card border border-line bg-card px-4 py-2 sm:px-6">
        <Table caption={t("title", said)} stack>
          <thead>
            <tr>
              <Th>{t("part")}</Th>
              <Th num className="sm:max-lg:hidden">
                {t("people")}
              </Th>
              <Th num>{t(view.lastYearRuns ? "lastYearRunning" : "lastYear", before)}</Th>
              <Th num className="sm:max-lg:hidden">
                {t("capacity")}
              </Th>
              {proposes ? <Th num>{t("proposed")}</Th> : null}
              <Th num>{t("value")}</Th>
              <Th num>{t("change", before)}</Th>
              <Th>{t("lock")}</Th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row, index) => (
              <SplitGridRow
                key={row.key}
                row={row}
                isHidden={!visible.has(row.key)}
                proposes={proposes}
                locale={locale}
                before={before}
                expected={last.expected(row.lastYear)}
                value={grid.parts[index]?.value ?? null}
                text={grid.typed[row.key] ?? ""}
                isLocked={grid.locked.has(row.key)}
                error={state.errors[`v_${row.key}`]}
                readOnly={readOnly}
                onText={(text) => grid.set(row.key, text)}
                onTidy={() => grid.tidy(row.key)}
                onLock={(on) => grid.lock(row.key, on)}
                onKeyDown={(event) => grid.onKeyDown(event, row.key)}
                onPaste={(event) => grid.onPaste(event, row.key)}
              />
            ))}
          </tbody>
        </Table>
        {visible.size === 0 ? <p className="py-3 text-ink-2">{t("noneShown")}</p> : null}
      </div>
      <Answers answers={view.answers} hint={readOnly ? undefined : t("answersSaved")} />
      {readOnly || view.effectiveFrom === null ? null : (
        <DayInput
          name="effectiveFrom"
          label={t("effectiveFrom")}
          hint={t("effectiveHint")}
          defaultValue={typed(state, "effectiveFrom", view.effectiveFrom)}
          error={state.errors.effectiveFrom}
          className="max-w-80"
        />
      )}
      <div
        data-print="hide"
        data-foot
        // On a low screen it would leave no room for the cells it sums up.
        className="bottom-0 z-20 flex flex-wrap items-center justify-between gap-3 rounded-t-card border border-line bg-card px-4 py-3 max-md:bottom-14 [@media(min-height:36rem)]:sticky"
      >
        <SumLine whole={whole} grid={grid} odd={odd.length} locale={locale} />
        {readOnly ? null : (
          <div className="flex flex-wrap gap-2.5">
            <PendingButton pending={pending} pendingLabel={t("working")} variant="secondary" name="intent" value="save">
              {t("save")}
            </PendingButton>
            <PendingButton pending={pending} name="intent" value="submit">
              {t("submit")}
            </PendingButton>
          </div>
        )}
      </div>
    </form>
  );
}

/** What the parts add up to beside the whole, told in a word and a colour, while one types. */
function SumLine({
  whole,
  grid,
  odd,
  locale,
}: {
  whole: number;
  grid: ReturnType<typeof useSplitGrid>;
  odd: number;
  locale: Locale;
}) {
  const t = useTranslations("targets.split");
  const n = (value: number) => formatNumber(locale, value);
  const { sum, difference, missing } = sumOf(whole, grid.parts);
  const notes = [missing > 0 ? t("missing", { n: missing }) : "", odd > 0 ? t("odd", { n: odd }) : ""].filter(Boolean);
  return (
    <div aria-live="polite">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-sm text-ink-2">{t("sum")}</span>
        <output className="text-xl font-bold tabular-nums">{n(sum)}</output>
        <span className="text-ink-2">{t("of", { whole: n(whole) })}</span>
        <span className={`font-semibold ${difference === 0 ? toneText.met : toneText.behind}`}>
          {difference === 0
            ? t("agree")
            : t(difference > 0 ? "over" : "under", { difference: n(Math.abs(difference)) })}
        </span>
      </p>
      {notes.length > 0 ? <p className="text-sm text-ink-3">{notes.join(" · ")}</p> : null}
    </div>
  );
}

function Said({ said }: { said: GridSaid | null }) {
  const t = useTranslations("targets.split");
  if (said === null) return null;
  switch (said.word) {
    case "pasted":
      return t("pasted", { n: said.n });
    case "pastedNames":
      return t("pastedNames", { n: said.n, missed: said.missed });
    case "shared":
      return `${t("shared", { n: said.n })}${said.unweighed > 0 ? ` ${t("unweighed", { n: said.unweighed })}` : ""}`;
    case "proposed":
      return t("proposedDone", { n: said.n, others: said.others });
    case "zeros":
      return t("zerosDone", { n: said.n });
    case "locked_exceed_whole":
      return t("lockedExceed");
    case "nothing_to_share_by":
      return t("nothingToShare");
  }
}

/**
 * What a part is compared with: last year's result; where the whole itself is far from last year's sum, last year's share
 * of the whole, or every part would be odd.
 */
function lastYearOf(view: SplitView, whole: number) {
  const total = view.rows.reduce((sum, row) => sum + (row.lastYear ?? 0), 0);
  const byShare = total > 0 && Math.abs(whole - total) * 100 > total * ODD_JUMP_PERCENT;
  const expected = (lastYear: number | null) =>
    lastYear === null || lastYear === 0 ? null : byShare ? (lastYear * whole) / total : lastYear;
  return { total, byShare, expected };
}
