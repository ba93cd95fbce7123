import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DecideTogetherForm } from "@/components/targets/together-forms";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import type { Locale } from "@/lib/i18n/routing";
import type { TargetSearch } from "../asked";
import { TogetherPage } from "../together";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<TargetSearch> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("targets.together"))("decide") };
}

/** One signed paper over the proposals of many units. */
export default async function DecideTogetherPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("target.decide", locale, "/staff/targets/decide");
  const asked = await searchParams;
  return (
    <TogetherPage
      actor={actor}
      locale={locale}
      asked={asked}
      page="decide"
      deed="target.decide"
      form={(props) => <DecideTogetherForm {...props} requestKey={newId()} />}
    />
  );
}
