import type { ReactNode } from "react";
import { cx } from "./cx";

/** A card's heading with an aside (source, unit, "số liệu minh họa") at its right. */
export function CardTitle({
  children,
  aside,
  as: Heading = "h2",
  id,
  className,
}: {
  children: ReactNode;
  aside?: ReactNode;
  as?: "h2" | "h3";
  id?: string;
  className?: string;
}) {
  return (
    <div className={cx("flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1", className)}>
      <Heading id={id} className="text-lg font-semibold tracking-tight">
        {children}
      </Heading>
      {aside ? <p className="text-sm text-ink-3">{aside}</p> : null}
    </div>
  );
}
