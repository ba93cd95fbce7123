import type { ReactNode } from "react";

/** A short fact in a hairline box: a blood group, a code. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex min-w-8 items-center justify-center rounded-chip border border-line bg-card px-2 py-0.5 text-sm font-semibold whitespace-nowrap">
      {children}
    </span>
  );
}
