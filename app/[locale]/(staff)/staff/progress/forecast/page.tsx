import { LineChart } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { EarlierYearForm } from "@/components/progress/earlier-year-form";
import { ForecastChart } from "@/components/progress/forecast-chart";
import { PaceForm } from "@/components/progress/pace-form";
import { PaceTabs } from "@/components/progress/pace-tabs";
import { TrialsTable } from "@/components/progress/trials-table";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatCard } from "@/components/ui/stat";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { percentOf } from "@/lib/core/numbers";
import { tableHref, withFilters } from "@/lib/documents/tables/names";
import { formatDate, formatList, formatNumber, formatPercent } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { paceToReach } from "@/lib/progress/forecast/rules";
import { forecastLately, yearTargetLately } from "@/lib/progress/kept";
import { type PaceSearch, paceSetting } from "../pace-setting";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<PaceSearch> };
const path = "/staff/progress/forecast";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pace.forecast"))("title") };
}

/** Where the year may end, in words and with how far off that may be; how the method would have done; the pace still needed. */
export default async function ForecastPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("progress.view", locale, path);
  const [setting, t] = await Promise.all([paceSetting(actor, locale, await searchParams), getTranslations("pace")]);
  const { scope, name, today } = setting;
  const year = Number(today.slice(0, 4));
  const [view, { target, isSum }] = await Promise.all([
    forecastLately({ unitId: scope.id, year }),
    yearTargetLately({ scope: { id: scope.id, kind: scope.kind }, year, today }),
  ]);
  const { forecast } = view;
  const received = view.now.months.reduce((sum, units) => sum + units, 0);
  const pace = target === null ? null : paceToReach(Math.round(target), received, view.now.through);
  const n = (value: number) => formatNumber(locale, value);
  const mayTell = may(actor, "progress.support", { unitId: scope.id });
  return (
    <>
      <PageHeader title={t("forecast.heading", { name, year: String(year) })} over={t("over")}>
        {t("forecast.through", { on: formatDate(locale, view.now.through) })}
      </PageHeader>
      <PaceTabs current="forecast" unit={scope.code} />
      {setting.asked.done === "told" ? (
        <Notice tone="met" role="status" className="mb-4">
          {t("forecast.told")}
        </Notice>
      ) : null}
      <PaceForm
        action={localizedPath(locale, path)}
        units={setting.units}
        unit={scope.code}
        save={withFilters(path, { ...setting.asked, unit: scope.code })}
      />
      {forecast.kind === "none" ? (
        <EmptyState icon={<LineChart aria-hidden className="size-7" />} title={t("forecast.none")}>
          {t(`forecast.because.${forecast.because}`, { have: n(forecast.have), need: n(forecast.need) })}
        </EmptyState>
      ) : (
        <Card>
          <CardTitle aside={view.restsOnDemo ? t("demo") : undefined}>{t("forecast.words")}</CardTitle>
          <p className="measure text-xl text-pretty">
            {t.rich("forecast.sentence", {
              year: String(year),
              low: n(forecast.low),
              high: n(forecast.high),
              total: n(forecast.total),
              b: (chunks) => <strong>{chunks}</strong>,
            })}
          </p>
          {target === null ? null : (
            <p className="measure mt-1.5 text-ink-2">
              {t(
                forecast.low >= target ? "forecast.sure" : forecast.high < target ? "forecast.short" : "forecast.open",
                {
                  target: n(Math.round(target)),
                  rate: formatPercent(locale, percentOf(forecast.total, target) ?? 0),
                  lack: n(Math.max(0, Math.round(target - forecast.total))),
                },
              )}
              {isSum ? ` ${t("forecast.sumOfUnits")}` : ""}
            </p>
          )}
          <ForecastChart forecast={forecast} target={target} year={year} />
          <p className="mt-3 text-sm text-ink-3">
            {t("forecast.method", {
              years: formatList(locale, forecast.basedOn.map(String)),
              tet: formatPercent(locale, Math.round((1 - forecast.tetFactor) * 100)),
              tetOn: view.tetOn ? formatDate(locale, view.tetOn) : "–",
            })}
          </p>
        </Card>
      )}
      <div className="mt-4 grid gap-3 sm:grid-cols-3">
        <StatCard
          label={t("forecast.received")}
          value={n(received)}
          caption={target === null ? t("drill.noTarget") : t("forecast.ofTarget", { target: n(Math.round(target)) })}
        />
        <StatCard
          label={t("forecast.perMonth")}
          value={pace ? n(pace.perMonth) : "–"}
          caption={pace ? t("forecast.remaining", { n: n(pace.remaining), days: pace.daysLeft }) : t("drill.noTarget")}
        />
        <StatCard
          label={t("forecast.perWeek")}
          value={pace ? n(pace.perWeek) : "–"}
          caption={t("forecast.paceSoFar", {
            n: n(Math.round((received * 7) / Math.max(1, daysGone(view.now.through)))),
          })}
        />
      </div>
      {forecast.kind === "told" && forecast.trials.length > 0 ? (
        <Card className="mt-4">
          <CardTitle>{t("forecast.trials")}</CardTitle>
          <p className="measure mb-3 text-sm text-ink-2">{t("forecast.trialsHint")}</p>
          <TrialsTable trials={forecast.trials} />
          <TableDownloads href={tableHref(locale, "trials", { unit: scope.code })} table={t("forecast.trials")} />
        </Card>
      ) : null}
      {mayTell ? (
        <details className="mt-4 rounded-card border border-line bg-card p-5 sm:p-6" data-print="hide">
          <summary className="cursor-pointer font-semibold">{t("forecast.earlier")}</summary>
          <p className="measure mt-2 mb-4 text-sm text-ink-2">{t("forecast.earlierHint")}</p>
          <EarlierYearForm unitId={scope.id} year={year - 1} />
        </details>
      ) : null}
    </>
  );
}

function daysGone(through: string): number {
  return Math.round((Date.parse(through) - Date.parse(`${through.slice(0, 4)}-01-01`)) / 86_400_000) + 1;
}
