"use client";

/** A place, how many drives it held, how many donations they brought. */
export type CoveredRow = readonly [name: string, drives: string, donations: string];

/** The places in which drives were held. */
export function CoveredList({ rows, note }: { rows: readonly CoveredRow[]; note: string }) {
  return (
    <>
      <ul className="covered">
        {rows.map(([name, drives, donations]) => (
          <li key={name}>
            {name}
            <span>
              {drives} · <b>{donations}</b>
            </span>
          </li>
        ))}
      </ul>
      <p className="notes">{note}</p>
    </>
  );
}
