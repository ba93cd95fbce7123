"use client";

import type { CSSProperties } from "react";
import type { Standing } from "@/lib/progress/rules";

/**
 * A unit in the ranking, as short as it can travel: its code and name, its place, how long its bar is in per cent of the
 * track, what it received and its rate in words, how it stands, and its colour on the map.
 */
export type RankRow = readonly [
  code: string,
  name: string,
  rank: number | "",
  bar: number | "",
  received: string,
  rate: string,
  standing: Standing | "",
  colour: number | "x",
];

/** What stands before and after a unit's code in the address of its page. */
export type RankLink = readonly [before: string, after: string];

/** The reporting units by rate, each with its bar against the plan; it is the map's table as well. */
export function RankingTable({
  rows,
  link,
  tick,
  heads,
  standings,
  counts,
  notes,
  rest,
}: {
  rows: readonly RankRow[];
  link: RankLink;
  /** Where the plan's tick stands, in per cent of the track; far outside where there is no plan. */
  tick: number;
  heads: { caption: string; place: string; unit: string; against: string; received: string; rate: string };
  standings: Partial<Record<Standing | "", string>>;
  counts: readonly (readonly [Standing, string])[];
  notes: readonly string[];
  /** Says that nothing was published of the units that have neither figure nor rate. */
  rest: string;
}) {
  const isKnown = ([, , , , received, rate]: RankRow) => received !== "–" || rate !== "–";
  const known = rows.filter(isKnown);
  const unsaid = rows.filter((row) => !isKnown(row));
  return (
    <>
      {known.length === 0 ? null : (
        <>
          <table className="rank" style={{ "--t": tick } as CSSProperties}>
            <caption>{heads.caption}</caption>
            <thead>
              <tr>
                <th scope="col">
                  <b>{heads.place}</b>
                </th>
                <th scope="col">{heads.unit}</th>
                {/* A bar is no datum: its column says what it is drawn against, its cells are empty. */}
                <th scope="col">{heads.against}</th>
                <th scope="col">{heads.received}</th>
                <th scope="col">{heads.rate}</th>
              </tr>
            </thead>
            <tbody>
              {known.map(([code, name, rank, bar, received, rate, standing]) => (
                <tr
                  key={code}
                  data-s={standing || undefined}
                  style={bar === "" ? undefined : ({ "--v": `${bar}%` } as CSSProperties)}
                >
                  <td>{rank}</td>
                  <th scope="row">
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
            {counts.map(([standing, words]) => (
              <li key={standing} data-s={standing} className="mark">
                {words}
              </li>
            ))}
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
      {unsaid.length === 0 ? null : (
        <>
          <h3 className="rest">{rest}</h3>
          <ul className="unsaid">
            {unsaid.map(([code, name]) => (
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
