"use client";

import type { CSSProperties } from "react";
import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";
import { type FigureCell, type FigureNote, figuresIn } from "./figure-rows";
import { SaidText } from "./said";

/**
 * A table whose last columns are figures. On a phone a row reads as a small form: the headings stand before their cells
 * by the style sheet, told once to the whole table instead of to every cell.
 */
export function FigureTable({
  locale,
  caption,
  heads,
  link,
  rows,
}: {
  locale: Locale;
  caption: string;
  heads: readonly string[];
  /** What stands before and after a row's key in the address its name leads to. */
  link: readonly [before: string, after: string];
  /** Packed rows, see `packedFigures`. */
  rows: string;
}) {
  const { unpublished, demo, campaigns } = boardWords(locale);
  const notes = { demo, recorded: campaigns.recorded, rule: campaigns.datesRule, decided: campaigns.datesDecided };
  const told = Object.fromEntries(heads.map((head, index) => [`--h${index + 1}`, JSON.stringify(head)]));
  return (
    <table className="figure-table" style={told as CSSProperties}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figuresIn(rows, heads.length - 1).map(({ key, name, cells, isCurrent, below }) => (
          <tr key={`${key}${below ?? ""}`}>
            <th>
              <a href={link[0] + key + link[1]} aria-current={isCurrent ? "page" : undefined}>
                {name}
              </a>
              {below ? <small>{below}</small> : null}
            </th>
            {cells.map((cell, index) => (
              <td key={heads[index + 1]}>
                <Cell of={cell} notes={notes} none={unpublished} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ of, notes, none }: { of: FigureCell; notes: Record<FigureNote, string>; none: string }) {
  if (of === null) return <em>{none}</em>;
  if (typeof of === "string") return of;
  const [text, ...more] = of;
  const said = <SaidText of={[text, ...more.filter((one) => typeof one === "number")]} />;
  const small = more.filter((one) => typeof one === "string");
  if (small.length === 0) return said;
  return (
    <span>
      {said}
      {small.map((key) => (
        <small key={key}>{notes[key]}</small>
      ))}
    </span>
  );
}
