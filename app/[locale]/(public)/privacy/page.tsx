import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PublicShell } from "@/components/shell/public-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { PageHeader } from "@/components/ui/page-header";
import { consentPurposes } from "@/lib/donors/consents";
import { localizedPath } from "@/lib/i18n/path";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("privacy");
  return { title: t("title"), description: t("intro") };
}

/** What is kept about a donor, what for, who sees it, and what the donor decides. */
export default async function PrivacyPage() {
  const [t, consent, locale] = await Promise.all([
    getTranslations("privacy"),
    getTranslations("donors.consent"),
    getLocale(),
  ]);
  return (
    <PublicShell width="narrow">
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      <div className="mt-6 grid gap-5">
        <Card>
          <CardTitle>{t("kept.title")}</CardTitle>
          <Points>
            {(["identity", "papers", "health", "bookings"] as const).map((word) => (
              <li key={word}>{t(`kept.${word}`)}</li>
            ))}
          </Points>
        </Card>
        <Card>
          <CardTitle>{t("notKept.title")}</CardTitle>
          <Points>
            {(["check", "place", "tracking"] as const).map((word) => (
              <li key={word}>{t(`notKept.${word}`)}</li>
            ))}
          </Points>
        </Card>
        <Card>
          <CardTitle>{t("purpose.title")}</CardTitle>
          <p className="mt-2 text-ink-2">{t("purpose.lead")}</p>
          <dl className="mt-4 space-y-4">
            {consentPurposes.map((purpose) => (
              <div key={purpose}>
                <dt className="font-medium">{consent(`${purpose}.title`)}</dt>
                <dd className="text-ink-2">{consent(`${purpose}.text`)}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <Card>
          <CardTitle>{t("who.title")}</CardTitle>
          <Points>
            {(["clerk", "medical", "committee", "audit"] as const).map((word) => (
              <li key={word}>{t(`who.${word}`)}</li>
            ))}
          </Points>
        </Card>
        <Card>
          <CardTitle>{t("rights.title")}</CardTitle>
          <Points>
            {(["see", "withdraw", "correct", "kept"] as const).map((word) => (
              <li key={word}>{t(`rights.${word}`)}</li>
            ))}
          </Points>
          <ButtonLink href={localizedPath(locale, "/me")} className="mt-5">
            {t("rights.action")}
          </ButtonLink>
        </Card>
      </div>
    </PublicShell>
  );
}

function Points({ children }: { children: ReactNode }) {
  return <ul className="mt-2 list-disc space-y-1.5 pl-5 text-ink-2">{children}</ul>;
}
