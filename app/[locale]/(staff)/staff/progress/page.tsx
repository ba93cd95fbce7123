import type { Metadata } from "next";
import { nationView, type Search } from "@/app/[locale]/progress-views";
import { StaffBoard } from "@/app/[locale]/staff-board";
import { PaceTabs } from "@/components/progress/pace-tabs";
import { staffFor } from "@/lib/auth/current";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<Search> };

const base = "/staff/progress";

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale } = await params;
  await staffFor("progress.view", locale, base);
  return { title: (await nationView(locale, base, await searchParams)).title };
}

/** The nation's dashboard within the staff's frame. */
export default async function StaffNationProgressPage({ params, searchParams }: Props) {
  const { locale } = await params;
  await staffFor("progress.view", locale, base);
  const search = await searchParams;
  return (
    <>
      <PaceTabs current="overview" />
      <StaffBoard path={base} search={search} unit="VN">
        {(await nationView(locale, base, search)).content}
      </StaffBoard>
    </>
  );
}
