import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AwardSections } from "@/components/awards/award-sections";
import { TemplateCard } from "@/components/awards/template-card";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { staffFor } from "@/lib/auth/current";
import { mayAward } from "@/lib/awards/policy";
import { templatesOf, writingAuthorities, writingAuthority } from "@/lib/awards/templates/queries";
import { samplePage } from "@/lib/documents/certificates/sample";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ authority?: string; saved?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("paperwork"))("title") };
}

/** How the certificates of each body read: its own templates, and the shared one it may copy. */
export default async function TemplatesPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("award.view", locale, "/staff/awards/templates");
  const asked = await searchParams;
  const authorities = await writingAuthorities(actor);
  const authority = (asked.authority ? await writingAuthority(actor, asked.authority) : null) ?? authorities[0] ?? null;
  const [templates, t] = await Promise.all([
    authority ? templatesOf(actor, authority) : [],
    getTranslations("paperwork"),
  ]);
  const href = (path: string) => localizedPath(locale, `/staff/awards/templates${path}`);
  const mayWrite = authority !== null && mayAward(actor, "award.rules", authority);
  const used = templates.filter(({ retiredAt }) => retiredAt === null);
  const retired = templates.filter(({ retiredAt }) => retiredAt !== null);
  const card = (template: (typeof templates)[number]) =>
    authority === null ? null : (
      <TemplateCard
        key={template.id}
        template={template}
        page={samplePage({ ...template, object: template.object ?? undefined }, authority)}
        editHref={
          mayWrite && template.authorityId !== null && template.retiredAt === null ? href(`/${template.id}`) : null
        }
        copyHref={mayWrite ? href(`/new?authority=${authority.id}&from=${template.id}`) : null}
        mayRetire={mayWrite && template.authorityId !== null}
      />
    );
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          mayWrite ? (
            <ButtonLink href={href(`/new?authority=${authority.id}`)} variant="primary">
              <Plus aria-hidden className="size-5" />
              {t("new")}
            </ButtonLink>
          ) : null
        }
      >
        {t("lead")}
      </PageHeader>
      <AwardSections actor={actor} current="templates" hrefOf={(path) => localizedPath(locale, path)} />
      {asked.saved ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("done.saved")}
        </Notice>
      ) : null}
      {authority ? (
        <Tabs
          label={t("authorities")}
          className="mb-6"
          tabs={[...authorities, ...(authorities.some(({ id }) => id === authority.id) ? [] : [authority])].map(
            (one) => ({
              href: href(`?authority=${one.id}`),
              label: locale === "vi" ? one.nameVi : one.nameEn,
              current: one.id === authority.id,
            }),
          )}
        />
      ) : null}
      <h2 className="sr-only">{t("usedTitle")}</h2>
      <ul className="grid gap-5 md:grid-cols-2 2xl:grid-cols-3">{used.map(card)}</ul>
      {retired.length > 0 ? (
        <section aria-labelledby="retired" className="mt-10">
          <h2 id="retired" className="mb-1 text-lg font-semibold">
            {t("retiredTitle")}
          </h2>
          <p className="mb-4 text-sm text-ink-2">{t("retiredLead")}</p>
          <ul className="grid gap-5 md:grid-cols-2 2xl:grid-cols-3">{retired.map(card)}</ul>
        </section>
      ) : null}
    </>
  );
}
