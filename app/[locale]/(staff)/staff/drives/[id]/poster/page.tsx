import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DrivePoster } from "@/components/drives/drive-poster";
import { PrintButton } from "@/components/drives/print-button";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Notice } from "@/components/ui/notice";
import { staffFor } from "@/lib/auth/current";
import { drivePlan } from "@/lib/drives/plan/queries";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("drives.poster"))("title") };
}

/** The drive's sheet for a door or a notice board. */
export default async function PosterPage({ params }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("drive.view", locale, `/staff/drives/${id}/poster`);
  const drive = await drivePlan(actor, id);
  if (drive === null) notFound();
  const [t, seen] = await Promise.all([getTranslations("drives"), headers()]);
  const origin = process.env.PUBLIC_ORIGIN ?? `http://${seen.get("host")}`;
  const putOff = drive.status === "postponed" || drive.status === "cancelled";
  return (
    <>
      <div data-print="hide">
        <Breadcrumbs
          crumbs={[
            { label: t("view.allDrives"), href: localizedPath(locale, "/staff/drives") },
            { label: drive.title, href: localizedPath(locale, `/staff/drives/${id}`) },
            { label: t("poster.title") },
          ]}
        />
        <header className="mb-5 flex flex-wrap items-center justify-between gap-3">
          <div>
            <h1 className="text-3xl font-bold tracking-tight">{t("poster.title")}</h1>
            <p className="mt-1 text-ink-2">{t("poster.printHint")}</p>
          </div>
          <PrintButton label={t("poster.print")} />
        </header>
        {drive.status === "draft" ? (
          <Notice tone="watch" className="mb-5">
            {t("poster.draft")}
          </Notice>
        ) : null}
        {putOff ? (
          <Notice tone="behind" className="mb-5">
            {t("poster.putOff")}
          </Notice>
        ) : null}
      </div>
      <DrivePoster drive={drive} address={`${origin}${localizedPath(locale, `/drives/${id}`)}`} />
    </>
  );
}
