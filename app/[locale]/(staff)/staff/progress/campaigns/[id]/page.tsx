import type { Metadata } from "next";
import { campaignView, type Search } from "@/app/[locale]/progress-views";
import { StaffBoard } from "@/app/[locale]/staff-board";
import { staffFor } from "@/lib/auth/current";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<Search> };

const base = "/staff/progress";

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { locale, id } = await params;
  await staffFor("progress.view", locale, `${base}/campaigns/${id}`);
  return { title: (await campaignView(locale, base, id, await searchParams)).title };
}

/** A campaign's dashboard within the staff's frame. */
export default async function StaffCampaignProgressPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  await staffFor("progress.view", locale, `${base}/campaigns/${id}`);
  const search = await searchParams;
  return (
    <StaffBoard
      path={`${base}/campaigns/${id}`}
      search={search}
      unit={typeof search.unit === "string" ? search.unit : "VN"}
    >
      {(await campaignView(locale, base, id, search)).content}
    </StaffBoard>
  );
}
