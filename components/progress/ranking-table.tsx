"use client";

import type { CSSProperties } from "react";
import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";
import { type RankLink, type RankRow, readRanking, STANDINGS } from "./ranking-rows";

/**
 * The reporting units by rate, each with its bar against the plan; it is the map's table as well. Its headings need no
 * `scope`, here and in the board's other tables: HTML itself takes a `th` among cells for its row's and one in a row of
 * nothing else for its column's, browsers tell it so, and a page holds ninety.
 */
export function RankingTable({
  locale,
  ranking,
  names,
  link,
  caption,
  rest,
}: {
  locale: Locale;
  /** Packed rows, see `readRanking`. */
  ranking: string;
  names?: ReadonlyMap<string, string>;
  link: RankLink;
  caption: string;
  /** Says that nothing was published of the units that have neither figure nor rate. */
  rest: string;
}) {
  const { rank: words, standing: standings } = boardWords(locale);
  const { rows, isRated, tick } = readRanking(locale, ranking, names);
  const isKnown = ({ received, rate }: RankRow) => received !== "–" || rate !== "–";
  const known = rows.filter(isKnown);
  const unsaid = rows.filter((row) => !isKnown(row));
  const counts = STANDINGS.map(
    (standing) => [standing, rows.filter((row) => row.standing === standing).length] as const,
  ).filter(([, count]) => count > 0);
  return (
    <>
      {known.length === 0 ? null : (
        <>
          <table className="rank" style={{ "--t": tick } as CSSProperties}>
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th>
                  <b>{words.place}</b>
                </th>
                <th>{words.unit}</th>
                {/* A bar is no datum: its column says what it is drawn against, its cells are empty. */}
                <th>{isRated ? words.against : words.beside}</th>
                <th>{words.received}</th>
                <th>{words.rate}</th>
              </tr>
            </thead>
            <tbody>
              {known.map(({ code, name, rank, bar, received, rate, standing }) => (
                <tr
                  key={code}
                  data-s={standing ?? undefined}
                  style={bar === null ? undefined : ({ "--v": `${bar}%` } as CSSProperties)}
                >
                  <td>{rank}</td>
                  <th>
                    <a href={link[0] + code + link[1]}>{name}</a>
                  </th>
                  <td />
                  <td>{received}</td>
                  <td>
                    {rate}
                    {standing ? <b>{standings[standing]}</b> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul className="notes">
            {counts.map(([standing, count]) => (
              <li key={standing} data-s={standing} className="mark">
                {`${standings[standing]}: ${count}`}
              </li>
            ))}
            {isRated ? <li>{words.note}</li> : null}
            {rows.some((row) => row.isPublishedRate) ? <li>{words.publishedNote}</li> : null}
          </ul>
        </>
      )}
      {unsaid.length === 0 ? null : (
        <>
          <h3 className="rest">{rest}</h3>
          <ul className="unsaid">
            {unsaid.map(({ code, name }) => (
              <li key={code}>
                <a href={link[0] + code + link[1]}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
