import type { ReactNode } from "react";

/**
 * What has been chosen and the one button that goes on, always in reach at the foot of the screen. Put it last inside
 * the form; it stays at the page's foot when there is room.
 */
export function ActionBar({ summary, children }: { summary?: ReactNode; children: ReactNode }) {
  return (
    <div
      data-print="hide"
      className="sticky bottom-0 z-20 -mx-5 mt-8 flex items-center justify-between gap-4 border-t border-line bg-card px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:rounded-t-card sm:border-x"
    >
      {summary ? <div className="min-w-0 flex-1">{summary}</div> : null}
      <div className={summary ? "shrink-0" : "w-full"}>{children}</div>
    </div>
  );
}
