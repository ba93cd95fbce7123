"use client";

import { useScript } from "@/components/ui/use-script";
import type { Locale } from "@/lib/i18n/routing";
import { landPath, mapLayout, provincePath } from "@/lib/progress/map-layout";
import { RATE_CLASSES } from "@/lib/progress/rules";
import { boardWords } from "./board-words";
import { type RankLink, readRanking } from "./ranking-rows";

/**
 * Per cent of plan by province. The shapes come from a file of their own, the page holds only their colours. The
 * ranking beside it is its table, so a keyboard and a screen reader are spared 34 links of which they have the words;
 * the mouse gets them once script runs, so that they do not weigh on the page.
 */
export function RateMap({
  locale,
  ranking,
  names,
  link,
}: {
  locale: Locale;
  /** Packed rows, see `readRanking`. */
  ranking: string;
  names: ReadonlyMap<string, string>;
  link: RankLink;
}) {
  const { map: words, unpublished } = boardWords(locale);
  const classes = RATE_CLASSES.map(({ word }) => words[word]);
  const script = useScript();
  const provinces = readRanking(locale, ranking, names).rows.filter(({ code }) => /^\d/.test(code));
  const colours = new Map(provinces.map(({ code, colour }) => [code, colour]));
  const shown = provinces.filter(({ colour }) => script || colour !== "x");
  return (
    <figure aria-label={words.about}>
      <svg viewBox={`0 0 ${mapLayout.width} ${mapLayout.height}`} aria-hidden="true" className="map">
        <Patterns />
        {/* Hatched in one piece: the provinces of which something was published lie upon it. */}
        {provinces.some(({ colour }) => colour === "x") ? (
          <g className="cx">
            <use href={landPath} />
          </g>
        ) : null}
        {[...new Set(shown.map(({ colour }) => colour))].map((colour) => (
          <g key={colour} className={`c${colour}`}>
            {shown
              .filter((province) => province.colour === colour)
              .map(({ code, name, rate }) =>
                script ? (
                  <a key={code} href={link[0] + code + link[1]} tabIndex={-1}>
                    <title>{`${name}: ${colour === "x" ? unpublished : rate}`}</title>
                    <use href={provincePath(code)} />
                  </a>
                ) : (
                  <use key={code} href={provincePath(code)} />
                ),
              )}
          </g>
        ))}
        {mapLayout.insets.map((inset, index) => (
          <g key={inset.id} className={`isle c${colours.get(inset.provinceCode) ?? "x"}`}>
            <rect x={inset.x} y={inset.y} width={inset.width} height={inset.height} rx="80" />
            <use href={`${mapLayout.file}#${inset.id}`} />
            <text x={inset.x + inset.width / 2} y={inset.y + inset.height - 70}>
              {index === 0 ? words.paracels : words.spratlys}
            </text>
          </g>
        ))}
      </svg>
      <ul aria-label={words.legend} className="legend">
        {classes.map((word, index) => (
          <li key={word} className={`k${index}`}>
            {word}
          </li>
        ))}
        <li className="kx">{unpublished}</li>
      </ul>
    </figure>
  );
}

/** Hatching for what nobody published, and stripes for the classes below the plan when printed in grey. */
function Patterns() {
  return (
    <defs>
      <pattern id="unpublished" width="70" height="70" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className="fill-sunk" d="M0 0h70v70H0z" />
        <path className="fill-edge" d="M0 0h14v70H0z" />
      </pattern>
      {(["far", "below", "nearly"] as const).map((word, index) => (
        <pattern key={word} id={`grey-${word}`} width="80" height="80" patternUnits="userSpaceOnUse">
          <path fill="#fff" d="M0 0h80v80H0z" />
          <path fill="#777" d={`M0 0h80v${60 - index * 22}H0z`} />
        </pattern>
      ))}
    </defs>
  );
}
