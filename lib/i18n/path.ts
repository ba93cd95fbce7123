/** The address of a page in a language: Vietnamese has no prefix, English stands under /en. */
export function localizedPath(locale: string, path: string): string {
  if (locale !== "en") return path;
  return path === "/" ? "/en" : `/en${path}`;
}

/**
 * The page to go on to after a form, when it is one of ours: a path of this site without a host, else the fallback.
 * Keeps a crafted link from sending people elsewhere.
 */
export function ownPath(path: string | null | undefined, fallback: string): string {
  if (!path || !/^\/(?![/\\])[^\s\\]*$/.test(path)) return fallback;
  return path;
}
