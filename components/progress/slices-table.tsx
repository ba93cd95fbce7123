"use client";

import type { CSSProperties } from "react";

/** A part of a whole: its name, its share in per cent ("" when too few to tell), and both in words. */
export type SliceRow = readonly [name: string, share: number | "", count: string, percent: string];

/** Small bars that are tables, one for each way to divide the whole. */
export function SlicesTable({
  parts,
  heads,
  narrow,
}: {
  parts: readonly (readonly [name: string, rows: readonly SliceRow[]])[];
  heads: readonly [count: string, percent: string];
  narrow: boolean;
}) {
  return (
    <div className={narrow ? "slices" : "slices wide"}>
      {parts.map(([name, rows]) => (
        <table key={name}>
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, share, count, percent]) => (
              <tr key={key} style={share === "" ? undefined : ({ "--v": `${share}%` } as CSSProperties)}>
                <th scope="row">{key}</th>
                <td>{count}</td>
                <td>{percent}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
