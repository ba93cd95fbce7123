"use client";

import { useLocale, useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/ui/fact-list";
import { ProgressBar } from "@/components/ui/progress-bar";
import { percentOf } from "@/lib/core/numbers";
import { formatNumber, formatPercent, formatTime } from "@/lib/i18n/format";
import type { DeskNumbers } from "@/lib/visits/queue/queries";

/** The day in numbers: received against the plan and its pace, who came, who waits, who reacted. */
export function DeskNumbersPanel({ numbers }: { numbers: DeskNumbers }) {
  const t = useTranslations("visits.numbers");
  const locale = useLocale();
  const count = (value: number) => formatNumber(locale, value);
  const share = percentOf(numbers.deferred, numbers.screened);
  const facts: Fact[] = [
    { label: t("bookedArrived"), value: `${count(numbers.bookedArrived)} / ${count(numbers.booked)}` },
    { label: t("walkIns"), value: count(numbers.walkIns) },
    {
      label: t("deferred"),
      value: share === null ? count(numbers.deferred) : `${count(numbers.deferred)} (${formatPercent(locale, share)})`,
    },
    {
      label: t("wait"),
      value: numbers.waitMinutes === null ? t("unknown") : t("minutes", { minutes: count(numbers.waitMinutes) }),
    },
    {
      label: t("reactions"),
      value:
        numbers.seriousReactions > 0
          ? t("reactionsSerious", { all: count(numbers.reactions), serious: count(numbers.seriousReactions) })
          : count(numbers.reactions),
      tone: numbers.seriousReactions > 0 ? "behind" : undefined,
    },
  ];
  if (numbers.incomplete > 0) facts.push({ label: t("stopped"), value: count(numbers.incomplete) });
  if (numbers.left > 0) facts.push({ label: t("left"), value: count(numbers.left) });
  if (numbers.toReview > 0) facts.push({ label: t("toReview"), value: count(numbers.toReview), tone: "watch" });
  const [received, planned, byNow] = [numbers.received, numbers.planned, numbers.plannedByNow].map(count) as [
    string,
    string,
    string,
  ];
  return (
    <div className="max-lg:grid max-lg:gap-6 max-lg:sm:grid-cols-2">
      <div>
        <p className="text-sm text-ink-2">{t("received")}</p>
        <p className="mt-1">
          <strong className="text-4xl font-bold tracking-tight tabular-nums">{received}</strong>
          <span className="ml-2 text-lg font-medium text-ink-3">{t("ofPlan", { planned })}</span>
        </p>
        <ProgressBar
          className="mt-2"
          value={numbers.received}
          max={Math.max(numbers.planned, numbers.received)}
          target={numbers.plannedByNow}
          label={t("progress", { received, planned, byNow })}
        />
        <p className="mt-2 text-sm text-ink-3">
          {t("pace", { time: formatTime(locale, new Date(numbers.readAt)), byNow })}
        </p>
      </div>
      <FactList facts={facts} className="lg:mt-5" />
    </div>
  );
}
