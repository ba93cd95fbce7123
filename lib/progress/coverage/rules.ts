/** Months without a drive that count as long: from one to three years, half a year where nothing else is asked. */
const usualMonths = 6;
const mostMonths = 36;

/** What an address asks of coverage: since how many months, and whether communes that held a drive are listed too. */
export function coverageAsked(asked: { readonly months?: string; readonly show?: string }): {
  months: number;
  all: boolean;
} {
  const months = Number.parseInt(asked.months ?? String(usualMonths), 10) || usualMonths;
  return { months: Math.min(mostMonths, Math.max(1, months)), all: asked.show === "all" };
}
