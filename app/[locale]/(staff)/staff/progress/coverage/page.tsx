import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { CommuneMap } from "@/components/progress/commune-map";
import { CommuneTable } from "@/components/progress/commune-table";
import { CoverageNation } from "@/components/progress/coverage-nation";
import { PaceForm } from "@/components/progress/pace-form";
import { PaceTabs } from "@/components/progress/pace-tabs";
import { nameOf } from "@/components/progress/place";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { tableHref, withFilters } from "@/lib/documents/tables/names";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { communeContacts } from "@/lib/progress/coverage/contacts";
import { coverageAsked } from "@/lib/progress/coverage/rules";
import { coverageByProvinceKept, coverageOfLately } from "@/lib/progress/kept";
import { addressWith, type PaceSearch, paceSetting } from "../pace-setting";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<PaceSearch> };
const path = "/staff/progress/coverage";
const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pace.coverage"))("title") };
}

/** Which communes held no drive since so many months: the country by province, a province by commune, on a map and as a list. */
export default async function CoveragePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("progress.view", locale, path);
  const [setting, t] = await Promise.all([paceSetting(actor, locale, await searchParams), getTranslations("pace")]);
  const { asked, scope, name, today } = setting;
  const { months, all: showsAll } = coverageAsked(asked);
  const here = localizedPath(locale, path);
  const n = (value: number) => formatNumber(locale, value);
  const isProvince = scope.kind === "province";
  const [provinces, communes, contacts] = await Promise.all([
    isProvince || scope.kind === "ministry" ? [] : coverageByProvinceKept(months),
    isProvince ? coverageOfLately({ provinceId: scope.id, months }) : [],
    isProvince ? communeContacts(actor, scope.id) : new Map(),
  ]);
  const without = communes.filter(({ covered }) => !covered);
  const show = showsAll ? communes : without;
  const page = Math.max(1, Math.min(100, Number.parseInt(asked.page ?? "1", 10) || 1));
  const all = provinces.reduce((sum, one) => sum + one.communes, 0) || communes.length;
  const lacking = provinces.reduce((sum, one) => sum + one.without, 0) || without.length;
  const files = (
    <TableDownloads
      href={tableHref(locale, "coverage", { ...asked, unit: scope.code })}
      table={t("coverage.heading", { name })}
    />
  );
  return (
    <>
      <PageHeader title={t("coverage.heading", { name })} over={t("over")}>
        {scope.kind === "ministry" ? null : t("coverage.lead", { without: n(lacking), all: n(all), months })}
      </PageHeader>
      <PaceTabs current="coverage" unit={scope.code} />
      <PaceForm
        action={here}
        units={setting.units}
        unit={scope.code}
        save={withFilters(path, { ...asked, unit: scope.code })}
      >
        <Select
          name="months"
          label={t("coverage.months")}
          defaultValue={String(months)}
          options={[...new Set([3, 6, 9, 12, 18, 24, months])]
            .sort((a, b) => a - b)
            .map((value) => ({ value: String(value), label: t("coverage.monthsOption", { n: value }) }))}
        />
        {isProvince ? (
          <Select
            name="show"
            label={t("coverage.show")}
            defaultValue={showsAll ? "all" : ""}
            options={[
              { value: "", label: t("coverage.onlyWithout") },
              { value: "all", label: t("coverage.allCommunes") },
            ]}
          />
        ) : null}
      </PaceForm>
      {scope.kind === "ministry" ? (
        <EmptyState title={t("coverage.ministry")}>{t("coverage.ministryHint")}</EmptyState>
      ) : isProvince ? (
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,4fr)_minmax(0,11fr)]">
          <Card>
            <CardTitle>{t("coverage.map")}</CardTitle>
            <CommuneMap code={scope.code} name={name} communes={communes} />
          </Card>
          <Card>
            <CardTitle aside={t("coverage.count", { n: show.length })}>
              {t(showsAll ? "coverage.listAll" : "coverage.list", { months })}
            </CardTitle>
            {show.length === 0 ? (
              <EmptyState title={t("coverage.none")}>{t("coverage.noneHint", { months })}</EmptyState>
            ) : (
              <CommuneTable
                communes={show
                  .slice((page - 1) * pageSize, page * pageSize)
                  .map((one) => ({ ...one, name: locale === "en" ? nameOf(locale, one) : one.name }))}
                today={today}
                contacts={contacts}
                mayPlan={may(actor, "drive.plan", { unitId: scope.id })}
                province={scope.code}
              />
            )}
            <Pagination
              page={page}
              pageSize={pageSize}
              total={show.length}
              hrefOf={(next) => addressWith(here, asked, { page: next > 1 ? String(next) : "" })}
            />
            {show.length > 0 ? files : null}
          </Card>
        </div>
      ) : (
        <CoverageNation
          provinces={provinces.map((one) => ({ ...one, name: nameOf(locale, one) }))}
          hrefOf={(code) => addressWith(here, asked, { unit: code })}
          files={files}
        />
      )}
    </>
  );
}
