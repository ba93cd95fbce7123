import type { Metadata } from "next";
import { campaignView, type Search } from "@/app/[locale]/progress-views";
import { PublicShell } from "@/components/shell/public-shell";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<Search> };

const base = "/progress";

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale, id } = await params;
  return { title: (await campaignView(locale, base, id, await searchParams)).title };
}

/** A campaign's dashboard, for everybody. */
export default async function CampaignProgressPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const view = await campaignView(locale, base, id, await searchParams);
  return <PublicShell demo={view.containsDemo}>{view.content}</PublicShell>;
}
