import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TemplateForm } from "@/components/awards/template-form";
import { startOf } from "@/components/awards/template-start";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { mayAward } from "@/lib/awards/policy";
import { templatesOf, templateToWrite, writingAuthorities, writingAuthority } from "@/lib/awards/templates/queries";
import { samplePage } from "@/lib/documents/certificates/sample";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ authority?: string; from?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("paperwork"))("new") };
}

/** A new template of a body, begun from another's words: the one to copy, or the shared one of its kind. */
export default async function NewTemplatePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("award.rules", locale, "/staff/awards/templates/new");
  const asked = await searchParams;
  const authority = asked.authority
    ? await writingAuthority(actor, asked.authority)
    : ((await writingAuthorities(actor))[0] ?? null);
  if (authority === null || !mayAward(actor, "award.rules", authority)) notFound();
  const [copied, held, t] = await Promise.all([
    asked.from ? templateToWrite(actor, asked.from) : null,
    templatesOf(actor, authority),
    getTranslations("paperwork"),
  ]);
  const from = copied ?? held.find(({ authorityId }) => authorityId === null) ?? held[0];
  if (!from) notFound();
  const list = localizedPath(locale, `/staff/awards/templates?authority=${authority.id}`);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t("title"), href: list }, { label: t("new") }]} />
      <PageHeader title={t("new")} over={locale === "vi" ? authority.nameVi : authority.nameEn}>
        {t("newLead", { name: from.name })}
      </PageHeader>
      <TemplateForm
        start={startOf(from, { authorityId: authority.id, name: copied ? t("copyOf", { name: from.name }) : "" })}
        page={samplePage({ ...from, object: from.object ?? undefined }, authority)}
        isChange={false}
      />
    </>
  );
}
