"use client";

import type { ReactNode } from "react";
import { type Crumb, Crumbs } from "@/components/ui/crumbs";
import { PageHeader } from "@/components/ui/page-header";
import type { Locale } from "@/lib/i18n/routing";
import { type FilterChoices, FilterForm } from "./filter-form";

/** The way here, the title, and what one may look at instead. */
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
  over: string;
  title: string;
  filter: FilterChoices;
  children?: ReactNode;
}) {
  return (
    <>
      {crumbs ? <Crumbs {...crumbs} /> : null}
      <PageHeader over={over} title={title} actions={<FilterForm locale={locale} {...filter} />}>
        {children}
      </PageHeader>
    </>
  );
}
