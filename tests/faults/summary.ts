import type { Pool } from "pg";
import { check, type Findings } from "./checker";
import type { Promises } from "./fault";
import type { History } from "./history";
import { tablesOf } from "./tables";

/** Checks the log against the tables, notes what was broken, and says the sum in words. */
export async function judged(
  promises: Promises,
  db: Pool,
  driveIds: readonly string[],
  history: History,
): Promise<string> {
  const lines = history.read();
  const findings = check(lines, await tablesOf(db, driveIds));
  for (const list of Object.values(findings)) promises.keep(list.length === 0, list.slice(0, 3).join(", "));
  const done = new Set(lines.filter(({ said }) => said === "done").map(({ key }) => key)).size;
  const again = lines.filter(({ said }) => said === "asked").length - new Set(lines.map(({ key }) => key)).size;
  return `${done} acknowledged, ${again} asked again: ${countsOf(findings)}`;
}

export function countsOf({ lost, doubled, oversold, drifted, unsaid }: Findings): string {
  const totals = drifted.length === 0 ? "totals exact" : `${drifted.length} totals wrong`;
  const odd = unsaid.length === 0 ? "" : `, ${unsaid.length} not as said`;
  return `${lost.length} lost, ${doubled.length} doubled, ${oversold.length} oversold, ${totals}${odd}`;
}
