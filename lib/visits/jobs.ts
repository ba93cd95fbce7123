import sql from "sql-template-tag";
import { z } from "zod";
import type { SystemActor } from "@/lib/auth/actor";
import { addDays, todayInVietnam } from "@/lib/core/time";
import { rows, statement } from "@/lib/db/statement";
import { endVisit, visitRow } from "./statements";

/** So many days after a drive its desk may still write down what happened there. */
const daysToCatchUp = 2;

/**
 * Ends the visits of days gone by that nobody ended before the needle: an open visit keeps its donor from being
 * received anywhere else in the country. Where the needle was in, somebody must say what came of it. Answers how many.
 */
export async function endForgottenVisits(actor: SystemActor, now = new Date()): Promise<number> {
  const forgotten = await rows(
    z.object({ id: z.string(), driveId: z.string(), version: z.number() }),
    sql`SELECT v.id, v.drive_id AS "driveId", v.version FROM visit v JOIN drive d ON d.id = v.drive_id
      WHERE v.status IN ('arrived', 'fit') AND d.held_on < ${addDays(todayInVietnam(now), -daysToCatchUp)}::date
      ORDER BY v.id LIMIT 1000`,
  );
  let ended = 0;
  for (const { id, ...visit } of forgotten) {
    const asked = { ...visit, visitId: id, from: ["arrived", "fit"], to: "left" as const, because: null, now };
    const outcome = await statement<typeof visitRow, "moved_on">(visitRow, endVisit(actor, asked), {
      none: "moved_on",
    });
    if (outcome.ok) ended += 1;
  }
  return ended;
}
