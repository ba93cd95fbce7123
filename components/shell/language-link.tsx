"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { localizedPath, splitPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

/** This page in the other language; follows the address as one moves about inside the staff pages. */
export function LanguageLink({ locale, label, className }: { locale: Locale; label: string; className?: string }) {
  const { path } = splitPath(usePathname());
  const query = useSearchParams().toString();
  const other: Locale = locale === "vi" ? "en" : "vi";
  return (
    <a
      href={localizedPath(other, query ? `${path}?${query}` : path)}
      hrefLang={other}
      lang={other}
      className={className}
    >
      {label}
    </a>
  );
}
