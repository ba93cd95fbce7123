import { useLocale, useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate, formatDayMonth, formatNumber } from "@/lib/i18n/format";
import type { TetWeek } from "@/lib/progress/unevenness/rules";

/** The nine weeks around Tết, year beside year: what came, or, of weeks ahead, what is planned. */
export function TetWeeks({ years }: { years: { tetOn: string; weeks: TetWeek[] }[] }) {
  const t = useTranslations("pace.season");
  const locale = useLocale();
  if (years.length === 0) return <p className="text-ink-2">{t("tetNone")}</p>;
  const shown = (week: TetWeek) => (week.when === "over" ? week.donations : Math.max(week.donations, week.planned));
  const most = Math.max(1, ...years.flatMap(({ weeks }) => weeks.map(shown)));
  return (
    <>
      <p className="measure mb-3 text-sm text-ink-2">{t("tetHint")}</p>
      <Table caption={t("tet")} stickyFirst className="text-sm">
        <thead>
          <tr>
            <Th>{t("week")}</Th>
            {years.map(({ tetOn }) => (
              <Th key={tetOn}>{t("tetOf", { year: tetOn.slice(0, 4), on: formatDate(locale, tetOn) })}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years[0]?.weeks.map(({ week }, row) => (
            <tr key={week}>
              <RowHeader className={week === 0 ? "min-w-28 py-2 font-bold" : "min-w-28 py-2 font-normal"}>
                {week === 0 ? t("tetWeek") : week < 0 ? t("before", { n: -week }) : t("after", { n: week })}
              </RowHeader>
              {years.map(({ tetOn, weeks }) => {
                const one = weeks[row];
                if (!one) return <Td key={tetOn}>–</Td>;
                const value = shown(one);
                return (
                  <Td key={tetOn} className="min-w-44 py-2">
                    <span className="flex items-center gap-2.5">
                      <span className="w-12 shrink-0 text-right font-medium">{formatNumber(locale, value)}</span>
                      <span
                        aria-hidden
                        className={
                          one.when === "over"
                            ? "h-2.5 rounded-full bg-blood print:bg-[#333]"
                            : "h-2.5 rounded-full border border-dashed border-blood"
                        }
                        style={{ width: `${Math.round((value * 42) / most)}%` }}
                      />
                      <span className="text-ink-3">
                        {formatDayMonth(locale, one.from)}
                        {one.when === "over" ? "" : ` · ${t("planned")}`}
                      </span>
                    </span>
                  </Td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
