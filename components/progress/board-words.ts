import en from "@/lib/i18n/messages/en/board.json";
import vi from "@/lib/i18n/messages/vi/board.json";
import type { Locale } from "@/lib/i18n/routing";

/** What stands on every dashboard in the same words: it lies in the script they share, not in the data of each page. */
export function boardWords(locale: Locale): typeof vi {
  return locale === "en" ? en : vi;
}
