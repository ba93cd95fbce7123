"use client";

import type { ReactNode } from "react";
import { type Crumb, Crumbs } from "@/components/ui/crumbs";
import type { Locale } from "@/lib/i18n/routing";
import { boardWords } from "./board-words";
import { type FilterChoices, FilterForm } from "./filter-form";

/** The way here, the title, and what one may look at instead; a `PageHeader` in fewer bytes. */
export function BoardHead({
  locale,
  crumbs,
  over,
  title,
  filter,
  children,
}: {
  locale: Locale;
  crumbs?: { label: string; crumbs: Crumb[] };
  /** What stands above the title, when it is not the committee's name. */
  over?: string;
  title: string;
  filter: FilterChoices;
  children?: ReactNode;
}) {
  return (
    <>
      {crumbs ? <Crumbs {...crumbs} /> : null}
      <header className="board-head">
        <div>
          <p>{over ?? boardWords(locale).over}</p>
          <h1>{title}</h1>
          {children ? <div className="measure">{children}</div> : null}
        </div>
        <FilterForm locale={locale} {...filter} />
      </header>
    </>
  );
}
