import { FileText, SearchX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { DrillTable } from "@/components/progress/drill-table";
import { PaceForm } from "@/components/progress/pace-form";
import { PaceTabs } from "@/components/progress/pace-tabs";
import { PeersTable } from "@/components/progress/peers-table";
import { nameOf } from "@/components/progress/place";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { DayInput } from "@/components/ui/day-input";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { StatCard } from "@/components/ui/stat";
import { staffFor } from "@/lib/auth/current";
import { percentOf } from "@/lib/core/numbers";
import { tableHref, withFilters } from "@/lib/documents/tables/names";
import { formatDate, formatDifference, formatList, formatNumber, formatPercent } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import type { Drill } from "@/lib/progress/drill/queries";
import { changePercent, creditedElsewhere, drillParts } from "@/lib/progress/drill/rules";
import { drillView } from "@/lib/progress/drill/view";
import { type Span, spanWords } from "@/lib/progress/span";
import { addressWith, type PaceSearch, paceSetting } from "../pace-setting";

/** A province lists its communes though none of them held anything. */
const isNothingHeld = (rows: Drill["rows"]) =>
  rows.every(({ drives, donations, before, reported }) => !drives && donations === 0 && before === 0 && !reported);

/** The report of the unit that is shown: of the first half where that is asked for, else of the year. */
const reportHref = (unit: string, { word, year }: Span) =>
  `/staff/progress/report?${new URLSearchParams({ unit, year: String(year), period: word === "h1" ? "h1" : "year" })}`;

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<PaceSearch> };
const path = "/staff/progress/drill";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pace.drill"))("title") };
}

