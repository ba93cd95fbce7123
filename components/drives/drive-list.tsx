import { useLocale, useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import type { StaffDriveItem } from "@/lib/drives/plan/queries";
import { formatDate, formatNumber, formatRelativeDay, formatTimeRange, formatWeekdayShort } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { DriveStatusPill } from "./drive-status";

/** An office's drives: a compact table where there is room, cards on a phone. */
export function DriveList({
  drives,
  past,
  today,
  manyUnits,
}: {
  drives: readonly StaffDriveItem[];
  past: boolean;
  today: string;
  /** Names the credited unit where the list holds more than one. */
  manyUnits: boolean;
}) {
  const t = useTranslations("drives.list");
  const locale = useLocale() as Locale;
  const n = (value: number) => formatNumber(locale, value);
  const href = (drive: StaffDriveItem) => localizedPath(locale, `/staff/drives/${drive.id}`);
  const where = (drive: StaffDriveItem) =>
    [drive.venueName, drive.communeName, manyUnits ? drive.creditedUnitName : null, drive.isDemo ? t("demo") : null]
      .filter(Boolean)
      .join(" · ");
  const named = (drive: StaffDriveItem) =>
    drive.campaigns.map((campaign) => (locale === "en" ? campaign.nameEn : campaign.nameVi));
  const near = (drive: StaffDriveItem) =>
    drive.heldOn === today ? (
      <span className="font-semibold whitespace-nowrap text-blood-ink">{t("today")}</span>
    ) : (
      <span className="whitespace-nowrap text-ink-3">{formatRelativeDay(locale, drive.heldOn, today)}</span>
    );
  return (
    <>
      <div className="max-lg:hidden">
        <Table caption={t("title")}>
          <thead>
            <tr>
              <Th className="w-36">{t("day")}</Th>
              <Th>{t("drive")}</Th>
              <Th num>{past ? t("received") : t("booked")}</Th>
              <Th num>{t("plan")}</Th>
              <Th>{t("status")}</Th>
            </tr>
          </thead>
          <tbody>
            {drives.map((drive) => (
              <tr key={drive.id}>
                <Td className="align-top whitespace-nowrap">
                  <span className="block font-medium">
                    {formatWeekdayShort(locale, drive.heldOn)} {formatDate(locale, drive.heldOn)}
                  </span>
                  <span className="block text-sm text-ink-2">
                    {formatTimeRange(locale, drive.startsAt, drive.endsAt)}
                  </span>
                  <span className="block text-sm">{near(drive)}</span>
                </Td>
                <RowHeader className="align-top">
                  <a href={href(drive)} className="font-semibold underline-offset-4 hover:underline">
                    {drive.title}
                  </a>
                  <span className="block text-sm font-normal text-ink-2">{where(drive)}</span>
                  {named(drive).length > 0 ? (
                    <span className="block text-sm font-normal text-blood-ink">{named(drive).join(" · ")}</span>
                  ) : null}
                </RowHeader>
                <Td num className="align-top font-semibold">
                  {past ? n(drive.donations) : t("bookedOf", { booked: n(drive.booked), capacity: n(drive.capacity) })}
                </Td>
                <Td num className="align-top">
                  {n(drive.plannedUnits)}
                </Td>
                <Td className="align-top">
                  <DriveStatusPill status={drive.status} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="flex flex-col gap-3 lg:hidden">
        {drives.map((drive) => (
          <li key={drive.id} className="rounded-card border border-line bg-card p-4">
            <div className="flex items-start justify-between gap-3">
              <p className="text-sm tabular-nums">
                <span className="font-medium">
                  {formatWeekdayShort(locale, drive.heldOn)} {formatDate(locale, drive.heldOn)}
                </span>
                <span className="flex flex-wrap gap-x-2">
                  {formatTimeRange(locale, drive.startsAt, drive.endsAt)} {near(drive)}
                </span>
              </p>
              <DriveStatusPill status={drive.status} />
            </div>
            <h2 className="mt-2 text-lg leading-snug font-semibold">
              <a href={href(drive)} className="underline-offset-4 hover:underline">
                {drive.title}
              </a>
            </h2>
            <p className="text-ink-2">{where(drive)}</p>
            {named(drive).length > 0 ? <p className="text-sm text-blood-ink">{named(drive).join(" · ")}</p> : null}
            <p className="mt-2 flex flex-wrap gap-x-4 text-sm tabular-nums">
              {past ? (
                <span>{t("receivedOf", { received: n(drive.donations), planned: n(drive.plannedUnits) })}</span>
              ) : (
                <>
                  <span>
                    {t("booked")}{" "}
                    <strong>{t("bookedOf", { booked: n(drive.booked), capacity: n(drive.capacity) })}</strong>
                  </span>
                  <span className="text-ink-2">
                    {t("plan")} {t("units", { count: n(drive.plannedUnits) })}
                  </span>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
