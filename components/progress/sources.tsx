import { ChevronDown } from "lucide-react";
import { Card } from "@/components/ui/card";
import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import { decimalsOf } from "@/lib/progress/figures";
import { publishedAgainstComputed } from "@/lib/progress/rules";
import type { Figure, Progress } from "@/lib/progress/schema";
import type { SourceBook } from "./source-book";
import { SourceRefs } from "./source-refs";
import { useFigureWords } from "./words";

/** Where every figure of the page comes from, what else was printed, and where two prints differ. */
export function Sources({ progress, book }: { progress: Progress; book: SourceBook }) {
  const { t, locale, value, standing, countWord } = useFigureWords();
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
  const others = progress.figures.filter((figure) => !told.has(figure.id) && figure.value !== null);
  const against =
    rate.published?.value != null && received !== null
      ? publishedAgainstComputed(
          { percent: rate.published.value, decimals: decimalsOf(rate.published.value) },
          { received, target: measuredAgainst?.value ?? null },
        )
      : null;
  return (
    <Card id="sources">
      <details>
        <summary className="flex min-h-11 items-center justify-between gap-3">
          <h2 className="text-lg font-semibold tracking-tight">{t("sources.title")}</h2>
          <ChevronDown aria-hidden className="size-5 text-ink-3" />
        </summary>
        <div className="mt-3 space-y-5 text-sm [&_h3]:font-semibold [&_li]:py-0.5">
          {publishedTotals.length > 0 ? (
            <div>
              <h3>{t("sources.totals")}</h3>
              <ul>
                {publishedTotals.map((figure) => (
                  <li key={figure.id}>
                    <strong className="font-semibold">{value(figure)}</strong>{" "}
                    {t(`count.${countWord(figure.countedIn)}`)} · {standing(figure)}
                    <SourceRefs book={book} sources={figure.sources} />
                  </li>
                ))}
              </ul>
              {first?.value != null &&
              second?.value != null &&
              first.countedIn === second.countedIn &&
              first.value !== second.value ? (
                <p className="mt-1 text-ink-2">
                  {t("sources.differ", { n: formatNumber(locale, Math.abs(first.value - second.value)) })}
                </p>
              ) : null}
            </div>
          ) : null}
          {against?.computed != null && rate.published && received !== null && measuredAgainst ? (
            <div>
              <h3>{t("sources.rate")}</h3>
              <p>
                {t("sources.rateHow", {
                  received: formatNumber(locale, received),
                  target: formatNumber(locale, measuredAgainst.value),
                  computed: formatPercent(locale, against.computed),
                  published: value(rate.published),
                })}{" "}
                {against.agreement === "truncated" ? t("sources.rateCut") : null}
              </p>
            </div>
          ) : null}
          {others.length > 0 ? (
            <div>
              <h3>{t("sources.others")}</h3>
              <FigureList figures={others} book={book} />
            </div>
          ) : null}
          {book.sources.length > 0 ? (
            <div>
              <h3>{t("sources.list")}</h3>
              <ol className="list-inside list-decimal tabular-nums">
                {book.sources.map((source, index) => {
                  const name = source.publisher?.startsWith("not named")
                    ? t("sources.unnamed")
                    : (source.publisher ?? t("sources.unnamed"));
                  return (
                    <li key={source.id} id={`s${index + 1}`} className="target:bg-watch-tint">
                      {source.address ? (
                        <a href={source.address} rel="noreferrer" className="underline underline-offset-2">
                          {name}
                        </a>
                      ) : (
                        name
                      )}
                      {source.publishedOn ? `, ${formatDate(locale, source.publishedOn)}` : null}
                    </li>
                  );
                })}
              </ol>
            </div>
          ) : null}
          <p className="measure text-ink-2">
            {t("sources.counting")} {progress.containsDemo ? t("sources.demoCounting") : null} {t("map.source")}.
          </p>
        </div>
      </details>
    </Card>
  );
}

/** Published figures in words: what, how much, of which period, how final, printed where. */
export function FigureList({ figures, book }: { figures: readonly Figure[]; book: SourceBook }) {
  const { t, value, standing } = useFigureWords();
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
  return (
    <ul>
      {figures.map((figure) => (
        <li key={figure.id}>
          {labelOf(figure.metric)}: <strong className="font-semibold">{value(figure)}</strong>{" "}
          <span className="text-ink-2">
            ({periodOf(figure.period)}) · {standing(figure)}
            <SourceRefs book={book} sources={figure.sources} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** "2025-07" as 7/2025, "2025" as it is. */
function shortPeriod(text: string): string {
  return text.split("-").map(Number).reverse().join("/");
}
