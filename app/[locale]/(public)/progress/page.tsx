import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { nationView, type Search } from "@/app/[locale]/progress-views";
import { PublicShell } from "@/components/shell/public-shell";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Search> };

const base = "/progress";

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale } = await params;
  const [{ title }, t] = await Promise.all([
    nationView(locale, base, await searchParams),
    getTranslations({ locale, namespace: "progress" }),
  ]);
  return { title, description: t("description") };
}

/** The nation's dashboard, for everybody: no cookie, no script, the address says what is shown. */
export default async function NationProgressPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const view = await nationView(locale, base, await searchParams);
  return <PublicShell demo={view.containsDemo}>{view.content}</PublicShell>;
}
