import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { donorFor } from "@/lib/auth/current";
import { sayable } from "@/lib/core/sayable";
import { partsOfName } from "@/lib/core/text";
import { todayInVietnam } from "@/lib/core/time";
import { ownGreeting } from "@/lib/donors/self/queries";
import { publicRules } from "@/lib/eligibility/queries";
import { ageVerdict } from "@/lib/eligibility/rules";
import { localizedPath, ownPath } from "@/lib/i18n/path";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ then?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("donors.self.welcome"))("done") };
}

/** After registering: on to where one was going, or the sentence from when somebody young may give blood. */
export default async function WelcomePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const { then } = await searchParams;
  const back = ownPath(typeof then === "string" ? then : null, "/me");
  const actor = await donorFor(locale, back);
  const person = await ownGreeting(actor);
  const today = todayInVietnam(new Date());
  const verdict = ageVerdict(person.bornOn, today, (await publicRules(today)).values);
  if (verdict?.word !== "too_young") redirect(localizedPath(locale, back));
  const t = await getTranslations("donors.self.welcome");
  const facts = sayable(verdict.facts);
  return (
    <>
      <h1 className="text-3xl font-bold tracking-tight">{t("title", { name: partsOfName(person.fullName).given })}</h1>
      <p className="mt-1 mb-6 text-ink-2">{t("done")}</p>
      <Notice tone="info" title={t("young", { from: `${facts.firstAllowedOn}`, years: `${facts.minAgeYears}` })}>
        {t("youngHint")}
      </Notice>
      <div className="mt-6 flex flex-wrap gap-3">
        <ButtonLink variant="primary" pill href={localizedPath(locale, "/me")}>
          {t("me")}
        </ButtonLink>
        <ButtonLink variant="secondary" pill href={localizedPath(locale, "/")}>
          {t("find")}
        </ButtonLink>
      </div>
    </>
  );
}
