import { useLocale, useTranslations } from "next-intl";
import { formatPercent } from "@/lib/i18n/format";
import { mapLayout, provincePath } from "@/lib/progress/map-layout";
import type { RankedUnit } from "@/lib/progress/ranking";
import { RATE_CLASSES, rateClassOf } from "@/lib/progress/rules";
import { nameOf, type Place, unitHref } from "./place";

/**
 * Per cent of plan by province. The shapes come from a file of their own, the page holds only their colours. The
 * ranking beside it is its table, so a keyboard and a screen reader are spared 34 links of which they have the words.
 */
export function RateMap({ place, ranked }: { place: Place; ranked: RankedUnit[] }) {
  const t = useTranslations("progress");
  const locale = useLocale();
  const provinces = ranked.filter(({ child }) => child.unit.kind === "province");
  const classOf = (code: string) => colourOf(provinces.find(({ child }) => child.unit.code === code)?.rate ?? null);
  return (
    <figure aria-label={t("map.about")} className="mt-3">
      <svg
        viewBox={`0 0 ${mapLayout.width} ${mapLayout.height}`}
        aria-hidden="true"
        className="map mx-auto w-full max-w-100"
      >
        <Patterns />
        {provinces.map(({ child, rate }) => (
          <a key={child.unit.code} href={unitHref(place, child.unit.code)} tabIndex={-1}>
            <title>
              {`${nameOf(locale, child.unit)}: ${rate === null ? t("unpublished") : formatPercent(locale, rate)}`}
            </title>
            <use href={provincePath(child.unit.code)} className={colourOf(rate)} />
          </a>
        ))}
        {mapLayout.insets.map((inset) => (
          <g key={inset.id}>
            <rect className="frame" x={inset.x} y={inset.y} width={inset.width} height={inset.height} rx="80" />
            <use href={`${mapLayout.file}#${inset.id}`} className={`isle ${classOf(inset.provinceCode)}`} />
            <text x={inset.x + inset.width / 2} y={inset.y + inset.height - 70}>
              {t(inset.id === "hoang-sa" ? "map.paracels" : "map.spratlys")}
            </text>
          </g>
        ))}
      </svg>
      <ul aria-label={t("map.legend")} className="mt-4 flex flex-wrap gap-x-4 gap-y-1.5 text-xs text-ink-2">
        {RATE_CLASSES.map(({ word }, index) => (
          <li key={word} className="flex items-center gap-1.5">
            <Swatch className={`c${index}`} />
            {t(`map.${word}`)}
          </li>
        ))}
        <li className="flex items-center gap-1.5">
          <Swatch className="cx" />
          {t("unpublished")}
        </li>
      </ul>
    </figure>
  );
}

function colourOf(rate: number | null): string {
  const word = rateClassOf(rate);
  return word === null ? "cx" : `c${RATE_CLASSES.findIndex((one) => one.word === word)}`;
}

function Swatch({ className }: { className: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 280 160" className="h-3 w-5.5 shrink-0 rounded-sm border border-line">
      <rect width="280" height="160" className={className} />
    </svg>
  );
}

/** Hatching for what nobody published, and stripes for the classes below the plan when printed in grey. */
function Patterns() {
  return (
    <defs>
      <pattern id="unpublished" width="70" height="70" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="70" height="70" className="fill-sunk" />
        <rect width="14" height="70" className="fill-edge" />
      </pattern>
      {(["far", "below", "nearly"] as const).map((word, index) => (
        <pattern
          key={word}
          id={`grey-${word}`}
          width="80"
          height="80"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(90)"
        >
          <rect width="80" height="80" fill="#fff" />
          <rect width={60 - index * 22} height="80" fill="#777" />
        </pattern>
      ))}
    </defs>
  );
}
