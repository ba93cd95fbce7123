import { formatDate, formatMonth, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { translatorFor } from "@/lib/i18n/translator";
import type { Figure, Source, UnitBrief } from "@/lib/progress/schema";
import type { Cell, WordedNumber } from "./table";

/** How figures are said in files and papers, in the reader's language: without a page around them. */
export function documentWords(locale: Locale) {
  const t = translatorFor(locale);
  const whole = (value: number) => formatNumber(locale, value);
  const percent = (value: number, digits = 2) => formatPercent(locale, value, digits);
  const day = (on: string) => formatDate(locale, on);
  /** A month "2026-03" as "03/2026". */
  const month = (yearMonth: string) => formatMonth(locale, `${yearMonth}-01`);
  const unitName = (unit: Pick<UnitBrief, "name" | "nameEn">) => (locale === "en" ? unit.nameEn : unit.name);
  const fullName = (unit: Pick<UnitBrief, "fullName" | "nameEn">) => (locale === "en" ? unit.nameEn : unit.fullName);
  /** A unit inside a sentence: "tỉnh Nghệ An"; a ministry keeps its capital. */
  const inSentence = (unit: Pick<UnitBrief, "fullName" | "nameEn">) =>
    fullName(unit).replace(/^(Tỉnh|Thành phố|Xã|Phường|Đặc khu) /, (kind) => kind.toLocaleLowerCase("vi"));

  const countWord = (countedIn: string | null): "units" | "donations" | "bags" | "people" => {
    if (countedIn === "donations" || countedIn === "donor turns") return "donations";
    if (countedIn?.startsWith("bags")) return "bags";
    return countedIn?.startsWith("people") ? "people" : "units";
  };
  const counted = (countedIn: string | null) => t(`progress.count.${countWord(countedIn)}`);
  /** "trên", "gần", or nothing where the figure is exact. */
  const qualifier = (word: string): string => {
    const key = word.replace(" ", "_");
    return key === "over" || key === "more_than" || key === "nearly" || key === "about"
      ? t(`progress.qualifier.${key}`)
      : "";
  };
  const qualified = (word: string, text: string) => [qualifier(word), text].filter(Boolean).join(" ");
  /** A published figure as it was printed: "gần 894.000", "16/36", "trên 98%". */
  const printed = ({ value, countedIn, qualifier: word, of }: Figure): string => {
    if (value === null) return "";
    if (countedIn === "percent") return qualified(word, percent(value));
    const number = formatNumber(locale, value, 2);
    if (of) return qualified(word, `${number}/${whole(of)}`);
    return qualified(word, countedIn === "billion VND" ? `${number} ${t("progress.unit.billion")}` : number);
  };
  /** A number in words of its own, which stays a number in a spreadsheet: "gần 894.000", "94%". */
  const worded = (word: string, value: number, kind: "whole" | "percent", of: number | null = null): WordedNumber => {
    const said = qualifier(word);
    const text = kind === "percent" ? percent(value) : formatNumber(locale, value, 2);
    return {
      value,
      shown: [said, of ? `${text}/${whole(of)}` : text].filter(Boolean).join(" "),
      format: `${said ? `"${said} "` : ""}${
        kind === "percent" ? (Number.isInteger(value) ? "0" : "0.0#") : Number.isInteger(value) ? "#,##0" : "#,##0.0#"
      }${kind === "percent" ? '"%"' : ""}${of ? `"/${of}"` : ""}`,
    };
  };
  /** A published figure the same way. */
  const printedNumber = (figure: Figure): Cell => {
    const { value, countedIn, qualifier: word, of } = figure;
    if (value === null) return null;
    if (countedIn === "billion VND") return printed(figure);
    return worded(word, value, countedIn === "percent" ? "percent" : "whole", of);
  };
  const metric = (word: string): string => {
    const key = `progress.metric.${word}` as "progress.metric.units_received";
    return t.has(key) ? t(key) : word.replaceAll("_", " ");
  };
  const period = (text: string): string => {
    if (text === "year" || text === "H1" || text === "Q1" || text === "YTD") return t(`progress.period.${text}`);
    if (text.startsWith("campaign:")) return t("progress.period.campaign");
    const [from, to] = text.split("/").map((part) => part.split("-").map(Number).reverse().join("/"));
    return from && to ? t("progress.period.span", { from, to }) : t("progress.period.month", { n: from ?? text });
  };
  const sourceName = ({ publisher, publishedOn }: Source): string => {
    const name = publisher === null || publisher.startsWith("not named") ? t("progress.sources.unnamed") : publisher;
    return publishedOn ? `${name}, ${day(publishedOn)}` : name;
  };
  return {
    locale,
    t,
    whole,
    percent,
    day,
    month,
    unitName,
    fullName,
    inSentence,
    countWord,
    counted,
    qualifier,
    qualified,
    printed,
    worded,
    printedNumber,
    metric,
    period,
    sourceName,
  };
}

export type DocumentWords = ReturnType<typeof documentWords>;
