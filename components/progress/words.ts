import { useLocale, useTranslations } from "next-intl";
import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { Figure, Target } from "@/lib/progress/schema";
import { boardWords } from "./board-words";

/** How figures are said in a sentence: the way they are counted, how exact, as of when, how final. Server pages only. */
export function useFigureWords() {
  const t = useTranslations("progress");
  const locale = useLocale();
  const board = boardWords(locale);

  const countWord = (countedIn: string | null): "units" | "donations" | "bags" | "people" => {
    if (countedIn === "donations" || countedIn === "donor turns") return "donations";
    if (countedIn?.startsWith("bags")) return "bags";
    return countedIn?.startsWith("people") ? "people" : "units";
  };
  /** "trên", "khoảng" or nothing. */
  const qualifier = (word: string): string => {
    const key = word.replace(" ", "_");
    if (key === "over" || key === "more_than" || key === "nearly" || key === "about") return t(`qualifier.${key}`);
    return "";
  };
  const qualified = (word: string, text: string) => [qualifier(word), text].filter(Boolean).join(" ");
  /** "đến 05/12/2025 · sơ bộ". */
  const standing = (figure: Pick<Figure, "asOf" | "status" | "sources">): string => {
    const printedOn = figure.sources
      .map((source) => source.publishedOn)
      .filter((on) => on !== null)
      .sort()
      .at(-1);
    const when = figure.asOf
      ? t("asOf", { on: formatDate(locale, figure.asOf) })
      : printedOn
        ? t("printedOn", { on: formatDate(locale, printedOn) })
        : t("published");
    return `${when} · ${t(`status.${figure.status}`)}`;
  };
  const value = (figure: Pick<Figure, "value" | "countedIn" | "qualifier" | "of">): string => {
    if (figure.value === null) return "";
    if (figure.countedIn === "percent") return qualified(figure.qualifier, formatPercent(locale, figure.value, 2));
    const number = formatNumber(locale, figure.value, 2);
    const unit = figure.countedIn === "billion VND" ? ` ${t("unit.billion")}` : "";
    return qualified(figure.qualifier, figure.of ? `${number}/${formatNumber(locale, figure.of)}` : number + unit);
  };
  const goal = (target: Target): string =>
    t("goal", { rate: qualified(target.qualifier, formatPercent(locale, target.value, 2)) });
  return { t, locale, board, countWord, qualifier, qualified, standing, value, goal };
}

export type FigureWords = ReturnType<typeof useFigureWords>;
