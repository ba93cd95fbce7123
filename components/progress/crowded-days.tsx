import { useLocale, useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDateLong, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { CrowdedDay } from "@/lib/progress/unevenness/queries";

/** Days that bring a facility more than it takes in a day: those ahead, on which one can still act, and those over. */
export function CrowdedDays({ days, mayOpen }: { days: readonly CrowdedDay[]; mayOpen: boolean }) {
  const t = useTranslations("pace.season");
  const locale = useLocale();
  if (days.length === 0) return <p className="text-ink-2">{t("crowdedNone")}</p>;
  return (
    <>
      <p className="measure mb-3 text-sm text-ink-2">
        {t("crowdedWhat")} {mayOpen ? t("crowdedOpen") : null}
      </p>
      <Table caption={t("crowded")} stack className="text-sm">
        <thead>
          <tr>
            <Th>{t("day")}</Th>
            <Th>{t("facility")}</Th>
            <Th num>{t("drives")}</Th>
            <Th num>{t("units")}</Th>
            <Th num>{t("capacity")}</Th>
            <Th num>{t("over")}</Th>
          </tr>
        </thead>
        <tbody>
          {days.map((one) => (
            <tr key={`${one.facilityId}${one.day}`}>
              <RowHeader>
                {one.ahead && mayOpen ? (
                  <a
                    href={localizedPath(locale, `/staff/drives?from=${one.day}&to=${one.day}`)}
                    className="underline decoration-edge underline-offset-4 hover:decoration-ink"
                  >
                    {formatDateLong(locale, one.day)}
                  </a>
                ) : (
                  formatDateLong(locale, one.day)
                )}
                <span className="ml-2 font-normal text-ink-3">{t(one.ahead ? "ahead" : "past")}</span>
              </RowHeader>
              <Td label={t("facility")}>{one.facility}</Td>
              <Td num label={t("drives")}>
                {formatNumber(locale, one.drives)}
              </Td>
              <Td num label={t("units")}>
                {formatNumber(locale, one.units)} {t(one.ahead ? "planned" : "came")}
              </Td>
              <Td num label={t("capacity")}>
                {formatNumber(locale, one.capacity)}
              </Td>
              <Td num label={t("over")} className="font-semibold text-behind">
                +{formatNumber(locale, one.units - one.capacity)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
