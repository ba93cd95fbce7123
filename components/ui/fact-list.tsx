import type { ReactNode } from "react";
import { cx } from "./cx";
import { type Tone, toneText } from "./tone";

export type Fact = { label: string; value: ReactNode; tone?: Tone };

/** Names at the left, what they are at the right: "Vãng lai … 14". `lines` draws a hairline between them. */
export function FactList({ facts, lines, className }: { facts: Fact[]; lines?: boolean; className?: string }) {
  return (
    <dl className={cx(lines && "divide-y divide-line", className)}>
      {facts.map((fact) => (
        <div key={fact.label} className={cx("flex items-baseline justify-between gap-4", lines ? "py-3" : "py-1.5")}>
          <dt className="min-w-0 text-ink-2">{fact.label}</dt>
          <dd className={cx("text-right font-medium tabular-nums", fact.tone && toneText[fact.tone])}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