/** Nation, province, commune or body in a period, taken apart by what one asks, against target, last year and peers. */
export default async function DrillPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("progress.view", locale, path);
  const [setting, t, tc] = await Promise.all([
    paceSetting(actor, locale, await searchParams, { communes: true }),
    getTranslations("pace"),
    getTranslations("progress.breakdown"),
  ]);
  const { asked, scope, name, today } = setting;
  const view = await drillView(scope, asked, today);
  const { by, sort, descending, span, campaigns, campaign, drill, whole, peers, due, sum } = view;
  const { received, recorded, before, isOfReporting } = view;
  const { reported, reportedBefore } = whole.sum;
  const change = changePercent(received, before);
  const n = (value: number) => formatNumber(locale, value);
  const here = localizedPath(locale, path);
  /** Where the address names no unit, the files still name the one that is shown. */
  const exact = {
    unit: scope.parent?.code ?? scope.code,
    commune: scope.kind === "commune" ? scope.code : "",
  };
  const days = t("drill.days", { from: formatDate(locale, span.from), to: formatDate(locale, span.through) });
  const crumbs = [
    { label: t("nation"), href: addressWith(here, asked, { unit: "VN", commune: "" }) },
    ...(scope.parent
      ? [
          {
            label: nameOf(locale, scope.parent),
            href: addressWith(here, asked, { unit: scope.parent.code, commune: "" }),
          },
        ]
      : []),
    { label: name },
  ];
  const wordOf = (key: string, told: string) =>
    by === "segment" || by === "component"
      ? tc.has(`${by}_${key}` as never)
        ? tc(`${by}_${key}` as never)
        : tc("other")
      : told;
  return (
    <>
      {scope.kind === "nation" ? null : <Breadcrumbs crumbs={crumbs} />}
      <PageHeader
        title={t("drill.heading", { name })}
        over={t("over")}
        actions={
          <ButtonLink variant="secondary" href={localizedPath(locale, reportHref(scope.code, span))}>
            <FileText aria-hidden className="size-5" />
            {(await getTranslations("documents.choice"))("title")}
          </ButtonLink>
        }
      >
        {days}
      </PageHeader>
      <PaceTabs current="drill" unit={scope.code} />
      <PaceForm
        action={here}
        units={setting.units}
        unit={scope.parent?.code ?? scope.code}
        save={withFilters(path, { ...asked, ...exact })}
      >
        {setting.communes.length > 0 ? (
          <Select
            name="commune"
            label={t("filter.commune")}
            placeholder={t("filter.wholeProvince")}
            defaultValue={scope.kind === "commune" ? scope.code : ""}
            options={setting.communes.map((one) => ({ value: one.code, label: nameOf(locale, one) }))}
          />
        ) : null}
        <Select
          name="by"
          label={t("drill.by")}
          defaultValue={by}
          options={drillParts.map((value) => ({ value, label: t(`drill.part.${value}`) }))}
        />
        <Select
          name="span"
          label={t("filter.span")}
          defaultValue={span.word}
          options={spanWords.map((value) => ({
            value,
            label: value.startsWith("m") ? t("span.m", { n: value.slice(1) }) : t(`span.${value}` as "span.year"),
          }))}
        />
        <Select
          name="year"
          label={t("filter.year")}
          defaultValue={String(span.year)}
          options={Array.from({ length: 8 }, (_, back) => String(Number(today.slice(0, 4)) - back)).map((value) => ({
            value,
            label: value,
          }))}
        />
        <Select
          name="campaign"
          label={t("filter.campaign")}
          placeholder={t("filter.anyCampaign")}
          defaultValue={campaign?.id ?? ""}
          options={campaigns.map((one) => ({ value: one.id, label: locale === "en" ? one.nameEn : one.nameVi }))}
        />
        {span.word === "custom" || asked.span === "custom" ? (
          <>
            <DayInput name="from" label={t("filter.from")} defaultValue={asked.from ?? span.from} />
            <DayInput name="to" label={t("filter.to")} defaultValue={asked.to ?? span.to} />
          </>
        ) : null}
      </PaceForm>
      <div className="mb-4 grid gap-3 sm:grid-cols-3">
        <StatCard
          label={t("drill.received")}
          value={received === null ? t("few") : n(received)}
          caption={[
            t("drill.drives", { n: whole.sum.drives }),
            reported === 0 || recorded === null
              ? null
              : t("drill.beside", { recorded: n(recorded), difference: formatDifference(locale, reported) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        />
        <StatCard
          label={t("drill.againstPace")}
          value={due && received !== null ? formatPercent(locale, percentOf(received, due.units) ?? 0) : "–"}
          caption={
            due === null
              ? t("drill.noTarget")
              : t(due.ofHalf ? "drill.dueOfHalf" : "drill.due", {
                  n: n(Math.round(due.units)),
                  target: n(Math.round(due.target)),
                })
          }
        />
        <StatCard
          label={t("drill.againstLastYear")}
          value={change === null ? "–" : `${formatDifference(locale, change)}%`}
          caption={
            before
              ? [
                  t("drill.before", {
                    n: n(before),
                    from: formatDate(locale, span.before.from),
                    to: formatDate(locale, span.before.to),
                  }),
                  reportedBefore === 0
                    ? null
                    : t("drill.beside", {
                        recorded: n(before - reportedBefore),
                        difference: formatDifference(locale, reportedBefore),
                      }),
                ]
                  .filter(Boolean)
                  .join(" · ")
              : t("drill.noBefore")
          }
        />
      </div>
      <Card className="mb-4">
        <CardTitle aside={drill.rows.some(({ isDemo }) => isDemo) ? t("demo") : undefined}>
          {t("drill.tableTitle", { by: t(`drill.part.${by}`) })}
        </CardTitle>
        {isNothingHeld(drill.rows) ? (
          <EmptyState icon={<SearchX aria-hidden className="size-7" />} title={t("drill.empty")}>
            {t("drill.emptyHint")}
          </EmptyState>
        ) : (
          <DrillTable
            caption={`${t("drill.tableTitle", { by: t(`drill.part.${by}`) })}, ${name}, ${days}`}
            rows={drill.rows.map((row) => ({ ...row, name: wordOf(row.key, nameOf(locale, row)) }))}
            all={drill.all}
            by={by}
            sort={sort}
            descending={descending}
            sum={sum}
            isLinked={by === "unit" && scope.kind !== "commune"}
            hrefOf={(code) =>
              addressWith(
                here,
                asked,
                code.length === 5 ? { unit: scope.code, commune: code } : { unit: code, commune: "" },
              )
            }
            sortHref={(by, dir) => addressWith(here, asked, { sort: by, dir })}
          />
        )}
        <CreditedElsewhere rows={drill.rows} locale={locale} />
        <p className="mt-3 text-sm text-ink-3">
          {isOfReporting ? t("drill.noteOfficial") : t("drill.note")}
          {!isOfReporting && reported !== 0 ? ` ${t("drill.noteReports")}` : null}
        </p>
        {drill.rows.length > 0 ? (
          <TableDownloads
            href={tableHref(locale, "drill", { ...asked, ...exact })}
            table={t("drill.tableTitle", { by: t(`drill.part.${by}`) })}
          />
        ) : null}
      </Card>
      {peers.length > 1 ? (
        <Card>
          <CardTitle>{t("drill.peers")}</CardTitle>
          <p className="mb-3 text-sm text-ink-2">
            {t(scope.kind === "commune" ? "drill.peersNear" : "drill.peersLike", { name })}
          </p>
          <PeersTable
            caption={t("drill.peers")}
            peers={peers.map((peer) => ({ ...peer, name: nameOf(locale, peer) }))}
            own={scope.code}
            hrefOf={(code) =>
              addressWith(
                here,
                asked,
                code.length === 5 ? { unit: scope.parent?.code ?? "", commune: code } : { unit: code },
              )
            }
          />
          <TableDownloads href={tableHref(locale, "peers", { ...asked, ...exact })} table={t("drill.peers")} />
        </Card>
      ) : null}
    </>
  );
}

/** Says of a province's list that drives on its communes' ground stand with others, and with whom: a nought is none of theirs. */
async function CreditedElsewhere({
  rows,
  locale,
}: {
  rows: Awaited<ReturnType<typeof drillView>>["drill"]["rows"];
  locale: Locale;
}) {
  const { communes, units } = creditedElsewhere(rows);
  if (communes === 0) return null;
  const t = await getTranslations("pace.drill");
  return (
    <p className="mt-3 text-sm text-ink-2">
      {t("creditedElsewhere", {
        n: communes,
        units: formatList(
          locale,
          units.map((unit) => nameOf(locale, unit)),
        ),
      })}
    </p>
  );
}
