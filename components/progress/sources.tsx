import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import { decimalsOf } from "@/lib/progress/figures";
import { publishedAgainstComputed } from "@/lib/progress/rules";
import type { Figure, Progress } from "@/lib/progress/schema";
import type { SourceBook } from "./source-book";
import { SourceList, type ToldFigure, ToldFigures } from "./source-list";
import { type FigureWords, useFigureWords } from "./words";

/** Where every figure of the page comes from, what else was printed, and where two prints differ. */
export function Sources({
  progress,
  book,
  othersToldAbove = false,
}: {
  progress: Progress;
  book: SourceBook;
  /** Whether a card of the page already lists what was published of the unit or campaign. */
  othersToldAbove?: boolean;
}) {
  const words = useFigureWords();
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
            figures: publishedTotals.map(
              (figure): ToldFigure => [
                "",
                `${value(figure)} ${t(`count.${countWord(figure.countedIn)}`)}`,
                book.said(`· ${standing(figure)}`, figure.sources),
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
    ...(others.length > 0 ? [{ kind: "others" as const, figures: toldFigures(words, others, book) }] : []),
  ];
  return (
    <SourceList
      locale={locale}
      parts={parts}
      sources={book.sources.map((source) => {
        const { publisher, publishedOn, address } = source;
        const name = publisher === null || publisher.startsWith("not named") ? t("sources.unnamed") : publisher;
        const text = publishedOn ? `${name}, ${formatDate(locale, publishedOn)}` : name;
        return address ? ([text, address] as const) : ([text] as const);
      })}
      {...(progress.containsDemo ? { demo: true } : {})}
    />
  );
}

/** What was published of a unit or campaign, on a card of its own. */
export function FigureList({ figures, book }: { figures: readonly Figure[]; book: SourceBook }) {
  const words = useFigureWords();
  const told = figures.filter((figure) => figure.value !== null);
  return <ToldFigures figures={toldFigures(words, told, book)} />;
}

/** One line each; what is said of a figure as of the one before is left out, for the drawing to say it again. */
function toldFigures(words: FigureWords, figures: readonly Figure[], book: SourceBook): ToldFigure[] {
  let before = "";
  return figures.map((figure) => {
    const [label, value, standing] = toldFigure(words, figure, book);
    const same = JSON.stringify(standing) === before;
    before = JSON.stringify(standing);
    return same ? [label, value] : [label, value, standing];
  });
}

function toldFigure({ t, value, standing }: FigureWords, figure: Figure, book: SourceBook): Required<ToldFigure> {
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
  return [
    labelOf(figure.metric),
    value(figure),
    book.said(`(${periodOf(figure.period)}) · ${standing(figure)}`, figure.sources),
  ];
}

/** "2025-07" as 7/2025, "2025" as it is. */
function shortPeriod(text: string): string {
  return text.split("-").map(Number).reverse().join("/");
}
