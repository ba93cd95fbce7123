import type { ReactNode } from "react";

/** Nothing here, and what to do about it. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  /** A lucide icon, `size-7`. */
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center rounded-card border border-dashed border-edge px-6 py-12 text-center">
      {icon ? <div className="mb-3 text-ink-3">{icon}</div> : null}
      <p className="text-lg font-semibold text-balance">{title}</p>
      {children ? <div className="measure mt-1 text-balance text-ink-2">{children}</div> : null}
      {action ? <div className="mt-5">{action}</div> : null}
    </div>
  );
}
