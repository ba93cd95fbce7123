"use client";

import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";
import { FigureTable } from "./figure-table";

/** The campaigns of a year. */
export function CampaignFigures({
  locale,
  link,
  rows,
}: {
  locale: Locale;
  link: readonly [before: string, after: string];
  /** Packed rows, see `packedFigures`. */
  rows: string;
}) {
  const words = boardWords(locale).campaigns;
  return (
    <FigureTable
      locale={locale}
      caption={words.title}
      heads={[words.name, words.dates, words.received, words.target, words.rate]}
      link={link}
      rows={rows}
    />
  );
}
