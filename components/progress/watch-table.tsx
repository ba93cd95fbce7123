import { useLocale, useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate, formatList, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { WatchedUnit } from "@/lib/progress/watch/listing";

/** The list: who, why in words, since when, and what is being done. Server pages only. */
export function WatchTable({
  units,
  today,
}: {
  units: (WatchedUnit & { support: { open: number; nextDue: string } | null })[];
  today: string;
}) {
  const t = useTranslations("pace.watch");
  const few = useTranslations("pace")("few");
  const locale = useLocale();
  return (
    <Table caption={t("list")} stack className="text-sm">
      <thead>
        <tr>
          <Th>{t("unit")}</Th>
          <Th>{t("why")}</Th>
          <Th num>{t("missing")}</Th>
          <Th>{t("support")}</Th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.id}>
            <RowHeader className="min-w-36">
              <a
                href={localizedPath(locale, `/staff/progress/watch/${unit.code}`)}
                className="underline decoration-edge underline-offset-4 hover:decoration-ink"
              >
                {unit.name}
              </a>
            </RowHeader>
            <Td label={t("why")}>
              <WhyLow unit={unit} />
            </Td>
            <Td num label={t("missing")} className="font-semibold">
              {unit.missing === null ? few : formatNumber(locale, unit.missing)}
            </Td>
            <Td label={t("support")}>
              {unit.support === null ? (
                <span className="text-ink-3">{t("noSupport")}</span>
              ) : (
                <span className="flex flex-wrap items-center gap-2">
                  {t("openSupport", { n: unit.support.open })}
                  <StatusPill tone={unit.support.nextDue < today ? "behind" : "info"}>
                    {t("due", { on: formatDate(locale, unit.support.nextDue) })}
                  </StatusPill>
                </span>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Why a unit is on the list, as one would say it. */
export function WhyLow({ unit }: { unit: WatchedUnit }) {
  const t = useTranslations("pace.watch");
  const locale = useLocale();
  const months = unit.low.map(({ month, percent }) =>
    unit.few
      ? t("lowFew", { month: Number(month.slice(5)) })
      : t("lowMonth", { month: Number(month.slice(5)), percent }),
  );
  return (
    <>
      {t("lowIn", { months: formatList(locale, months) })}{" "}
      {unit.listedIn.length > 1 ? t("listedSince", { n: unit.listedIn.length }) : t("listedNow")}
    </>
  );
}
