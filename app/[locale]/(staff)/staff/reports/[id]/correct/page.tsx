import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CorrectForm } from "@/components/reports/correct-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { periodFacts } from "@/lib/reports/periods";
import { report } from "@/lib/reports/queries";

type Props = { params: Promise<{ locale: Locale; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports.correct"))("title") };
}

/** Asks why an approved report is to be corrected; its next version begins from the figures as they stand. */
export default async function CorrectReportPage({ params }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("report.write", locale, `/staff/reports/${id}/correct`);
  const found = await report(actor, id);
  if (!found?.mayCorrect) notFound();
  const t = await getTranslations("reports");
  const path = localizedPath(locale, `/staff/reports/${id}`);
  const name = t("period", periodFacts(found));
  return (
    <div className="max-w-2xl">
      <Breadcrumbs
        crumbs={[
          { label: t("view.all"), href: localizedPath(locale, "/staff/reports") },
          { label: `${found.unitName} · ${name}`, href: path },
          { label: t("correct.title") },
        ]}
      />
      <PageHeader title={t("correct.title")} over={`${found.unitName} · ${name}`}>
        {t("correct.lead")}
      </PageHeader>
      <Card>
        <CorrectForm id={id} requestKey={newId()} back={path} />
      </Card>
    </div>
  );
}
