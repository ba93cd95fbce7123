import type { SystemActor } from "@/lib/auth/actor";
import { transaction } from "@/lib/db/statement";
import { remindOne } from "./late/commands";
import { lateReports } from "./late/queries";
import { isDayToRemind } from "./late/rules";

/**
 * Writes to offices whose report is due soon or late, on the days the rule names and never twice on one. Answers how many
 * units were written to.
 */
export async function remindOfReports(actor: SystemActor, now = new Date()): Promise<number> {
  const owed = (await lateReports(actor, now)).filter(({ daysLate, remindDaysBefore }) =>
    isDayToRemind(daysLate, remindDaysBefore),
  );
  let reminded = 0;
  for (const late of owed) {
    const came = await transaction((tx) => remindOne(actor, late, now, tx));
    if (came === "reminded") reminded += 1;
  }
  return reminded;
}
