import { ChevronDown, Landmark, ListChecks, Plus, ScrollText, SearchX, SlidersHorizontal } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { DecisionTable } from "@/components/mergers/decision-table";
import { ReviewTable } from "@/components/mergers/review-table";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { DayInput } from "@/components/ui/day-input";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { Tabs } from "@/components/ui/tabs";
import { TextInput } from "@/components/ui/text-input";
import { UnitTable } from "@/components/units/unit-table";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam } from "@/lib/core/time";
import { tableHref } from "@/lib/documents/tables/names";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { placeOfUnit } from "@/lib/mergers/policy";
import { decisions, reviewItems } from "@/lib/mergers/queries";
import { provinceChoices, publicReportingCount, unitPageSize, unitsFound } from "@/lib/units/history/queries";
import { type UnitSearch, unitSearch } from "@/lib/units/history/schema";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const views = ["units", "changes", "review"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mergers.list"))("title") };
}

/** Units over time: found by any name they ever had; the decisions that changed them; what is left to review. */
export default async function UnitsPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("unit.view", locale, "/staff/units");
  const asked = await searchParams;
  const search = unitSearch.parse(asked);
  const view = views.find((known) => known === asked.view) ?? "units";
  const today = todayInVietnam(new Date());
  const [listed, toDo, t] = await Promise.all([
    decisions(actor),
    reviewItems(actor, { toDo: true }),
    getTranslations("mergers"),
  ]);
  const n = (value: number) => formatNumber(locale, value);
  const here = localizedPath(locale, "/staff/units");
  const tab = (name: (typeof views)[number]) => (name === "units" ? here : `${here}?view=${name}`);
  const mayDraft = may(actor, "unit.draft", anywhere);
  return (
    <>
      <PageHeader
        title={t("list.title")}
        actions={
          mayDraft ? (
            <ButtonLink variant="primary" href={localizedPath(locale, "/staff/units/changes/new")}>
              <Plus aria-hidden className="size-5" />
              {t("list.newChange")}
            </ButtonLink>
          ) : null
        }
      >
        {t("list.lead")}
      </PageHeader>
      <Tabs
        label={t("list.tabs")}
        className="mb-5"
        tabs={[
          { href: tab("units"), label: t("list.units"), current: view === "units" },
          { href: tab("changes"), label: t("list.changes"), count: n(listed.length), current: view === "changes" },
          { href: tab("review"), label: t("list.review"), count: n(toDo.length), current: view === "review" },
        ]}
      />
      {view === "units" ? <Found actor={actor} search={search} locale={locale} today={today} /> : null}
      {view === "changes" ? (
        listed.length > 0 ? (
          <Card>
            <DecisionTable decisions={listed} />
            <TableDownloads href={tableHref(locale, "changes")} table={t("list.changesCaption")} />
          </Card>
        ) : (
          <EmptyState icon={<ScrollText aria-hidden className="size-7" />} title={t("list.noChanges")}>
            {t("list.noChangesHint")}
          </EmptyState>
        )
      ) : null}
      {view === "review" ? (
        toDo.length > 0 ? (
          <Card>
            <ReviewTable
              withUnit
              today={today}
              items={toDo.map((item) => ({
                ...item,
                editable: may(
                  actor,
                  "unit.review",
                  placeOfUnit({ id: item.unitId, kind: item.unitKind, parentId: item.unitParentId }),
                ),
              }))}
            />
            <TableDownloads href={tableHref(locale, "review")} table={t("list.reviewCaption")} />
          </Card>
        ) : (
          <EmptyState icon={<ListChecks aria-hidden className="size-7" />} title={t("list.noReview")}>
            {t("list.noReviewHint")}
          </EmptyState>
        )
      ) : null}
    </>
  );
}

async function Found({
  actor,
  search,
  locale,
  today,
}: {
  actor: Awaited<ReturnType<typeof staffFor>>;
  search: UnitSearch;
  locale: Locale;
  today: string;
}) {
  const on = search.asOf ?? today;
  const [{ items, total }, provinces, reporting, t, overTime] = await Promise.all([
    unitsFound(actor, search, today),
    provinceChoices(actor),
    publicReportingCount(on),
    getTranslations("mergers"),
    getTranslations("units.over_time"),
  ]);
  const here = localizedPath(locale, "/staff/units");
  const hrefOf = (page: number) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...search, page })) if (value) query.set(name, `${value}`);
    return `${here}?${query}`;
  };
  return (
    <>
      <form action={here} className="mb-5 flex flex-col gap-3">
        <div className="flex flex-wrap items-end gap-2.5">
          <TextInput
            name="q"
            type="search"
            label={t("list.search")}
            placeholder={t("list.searchHint")}
            defaultValue={search.q}
            fieldClassName="min-w-0 flex-1 basis-60 sm:max-w-120"
          />
          <Button type="submit" variant="ink" className="min-h-12">
            {t("list.searchButton")}
          </Button>
        </div>
        <details
          open={Boolean(search.kind || search.parent || search.asOf || search.state !== "current")}
          className="group"
        >
          <summary className="inline-flex min-h-11 cursor-pointer list-none items-center gap-1.5 font-medium underline-offset-4 hover:underline [&::-webkit-details-marker]:hidden">
            <SlidersHorizontal aria-hidden className="size-4.5" />
            {t("list.more")}
            <ChevronDown aria-hidden className="size-4.5 group-open:rotate-180" />
          </summary>
          <div className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
            <Select
              name="kind"
              label={t("list.kind")}
              placeholder={t("list.anyKind")}
              defaultValue={search.kind ?? ""}
              options={(["nation", "province", "ministry", "commune"] as const).map((value) => ({
                value,
                label: t(`level.${value}`),
              }))}
            />
            <Select
              name="state"
              label={t("list.state")}
              defaultValue={search.state}
              options={(["current", "ended", "all"] as const).map((value) => ({ value, label: t(`list.${value}`) }))}
            />
            <Select
              name="parent"
              label={t("list.parent")}
              placeholder={t("list.anyParent")}
              defaultValue={search.parent ?? ""}
              options={provinces.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <DayInput name="asOf" label={t("list.asOf")} defaultValue={search.asOf} />
          </div>
        </details>
      </form>
      <p className="mb-4 text-sm text-ink-2">
        <Landmark aria-hidden className="mr-2 inline size-4.5" />
        {t("list.reporting", {
          all: reporting.all,
          provinces: reporting.provinces,
          ministries: reporting.ministries,
          on: formatDate(locale, on),
        })}{" "}
        <a className="underline underline-offset-4" href={localizedPath(locale, "/progress/over-time")}>
          {overTime("link")}
        </a>
      </p>
      {items.length > 0 ? (
        <Card>
          <p className="mb-2 text-sm text-ink-2">{t("list.count", { count: total })}</p>
          <UnitTable units={items} />
          <Pagination page={search.page} pageSize={unitPageSize} total={total} hrefOf={hrefOf} />
          <TableDownloads href={tableHref(locale, "units", search)} table={t("list.caption")} />
        </Card>
      ) : (
        <EmptyState
          icon={<SearchX aria-hidden className="size-7" />}
          title={t("list.none")}
          action={
            <ButtonLink href={here} variant="secondary">
              {t("list.clear")}
            </ButtonLink>
          }
        >
          {t("list.noneHint")}
        </EmptyState>
      )}
    </>
  );
}
