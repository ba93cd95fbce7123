import type { ReactNode } from "react";
import { Card } from "./card";
import { cx } from "./cx";

/** A number that matters: what it counts, the number with its unit, and what stands beside it. */
export function Stat({
  label,
  value,
  unit,
  caption,
  size = "md",
  children,
  className,
}: {
  label: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  /** Target, source, as of when. */
  caption?: ReactNode;
  size?: "md" | "lg";
  children?: ReactNode;
  className?: string;
}) {
  return (
    <dl className={cx("min-w-0", className)}>
      <dt className="text-sm text-ink-2">{label}</dt>
      <dd>
        <span className={cx("font-bold tracking-tight", size === "lg" ? "text-4xl" : "text-3xl")}>{value}</span>
        {unit ? <span className="text-lg font-medium text-ink-3"> {unit}</span> : null}
        {children}
        {caption ? <span className="mt-1 block text-sm text-ink-3">{caption}</span> : null}
      </dd>
    </dl>
  );
}

/** A `Stat` on its own card, as in the dashboard's first row. */
export function StatCard({ className, ...stat }: Parameters<typeof Stat>[0]) {
  return (
    <Card className={className}>
      <Stat {...stat} />
    </Card>
  );
}
