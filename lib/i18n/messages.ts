import en from "./messages/en";
import vi from "./messages/vi";
import type { Locale } from "./routing";

/** One namespace per file in `messages/vi`; Vietnamese is the reference the compiler checks keys against. */
export type Messages = typeof vi;

/** All words of one language, by namespace. English has the same keys: a test compares them. */
export function messagesFor(locale: Locale): Messages {
  return locale === "en" ? (en as Messages) : vi;
}
