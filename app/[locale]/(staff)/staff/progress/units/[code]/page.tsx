import type { Metadata } from "next";
import { type Search, unitView } from "@/app/[locale]/progress-views";
import { StaffBoard } from "@/app/[locale]/staff-board";
import { PaceTabs } from "@/components/progress/pace-tabs";
import { staffFor } from "@/lib/auth/current";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; code: string }>; searchParams: Promise<Search> };

const base = "/staff/progress";

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale, code } = await params;
  await staffFor("progress.view", locale, `${base}/units/${code}`);
  return { title: (await unitView(locale, base, code, await searchParams)).title };
}

/** A province's or ministry's dashboard within the staff's frame. */
export default async function StaffUnitProgressPage({ params, searchParams }: Props) {
  const { locale, code } = await params;
  await staffFor("progress.view", locale, `${base}/units/${code}`);
  const search = await searchParams;
  return (
    <>
      <PaceTabs current="overview" unit={code} />
      <StaffBoard path={`${base}/units/${code}`} search={search} unit={code}>
        {(await unitView(locale, base, code, search)).content}
      </StaffBoard>
    </>
  );
}
