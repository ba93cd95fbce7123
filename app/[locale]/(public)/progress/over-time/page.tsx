import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { PublicShell } from "@/components/shell/public-shell";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { withFilters } from "@/lib/documents/tables/names";
import { formatDate, formatMonth, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { progressYearsLately, sumsOverTimeLately } from "@/lib/progress/lately";
import { overTimeQuestion } from "@/lib/progress/over-time/asked";
import type { SumsOverTime } from "@/lib/progress/over-time/schema";
import { publicProvinces } from "@/lib/units/queries";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("units.over_time"))("title") };
}

/** Sums of a past month or year, by the units of those days or by those of now; everything asked stands in the address. */
export default async function OverTimePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const asked = await searchParams;
  const today = todayInVietnam(new Date());
  const [t, held, years, provinces] = await Promise.all([
    getTranslations("units.over_time"),
    getTranslations("units.not_held"),
    progressYearsLately(null),
    publicProvinces(),
  ]);
  const one = (name: string) => [asked[name] ?? ""].flat()[0] ?? "";
  const year = /^(19|20)\d{2}$/.test(one("year")) ? Number(one("year")) : yearOf(today);
  const month = /^(0[1-9]|1[0-2])$/.test(one("month")) ? one("month") : "";
  const province = /^\d{2}$/.test(one("province")) ? one("province") : "";
  const view = one("view") === "now" ? "now" : "then";
  const sums = await sumsOverTimeLately(overTimeQuestion({ year, month, province, view }, today));
  const here = localizedPath(locale, "/progress/over-time");
  const href = (way: "then" | "now") =>
    `${here}?${new URLSearchParams({ year: `${year}`, ...(month && { month }), ...(province && { province }), view: way })}`;
  const offered = [...new Set([year, ...years.map((known) => known.year)])].sort((a, b) => b - a);
  return (
    <PublicShell demo={sums?.units.some((unit) => unit.containsDemo) ?? false}>
      <PageHeader title={t("title")}>{t("lead")}</PageHeader>
      <form action={here} className="mb-5 grid gap-3 sm:grid-cols-[auto_auto_1fr_auto] sm:items-end">
        <input type="hidden" name="view" value={view} />
        <Select
          name="year"
          label={t("year")}
          defaultValue={`${year}`}
          options={offered.map((known) => ({ value: `${known}`, label: `${known}` }))}
        />
        <Select
          name="month"
          label={t("month")}
          placeholder={t("wholeYear")}
          defaultValue={month}
          options={Array.from({ length: 12 }, (_, index) => `${index + 1}`.padStart(2, "0")).map((value) => ({
            value,
            label: formatMonth(locale, `${year}-${value}-01`),
          }))}
        />
        <Select
          name="province"
          label={t("province")}
          placeholder={t("allProvinces")}
          defaultValue={province}
          options={provinces.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Button type="submit" variant="ink" className="min-h-12">
          {t("show")}
        </Button>
      </form>
      <Tabs
        label={t("tabs")}
        className="mb-4"
        tabs={[
          { href: href("then"), label: t("then"), current: view === "then" },
          { href: href("now"), label: t("now"), current: view === "now" },
        ]}
      />
      {sums === null ? (
        <EmptyState title={t("none")}>{t("noneHint")}</EmptyState>
      ) : (
        <>
          {sums.notHeld.map((word) => (
            <Notice key={word} tone="info" className="mb-4">
              {held(word)}
            </Notice>
          ))}
          <Sums
            sums={sums}
            locale={locale}
            file={localizedPath(locale, withFilters("/progress/over-time/file", { year, month, province, view }))}
          />
        </>
      )}
    </PublicShell>
  );
}

async function Sums({
  sums,
  locale,
  file,
}: {
  sums: Omit<SumsOverTime, "notes">;
  locale: Locale;
  /** The address of these sums as a file. */
  file: string;
}) {
  const t = await getTranslations("units.over_time");
  const n = (value: number) => formatNumber(locale, value);
  const reporting = sums.level === "reporting";
  const litres = (ml: number) => t("litres", { litres: formatNumber(locale, ml / 1000) });
  return (
    <Card>
      {reporting ? (
        <p className="mb-3 text-sm text-ink-2">
          {sums.reportingUnits.map(({ on, all }) => t("reporting", { all, on: formatDate(locale, on) })).join(" · ")}
        </p>
      ) : null}
      {reporting || sums.total.official === sums.total.donations ? null : (
        <p className="mb-3">
          {t("officialOfProvince", { official: n(sums.total.official), recorded: n(sums.total.donations) })}
        </p>
      )}
      {sums.total.drives === 0 && sums.total.official === 0 ? (
        <Notice tone="info" className="mb-3">
          {t("nothingHeld")}
        </Notice>
      ) : null}
      <Table caption={t("caption")} stack>
        <thead>
          <tr>
            <Th>{t("unit")}</Th>
            {reporting ? <Th num>{t("official")}</Th> : null}
            <Th num>{t("donations")}</Th>
            <Th num>{t("volume")}</Th>
            <Th num>{t("drives")}</Th>
          </tr>
        </thead>
        <tbody>
          <tr className="font-semibold">
            <RowHeader className="font-semibold">{t("total")}</RowHeader>
            {reporting ? (
              <Td num label={t("official")}>
                {n(sums.total.official)}
              </Td>
            ) : null}
            <Td num label={t("donations")}>
              {n(sums.total.donations)}
            </Td>
            <Td num label={t("volume")}>
              {litres(sums.total.volumeMl)}
            </Td>
            <Td num label={t("drives")}>
              {n(sums.total.drives)}
            </Td>
          </tr>
          {sums.units.map(({ unit, official, donations, volumeMl, drives, heldThen }) => (
            <tr key={`${unit.code} ${unit.validFrom}`}>
              <RowHeader>
                {locale === "en" ? unit.nameEn : unit.fullName}
                <span className="block text-sm font-normal text-ink-2">
                  {unit.validTo ? t("ended", { on: formatDate(locale, unit.validTo) }) : null}
                  {unit.validTo === null && unit.validFrom > sums.from
                    ? t("began", { on: formatDate(locale, unit.validFrom) })
                    : null}
                  {heldThen ? null : ` · ${t("nowHeld")}`}
                </span>
              </RowHeader>
              {reporting ? (
                <Td num label={t("official")} className="font-medium">
                  {official === null ? "–" : n(official)}
                </Td>
              ) : null}
              <Td num label={t("donations")}>
                {donations === null ? t("few") : n(donations)}
              </Td>
              <Td num label={t("volume")}>
                {volumeMl === null ? "–" : litres(volumeMl)}
              </Td>
              <Td num label={t("drives")}>
                {n(drives)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <TableDownloads href={file} table={t("caption")} />
    </Card>
  );
}
