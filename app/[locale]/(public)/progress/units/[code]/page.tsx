import type { Metadata } from "next";
import { type Search, unitView } from "@/app/[locale]/progress-views";
import { PublicShell } from "@/components/shell/public-shell";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; code: string }>; searchParams: Promise<Search> };

const base = "/progress";

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale, code } = await params;
  return { title: (await unitView(locale, base, code, await searchParams)).title };
}

/** A province's or ministry's dashboard, for everybody. */
export default async function UnitProgressPage({ params, searchParams }: Props) {
  const { locale, code } = await params;
  const view = await unitView(locale, base, code, await searchParams);
  return <PublicShell demo={view.containsDemo}>{view.content}</PublicShell>;
}
