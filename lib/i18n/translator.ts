import { createTranslator } from "next-intl";
import { TIME_ZONE } from "./format";
import { messagesFor } from "./messages";
import type { Locale } from "./routing";

/** The words of a language outside a page: for letters, text messages and the worker. */
export function translatorFor(locale: Locale) {
  return createTranslator({ locale, messages: messagesFor(locale), timeZone: TIME_ZONE });
}
