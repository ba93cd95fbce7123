import type { Pool } from "pg";
import { check, type Findings } from "./checker";
import type { Promises } from "./fault";
import type { History } from "./history";
import { tablesOf } from "./tables";

/**
 * Checks the log against the tables, notes what was broken, and says the sum in words. A refusal that the fault does
 * not explain is broken too: a crowd that is turned away proves nothing.
 */
export async function judged(
  promises: Promises,
  db: Pool,
  driveIds: readonly string[],
  history: History,
  refusals: readonly string[] = [],
): Promise<string> {
  const lines = history.read();
  const findings = check(lines, await tablesOf(db, driveIds));
  for (const list of Object.values(findings)) promises.keep(list.length === 0, list.slice(0, 3).join(", "));
  const strange = lines.find((line) => line.said === "refused" && !refusals.includes(line.word));
  if (strange?.said === "refused") promises.keep(false, `a ${strange.what} was refused: ${strange.word}`);
  const done = (what: string) =>
    new Set(lines.filter((line) => line.said === "done" && line.what === what).map(({ key }) => key)).size;
  const again = lines.filter(({ said }) => said === "asked").length - new Set(lines.map(({ key }) => key)).size;
  const acknowledged = `${done("booking")} bookings and ${done("donation")} donations acknowledged`;
  return `${acknowledged}, ${again} asked again: ${countsOf(findings)}`;
}

export function countsOf({ lost, doubled, oversold, drifted, unsaid }: Findings): string {
  const totals = drifted.length === 0 ? "totals exact" : `${drifted.length} totals wrong`;
  const odd = unsaid.length === 0 ? "" : `, ${unsaid.length} not as said`;
  return `${lost.length} lost, ${doubled.length} doubled, ${oversold.length} oversold, ${totals}${odd}`;
}
