import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ApplyForm } from "@/components/reports/apply-form";
import { RefusedRows, UnderstoodRows } from "@/components/reports/import-tables";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatCard } from "@/components/ui/stat";
import { staffFor } from "@/lib/auth/current";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { reportImport } from "@/lib/reports/import/queries";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ applied?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports.import.result"))("title") };
}

/** What a spreadsheet holds, row by row, and the button that applies it. */
export default async function ImportResultPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("report.import", locale, `/staff/reports/import/${id}`);
  const found = await reportImport(actor, id);
  if (found === null) notFound();
  const [asked, t, reports] = await Promise.all([
    searchParams,
    getTranslations("reports.import"),
    getTranslations("reports"),
  ]);
  const { counts } = found;
  const n = (value: number) => formatNumber(locale, value);
  const refused = found.rows.filter((row) => row.verdict === "refused");
  const understood = found.rows.filter((row) => row.verdict !== "refused");
  const isOpen = found.status === "read";
  const applied = Number.parseInt(asked.applied ?? "", 10);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: reports("view.all"), href: localizedPath(locale, "/staff/reports") },
          { label: t("title"), href: localizedPath(locale, "/staff/reports/import") },
          { label: found.fileName },
        ]}
      />
      <PageHeader title={t("result.title")} over={found.fileName} />
      {found.status === "applied" ? (
        <Notice
          tone="met"
          role="status"
          className="mb-5"
          action={<ButtonLink href={localizedPath(locale, "/staff/reports")}>{t("back")}</ButtonLink>}
        >
          {applied > 0
            ? t("apply.done", { count: applied })
            : t("apply.appliedAt", { at: found.appliedAt ? formatDateTime(locale, found.appliedAt) : "–" })}
        </Notice>
      ) : null}
      {found.remarks.includes("tcvn3_file") ? (
        <Notice tone="watch" className="mb-5">
          {t("result.convertedFile")}
        </Notice>
      ) : null}
      {found.remarks.includes("cp1258_file") ? (
        <Notice tone="watch" className="mb-5">
          {t("result.windowsFile")}
        </Notice>
      ) : null}
      <div className="mb-5 grid grid-cols-2 gap-3 sm:gap-5 lg:grid-cols-4">
        <StatCard label={t("result.good")} value={n(counts.good)} caption={t("result.goodHint")} />
        <StatCard label={t("result.correction")} value={n(counts.correction)} caption={t("result.correctionHint")} />
        <StatCard label={t("result.same")} value={n(counts.same)} caption={t("result.sameHint")} />
        <StatCard label={t("result.refused")} value={n(counts.refused)} caption={t("result.refusedHint")} />
      </div>
      <div className="flex flex-col gap-5">
        {isOpen ? (
          <Card>
            <CardTitle>{t("apply.title")}</CardTitle>
            <p className="measure mt-1 mb-4 text-ink-2">
              {counts.good + counts.correction > 0
                ? t("apply.lead")
                : counts.same > 0
                  ? t("result.allSame")
                  : t("apply.lead")}
            </p>
            {counts.good + counts.correction > 0 ? (
              <ApplyForm importId={id} good={counts.good} corrections={counts.correction} />
            ) : null}
          </Card>
        ) : null}
        {refused.length > 0 ? (
          <Card>
            <CardTitle>{t("result.faults")}</CardTitle>
            <RefusedRows rows={refused} />
          </Card>
        ) : null}
        {understood.length > 0 ? (
          <details className="rounded-card border border-line bg-card p-5 sm:p-6" open={understood.length <= 40}>
            <summary className="min-h-11 cursor-pointer py-2 text-lg font-semibold tracking-tight">
              {t("result.rows")} ({n(understood.length)})
            </summary>
            <UnderstoodRows rows={understood} />
          </details>
        ) : null}
      </div>
    </>
  );
}
