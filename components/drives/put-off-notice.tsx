import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { reasonOf } from "@/lib/drives/rules";
import { formatDateLong } from "@/lib/i18n/format";

/** That a drive is cancelled, postponed or over, why, and what to do instead. Renders nothing while it stands. */
export function PutOffNotice({
  drive,
  over,
  action,
}: {
  drive: { status: string; statusReason: string | null; postponedTo: string | null };
  over: boolean;
  action?: ReactNode;
}) {
  const t = useTranslations("bookings.putOff");
  const told = useTranslations("drives.put_off_reason");
  const locale = useLocale();
  if (drive.status === "cancelled" || drive.status === "postponed") {
    const { reason, words } = reasonOf(drive.statusReason ?? "");
    const because = words || told(reason);
    return (
      <Notice tone="behind" title={t(drive.status)} action={action}>
        {t("because", { reason: because })}
        {drive.postponedTo ? ` ${t("newDay", { day: formatDateLong(locale, drive.postponedTo) })}` : ""} {t("instead")}
      </Notice>
    );
  }
  if (!over) return null;
  return (
    <Notice tone="info" title={t("over")} action={action}>
      {t("overInstead")}
    </Notice>
  );
}
