import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { PublicShell } from "@/components/shell/public-shell";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { progressTables } from "@/lib/documents/progress/names";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { progressYearsLately, reportingUnitsLately } from "@/lib/progress/lately";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("documents.share"))("title") };
}

/** Every table of a board to take along, and a snippet that puts its figures on another site. */
export default async function SharePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const search = await searchParams;
  const t = await getTranslations("documents");
  const board = await getTranslations("board.filter");
  const thisYear = yearOf(todayInVietnam(new Date()));
  const year = typeof search.year === "string" && /^(19|20)\d{2}$/.test(search.year) ? Number(search.year) : thisYear;
  const [years, units] = await Promise.all([progressYearsLately(null), reportingUnitsLately(Math.min(year, thisYear))]);
  const asked = typeof search.unit === "string" ? search.unit : "VN";
  const found = units.find(({ code }) => code === asked);
  const unit = found?.code ?? "VN";
  const name = found ? (locale === "en" ? found.nameEn : found.name) : board("nation");
  const words = { unit: name, year: String(year) };
  const query = `unit=${unit}&year=${year}`;
  const frame = `/embed/progress?${query}&lang=${locale}`;
  const title = t("widget.title", { unit: name, year: String(year) });
  const code = `<iframe src="${process.env.PUBLIC_ORIGIN ?? ""}${frame}" title="${title}" width="320" height="220" loading="lazy" style="border:1px solid #e7e2dc;border-radius:12px"></iframe>`;
  const titleOf = {
    units: t(unit === "VN" ? "table.units" : "table.parts", words),
    months: t("table.months", words),
    campaigns: t("table.campaigns", words),
    breakdown: t("table.breakdown", words),
    figures: t("table.figures", words),
    versions: t("table.versions", words),
    editions: "",
  };
  return (
    <PublicShell>
      <PageHeader title={t("share.title")}>{t("share.intro")}</PageHeader>
      <form
        action={localizedPath(locale, "/progress/share")}
        aria-label={t("share.choose")}
        className="mb-5 grid items-end gap-3 sm:grid-cols-[2fr_1fr_auto]"
      >
        <Select
          name="unit"
          label={board("unit")}
          defaultValue={unit}
          options={[
            { value: "VN", label: board("nation") },
            ...units.map((one) => ({ value: one.code, label: locale === "en" ? one.nameEn : one.name })),
          ]}
        />
        <Select
          name="year"
          label={board("year")}
          defaultValue={String(year)}
          options={[...new Set([year, ...years.map((one) => one.year)])]
            .sort((a, b) => b - a)
            .map((one) => ({ value: String(one), label: String(one) }))}
        />
        <Button type="submit" variant="secondary">
          {board("show")}
        </Button>
      </form>
      <div className="grid gap-5 lg:grid-cols-2">
        <Card>
          <CardTitle>{t("share.tables")}</CardTitle>
          <ul className="mt-2">
            {progressTables
              .filter((table) => table !== "editions")
              .map((table) => (
                <li key={table} className="border-t border-line py-2">
                  <p>{titleOf[table]}</p>
                  <TableDownloads
                    href={localizedPath(locale, `/progress/tables/${table}?${query}`)}
                    table={titleOf[table]}
                  />
                </li>
              ))}
          </ul>
        </Card>
        <Card>
          <CardTitle>{t("share.embed")}</CardTitle>
          <p className="mt-2 text-ink-2">{t("share.embedWhy")}</p>
          <label htmlFor="code" className="mt-4 block text-sm font-medium">
            {t("share.code")}
          </label>
          <textarea
            id="code"
            readOnly
            rows={5}
            defaultValue={code}
            className="mt-1 w-full rounded-control border border-edge bg-sunk p-3 font-mono text-sm"
          />
          <p className="mt-3 text-sm">
            <a href={frame} className="text-blood-ink underline underline-offset-4">
              {t("share.preview")}
            </a>
          </p>
        </Card>
      </div>
    </PublicShell>
  );
}
