"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { ChoiceList } from "@/components/ui/choice-list";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { useScript } from "@/components/ui/use-script";
import { type FormState, freshForm, ticked } from "@/lib/forms/state";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import type { TogetherProposal } from "@/lib/targets/together/queries";
import { TogetherList } from "./together-list";

export interface TogetherProps {
  readonly level: string;
  readonly year: number;
  readonly items: readonly TogetherProposal[];
  readonly whole: number | null;
  readonly lastYearRuns: boolean;
  readonly locale: Locale;
  /** Every box begins ticked, for who has no script to tick them with. */
  readonly allTicked: boolean;
  readonly tickAllHref: string;
}

type Ticks = Pick<TogetherProps, "items" | "whole" | "locale">;

/**
 * One form over many proposals: boxes beside what each stands for, the sum of what is ticked, and below the words that
 * are written once. A refusal keeps ticks and words.
 */
export function TogetherFrame({
  level,
  year,
  items,
  whole,
  lastYearRuns,
  locale,
  allTicked,
  tickAllHref,
  action,
  submit,
  children,
}: TogetherProps & {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  submit: string;
  children: (state: FormState) => ReactNode;
}) {
  const t = useTranslations("targets.together");
  const { state, pending, form } = useKeptForm(action, freshForm());
  const hasScript = useScript();
  const list = useRef<HTMLFieldSetElement>(null);
  const kept = ticked(state, "proposals").map((seen) => seen.split("|")[0] ?? "");
  const chosen = new Set(state.turn > 0 ? kept : allTicked ? items.map((one) => one.id) : []);
  const [ticks, setTicks] = useState<ReadonlySet<string>>(chosen);
  const boxes = () => [...(list.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])];
  const read = () => setTicks(new Set(boxes().flatMap((box) => (box.checked ? [box.value.split("|")[0] ?? ""] : []))));
  const tick = (on: boolean) => {
    for (const box of boxes()) box.checked = on;
    read();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was ticked before script came, and what a fresh list left.
  useEffect(read, [items]);
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage refused={state.message} />
      <input type="hidden" name="unitId" value={level} />
      <input type="hidden" name="year" value={year} />
      <div className="flex flex-wrap gap-2.5" data-print="hide">
        {hasScript ? (
          <>
            <Button size="sm" className="min-h-11" onClick={() => tick(true)}>
              {t("all", { count: items.length })}
            </Button>
            <Button size="sm" variant="quiet" className="min-h-11" onClick={() => tick(false)}>
              {t("none")}
            </Button>
          </>
        ) : (
          <ButtonLink href={tickAllHref} size="sm" className="min-h-11">
            {t("all", { count: items.length })}
          </ButtonLink>
        )}
      </div>
      <Card flush className="px-4 py-2 sm:px-6">
        <ChoiceList
          name="proposals"
          legend={t("caption", { year: String(year) })}
          error={ticks.size === 0 ? state.errors.proposals : null}
          ref={list}
          onChange={read}
        >
          <TogetherList items={items} year={year} lastYearRuns={lastYearRuns} chosen={chosen} />
        </ChoiceList>
      </Card>
      <Chosen items={items} whole={whole} locale={locale} ticks={ticks} />
      <Card className="flex flex-col gap-5">
        {children(state)}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <PendingButton pending={pending}>{submit}</PendingButton>
          {hasScript && ticks.size === 0 ? <p className="text-sm text-ink-2">{t("chooseFirst")}</p> : null}
        </div>
      </Card>
    </form>
  );
}

/** How many are ticked, and what the year's units among them add up to beside the whole. */
function Chosen({ items, whole, locale, ticks }: Ticks & { ticks: ReadonlySet<string> }) {
  const t = useTranslations("targets.together");
  const n = (value: number) => formatNumber(locale, value);
  const picked = items.filter((one) => ticks.has(one.id));
  const units = picked.filter((one) => one.period === "year" && one.metric === "units" && one.kind !== "nation");
  const sum = units.reduce((total, one) => total + one.value, 0);
  return (
    <p role="status" className="text-ink-2">
      {t("chosen", { count: picked.length })}
      {units.length > 0 ? (
        <>
          {" · "}
          {t("sum", { sum: n(sum) })}
          {whole === null ? null : ` · ${t("whole", { whole: n(whole) })}`}
        </>
      ) : null}
    </p>
  );
}
