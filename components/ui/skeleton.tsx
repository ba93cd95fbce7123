import { cx } from "./cx";

/** A grey shape where something is about to be. Give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx("animate-pulse rounded-control bg-line", className)} />;
}
