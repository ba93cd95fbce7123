import { FileSpreadsheet, FileText, FileType, Presentation } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { reportSetting } from "@/app/[locale]/report-setting";
import { PaperView } from "@/components/documents/paper-view";
import { ReportChoice } from "@/components/documents/report-choice";
import { ReportRefused } from "@/components/documents/report-refused";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { composeReport } from "@/lib/documents/report/compose";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("documents.choice"))("title") };
}

/** The six-month or annual report of a unit: to read, each figure by its source, and to take along as Word, PDF, Excel. */
export default async function ReportPage({ params, searchParams }: Props) {
  const { locale } = await params;
  await staffFor("progress.view", locale, "/staff/progress/report");
  const t = await getTranslations("documents.choice");
  const { asked, query, years, units, communes, facts } = await reportSetting(await searchParams);
  const file = (as: string) => localizedPath(locale, `/staff/progress/report/file?${query}&as=${as}`);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          facts.ok ? (
            <>
              <ButtonLink href={file("docx")} download>
                <FileText aria-hidden className="size-5" />
                {t("docx")}
              </ButtonLink>
              <ButtonLink href={file("pdf")} variant="secondary" download>
                <FileType aria-hidden className="size-5" />
                {t("pdf")}
              </ButtonLink>
              <ButtonLink href={file("xlsx")} variant="secondary" download>
                <FileSpreadsheet aria-hidden className="size-5" />
                {t("xlsx")}
              </ButtonLink>
              <ButtonLink href={localizedPath(locale, `/staff/progress/present?${query}`)} variant="secondary">
                <Presentation aria-hidden className="size-5" />
                {t("present")}
              </ButtonLink>
            </>
          ) : null
        }
      >
        {t("hint")}
      </PageHeader>
      <ReportChoice action="/staff/progress/report" {...{ asked, years, units, communes }} />
      {facts.ok ? (
        <PaperView paper={composeReport(facts.value, locale)} />
      ) : (
        <ReportRefused action="/staff/progress/report" {...{ asked, facts }} />
      )}
    </>
  );
}
