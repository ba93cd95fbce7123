"use client";

import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import { lazy, type ReactNode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Toasts } from "@/components/ui/toasts";
import "@/lib/i18n/aria-strings";
import { TIME_ZONE } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import type vi from "./staff-words/vi";

/** Both languages name the same files. */
type StaffWords = Record<keyof typeof vi, AbstractIntlMessages>;

/**
 * Words of one language in a script of their own, which a browser keeps. As data of the page they were sent with every
 * page and every answer, 76 kB of each. There is no Suspense around it on purpose: a page that begins before its words
 * are there could no longer become a 404.
 */
const WithWords: Record<Locale, ReturnType<typeof withWords>> = {
  vi: withWords("vi", () => import("./staff-words/vi")),
  en: withWords("en", () => import("./staff-words/en")),
};

function withWords(locale: Locale, load: () => Promise<{ default: StaffWords }>) {
  return lazy(async () => {
    const { default: messages } = await load();
    return {
      default: ({ children }: { children: ReactNode }) => (
        <NextIntlClientProvider locale={locale} messages={messages} timeZone={TIME_ZONE}>
          {children}
        </NextIntlClientProvider>
      ),
    };
  });
}

/** Language for the interactive pieces of staff pages: our words, and those React Aria speaks. */
export function StaffProviders({ locale, children }: { locale: Locale; children: ReactNode }) {
  const Words = WithWords[locale];
  return (
    <Words>
      <I18nProvider locale={locale === "vi" ? "vi-VN" : "en-GB"}>
        {children}
        <Toasts />
      </I18nProvider>
    </Words>
  );
}
