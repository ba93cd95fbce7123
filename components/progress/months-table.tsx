"use client";

import type { CSSProperties } from "react";

/** A month: its name, its bar and its plan in per cent of the track, and the same in words. */
export type MonthRow = readonly [
  name: string,
  bar: number | "",
  plan: number | "",
  received: string,
  planned: string,
  difference: string,
  isLow: 0 | 1,
];

/** The months as columns on a wide screen and as bars on a phone, with the plan as a line across: a table in both. */
export function MonthsTable({
  caption,
  heads,
  rows,
  notes,
}: {
  caption: string;
  /** Month and received; plan and difference where there is a plan. */
  heads: readonly string[];
  rows: readonly MonthRow[];
  notes: readonly string[];
}) {
  return (
    <>
      <table className="months">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, bar, plan, received, planned, difference, isLow]) => (
            <tr
              key={name}
              className={isLow ? "low" : undefined}
              style={
                {
                  "--v": bar === "" ? undefined : `${bar}%`,
                  "--n": plan === "" ? undefined : plan / 100,
                } as CSSProperties
              }
            >
              <th scope="row">{name}</th>
              <td>{received}</td>
              {heads.length > 2 ? (
                <>
                  <td>{planned}</td>
                  <td>{difference}</td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="notes">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}
