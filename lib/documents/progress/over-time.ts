import { todayInVietnam } from "@/lib/core/time";
import { formatMonth } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { sumsOverTimeLately } from "@/lib/progress/lately";
import { type OverTimeAsked, overTimeQuestion } from "@/lib/progress/over-time/asked";
import type { UnitSum } from "@/lib/progress/over-time/schema";
import { type Column, type DataTable, tableOf } from "../table";
import { documentWords } from "../words";

/**
 * Sums of a past month or year by the units of those days or of now, as the page tells them; litres, few donations kept
 * back. `page` is the address the file names as its origin. Null where there was no such province then.
 */
export async function overTimeTable(
  asked: OverTimeAsked,
  { locale, page, now = new Date() }: { locale: Locale; page: string; now?: Date },
): Promise<DataTable | null> {
  const words = documentWords(locale);
  const { t } = words;
  const sums = await sumsOverTimeLately(overTimeQuestion(asked, todayInVietnam(now)));
  if (sums === null) return null;
  const total = { ...sums.total, unit: null };
  type Row = UnitSum | typeof total;
  const litres = (ml: number | null) => (ml === null ? null : ml / 1000);
  const { year, month, province, view } = asked;
  // A report is of a province: over its communes it is not divided, so its official figure stands below the table.
  const reporting = sums.level === "reporting";
  const official: Column<Row>[] = reporting
    ? [{ head: t("units.over_time.official"), kind: "whole", of: (row) => row.official }]
    : [];
  return tableOf<Row>({
    name: [t("tables.file.overTime"), year, month, province, view].filter(Boolean).join("-"),
    tab: t("documents.tab.overTime"),
    title: [
      t("units.over_time.caption"),
      month ? formatMonth(locale, sums.from) : String(year),
      t(`units.over_time.${view}`),
    ].join(", "),
    columns: [
      { head: t("documents.column.code"), kind: "text", of: ({ unit }) => unit?.code ?? null },
      {
        head: t("units.over_time.unit"),
        kind: "text",
        of: ({ unit }) => (unit === null ? t("units.over_time.total") : words.fullName(unit)),
      },
      { head: t("documents.column.from"), kind: "day", of: ({ unit }) => unit?.validFrom ?? null },
      { head: t("documents.column.until"), kind: "day", of: ({ unit }) => unit?.validTo ?? null },
      ...official,
      {
        head: t("units.over_time.donations"),
        kind: "whole",
        of: ({ donations }) => (donations === null ? t("units.over_time.few") : donations),
      },
      { head: t("tables.litres"), kind: "number", of: ({ volumeMl }) => litres(volumeMl) },
      { head: t("units.over_time.drives"), kind: "whole", of: ({ drives }) => drives },
    ],
    rows: [total, ...sums.units],
    notes: [
      ...(reporting || sums.total.official === sums.total.donations
        ? []
        : [
            t("units.over_time.officialOfProvince", {
              official: words.whole(sums.total.official),
              recorded: words.whole(sums.total.donations),
            }),
          ]),
      ...sums.notHeld.map((word) => t(`units.not_held.${word}`)),
      ...(sums.units.some(({ containsDemo }) => containsDemo) ? [t("documents.note.demo")] : []),
      t("documents.note.page", { page }),
    ],
  });
}
