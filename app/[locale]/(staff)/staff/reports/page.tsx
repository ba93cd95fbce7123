import { ClockAlert, FileSpreadsheet, Inbox, ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { ReportCalendar } from "@/components/reports/calendar";
import { statusTone } from "@/components/reports/standing";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { StatusPill } from "@/components/ui/status-pill";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { tableHref } from "@/lib/documents/tables/names";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { lateReports, reportDeadlines } from "@/lib/reports/late/queries";
import { periodFacts } from "@/lib/reports/periods";
import { reportCalendar, reportsToDo } from "@/lib/reports/queries";
import { waitingCount } from "@/lib/reports/together/queries";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ year?: string; unit?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

/** Who has reported what in a year, and first what waits for the reader. */
export default async function ReportsPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("report.calendar", locale, "/staff/reports");
  const asked = await searchParams;
  const today = todayInVietnam(new Date());
  const thisYear = yearOf(today);
  const year = /^20\d{2}$/.test(asked.year ?? "") ? Number(asked.year) : thisYear;
  const parentId = typeof asked.unit === "string" && /^[\w-]{2,12}$/.test(asked.unit) ? asked.unit : null;
  const mayChase = may(actor, "report.chase", anywhere);
  const [told, todo, deadlines, late, waiting, t] = await Promise.all([
    reportCalendar(actor, year, parentId),
    reportsToDo(actor),
    reportDeadlines(actor),
    mayChase ? lateReports(actor) : [],
    may(actor, "report.check", anywhere) ? waitingCount(actor) : 0,
    getTranslations("reports"),
  ]);
  const mayWrite = may(actor, "report.write", anywhere);
  const overdue = late.filter((one) => one.daysLate > 0).length;
  const own = told.units.find((unit) => unit.id === parentId);
  return (
    <>
      <PageHeader
        title={own ? t("calendar.communes", { unit: own.name }) : t("title")}
        actions={
          <>
            {mayChase ? (
              <ButtonLink href={localizedPath(locale, "/staff/reports/late")}>
                <ClockAlert aria-hidden className="size-5" />
                {overdue > 0 ? t("calendar.late_count", { count: overdue }) : t("calendar.late")}
              </ButtonLink>
            ) : null}
            {waiting > 1 ? (
              <ButtonLink href={localizedPath(locale, "/staff/reports/together")}>
                <ListChecks aria-hidden className="size-5" />
                {t("together.link", { count: waiting })}
              </ButtonLink>
            ) : null}
            {may(actor, "report.import", anywhere) ? (
              <ButtonLink href={localizedPath(locale, "/staff/reports/import")}>
                <FileSpreadsheet aria-hidden className="size-5" />
                {t("calendar.import")}
              </ButtonLink>
            ) : null}
          </>
        }
      >
        {t("calendar.lead")}
      </PageHeader>
      {may(actor, "report.view", anywhere) ? (
        <Card className="mb-5">
          <CardTitle>{t("todo.title")}</CardTitle>
          {todo.items.length === 0 ? (
            <p className="mt-2 text-ink-2">{t("todo.none")}</p>
          ) : (
            <ul className="mt-2 divide-y divide-line">
              {todo.items.map((item) => (
                <li key={item.id} className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 py-2.5">
                  <div className="min-w-0">
                    <p className="font-medium">
                      {item.unitName} · {t("period", periodFacts(item))}
                    </p>
                    {item.note ? <p className="text-sm text-ink-2">{item.note}</p> : null}
                  </div>
                  <div className="flex flex-wrap items-center gap-3">
                    <StatusPill tone={statusTone[item.status]}>{t(`status.${item.status}`)}</StatusPill>
                    <ButtonLink
                      size="sm"
                      href={localizedPath(locale, `/staff/reports/${item.id}`)}
                      aria-label={`${t(`todo.do.${item.status}`)}: ${item.unitName}, ${t("period", periodFacts(item))}`}
                    >
                      {t(`todo.do.${item.status}`)}
                    </ButtonLink>
                  </div>
                </li>
              ))}
            </ul>
          )}
          {todo.total > todo.items.length ? (
            <p className="mt-2 text-sm text-ink-2">{t("todo.more", { count: todo.total - todo.items.length })}</p>
          ) : null}
        </Card>
      ) : null}
      <form action={localizedPath(locale, "/staff/reports")} className="mb-4 flex items-end gap-2.5" data-print="hide">
        {parentId ? <input type="hidden" name="unit" value={parentId} /> : null}
        <Select
          name="year"
          label={t("calendar.year_label")}
          defaultValue={String(year)}
          options={[thisYear, thisYear - 1, thisYear - 2].map((one) => ({
            value: String(one),
            label: String(one),
          }))}
        />
        <Button type="submit" variant="ink" className="min-h-12">
          {t("calendar.show")}
        </Button>
        {parentId && may(actor, "report.view", {}) ? (
          <ButtonLink href={localizedPath(locale, `/staff/reports?year=${year}`)} variant="quiet">
            {t("calendar.nation")}
          </ButtonLink>
        ) : null}
      </form>
      {told.units.length === 0 ? (
        <EmptyState icon={<Inbox aria-hidden className="size-7" />} title={t("calendar.none")}>
          {t("calendar.none_hint")}
        </EmptyState>
      ) : (
        <Card>
          <ReportCalendar
            year={year}
            told={told}
            deadlines={deadlines}
            today={today}
            may={{
              open: may(actor, "report.view", anywhere),
              write: mayWrite,
              below: may(actor, "report.view", anywhere) && parentId === null,
            }}
          />
          <TableDownloads
            href={tableHref(locale, "calendar", { year, unit: own?.id })}
            table={t("calendar.caption", { year: String(year) })}
          />
        </Card>
      )}
    </>
  );
}
