"use client";

import type { ReactNode } from "react";
import { DemoBanner } from "@/components/ui/demo-banner";
import { Drop } from "@/components/ui/drop";
import en from "@/lib/i18n/messages/en/shell.json";
import vi from "@/lib/i18n/messages/vi/shell.json";
import { localizedPath, otherLanguage, splitPath } from "@/lib/i18n/path";
import { useArrival } from "./use-arrival";

/**
 * The drawing of `PublicShell`. A client component without any state: so its markup travels once, as HTML, and is
 * drawn in the browser from a script that every page shares, in place of a second copy in each page. Its words lie in
 * that script too, and its look in the style sheet under `.frame`.
 */
export function PublicFrame({
  address,
  demo,
  narrow,
  children,
}: {
  /** Where the reader is, with the query: says the language, the page, and where it stands in the other language. */
  address: string;
  demo?: boolean;
  narrow?: boolean;
  children: ReactNode;
}) {
  useArrival(address);
  const { locale } = splitPath(address);
  const words = locale === "en" ? en : vi;
  const other = otherLanguage(address);
  const at = (path: string) => localizedPath(locale, path);
  const here = address.split("?")[0];
  const pages = [
    [at("/"), words.findDrives],
    [at("/check"), words.check],
    [at("/progress"), words.progress],
  ] as const;
  const more = [
    [at("/honours"), words.honours],
    [at("/attributions"), words.attributions],
    [at("/api-docs"), words.api],
    [at("/privacy"), words.privacy],
    [at("/staff/sign-in"), words.staffSignIn],
  ] as const;
  return (
    <div className="frame">
      <header>
        <a href="#main">{words.skip}</a>
        <a href={at("/")} aria-label={words.homeLink}>
          <Drop />
          {words.brand}
        </a>
        <nav aria-label={words.mainNav}>
          <ul>
            {pages.map(([href, label]) => (
              <li key={href}>
                <a href={href} aria-current={href === here ? "page" : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          <a href={other.href} hrefLang={other.locale} lang={other.locale}>
            <span aria-hidden>{words.otherLanguageShort}</span>
            <span className="sr-only">{words.otherLanguage}</span>
          </a>
          <a href={at("/me")} aria-label={words.account}>
            <Person />
          </a>
        </div>
      </header>
      {demo ? <DemoBanner label={words.demoLabel}>{words.demo}</DemoBanner> : null}
      <main id="main" tabIndex={-1} className={narrow ? "narrow" : undefined}>
        {children}
      </main>
      <footer>
        <nav aria-label={words.footerNav}>
          <ul>
            {[...pages, ...more].map(([href, label]) => (
              <li key={href}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </nav>
        <p>{words.footerNote}</p>
      </footer>
    </div>
  );
}

/** Lucide's "circle-user-round" without the attributes that the style sheet gives it. */
function Person() {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24">
      <path d="M17.925 20.056a6 6 0 0 0-11.851.001" />
      <circle cx="12" cy="11" r="4" />
      <circle cx="12" cy="12" r="10" />
    </svg>
  );
}
