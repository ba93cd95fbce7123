import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { CrowdedDays } from "@/components/progress/crowded-days";
import { HeatMap } from "@/components/progress/heat-map";
import { PaceForm } from "@/components/progress/pace-form";
import { PaceTabs } from "@/components/progress/pace-tabs";
import { TetWeeks } from "@/components/progress/tet-weeks";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { StatCard } from "@/components/ui/stat";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { tableHref, withFilters } from "@/lib/documents/tables/names";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { heatMap, summerDip, weekendShare } from "@/lib/progress/unevenness/rules";
import { seasonView } from "@/lib/progress/unevenness/view";
import { type PaceSearch, paceSetting } from "../pace-setting";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<PaceSearch> };
const path = "/staff/progress/season";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pace.season"))("title") };
}

/** How unevenly a year runs: months by weekdays, weekends, Tết, summer, and days that are too much for a facility. */
export default async function SeasonPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("progress.view", locale, path);
  const [setting, t] = await Promise.all([paceSetting(actor, locale, await searchParams), getTranslations("pace")]);
  const { asked, scope: unit, name, today } = setting;
  const { year, thisYear, over, begun, crowded, tets } = await seasonView(unit, asked, today);
  const files = { unit: unit.code, year };
  const dip = summerDip(over, year, today);
  const weekend = weekendShare(over);
  return (
    <>
      <PageHeader title={t("season.heading", { name, year: String(year) })} over={t("over")} />
      <PaceTabs current="season" unit={unit.code} />
      <PaceForm
        action={localizedPath(locale, path)}
        units={setting.units}
        unit={unit.code}
        save={withFilters(path, { ...asked, unit: unit.code })}
      >
        <Select
          name="year"
          label={t("filter.year")}
          defaultValue={String(year)}
          options={Array.from({ length: 6 }, (_, back) => String(thisYear - back)).map((value) => ({
            value,
            label: value,
          }))}
        />
      </PaceForm>
      <div className="mb-4 grid gap-3 sm:grid-cols-3">
        <StatCard
          label={t("season.weekend")}
          value={weekend === null ? "–" : formatPercent(locale, weekend)}
          caption={t("season.weekendHint")}
        />
        <StatCard
          label={t("season.summer")}
          value={
            dip === null
              ? "–"
              : t(dip.dipPercent >= 0 ? "season.less" : "season.moreBy", { n: Math.abs(dip.dipPercent) })
          }
          caption={
            dip === null
              ? t("season.summerNone")
              : t("season.summerHint", {
                  summer: formatNumber(locale, dip.summerPerDay, 1),
                  other: formatNumber(locale, dip.otherPerDay, 1),
                })
          }
        />
        <StatCard
          label={t("season.crowdedAhead")}
          value={formatNumber(locale, crowded.filter(({ ahead }) => ahead).length)}
          caption={t("season.crowdedHint")}
        />
      </div>
      <Card className="mb-4">
        <CardTitle aside={t("season.heatAside")}>{t("season.heat")}</CardTitle>
        <HeatMap cells={heatMap(over, year)} year={year} begun={begun} />
        <TableDownloads href={tableHref(locale, "months", files)} table={t("season.heat")} />
      </Card>
      <Card className="mb-4">
        <CardTitle>{t("season.tet")}</CardTitle>
        <TetWeeks years={tets} />
        {tets.length > 0 ? <TableDownloads href={tableHref(locale, "tet", files)} table={t("season.tet")} /> : null}
      </Card>
      <Card>
        <CardTitle>{t("season.crowded")}</CardTitle>
        <CrowdedDays days={crowded} mayOpen={may(actor, "drive.view", anywhere)} />
        {crowded.length > 0 ? (
          <TableDownloads href={tableHref(locale, "crowded", files)} table={t("season.crowded")} />
        ) : null}
      </Card>
    </>
  );
}
