"use client";

import { numberIn, unpacked } from "@/components/ui/packed";
import { formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";

/** The places in which drives were held. */
export function CoveredList({
  locale,
  places,
}: {
  locale: Locale;
  /** Packed rows: the place, its drives in words, its donations; those are left out where they are too few to tell. */
  places: string;
}) {
  const { coverage: words, breakdown } = boardWords(locale);
  const rows = unpacked(places).map(([name = "", drives, donations]) => ({
    name,
    drives,
    donations: numberIn(donations),
  }));
  return (
    <>
      <ul className="covered">
        {rows.map(({ name, drives, donations }) => (
          <li key={name}>
            {name}
            <span>
              {`${drives} · `}
              <b>{donations === null ? breakdown.few : formatNumber(locale, donations)}</b>
            </span>
          </li>
        ))}
      </ul>
      <p className="notes">
        {rows.some(({ donations }) => donations === null) ? `${words.columns} ${words.few}` : words.columns}
      </p>
    </>
  );
}
