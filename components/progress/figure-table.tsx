"use client";

import type { CSSProperties } from "react";
import { type Said, SaidText } from "./said";

/** What a cell says, and what is said small below it; or that nobody published it. */
export type FigureCell = Said | { main: Said; small: string } | { none: string };

/** A row: what its address holds between `link`, its name, its cells; whether it is this page; what stands small below its name. */
export type FigureRow = readonly [
  key: string,
  name: string,
  cells: readonly FigureCell[],
  isCurrent?: 0 | 1,
  below?: string,
];

/**
 * A table whose last columns are figures. On a phone a row reads as a small form: the headings stand before their cells
 * by the style sheet, told once to the whole table instead of to every cell.
 */
export function FigureTable({
  caption,
  heads,
  link,
  rows,
}: {
  caption: string;
  heads: readonly string[];
  /** What stands before and after a row's key in the address its name leads to. */
  link: readonly [before: string, after: string];
  rows: readonly FigureRow[];
}) {
  const told = Object.fromEntries(heads.map((head, index) => [`--h${index + 1}`, JSON.stringify(head)]));
  return (
    <table className="figure-table" style={told as CSSProperties}>
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
        {rows.map(([key, name, cells, isCurrent, below]) => (
          <tr key={key + below}>
            <th scope="row">
              <a href={link[0] + key + link[1]} aria-current={isCurrent ? "page" : undefined}>
                {name}
              </a>
              {below ? <small>{below}</small> : null}
            </th>
            {cells.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
              <td key={index}>
                <Cell of={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ of }: { of: FigureCell }) {
  if (typeof of === "string") return of;
  if ("none" in of) return <em>{of.none}</em>;
  if (!("main" in of)) return <SaidText of={of} />;
  return (
    <span>
      <SaidText of={of.main} />
      <small>{of.small}</small>
    </span>
  );
}
