import { scaleLinear } from "d3-scale";
import { CalendarRange } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import { formatDifference, formatMonth, formatNumber } from "@/lib/i18n/format";
import type { Progress } from "@/lib/progress/schema";
import { useFigureWords } from "./words";

const unit = 10;
const bar = 5.6;
const tall = 100;

/** What each month brought, with the plan's pace as a line across it, and the same as a table. */
export function MonthsChart({ progress }: { progress: Progress }) {
  const { t, locale } = useFigureWords();
  const { months } = progress;
  if (months.every((month) => month.received === null))
    return (
      <EmptyState
        icon={<CalendarRange aria-hidden className="size-7" />}
        title={t("months.none", { year: String(progress.year) })}
      >
        {t("months.noneHint")}
      </EmptyState>
    );
  const most = Math.max(1, ...months.flatMap((month) => [month.received ?? 0, month.plan ?? 0]));
  const y = scaleLinear()
    .domain([0, most * 1.06])
    .range([tall, 0]);
  const ticks = y.ticks(4).filter((tick) => tick > 0);
  const inThousands = most >= 10_000;
  const short = (value: number) =>
    inThousands ? formatNumber(locale, value / 1000, value >= 100_000 ? 0 : 1) : formatNumber(locale, value);
  const percent = (value: number) => `${Math.round((y(value) / tall) * 1000) / 10}%`;
  const columns = { gridTemplateColumns: `repeat(${months.length}, minmax(0, 1fr))` };
  return (
    <>
      <figure aria-label={t("months.title")} className="mt-5">
        <div className="relative ml-10 h-48 sm:ml-12 sm:h-56">
          <svg
            viewBox={`0 0 ${months.length * unit} ${tall}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            className="months absolute inset-0 size-full"
          >
            {[0, ...ticks].map((tick) => (
              <line key={tick} className="grid" x1="0" x2={months.length * unit} y1={y(tick)} y2={y(tick)} />
            ))}
            {months.map(({ month, received, plan }, index) => {
              const left = index * unit;
              return (
                <g key={month}>
                  {received ? (
                    <rect
                      className={plan !== null && received < plan ? "low" : undefined}
                      x={left + (unit - bar) / 2}
                      width={bar}
                      y={rounded(y(received))}
                      height={rounded(tall - y(received))}
                    />
                  ) : null}
                  {plan === null ? null : (
                    <line
                      className="plan"
                      x1={left + 1.2}
                      x2={left + unit - 1.2}
                      y1={rounded(y(plan))}
                      y2={rounded(y(plan))}
                    />
                  )}
                </g>
              );
            })}
          </svg>
          <div aria-hidden="true" className="text-xs text-ink-3 tabular-nums">
            {ticks.map((tick) => (
              <span key={tick} className="absolute right-full mr-2 -translate-y-1/2" style={{ top: percent(tick) }}>
                {short(tick)}
              </span>
            ))}
          </div>
          <div
            aria-hidden="true"
            className="absolute inset-0 hidden text-center text-xs font-medium tabular-nums sm:grid"
            style={columns}
          >
            {months.map(({ month, received, plan }) => (
              <span key={month} className="relative">
                {received ? (
                  <span
                    className="absolute inset-x-0 -translate-y-full pb-1"
                    style={{ top: percent(Math.max(received, plan ?? 0)) }}
                  >
                    {short(received)}
                  </span>
                ) : null}
              </span>
            ))}
          </div>
        </div>
        <div aria-hidden="true" className="mt-1.5 ml-10 grid text-center text-xs text-ink-3 sm:ml-12" style={columns}>
          {months.map(({ month }) => (
            <span key={month}>{t("months.short", { n: Number(month.slice(5)) })}</span>
          ))}
        </div>
        <figcaption className="mt-3 flex flex-wrap gap-x-4 text-xs text-ink-2">
          <span>
            {t("months.bars")}
            {inThousands ? ` (${t("months.thousands")})` : null}
          </span>
          {months.some((month) => month.plan !== null) ? (
            <>
              <span>{t("months.lines")}</span>
              <span>{t("months.below")}</span>
            </>
          ) : null}
        </figcaption>
      </figure>
      <details className="mt-3">
        <summary className="inline-flex min-h-11 items-center text-sm font-medium text-ink-2 underline underline-offset-4 hover:text-ink">
          {t("months.table")}
        </summary>
        <Table caption={t("months.title")}>
          <thead>
            <tr>
              <Th>{t("months.month")}</Th>
              <Th num>{t("months.received")}</Th>
              <Th num>{t("months.plan")}</Th>
              <Th num>{t("months.difference")}</Th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, received, plan }) => (
              <tr key={month}>
                <th scope="row" className="py-1 font-medium">
                  {formatMonth(locale, `${month}-01`)}
                </th>
                <Td num>{received === null ? "–" : formatNumber(locale, received)}</Td>
                <Td num>{plan === null ? "–" : formatNumber(locale, plan)}</Td>
                <Td num>{received === null || plan === null ? "–" : formatDifference(locale, received - plan)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </>
  );
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
