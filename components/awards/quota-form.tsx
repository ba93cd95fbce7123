"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";
import { Fieldset } from "@/components/ui/fieldset";
import { PendingButton } from "@/components/ui/pending-button";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { useScript } from "@/components/ui/use-script";
import { setQuotasAction } from "@/lib/awards/actions";
import type { NominationQuota } from "@/lib/awards/rounds/queries";
import { parseWhole } from "@/lib/core/numbers";
import { nameSearchKey } from "@/lib/core/text";
import { freshForm } from "@/lib/forms/state";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { boxesOf, QuotaBox } from "./quota-box";
import { quotaField, standingBox } from "./quota-standing";
import { SameForAll } from "./same-for-all";

/** What is looked for is nothing of what is sent. */
const ofNoForm = "quota-filter";

/**
 * How many each unit below may nominate under one honour: more than a hundred boxes in one form. Script adds one number
 * for many, a search by name and the running total; the bar with the total and the button stays in sight. A unit that
 * is not looked at stays in the form as it is, and shows itself when something is wrong with it.
 */
export function QuotaForm({
  roundId,
  ruleId,
  limit,
  units,
}: {
  roundId: string;
  ruleId: string;
  /** Places of the honour itself; null without a bound. More may be named than are honoured. */
  limit: number | null;
  units: readonly NominationQuota[];
}) {
  const t = useTranslations("awards.quotas");
  const locale = useLocale() as Locale;
  const live = useScript();
  const { state, pending, form } = useKeptForm(setQuotasAction, freshForm());
  const sent = useRef<HTMLFormElement>(null);
  const isBack = state.status === "refused" || state.status === "invalid";
  const boxOf = (unit: NominationQuota) => standingBox(state, unit);
  const [given, setGiven] = useState(() => sumOf(units.map((unit) => boxOf(unit).start)));
  const [find, setFind] = useState("");
  const wanted = nameSearchKey(find);
  const isShown = (unit: NominationQuota) =>
    nameSearchKey(unit.unitName).includes(wanted) ||
    quotaField(unit.unitId) in state.errors ||
    boxOf(unit).theirs === "beside";
  const shown = units.filter(isShown).length;
  const recount = () => setGiven(sumOf(boxesOf(sent.current).map(({ value }) => value)));
  // biome-ignore lint/correctness/useExhaustiveDependencies: boxes that took over what somebody else has saved.
  useEffect(recount, [units]);
  return (
    <form ref={sent} {...form} onInput={recount}>
      <input type="hidden" name="roundId" value={roundId} />
      <input type="hidden" name="ruleId" value={ruleId} />
      {live ? (
        <div className="mb-4 rounded-card bg-sunk px-4 py-3.5" data-print="hide">
          <p className="mb-3 text-sm text-ink-2">{t("how")}</p>
          <div className="flex flex-wrap items-end gap-x-8 gap-y-3">
            <TextInput
              name="find"
              id="find-unit"
              form={ofNoForm}
              type="search"
              label={t("find")}
              value={find}
              onChange={(event) => setFind(event.currentTarget.value)}
              onKeyDown={(event) => {
                // Enter would send the whole form.
                if (event.key === "Enter") event.preventDefault();
              }}
              fieldClassName="w-full sm:w-72"
            />
            <SameForAll
              form={sent}
              nominated={new Map(units.map(({ unitId, nominated }) => [quotaField(unitId), nominated]))}
              onFilled={recount}
            />
          </div>
          <p role="status" className={wanted === "" ? "sr-only" : "mt-2 text-sm text-ink-2"}>
            {wanted === "" ? null : shown === 0 ? t("noneShown") : t("shown", { shown, all: units.length })}
          </p>
        </div>
      ) : null}
      <Fieldset id="quotas" legend={<span className="sr-only">{t("caption")}</span>}>
        <ul className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
          {units.map((unit) => (
            <QuotaBox
              key={unit.unitId}
              unit={unit}
              box={boxOf(unit)}
              isHidden={!isShown(unit)}
              error={state.errors[quotaField(unit.unitId)]}
            />
          ))}
        </ul>
      </Fieldset>
      <div
        data-foot
        data-print="hide"
        className="bottom-14 z-10 -mx-5 -mb-5 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-b-card border-t border-line bg-card px-5 py-2.5 max-md:[@media(min-height:36rem)]:sticky sm:-mx-6 sm:-mb-6 sm:px-6 md:sticky md:bottom-0"
      >
        <div className="min-w-0 flex-1 basis-36 text-sm">
          <p className="tabular-nums" aria-live="polite">
            {t.rich("sum", {
              given,
              limit: limit === null ? "none" : formatNumber(locale, limit),
              b: (words) => <strong className="text-lg">{words}</strong>,
            })}
          </p>
          {state.message ? (
            <p role={isBack ? "alert" : "status"} className={cx("font-medium", isBack ? "text-behind" : "text-met")}>
              {state.status === "invalid" ? t("amiss", { count: Object.keys(state.errors).length }) : state.message}
            </p>
          ) : limit !== null && given > limit ? (
            <p className="text-ink-2">{t("more", { over: given - limit })}</p>
          ) : null}
        </div>
        <PendingButton pending={pending} pendingLabel={t("saving")} variant="primary">
          {t("save")}
        </PendingButton>
      </div>
    </form>
  );
}

/** What the boxes add up to; what is no number adds nothing until it is mended. */
function sumOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => {
    const read = parseWhole(text);
    return read.ok && read.value > 0 ? sum + read.value : sum;
  }, 0);
}
