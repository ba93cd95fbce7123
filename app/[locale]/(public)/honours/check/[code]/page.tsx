import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/shell/public-shell";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { type Fact, FactList } from "@/components/ui/fact-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { publicCertificate } from "@/lib/awards/wall/queries";
import { initialsWithGiven } from "@/lib/core/text";
import { formatDate } from "@/lib/i18n/format";

type Props = { params: Promise<{ code: string }> };

export async function generateMetadata(): Promise<Metadata> {
  // Found by the code on the paper, never by a search engine.
  return { title: (await getTranslations("awards.check"))("title"), robots: { index: false } };
}

/** Says whether a certificate stands in the ledger; nothing about health, and a name only as far as its holder agreed. */
export default async function CheckCertificatePage({ params }: Props) {
  const { code } = await params;
  const [found, t, object, locale] = await Promise.all([
    publicCertificate(code),
    getTranslations("awards.check"),
    getTranslations("awards.object"),
    getLocale(),
  ]);
  const facts: Fact[] = found
    ? [
        { label: t("holder"), value: found.isOpen ? found.name : initialsWithGiven(found.name) },
        { label: t("what"), value: found.honourName ?? object(found.object) },
        { label: t("authority"), value: found.authorityName },
        {
          label: t("decision"),
          value: t("decisionValue", { number: found.decisionNumber, date: formatDate(locale, found.decidedOn) }),
        },
        ...(found.serial ? [{ label: t("serial"), value: found.serial }] : []),
      ]
    : [];
  return (
    <PublicShell width="narrow" demo={found?.isDemo}>
      <PageHeader title={t("title")}>{t("lead")}</PageHeader>
      {found ? (
        <Card>
          {found.revokedOn ? (
            <Notice tone="behind" className="mb-5">
              {t("revoked", { date: formatDate(locale, found.revokedOn) })}
            </Notice>
          ) : (
            <Notice tone="met" className="mb-5">
              {t("valid")}
            </Notice>
          )}
          <FactList facts={facts} lines />
          {found.isOpen ? null : <p className="mt-4 text-sm text-ink-2">{t("hidden")}</p>}
          {found.isDemo ? <p className="mt-2 text-sm text-ink-2">{t("demo")}</p> : null}
        </Card>
      ) : (
        <EmptyState icon={<SearchX aria-hidden className="size-7" />} title={t("unknown")}>
          {t("unknownHint")}
        </EmptyState>
      )}
    </PublicShell>
  );
}
