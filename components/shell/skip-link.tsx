import type { ReactNode } from "react";

/** The first stop of the Tab key: past the navigation, to `#main`. */
export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a
      href="#main"
      data-print="hide"
      className="fixed top-2 left-2 z-50 -translate-y-24 rounded-control bg-ink px-4 py-3 font-semibold text-paper focus:translate-y-0"
    >
      {children}
    </a>
  );
}
