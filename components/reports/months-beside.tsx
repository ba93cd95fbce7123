import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDifference, formatMonth, formatNumber } from "@/lib/i18n/format";
import type { BesideMonths } from "@/lib/reports/official/whole";

/** What a report of half a year or a year states, beside its official months one by one, and why the two may differ. */
export function MonthsBeside({ stated, beside }: { stated: number; beside: BesideMonths }) {
  const t = useTranslations("reports");
  const locale = useLocale();
  const n = (value: number | null) => (value === null ? "–" : formatNumber(locale, value));
  const { months, sum, difference, unreported } = beside;
  return (
    <Card>
      <CardTitle>{t("beside.title")}</CardTitle>
      <p className="measure mt-1 text-sm text-ink-2">{t("beside.lead")}</p>
      <Table caption={t("beside.title")} className="mt-2 text-sm">
        <thead>
          <tr>
            <Th>{t("kind.month")}</Th>
            <Th num>{t("beside.official")}</Th>
            <Th>{t("beside.from")}</Th>
            <Th num>{t("beside.recorded")}</Th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, official, recorded, reported }) => (
            <tr key={month}>
              <RowHeader>{formatMonth(locale, `${month}-01`)}</RowHeader>
              <Td num>{n(official)}</Td>
              <Td>{t(`beside.${reported !== null ? "byReport" : official === null ? "unknown" : "byDrives"}`)}</Td>
              <Td num>{n(recorded)}</Td>
            </tr>
          ))}
          <tr>
            <RowHeader className="font-semibold">{t("beside.sum")}</RowHeader>
            <Td num className="font-semibold">
              {n(sum)}
            </Td>
            <Td>{t("beside.reports", { n: months.length - unreported.length, of: months.length })}</Td>
            <Td num>{n(months.reduce((all, { recorded }) => all + (recorded ?? 0), 0))}</Td>
          </tr>
        </tbody>
      </Table>
      <p className="measure mt-3">
        {difference === 0
          ? t("beside.same", { stated: n(stated) })
          : t(difference > 0 ? "beside.more" : "beside.less", {
              stated: n(stated),
              sum: n(sum),
              difference: formatDifference(locale, difference),
            })}{" "}
        {difference === 0
          ? null
          : t(unreported.length > 0 ? "beside.whyUnreported" : "beside.whyReported", { n: unreported.length })}
      </p>
    </Card>
  );
}
