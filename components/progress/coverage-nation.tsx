import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import "./progress.css";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { percentOf } from "@/lib/core/numbers";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import type { ProvinceCoverage } from "@/lib/progress/coverage/queries";
import { mapLayout, provincePath } from "@/lib/progress/map-layout";

/** From here on a province counts as darker: shares of its communes without a drive. */
const classes = [0, 50, 80, 90, 95] as const;
const shades = [12, 28, 46, 68, 100] as const;

/** Per province, how many communes are without: on the map by share, and as the table beside it. Server pages only. */
export function CoverageNation({
  provinces,
  hrefOf,
  files,
}: {
  provinces: readonly ProvinceCoverage[];
  hrefOf: (code: string) => string;
  /** The ways to take the table along. */
  files: ReactNode;
}) {
  const t = useTranslations("pace");
  const locale = useLocale();
  const shareOf = (one: ProvinceCoverage) => percentOf(one.without, one.communes) ?? 0;
  const classOf = (share: number) => classes.findLastIndex((from) => share >= from);
  const shade = (index: number) =>
    `color-mix(in oklab, var(--color-behind-fill) ${shades[index] ?? 100}%, var(--color-card))`;
  const colour = (code: string) => {
    const province = provinces.find((one) => one.code === code);
    return shade(classOf(province ? shareOf(province) : 0));
  };
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,10fr)_minmax(0,16fr)]">
      <Card>
        <CardTitle>{t("coverage.mapNation")}</CardTitle>
        <svg viewBox={`0 0 ${mapLayout.width} ${mapLayout.height}`} aria-hidden="true" className="map mx-auto">
          {provinces.map(({ code }) => (
            <use key={code} href={provincePath(code)} style={{ fill: colour(code), printColorAdjust: "exact" }} />
          ))}
          {mapLayout.insets.map((inset, index) => (
            <g key={inset.id} className="isle">
              <rect x={inset.x} y={inset.y} width={inset.width} height={inset.height} rx="80" />
              <use
                href={`${mapLayout.file}#${inset.id}`}
                style={{ fill: colour(inset.provinceCode), stroke: colour(inset.provinceCode) }}
              />
              <text x={inset.x + inset.width / 2} y={inset.y + inset.height - 70}>
                {t(index === 0 ? "paracels" : "spratlys")}
              </text>
            </g>
          ))}
        </svg>
        <ul aria-label={t("coverage.legend")} className="mt-4 flex flex-wrap gap-x-4 gap-y-1.5 text-xs text-ink-2">
          {classes.map((from, index) => (
            <li key={from} className="flex items-center gap-1.5">
              <span
                aria-hidden
                className="h-3 w-5.5 rounded-sm border border-line"
                style={{ background: shade(index), printColorAdjust: "exact" }}
              />
              {t("coverage.from", { n: from })}
            </li>
          ))}
        </ul>
      </Card>
      <Card>
        <CardTitle>{t("coverage.byProvince")}</CardTitle>
        <Table caption={t("coverage.byProvince")} stickyFirst className="text-sm">
          <thead>
            <tr>
              <Th>{t("coverage.province")}</Th>
              <Th num>{t("coverage.communes")}</Th>
              <Th num>{t("coverage.without")}</Th>
              <Th num>{t("coverage.share")}</Th>
              <Th num>{t("coverage.neverHeld")}</Th>
            </tr>
          </thead>
          <tbody>
            {provinces.map((one) => (
              <tr key={one.code}>
                <RowHeader className="whitespace-nowrap">
                  <a
                    href={hrefOf(one.code)}
                    className="underline decoration-edge underline-offset-4 hover:decoration-ink"
                  >
                    {one.name}
                  </a>
                </RowHeader>
                <Td num>{formatNumber(locale, one.communes)}</Td>
                <Td num>{formatNumber(locale, one.without)}</Td>
                <Td num className="font-semibold">
                  {formatPercent(locale, shareOf(one))}
                </Td>
                <Td num>{formatNumber(locale, one.never)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
        {files}
      </Card>
    </div>
  );
}
