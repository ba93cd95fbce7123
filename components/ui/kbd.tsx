import type { ReactNode } from "react";

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-6 items-center justify-center rounded-[6px] border border-line bg-card px-1.5 font-sans text-xs font-medium text-ink-3">
      {children}
    </kbd>
  );
}
