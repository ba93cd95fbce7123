import { Award } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/shell/public-shell";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Drop } from "@/components/ui/drop";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { publicWall, publicWallChoices, wallPageSize } from "@/lib/awards/wall/queries";
import { localizedPath } from "@/lib/i18n/path";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("awards.wall");
  return { title: t("title"), description: t("lead") };
}

/** Donors who gave many times and agreed to be named, by year and unit. */
export default async function HonoursWallPage({ searchParams }: Props) {
  const asked = await searchParams;
  const word = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const [choices, t, object, locale] = await Promise.all([
    publicWallChoices(),
    getTranslations("awards.wall"),
    getTranslations("awards.object"),
    getLocale(),
  ]);
  const year = choices.years.find((one) => `${one}` === word("year")) ?? null;
  const unit = choices.units.find(({ id }) => id === word("unit")) ?? null;
  const page = Math.max(1, Math.min(500, Number.parseInt(word("page") || "1", 10) || 1));
  const { items, total } = await publicWall({ year, unitId: unit?.id ?? null, page });
  const here = localizedPath(locale, "/honours");
  return (
    <PublicShell demo={items.some(({ isDemo }) => isDemo)}>
      <PageHeader title={t("title")}>{t("lead")}</PageHeader>
      <form action={here} className="mb-6 grid items-end gap-3 sm:grid-cols-[12rem_1fr_auto] sm:max-w-2xl">
        <Select
          name="year"
          label={t("year")}
          placeholder={t("anyYear")}
          options={choices.years.map((one) => ({ value: `${one}`, label: `${one}` }))}
          defaultValue={year === null ? "" : `${year}`}
        />
        <Select
          name="unit"
          label={t("unit")}
          placeholder={t("anyUnit")}
          options={choices.units.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={unit?.id ?? ""}
        />
        <Button type="submit" variant="secondary" className="min-h-12">
          {t("show")}
        </Button>
      </form>
      {items.length === 0 ? (
        <EmptyState icon={<Award aria-hidden className="size-7" />} title={t("none")}>
          {t("noneHint")}
        </EmptyState>
      ) : (
        <>
          <p className="mb-3 text-sm text-ink-2">{t("count", { count: total })}</p>
          <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            {items.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name and one honour in one year
              <li key={index}>
                <Card className="flex h-full items-start gap-3 p-4 sm:p-4">
                  <Drop className="mt-0.5 size-7 shrink-0" />
                  <div className="min-w-0">
                    <p className="font-semibold">{entry.name}</p>
                    <p className="text-sm text-ink-2">
                      {entry.threshold === null
                        ? (entry.honourName ?? object(entry.object))
                        : t("times", { count: entry.threshold })}
                      {` · ${object(entry.object)}`}
                    </p>
                    <p className="text-sm text-ink-3">
                      {[entry.unitName, `${entry.year}`, entry.isDemo ? t("demo") : null].filter(Boolean).join(" · ")}
                    </p>
                  </div>
                </Card>
              </li>
            ))}
          </ul>
          <Pagination
            page={page}
            pageSize={wallPageSize}
            total={total}
            hrefOf={(next) => {
              const query = new URLSearchParams({ page: `${next}` });
              if (year !== null) query.set("year", `${year}`);
              if (unit) query.set("unit", unit.id);
              return `${here}?${query}`;
            }}
          />
        </>
      )}
      <p className="mt-6 text-sm text-ink-2">{t("consent")}</p>
    </PublicShell>
  );
}
