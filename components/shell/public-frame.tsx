"use client";

import { CircleUserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Brand } from "@/components/ui/brand";
import { cx } from "@/components/ui/cx";
import { SkipLink } from "./skip-link";

type Link = { href: string; label: string };

/** What stands around every public page, in one language. */
export interface FrameWords {
  readonly brand: string;
  readonly homeLink: string;
  readonly skip: string;
  readonly mainNav: string;
  readonly footerNav: string;
  readonly account: string;
  readonly otherLanguage: string;
  readonly otherLanguageShort: string;
  readonly footerNote: string;
  readonly home: string;
  readonly me: string;
  /** In the head on wide screens, and first in the foot. */
  readonly pages: readonly Link[];
  /** In the foot only. */
  readonly more: readonly Link[];
}

/**
 * The drawing of `PublicShell`. A client component without any state: so its markup travels once, as HTML, and is
 * drawn in the browser from a script that every page shares, in place of a second copy in each page.
 */
export function PublicFrame({
  words,
  here,
  other,
  banner,
  narrow,
  children,
}: {
  words: FrameWords;
  /** The address of this page, without its query. */
  here: string;
  /** This page in the other language. */
  other: { href: string; locale: string };
  banner?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header data-shell className="mx-auto w-full max-w-6xl px-5">
        <SkipLink>{words.skip}</SkipLink>
        <div className="flex h-17 items-center gap-4">
          <Brand href={words.home} label={words.homeLink} name={words.brand} />
          <nav aria-label={words.mainNav} className="ml-auto hidden md:block">
            <ul className="flex gap-1 [&_a]:flex [&_a]:min-h-11 [&_a]:items-center [&_a]:rounded-control [&_a]:px-3 [&_a]:font-medium [&_a]:text-ink-2 [&_a]:hover:bg-sunk [&_a]:hover:text-ink [&_a[aria-current]]:text-blood-ink">
              {words.pages.map((page) => (
                <li key={page.href}>
                  <a href={page.href} aria-current={page.href === here ? "page" : undefined}>
                    {page.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="-mr-2.5 ml-auto flex items-center md:ml-0">
            <a
              href={other.href}
              hrefLang={other.locale}
              lang={other.locale}
              className="flex size-11 items-center justify-center rounded-control text-ink-2 hover:bg-sunk hover:text-ink"
            >
              <span aria-hidden>{words.otherLanguageShort}</span>
              <span className="sr-only">{words.otherLanguage}</span>
            </a>
            <a
              href={words.me}
              aria-label={words.account}
              className="flex size-11 items-center justify-center rounded-full hover:bg-sunk"
            >
              <CircleUserRound aria-hidden className="size-7" strokeWidth={1.75} />
            </a>
          </div>
        </div>
      </header>
      {banner}
      <main
        id="main"
        tabIndex={-1}
        className={cx("mx-auto w-full flex-1 px-5 pt-2 pb-14 outline-none sm:pt-6", narrow ? "max-w-2xl" : "max-w-6xl")}
      >
        {children}
      </main>
      <footer data-shell className="border-t border-line">
        <div className="mx-auto w-full max-w-6xl px-5 py-6">
          <nav aria-label={words.footerNav}>
            <ul className="-mx-2 flex flex-wrap gap-x-2 [&_a]:flex [&_a]:min-h-11 [&_a]:items-center [&_a]:rounded-chip [&_a]:px-2 [&_a]:text-sm [&_a]:text-ink-2 [&_a]:underline-offset-4 [&_a]:hover:text-ink [&_a]:hover:underline">
              {[...words.pages, ...words.more].map((link) => (
                <li key={link.href}>
                  <a href={link.href}>{link.label}</a>
                </li>
              ))}
            </ul>
          </nav>
          <p className="mt-2 text-sm text-ink-3">{words.footerNote}</p>
        </div>
      </footer>
    </div>
  );
}
