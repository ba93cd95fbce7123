import type { Locale } from "@/lib/i18n/routing";

/** Where a row comes from, in the reader's language; what somebody wrote here has one text for both. */
export const toldSource = (
  locale: Locale,
  { source, sourceVi }: { source: string; sourceVi: string | null },
): string => (locale === "vi" ? (sourceVi ?? source) : source);
