/**
 * Where a deed over many proposals leads: its page again, with how many it took. `deed` is its own id, which tells two
 * deeds over as many proposals apart: the page begins a fresh form after each.
 */
export const togetherPath = (
  page: "decide" | "agree",
  { unitId, year }: { unitId: string; year: number },
  count: number,
  deed: string,
): string => `/staff/targets/${page}?year=${year}&unit=${unitId}&done=${count}&after=${deed}`;
