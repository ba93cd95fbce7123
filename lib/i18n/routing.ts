import { defineRouting } from "next-intl/routing";

/**
 * Vietnamese lives at `/…`, English at `/en/…`. The address alone decides: nothing is guessed from the browser and no
 * cookie is written, so a public page is the same for everybody and may be cached.
 */
export const routing = defineRouting({
  locales: ["vi", "en"],
  defaultLocale: "vi",
  localePrefix: "as-needed",
  localeDetection: false,
  localeCookie: false,
});

export type Locale = (typeof routing.locales)[number];
