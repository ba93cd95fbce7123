import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AgreeTogetherForm } from "@/components/targets/together-forms";
import { staffFor } from "@/lib/auth/current";
import type { Locale } from "@/lib/i18n/routing";
import type { TargetSearch } from "../asked";
import { TogetherPage } from "../together";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<TargetSearch> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("targets.together"))("agree") };
}

/** The meeting that agreed on the proposals of many units, noted once. */
export default async function AgreeTogetherPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("target.draft", locale, "/staff/targets/agree");
  const asked = await searchParams;
  return (
    <TogetherPage
      actor={actor}
      locale={locale}
      asked={asked}
      page="agree"
      deed="target.draft"
      form={(props) => <AgreeTogetherForm {...props} />}
    />
  );
}
