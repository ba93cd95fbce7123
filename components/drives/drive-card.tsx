import { Clock, Navigation } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { CapacityBar } from "@/components/ui/capacity-bar";
import { DateBlock } from "@/components/ui/date-block";
import type { PublicDriveItem } from "@/lib/drives/queries";
import { formatNumber, formatTimeRange } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

/** A drive in a list: the day, the place, the hours and how much room there is. The whole card is the link. */
export function DriveCard({ drive, href }: { drive: PublicDriveItem; href?: string }) {
  const t = useTranslations("home");
  const locale = useLocale();
  const over = [
    ...drive.campaigns.map((campaign) => (locale === "en" ? campaign.nameEn : campaign.nameVi)),
    ...(drive.title === drive.hostName || drive.title === drive.venueName ? [] : [drive.title]),
  ].join(" · ");
  return (
    <article className="focus-frame relative flex gap-5 rounded-card border border-line bg-card px-5 py-4.5 hover:border-edge">
      <DateBlock locale={locale} on={drive.heldOn} />
      <div className="flex min-w-0 flex-1 flex-col">
        {over ? <p className="mb-0.5 text-sm font-medium text-blood-ink">{over}</p> : null}
        <h3 className="text-lg leading-6.5 font-semibold tracking-tight">
          <a
            href={localizedPath(locale, href ?? `/drives/${drive.id}`)}
            className="outline-none after:absolute after:inset-0 after:rounded-card"
          >
            {drive.venueName}
          </a>
        </h3>
        <p className="mt-0.5 text-ink-2">
          {drive.communeName}, {drive.provinceName}
        </p>
        <p className="mt-1.5 mb-3 flex flex-wrap gap-x-5 gap-y-1 text-ink-2 tabular-nums">
          <span className="flex items-center gap-2">
            <Clock aria-hidden className="size-4.5 shrink-0" strokeWidth={1.75} />
            {formatTimeRange(locale, drive.startsAt, drive.endsAt)}
          </span>
          {drive.distanceKm === null ? null : (
            <span className="flex items-center gap-2">
              <Navigation aria-hidden className="size-4.5 shrink-0" strokeWidth={1.75} />
              {drive.distanceKm < 1
                ? t("distanceUnder")
                : t("distance", { km: formatNumber(locale, Math.round(drive.distanceKm)) })}
            </span>
          )}
        </p>
        <div className="mt-auto">
          <CapacityBar capacity={drive.capacity} free={drive.freePlaces} />
        </div>
      </div>
    </article>
  );
}
