import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { useLocale, useTranslations } from "next-intl";
import { Table, Td, Th } from "@/components/ui/table";
import { formatNumber } from "@/lib/i18n/format";
import type { Forecast } from "@/lib/progress/forecast/rules";

const width = 1000;
const height = 300;
const inside = { left: 8, right: 150, top: 16, bottom: 28 };

/** The year's running total: received, expected with its band, and the target; the same as a table below. */
export function ForecastChart({
  forecast,
  target,
  year,
}: {
  forecast: Extract<Forecast, { kind: "told" }>;
  target: number | null;
  year: number;
}) {
  const t = useTranslations("pace.forecast");
  const locale = useLocale();
  const { course, total, low, high } = forecast;
  const n = (value: number) => formatNumber(locale, value);
  const x = scaleLinear([0, 12], [inside.left, width - inside.right]);
  const y = scaleLinear([0, Math.max(high, target ?? 0) * 1.05], [height - inside.bottom, inside.top]);
  const over = course.filter(({ expected }) => !expected);
  const from = over.at(-1) ?? { month: 0, sum: 0 };
  const ahead = [from, ...course.filter(({ expected }) => expected)];
  const path = line<{ month: number; sum: number }>()
    .x(({ month }) => x(month))
    .y(({ sum }) => y(sum));
  // The band opens where what is known ends.
  const spread = (sum: number, end: number) => sum + ((end - total) * (sum - from.sum)) / Math.max(1, total - from.sum);
  const band = area<{ month: number; sum: number }>()
    .x(({ month }) => x(month))
    .y0(({ sum }) => y(spread(sum, low)))
    .y1(({ sum }) => y(spread(sum, high)));
  const labels = apart(
    [
      { key: "high", at: y(high), text: t("high", { n: n(high) }), strong: false },
      { key: "total", at: y(total), text: t("middle", { n: n(total) }), strong: true },
      { key: "low", at: y(low), text: t("low", { n: n(low) }), strong: false },
      ...(target === null
        ? []
        : [{ key: "target", at: y(target), text: t("target", { n: n(Math.round(target)) }), strong: false }]),
    ].sort((a, b) => a.at - b.at),
  );
  return (
    <>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t("chart", { year: String(year), low: n(low), high: n(high) })}
        className="mt-4 hidden w-full lg:block"
      >
        <path d={band(ahead) ?? ""} className="fill-blood-tint print:fill-[#ddd]" />
        {course.map(({ month }) => (
          <g key={month}>
            <line
              x1={x(month)}
              x2={x(month)}
              y1={height - inside.bottom}
              y2={height - inside.bottom + 5}
              className="stroke-line"
            />
            <text x={x(month - 0.5)} y={height - 8} textAnchor="middle" className="fill-ink-3 text-[13px]">
              {t("month", { n: month })}
            </text>
          </g>
        ))}
        <line x1={x(0)} x2={x(12)} y1={y(0)} y2={y(0)} className="stroke-line" />
        {target === null ? null : (
          <line x1={x(0)} x2={x(12)} y1={y(target)} y2={y(target)} className="stroke-ink" strokeDasharray="2 4" />
        )}
        <path
          d={path([{ month: 0, sum: 0 }, ...over]) ?? ""}
          fill="none"
          className="stroke-blood print:stroke-black"
          strokeWidth={3}
        />
        <path
          d={path(ahead) ?? ""}
          fill="none"
          className="stroke-blood print:stroke-black"
          strokeWidth={2}
          strokeDasharray="6 5"
        />
        {labels.map(({ key, at, text, strong }) => (
          <text
            key={key}
            x={x(12) + 10}
            y={at + 4}
            className={strong ? "fill-ink text-[15px] font-semibold" : "fill-ink-2 text-[13px]"}
          >
            {text}
          </text>
        ))}
      </svg>
      <details className="mt-3">
        <summary className="cursor-pointer text-sm font-medium underline decoration-edge underline-offset-4">
          {t("table")}
        </summary>
        <Table caption={t("tableCaption", { year: String(year) })} className="mt-2 text-sm">
          <thead>
            <tr>
              <Th>{t("endOf")}</Th>
              <Th num>{t("sumSoFar")}</Th>
              <Th>{t("kind")}</Th>
            </tr>
          </thead>
          <tbody>
            {course.map(({ month, sum, expected }) => (
              <tr key={month}>
                <Td>{t("monthLong", { n: month })}</Td>
                <Td num>{n(sum)}</Td>
                <Td>{t(expected ? "expected" : "known")}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </>
  );
}

/** Labels one below the other where they would lie upon each other. */
function apart<Label extends { at: number }>(labels: Label[]): Label[] {
  let last = Number.NEGATIVE_INFINITY;
  return labels.map((label) => {
    last = Math.max(label.at, last + 18);
    return { ...label, at: last };
  });
}
