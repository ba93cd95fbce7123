import { Download } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UploadForm } from "@/components/reports/upload-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatusPill } from "@/components/ui/status-pill";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { formatDateTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { ownReportImports } from "@/lib/reports/import/queries";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports.import"))("title") };
}

/** A template to take, a file to send, and the files sent before. */
export default async function ImportPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("report.import", locale, "/staff/reports/import");
  const [own, asked, t, reports] = await Promise.all([
    ownReportImports(actor),
    searchParams,
    getTranslations("reports.import"),
    getTranslations("reports"),
  ]);
  const thisYear = yearOf(todayInVietnam(new Date()));
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: reports("view.all"), href: localizedPath(locale, "/staff/reports") }, { label: t("title") }]}
      />
      <PageHeader title={t("title")}>{t("lead")}</PageHeader>
      {asked.done === "discarded" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("apply.discarded")}
        </Notice>
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card>
          <CardTitle>{t("template.title")}</CardTitle>
          <p className="mt-1 mb-4 text-ink-2">{t("template.lead")}</p>
          <div className="flex flex-wrap gap-3">
            {[thisYear, thisYear - 1].map((year) => (
              <ButtonLink
                key={year}
                href={localizedPath(locale, `/staff/reports/import/template?year=${year}`)}
                download
              >
                <Download aria-hidden className="size-5" />
                {t("template.get", { year: String(year) })}
              </ButtonLink>
            ))}
          </div>
        </Card>
        <Card>
          <CardTitle>{t("upload.title")}</CardTitle>
          <div className="mt-3">
            <UploadForm requestKey={newId()} />
          </div>
        </Card>
      </div>
      <Card className="mt-5">
        <CardTitle aside={t("own.keep")}>{t("own.title")}</CardTitle>
        {own.length === 0 ? (
          <p className="mt-2 text-ink-2">{t("own.none")}</p>
        ) : (
          <ul className="mt-2 divide-y divide-line">
            {own.map((file) => (
              <li key={file.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5">
                <div className="min-w-0">
                  <a
                    href={localizedPath(locale, `/staff/reports/import/${file.id}`)}
                    className="py-1 font-medium break-words text-blood-ink underline-offset-4 hover:underline"
                  >
                    {file.fileName}
                  </a>
                  <p className="text-sm text-ink-2">
                    {formatDateTime(locale, file.uploadedAt)} ·{" "}
                    {t("own.rows", { rows: file.rows, refused: file.refused })}
                  </p>
                </div>
                <StatusPill tone={file.status === "applied" ? "met" : "watch"}>{t(`own.${file.status}`)}</StatusPill>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}
