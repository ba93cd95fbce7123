import type { ReactNode } from "react";
import { cx } from "./cx";

export type Tab = { href: string; label: ReactNode; count?: ReactNode; current?: boolean };

/**
 * Links that look like tabs: each is an address, works without script, and the browser's Back works. On a phone they
 * go on in further lines: none, the current one least of all, lies out of sight.
 */
export function Tabs({ label, tabs, className }: { label: string; tabs: Tab[]; className?: string }) {
  return (
    <nav data-print="hide" aria-label={label} className={cx("border-b border-line", className)}>
      <ul className="flex flex-wrap gap-x-1">
        {tabs.map((tab) => (
          <li key={tab.href} className="max-w-full">
            <a
              href={tab.href}
              aria-current={tab.current ? "page" : undefined}
              className={cx(
                "flex min-h-11 items-center gap-1.5 border-b-2 px-3 pt-1 font-medium -outline-offset-3",
                tab.current ? "border-blood text-ink" : "border-transparent text-ink-2 hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="font-normal text-ink-3">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
