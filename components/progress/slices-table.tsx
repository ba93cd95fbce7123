"use client";

import type { CSSProperties } from "react";
import { numberIn, unpacked } from "@/components/ui/packed";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";

/** Small bars that are tables, one for each way to divide the whole. */
export function SlicesTable({
  locale,
  parts,
  narrow,
}: {
  locale: Locale;
  /** A heading, and packed rows: a name, how many, how many per cent; the name alone when they are too few to tell. */
  parts: readonly (readonly [name: string, rows: string])[];
  narrow?: boolean | undefined;
}) {
  const words = boardWords(locale).breakdown;
  return (
    <div className={narrow ? "slices" : "slices wide"}>
      {parts.map(([name, rows]) => (
        <table key={name}>
          <thead>
            <tr>
              <th>{name}</th>
              <th>{words.donations}</th>
              <th>%</th>
            </tr>
          </thead>
          <tbody>
            {unpacked(rows).map(([key = "", ...cells]) => {
              const [count = null, share = null] = cells.map(numberIn);
              return (
                <tr key={key} style={share === null ? undefined : ({ "--v": `${share}%` } as CSSProperties)}>
                  <th>{key}</th>
                  <td>{count === null ? words.few : formatNumber(locale, count)}</td>
                  <td>{share === null ? "–" : formatPercent(locale, share)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ))}
    </div>
  );
}
