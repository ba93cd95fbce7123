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
import { publicScope } from "@/lib/progress/scope/queries";
import { driveChoices } from "../drive-choices";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ commune?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("drives.new"))("title") };
}

/** A new drive: everything on one page, saved as a draft or announced at once. */
export default async function NewDrivePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("drive.plan", locale, "/staff/drives/new");
  const today = todayInVietnam(new Date());
  const { commune: code } = await searchParams;
  const [choices, asked, t] = await Promise.all([
    driveChoices(actor, today),
    code && /^\d{5}$/.test(code) ? publicScope(code) : null,
    getTranslations("drives"),
  ]);
  // "Plan a drive here" of the coverage page brings the commune along, for a place that is not in the list yet.
  const commune = asked?.kind === "commune" && asked.parent ? { ...asked, province: asked.parent } : null;
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
        chosen={commune ? { commune: { id: commune.id, name: commune.name, detail: commune.province.name } } : {}}
        start={{
          id: newId(),
          creditedUnitId: anotherUnit ? "" : (onlyUnit?.id ?? ""),
          newVenueProvinceId: commune?.province.id ?? (anotherProvince ? "" : (onlyProvince?.id ?? "")),
          ...(commune ? { newVenueCommune: commune.name, newVenueCommuneId: commune.id } : {}),
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
