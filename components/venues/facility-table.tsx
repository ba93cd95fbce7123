import { useLocale, useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Facility } from "@/lib/venues/facilities/queries";

/** Collecting facilities, each a link to where it is changed. Server pages only. */
export function FacilityTable({ facilities }: { facilities: readonly Facility[] }) {
  const t = useTranslations("venues");
  const locale = useLocale();
  return (
    <Table caption={t("facilities.title")} stack>
      <thead>
        <tr>
          <Th>{t("facilities.name")}</Th>
          <Th>{t("facilities.unit")}</Th>
          <Th num>{t("facilities.capacity")}</Th>
          <Th num>{t("facilities.ahead")}</Th>
        </tr>
      </thead>
      <tbody>
        {facilities.map((facility) => (
          <tr key={facility.id}>
            <RowHeader>
              <a
                className="inline-flex min-h-11 flex-col justify-center underline-offset-4 hover:underline"
                href={localizedPath(locale, `/staff/drives/facilities/${facility.id}`)}
              >
                <span>{facility.name}</span>
                <span className="text-sm font-normal text-ink-2">
                  {t(`facility_kind.${facility.kind}`)}
                  {facility.closedOn
                    ? ` · ${t("facilities.closedOn", { on: formatDate(locale, facility.closedOn) })}`
                    : null}
                  {facility.isDemo ? ` · ${t("facilities.demo")}` : null}
                </span>
              </a>
            </RowHeader>
            <Td label={t("facilities.unit")}>{facility.unitName}</Td>
            <Td label={t("facilities.capacity")} num>
              {facility.dailyCapacity === null ? (
                <StatusPill tone="watch">{t("facilities.notStated")}</StatusPill>
              ) : (
                formatNumber(locale, facility.dailyCapacity)
              )}
            </Td>
            <Td label={t("facilities.ahead")} num>
              {formatNumber(locale, facility.drivesAhead)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
