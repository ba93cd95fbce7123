"use client";

import { type AbstractIntlMessages, NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Toasts } from "@/components/ui/toasts";
import "@/lib/i18n/aria-strings";
import { TIME_ZONE } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

/** Language for the interactive pieces of staff pages: our words, and those React Aria speaks. */
export function StaffProviders({
  locale,
  messages,
  children,
}: {
  locale: Locale;
  messages: AbstractIntlMessages;
  children: ReactNode;
}) {
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone={TIME_ZONE}>
      <I18nProvider locale={locale === "vi" ? "vi-VN" : "en-GB"}>
        {children}
        <Toasts />
      </I18nProvider>
    </NextIntlClientProvider>
  );
}
