import { ArrowDown, ArrowUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { percentOf } from "@/lib/core/numbers";
import { formatDifference, formatList, formatNumber, formatPercent } from "@/lib/i18n/format";
import { type DrillPart, type DrillSort, type Due, toldInOrder } from "@/lib/progress/drill/rules";
import { nameOf } from "./place";

export interface DrillTableRow {
  key: string;
  code: string | null;
  name: string;
  donations: number | null;
  before: number | null;
  drives: number;
  wholeBlood: number | null;
  /** What should be there by now; null without a target. */
  due: Due | null;
  /** What approved reports add to what was recorded, and to what was a year before. */
  reported: number;
  reportedBefore: number;
  /** Of a commune: who else is credited with drives on its ground. */
  creditedTo: readonly { name: string; nameEn: string }[];
}

/** The parts of a view with their sums; a column's heading is a link that puts them in order. Server pages only. */
export function DrillTable({
  caption,
  rows,
  all,
  by,
  sort,
  descending,
  sum,
  isLinked,
  hrefOf,
  sortHref,
}: {
  caption: string;
  rows: DrillTableRow[];
  all: number;
  by: DrillPart;
  sort: DrillSort;
  descending: boolean;
  /** Of all parts, official as they are; null where a drive may be in several. */
  sum: number | null;
  isLinked: boolean;
  hrefOf: (code: string) => string;
  sortHref: (sort: DrillSort, dir: string) => string;
}) {
  const t = useTranslations("pace");
  const locale = useLocale();
  const hasTarget = rows.some(({ due }) => due !== null);
  const ordered = toldInOrder(rows, { sort, descending });
  const most = Math.max(1, ...ordered.map(({ received }) => received ?? 0));
  const n = (count: number | null) => (count === null ? t("few") : formatNumber(locale, count));
  const isSorted = (column: DrillSort) => sort === column;
  const heading = (column: DrillSort, label: string, num = true) => (
    <Th num={num} aria-sort={isSorted(column) ? (descending ? "descending" : "ascending") : undefined}>
      <a
        href={sortHref(column, isSorted(column) && descending ? "asc" : "desc")}
        className={cx(
          "-my-1.5 inline-flex items-center gap-1 py-1.5 underline-offset-4 hover:underline",
          isSorted(column) && "font-semibold text-ink",
        )}
      >
        {label}
        {isSorted(column) ? (
          descending ? (
            <ArrowDown aria-hidden className="size-4" />
          ) : (
            <ArrowUp aria-hidden className="size-4" />
          )
        ) : null}
      </a>
    </Th>
  );
  return (
    <>
      <Table caption={caption} stickyFirst className="text-sm">
        <thead>
          <tr>
            {heading("name", t(`drill.part.${by}`), false)}
            {heading("received", t("drill.received"))}
            {sum === null ? null : <Th num>{t("drill.share")}</Th>}
            {hasTarget ? heading("rate", t("drill.rate")) : null}
            {heading("change", t("drill.change"))}
            {heading("drives", t("drill.drivesShort"))}
            {by === "component" ? null : <Th num>{t("drill.wholeBlood")}</Th>}
          </tr>
        </thead>
        <tbody>
          {ordered.map((row) => (
            <tr key={row.key}>
              <RowHeader className="min-w-40">
                {isLinked && row.code ? (
                  <a
                    href={hrefOf(row.code)}
                    className="underline decoration-edge underline-offset-4 hover:decoration-ink"
                  >
                    {row.name}
                  </a>
                ) : (
                  row.name
                )}
                {row.creditedTo.length > 0 ? (
                  <small className="block font-normal text-ink-3">
                    {t("drill.creditedTo", {
                      units: formatList(
                        locale,
                        row.creditedTo.map((unit) => nameOf(locale, unit)),
                      ),
                    })}
                  </small>
                ) : null}
              </RowHeader>
              <Td num>
                <span className="flex items-center justify-end gap-2.5">
                  <span aria-hidden className="hidden h-2 w-28 overflow-hidden rounded-full bg-line lg:block">
                    <span
                      className="block h-full rounded-full bg-blood print:bg-[#333]"
                      style={{ width: `${Math.max(0, Math.round(((row.received ?? 0) * 100) / most))}%` }}
                    />
                  </span>
                  <span className="min-w-14 font-medium">{n(row.received)}</span>
                </span>
                {row.reported === 0 || row.donations === null ? null : (
                  <span className="block text-xs text-ink-3">{t("drill.recorded", { n: n(row.donations) })}</span>
                )}
              </Td>
              {sum === null ? null : (
                <Td num>
                  {row.received === null || sum === 0 ? "–" : formatPercent(locale, percentOf(row.received, sum) ?? 0)}
                </Td>
              )}
              {hasTarget ? (
                <Td num>
                  {row.rate === null ? "–" : formatPercent(locale, row.rate)}
                  {row.due?.ofHalf ? <OfHalf due={row.due} /> : null}
                </Td>
              ) : null}
              <Td num>{row.change === null ? "–" : `${formatDifference(locale, row.change)}%`}</Td>
              <Td num>{formatNumber(locale, row.drives)}</Td>
              {by === "component" ? null : (
                <Td num>
                  {row.wholeBlood === null || !row.donations
                    ? "–"
                    : `${formatNumber(locale, row.wholeBlood)} / ${formatNumber(locale, row.donations - row.wholeBlood)}`}
                </Td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
      {all > rows.length ? (
        <p className="mt-3 text-sm text-ink-2">{t("drill.more", { shown: String(rows.length), all: String(all) })}</p>
      ) : null}
    </>
  );
}

/** Says that a rate stands on the target of the half-year, and not on a part of the year's. */
export function OfHalf({ due }: { due: Due }) {
  const t = useTranslations("pace");
  const locale = useLocale();
  return (
    <small className="block text-ink-3">
      {t("drill.ofHalf", { target: formatNumber(locale, Math.round(due.target)) })}
    </small>
  );
}
