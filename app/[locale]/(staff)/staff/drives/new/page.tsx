import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DriveForm } from "@/components/drives/drive-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { todayInVietnam } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { driveChoices } from "../drive-choices";

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("drives.new"))("title") };
}

/** A new drive: everything on one page, saved as a draft or announced at once. */
export default async function NewDrivePage({ params }: Props) {
  const { locale } = await params;
  const actor = await staffFor("drive.plan", locale, "/staff/drives/new");
  const today = todayInVietnam(new Date());
  const [choices, t] = await Promise.all([driveChoices(actor, today), getTranslations("drives")]);
  const [onlyUnit, anotherUnit] = choices.units;
  const [onlyProvince, anotherProvince] = choices.provinces;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t("view.allDrives"), href: localizedPath(locale, "/staff/drives") },
          { label: t("new.title") },
        ]}
      />
      <PageHeader title={t("new.title")}>{t("new.hint")}</PageHeader>
      <DriveForm
        drive={null}
        today={today}
        back={localizedPath(locale, "/staff/drives")}
        choices={choices}
        chosen={{}}
        start={{
          id: newId(),
          creditedUnitId: anotherUnit ? "" : (onlyUnit?.id ?? ""),
          newVenueProvinceId: anotherProvince ? "" : (onlyProvince?.id ?? ""),
          startTime: "07:30",
          endTime: "11:30",
          slotMinutes: "15",
          places: "12",
          reserveKind: "percent",
          reserveValue: "20",
          plannedUnits: "150",
          campaignsBy: "auto",
        }}
      />
    </>
  );
}
