"use client";

import { useScript } from "@/components/ui/use-script";
import { mapLayout, provincePath } from "@/lib/progress/map-layout";
import type { RankLink, RankRow } from "./ranking-table";

/**
 * Per cent of plan by province. The shapes come from a file of their own, the page holds only their colours. The
 * ranking beside it is its table, so a keyboard and a screen reader are spared 34 links of which they have the words;
 * the mouse gets them once script runs, so that they do not weigh on the page.
 */
export function RateMap({
  rows,
  link,
  words,
}: {
  rows: readonly RankRow[];
  link: RankLink;
  words: { about: string; legend: string; classes: string[]; isles: readonly [string, string]; unpublished: string };
}) {
  const script = useScript();
  const provinces = rows.filter(([code]) => /^\d/.test(code));
  const colours = new Map(provinces.map(([code, , , , , , , colour]) => [code, colour]));
  return (
    <figure aria-label={words.about}>
      <svg viewBox={`0 0 ${mapLayout.width} ${mapLayout.height}`} aria-hidden="true" className="map">
        <Patterns />
        {provinces.map(([code, name, , , , rate, , colour]) =>
          script ? (
            <a key={code} href={link[0] + code + link[1]} tabIndex={-1} className={`c${colour}`}>
              <title>{`${name}: ${colour === "x" ? words.unpublished : rate}`}</title>
              <use href={provincePath(code)} />
            </a>
          ) : (
            <use key={code} href={provincePath(code)} className={`c${colour}`} />
          ),
        )}
        {mapLayout.insets.map((inset, index) => (
          <g key={inset.id} className={`isle c${colours.get(inset.provinceCode) ?? "x"}`}>
            <rect x={inset.x} y={inset.y} width={inset.width} height={inset.height} rx="80" />
            <use href={`${mapLayout.file}#${inset.id}`} />
            <text x={inset.x + inset.width / 2} y={inset.y + inset.height - 70}>
              {words.isles[index]}
            </text>
          </g>
        ))}
      </svg>
      <ul aria-label={words.legend} className="legend">
        {words.classes.map((word, index) => (
          <li key={word} className={`k${index}`}>
            {word}
          </li>
        ))}
        <li className="kx">{words.unpublished}</li>
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
