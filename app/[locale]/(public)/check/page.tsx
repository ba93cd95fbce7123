import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CheckForm } from "@/components/eligibility/check-form";
import { adviceWords, questionWords } from "@/components/eligibility/words";
import { PublicShell } from "@/components/shell/public-shell";
import { PageHeader } from "@/components/ui/page-header";
import { todayInVietnam } from "@/lib/core/time";
import { publicQuestions } from "@/lib/eligibility/advice";
import { localizedPath } from "@/lib/i18n/path";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("eligibility.check");
  return { title: t("title"), description: t("lead") };
}

/** May I give blood? Asked of anybody, answered at once, kept nowhere. */
export default async function CheckPage() {
  const today = todayInVietnam(new Date());
  const locale = await getLocale();
  const t = await getTranslations("eligibility.check");
  return (
    <PublicShell width="narrow">
      <PageHeader title={t("title")} className="mt-3 sm:mt-0">
        {t("lead")}
      </PageHeader>
      <CheckForm
        questions={await publicQuestions(today, null, locale)}
        today={today}
        findHref={localizedPath(locale, "/")}
        words={{
          ...(await questionWords()),
          ...(await adviceWords()),
          birthOn: t("birth_on"),
          birthHint: t("birth_hint"),
          weightHint: t("weight_hint"),
          sex: t("sex"),
          female: t("female"),
          male: t("male"),
          weight: t("weight"),
          about: t("about"),
          health: t("health"),
          submit: t("submit"),
          pending: t("pending"),
          find: t("find"),
        }}
      />
    </PublicShell>
  );
}
