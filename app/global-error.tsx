"use client";

import "./fonts/fonts.css";
import "./globals.css";
import { PageFailure } from "@/components/shell/page-failure";
import { splitPath } from "@/lib/i18n/path";

/** The last net: the layout itself failed, so this draws the whole document. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const locale = typeof window === "undefined" ? "vi" : splitPath(window.location.pathname).locale;
  return (
    <html lang={locale}>
      <body>
        <PageFailure locale={locale} digest={error.digest} retry={reset} />
      </body>
    </html>
  );
}
