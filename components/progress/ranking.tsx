import type { CSSProperties } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import type { RankedUnit } from "@/lib/progress/ranking";
import type { Standing } from "@/lib/progress/rules";
import { nameOf } from "./place";
import { useFigureWords } from "./words";

const shown: Standing[] = ["met", "on_plan", "watch", "behind"];

/** The reporting units by rate, each with its bar against the plan; it is the map's table as well. */
export function Ranking({
  ranked,
  hrefOf,
  caption,
}: {
  ranked: RankedUnit[];
  hrefOf: (code: string) => string;
  caption: string;
}) {
  const { t, locale } = useFigureWords();
  const widest = Math.max(115, ...ranked.map(({ rate }) => rate ?? 0));
  const most = Math.max(1, ...ranked.map(({ child }) => child.received ?? 0));
  const rated = ranked.some(({ rate }) => rate !== null);
  /** Its rate on the common scale; where no unit has one, what it received beside the most. */
  const lengthOf = ({ child, rate }: RankedUnit) =>
    rated ? (rate === null ? null : (rate / widest) * 100) : ((child.received ?? 0) / most) * 100;
  const tick = { "--t": rated ? `${round((100 / widest) * 100)}%` : "-9rem" } as CSSProperties;
  const counts = shown
    .map((standing) => ({ standing, count: ranked.filter((one) => one.standing === standing).length }))
    .filter(({ count }) => count > 0);
  const isKnown = ({ child, rate }: RankedUnit) => child.received !== null || rate !== null;
  const known = ranked.filter(isKnown);
  const unsaid = ranked.filter((one) => !isKnown(one));
  const withPublishedRate = ranked.some(({ rateFrom }) => rateFrom === "published");
  if (ranked.length === 0) return <EmptyState title={t("rank.empty")}>{t("rank.emptyHint")}</EmptyState>;
  return (
    <>
      {known.length === 0 ? null : (
        <table className="rank mt-2" style={tick}>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">
                <b>{t("rank.place")}</b>
              </th>
              <th scope="col">{t("rank.unit")}</th>
              <th scope="col">{rated ? t("rank.against") : null}</th>
              <th scope="col">{t("rank.received")}</th>
              <th scope="col">{t("rank.rate")}</th>
            </tr>
          </thead>
          <tbody>
            {known.map((one) => (
              <Row key={one.child.unit.code} one={one} length={lengthOf(one)} href={hrefOf(one.child.unit.code)} />
            ))}
          </tbody>
        </table>
      )}
      <ul className={known.length === 0 ? "hidden" : "mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2"}>
        {counts.map(({ standing, count }) => (
          <li key={standing} data-s={standing} className="mark">
            {t(`standing.${standing}`)}: {count}
          </li>
        ))}
        {rated ? <li>{t("rank.note")}</li> : null}
        {withPublishedRate ? <li>{t("rank.publishedNote")}</li> : null}
      </ul>
      {unsaid.length === 0 ? null : (
        <>
          <h3 className="mt-5 text-sm text-ink-3">{t("rank.rest", { n: unsaid.length })}</h3>
          <ul className="unsaid">
            {unsaid.map(({ child }) => (
              <li key={child.unit.code}>
                <a href={hrefOf(child.unit.code)}>{nameOf(locale, child.unit)}</a> {t("unpublished")}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Row({ one, length, href }: { one: RankedUnit; length: number | null; href: string }) {
  const { t, locale } = useFigureWords();
  const { child, rank, rate, rateFrom, standing } = one;
  return (
    <tr data-s={rate === null ? undefined : standing}>
      <td>{rank}</td>
      <th scope="row">
        <a href={href}>{nameOf(locale, child.unit)}</a>
      </th>
      <td>{length === null ? null : <i style={{ "--v": `${round(length)}%` } as CSSProperties} />}</td>
      <td>{child.received === null ? "–" : formatNumber(locale, child.received)}</td>
      <td>
        {rate === null ? "–" : formatPercent(locale, rate)}
        {rateFrom === "published" ? "°" : null}
        {rate === null ? null : <b>{t(`standing.${standing}`)}</b>}
      </td>
    </tr>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
