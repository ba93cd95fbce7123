import type { ReactNode } from "react";
import { cx } from "./cx";

/** A page's title (its only h1), what it belongs to above, and its actions at the right. */
export function PageHeader({
  title,
  over,
  children,
  actions,
  className,
}: {
  title: ReactNode;
  /** Small, above: the committee, the society. */
  over?: ReactNode;
  /** Below the title: one line of explanation. */
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <header className={cx("mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4", className)}>
      <div className="min-w-0">
        {over ? <p className="text-sm text-ink-2 sm:text-base">{over}</p> : null}
        <h1 className="text-3xl font-bold tracking-tight">{title}</h1>
        {children ? <div className="measure mt-1 text-ink-2">{children}</div> : null}
      </div>
      {actions ? (
        <div className="flex flex-wrap gap-2.5" data-print="hide">
          {actions}
        </div>
      ) : null}
    </header>
  );
}
