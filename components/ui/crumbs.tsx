import { ChevronRight } from "lucide-react";

export type Crumb = { label: string; href?: string };

/** The way here; the last crumb is this page and has no link. */
export function Crumbs({ label, crumbs }: { label: string; crumbs: Crumb[] }) {
  return (
    <nav aria-label={label} className="mb-3 text-sm text-ink-2" data-print="hide">
      <ol className="flex flex-wrap items-center gap-x-1 gap-y-0.5">
        {crumbs.map((crumb, index) => (
          <li key={crumb.href ?? crumb.label} className="flex max-w-full min-w-0 items-center gap-1">
            {index > 0 ? <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" /> : null}
            {crumb.href ? (
              <a
                href={crumb.href}
                className="max-w-96 truncate rounded-sm py-1.5 underline-offset-4 hover:text-ink hover:underline"
              >
                {crumb.label}
              </a>
            ) : (
              <span aria-current="page" className="max-w-96 truncate py-1.5 text-ink-3">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
