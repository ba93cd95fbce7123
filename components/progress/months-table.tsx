"use client";

import type { CSSProperties } from "react";
import { numberIn, unpacked } from "@/components/ui/packed";
import { formatDifference, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";

/** The months as columns on a wide screen and as bars on a phone, with the plan as a line across: a table in both. */
export function MonthsTable({
  locale,
  months,
}: {
  locale: Locale;
  /** Packed rows: the month's short name, what it brought, what was planned. */
  months: string;
}) {
  const words = boardWords(locale).months;
  const rows = unpacked(months).map(([name = "", received, plan]) => ({
    name,
    received: numberIn(received),
    plan: numberIn(plan),
  }));
  const most = Math.max(1, ...rows.flatMap(({ received, plan }) => [received ?? 0, plan ?? 0]));
  const share = (value: number) => Math.round((value / most) * 1000) / 10;
  const number = (value: number | null) => (value === null ? "–" : formatNumber(locale, value));
  const isPlanned = rows.some(({ plan }) => plan !== null);
  return (
    <>
      <table className="months">
        <caption>{words.title}</caption>
        <thead>
          <tr>
            <th>{words.month}</th>
            <th>{words.received}</th>
            {isPlanned ? (
              <>
                <th>{words.plan}</th>
                <th>{words.difference}</th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, received, plan }) => (
            <tr
              key={name}
              className={received !== null && plan !== null && received < plan ? "low" : undefined}
              style={
                {
                  "--v": received === null ? undefined : `${share(received)}%`,
                  "--n": plan === null ? undefined : share(plan) / 100,
                } as CSSProperties
              }
            >
              <th>{name}</th>
              <td>{number(received)}</td>
              {isPlanned ? (
                <>
                  <td>{number(plan)}</td>
                  <td>{received === null || plan === null ? "–" : formatDifference(locale, received - plan)}</td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="notes">
        <li>{words.bars}</li>
        {isPlanned ? (
          <>
            <li>{words.lines}</li>
            <li>{words.below}</li>
          </>
        ) : null}
      </ul>
    </>
  );
}
