import { packed } from "@/components/ui/packed";
import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import { decimalsOf } from "@/lib/progress/figures";
import { publishedAgainstComputed } from "@/lib/progress/rules";
import type { Figure, Progress } from "@/lib/progress/schema";
import type { Said } from "./said";
import type { SourceBook } from "./source-book";
import { type SourceFacts, SourceList, type ToldFigures, ToldList } from "./source-list";
import { type FigureWords, useFigureWords } from "./words";

/** The foot of a page whose own card already lists what was published of its unit or campaign. */
export function Sources({ progress, book }: { progress: Progress; book: SourceBook }) {
  const words = useFigureWords();
  return <SourceList locale={words.locale} {...sourceFacts(words, { progress, book, othersToldAbove: true })} />;
}

/** Where every figure of the page comes from, what else was printed, and where two prints differ. */
export function sourceFacts(
  words: FigureWords,
  { progress, book, othersToldAbove = false }: { progress: Progress; book: SourceBook; othersToldAbove?: boolean },
): SourceFacts {
  const { t, locale, value, standing, countWord } = words;
  const { publishedTotals, rate, received, measuredAgainst } = progress;
  const [first, second] = publishedTotals;
  // What stands in the first row is not told again.
  const told = new Set(
    [
      ...publishedTotals,
      rate.published,
      progress.populationShare.published,
      progress.voluntary.published,
      progress.repeat.published,
      progress.atLeast350Ml.published,
      progress.met.published,
    ].map((figure) => figure?.id),
  );
  const others = othersToldAbove
    ? []
    : progress.figures.filter((figure) => !told.has(figure.id) && figure.value !== null);
  const against =
    rate.published?.value != null && received !== null
      ? publishedAgainstComputed(
          { percent: rate.published.value, decimals: decimalsOf(rate.published.value) },
          { received, target: measuredAgainst?.value ?? null },
        )
      : null;
  const differ =
    first?.value != null &&
    second?.value != null &&
    first.countedIn === second.countedIn &&
    first.value !== second.value
      ? t("sources.differ", { n: formatNumber(locale, Math.abs(first.value - second.value)) })
      : null;
  const parts = [
    ...(publishedTotals.length > 0
      ? [
          {
            kind: "totals" as const,
            told: publishedTotals.map(
              (figure): ToldFigures => [
                book.said(standing(figure), figure.sources),
                packed([[`${value(figure)} ${t(`count.${countWord(figure.countedIn)}`)}`]]),
              ],
            ),
            ...(differ ? { text: differ } : {}),
          },
        ]
      : []),
    ...(against?.computed != null && rate.published && received !== null && measuredAgainst
      ? [
          {
            kind: "rate" as const,
            text: [
              t("sources.rateHow", {
                received: formatNumber(locale, received),
                target: formatNumber(locale, measuredAgainst.value),
                computed: formatPercent(locale, against.computed),
                published: value(rate.published),
              }),
              ...(against.agreement === "truncated" ? [t("sources.rateCut")] : []),
            ].join(" "),
          },
        ]
      : []),
    ...(others.length > 0 ? [{ kind: "others" as const, told: toldFigures(words, others, book) }] : []),
  ];
  return {
    parts,
    sources: packed(
      book.sources.map(({ publisher, publishedOn, address }) => {
        const name = publisher === null || publisher.startsWith("not named") ? t("sources.unnamed") : publisher;
        return [publishedOn ? `${name}, ${formatDate(locale, publishedOn)}` : name, shortened(address)];
      }),
    ),
    ...(progress.containsDemo ? { demo: true } : {}),
  };
}

/** An address as a packed cell holds it: nearly all begin alike, and what parts cells is written in the web's own way. */
function shortened(address: string | null): string | null {
  return address === null
    ? null
    : address
        .replace(/^https:\/\//, "")
        .replaceAll("|", "%7C")
        .replaceAll("~", "%7E");
}

/** What was published of a unit or campaign, on a card of its own. */
export function FigureList({ figures, book }: { figures: readonly Figure[]; book: SourceBook }) {
  const words = useFigureWords();
  const told = figures.filter((figure) => figure.value !== null);
  return <ToldList told={toldFigures(words, told, book)} />;
}

/** Figures under how they stand, in the order in which that first comes up. */
function toldFigures(words: FigureWords, figures: readonly Figure[], book: SourceBook): ToldFigures[] {
  const { t, value, standing } = words;
  const labelOf = (metric: string) => {
    const key = `metric.${metric}` as "metric.units_received";
    return t.has(key) ? t(key) : metric.replaceAll("_", " ");
  };
  const periodOf = (period: string): string => {
    if (period === "year" || period === "H1" || period === "Q1" || period === "YTD") return t(`period.${period}`);
    if (period.startsWith("campaign:")) return t("period.campaign");
    const [from, to] = period.split("/");
    if (from && to) return t("period.span", { from: shortPeriod(from), to: shortPeriod(to) });
    return t("period.month", { n: shortPeriod(period) });
  };
  const alike = new Map<string, { standing: Said; rows: [value: string, label: string][] }>();
  for (const figure of figures) {
    const said = book.said(`${periodOf(figure.period)} · ${standing(figure)}`, figure.sources);
    const known = alike.get(JSON.stringify(said)) ?? { standing: said, rows: [] };
    known.rows.push([value(figure), labelOf(figure.metric)]);
    alike.set(JSON.stringify(said), known);
  }
  return [...alike.values()].map((told) => [told.standing, packed(told.rows)]);
}

/** "2025-07" as 7/2025, "2025" as it is. */
function shortPeriod(text: string): string {
  return text.split("-").map(Number).reverse().join("/");
}
