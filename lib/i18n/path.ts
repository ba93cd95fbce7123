import { type Locale, routing } from "./routing";

/**
 * The address of a page in a language: Vietnamese has no prefix, English stands under /en. Takes a path of this site
 * without a language; keeps query and fragment.
 */
export function localizedPath(locale: string, path: string): string {
  if (locale !== "en") return path;
  return /^\/(?=$|[?#])/.test(path) ? `/en${path.slice(1)}` : `/en${path}`;
}

/** An address taken apart into its language and the path without it: `/en/drives` is `en` and `/drives`. */
export function splitPath(path: string): { locale: Locale; path: string } {
  for (const locale of routing.locales) {
    const rest = path.slice(locale.length + 1);
    if (path.startsWith(`/${locale}`) && /^($|[/?#])/.test(rest))
      return { locale, path: rest.startsWith("/") ? rest : `/${rest}` };
  }
  return { locale: routing.defaultLocale, path };
}

/** The same page in the other language. */
export function otherLanguage(address: string): { locale: Locale; href: string } {
  const { locale, path } = splitPath(address);
  const other: Locale = locale === "vi" ? "en" : "vi";
  return { locale: other, href: localizedPath(other, path) };
}

/**
 * The page to go on to after a form, when it is one of ours: a path of this site without a host, else the fallback.
 * Keeps a crafted link from sending people elsewhere.
 */
export function ownPath(path: string | null | undefined, fallback: string): string {
  if (!path || !/^\/(?![/\\])[^\s\\]*$/.test(path)) return fallback;
  return path;
}
