import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TemplateForm } from "@/components/awards/template-form";
import { startOf } from "@/components/awards/template-start";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { mayAward } from "@/lib/awards/policy";
import { templateToWrite, writingAuthority } from "@/lib/awards/templates/queries";
import { samplePage } from "@/lib/documents/certificates/sample";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("paperwork"))("editTitle") };
}

/** Changes a body's template. Where papers were printed by it a new version begins, and the old one stays for them. */
export default async function EditTemplatePage({ params }: Props) {
  const { locale, id: raw } = await params;
  const id = decodeURIComponent(raw);
  const actor = await staffFor("award.rules", locale, `/staff/awards/templates/${id}`);
  const template = await templateToWrite(actor, id);
  const authority = template?.authorityId ? await writingAuthority(actor, template.authorityId) : null;
  if (!template || !authority || template.retiredAt || !mayAward(actor, "award.rules", authority)) notFound();
  const t = await getTranslations("paperwork");
  const list = localizedPath(locale, `/staff/awards/templates?authority=${authority.id}`);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t("title"), href: list }, { label: template.name }]} />
      <PageHeader title={t("editTitle")} over={locale === "vi" ? authority.nameVi : authority.nameEn} />
      {template.printed > 0 ? (
        <Notice tone="info" className="mb-5">
          {t("printedBefore", { count: template.printed, version: template.version + 1 })}
        </Notice>
      ) : null}
      <TemplateForm
        start={startOf(template, { authorityId: authority.id, id: template.id, version: `${template.version}` })}
        page={samplePage({ ...template, object: template.object ?? undefined }, authority)}
        isChange
      />
    </>
  );
}
