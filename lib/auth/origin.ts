/** The headers that tell where a request comes from. */
export interface RequestOrigin {
  readonly origin: string | null;
  readonly fetchSite: string | null;
  readonly host: string | null;
}

/**
 * Does a request that changes something come from our own pages? Browsers send `Sec-Fetch-Site` (on secure origins)
 * and `Origin` with every POST; a request with neither is refused, and `X-Forwarded-Host` is never believed.
 * `configured` is the public origin when one is set; without it the request's own Host is the measure.
 */
export function comesFromHere(seen: RequestOrigin, configured: string | null): boolean {
  if (seen.fetchSite !== null && seen.fetchSite !== "same-origin" && seen.fetchSite !== "none") return false;
  if (seen.origin === null) return seen.fetchSite === "same-origin";
  const from = hostOf(seen.origin);
  if (from === null) return false;
  if (configured !== null && from === hostOf(configured)) return true;
  return from === seen.host;
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}
