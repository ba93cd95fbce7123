import type { ReactNode } from "react";
import { cx } from "./cx";
import { type Tone, toneTint } from "./tone";

/** A tinted word: a level, a count, a kind. */
export function Pill({ tone = "plain", icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={cx(
        "inline-flex items-center gap-1.5 rounded-full px-3 py-0.75 text-sm font-medium whitespace-nowrap",
        toneTint[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
