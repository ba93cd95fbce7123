import { CircleCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { DeadlineForm } from "@/components/reports/deadline-form";
import { LateForm } from "@/components/reports/late-form";
import { LateTable } from "@/components/reports/late-table";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { anywhere, may, reachOf } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { tableHref } from "@/lib/documents/tables/names";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { lateReports, reportDeadlines } from "@/lib/reports/late/queries";
import { mayRemind } from "@/lib/reports/late/rules";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ reminded?: string; today?: string; nobody?: string; done?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports.late"))("title") };
}

/** Who has not sent, and a way to remind them. */
export default async function LatePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("report.chase", locale, "/staff/reports/late");
  const [late, deadlines, asked, t] = await Promise.all([
    lateReports(actor),
    reportDeadlines(actor),
    searchParams,
    getTranslations("reports"),
  ]);
  const count = (value: string | undefined) => Math.min(9999, Number.parseInt(value ?? "0", 10) || 0);
  const [reminded, today, nobody] = [count(asked.reminded), count(asked.today), count(asked.nobody)];
  const mayDecide = reachOf(actor, "report.deadlines").nation;
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: t("view.all"), href: localizedPath(locale, "/staff/reports") }, { label: t("late.title") }]}
      />
      <PageHeader title={t("late.title")}>{t("late.lead")}</PageHeader>
      {reminded > 0 ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("late.doneReminded", { count: reminded })} {today > 0 ? t("late.doneToday", { count: today }) : null}{" "}
          {nobody > 0 ? t("late.doneNobody", { count: nobody }) : null}
        </Notice>
      ) : null}
      {asked.done === "deadline" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("done.deadline")}
        </Notice>
      ) : null}
      {late.length === 0 ? (
        <EmptyState icon={<CircleCheck aria-hidden className="size-7" />} title={t("late.none")}>
          {t("late.noneHint")}
        </EmptyState>
      ) : (
        <LateForm mayRemind={late.some(mayRemind)}>
          <Card>
            <LateTable
              late={late}
              mayWrite={may(actor, "report.write", anywhere)}
              mayInvite={may(actor, "people.manage", anywhere)}
              reader={actor.accountId}
            />
            <TableDownloads href={tableHref(locale, "late")} table={t("late.caption")} />
          </Card>
        </LateForm>
      )}
      <details className="mt-6 max-w-3xl rounded-card border border-line bg-card p-5 sm:p-6">
        <summary className="min-h-11 cursor-pointer py-2 text-lg font-semibold tracking-tight">
          {t("deadline.title")}
        </summary>
        <p className="mt-1 text-ink-2">{t("deadline.lead")}</p>
        {mayDecide ? (
          <div className="mt-2">
            {deadlines.map((deadline) => (
              <DeadlineForm key={`${deadline.level} ${deadline.kind}`} deadline={deadline} />
            ))}
          </div>
        ) : (
          <ul className="mt-3 flex flex-col gap-1">
            {deadlines.map((deadline) => (
              <li key={`${deadline.level} ${deadline.kind}`}>
                {t(`deadline.level.${deadline.level}`)} ·{" "}
                {t("deadline.said", { kind: t(`kind.${deadline.kind}`), days: deadline.daysAfter })}
              </li>
            ))}
          </ul>
        )}
      </details>
    </>
  );
}
