import sql from "sql-template-tag";
import { z } from "zod";
import type { SystemActor } from "@/lib/auth/actor";
import { addDays, todayInVietnam } from "@/lib/core/time";
import { rows, statement } from "@/lib/db/statement";
import { endVisit, leaveOpen, visitRow } from "./statements";

/** So many days after a drive its desk may still write down what happened there. */
const daysToCatchUp = 2;

/**
 * Ends the visits of days gone by that nobody ended before the needle: an open visit keeps its donor from being
 * received anywhere else in the country. Where the needle was in, somebody must say what came of it: such a visit stays,
 * marked as one to finish, holds its donor back no longer as being here, and asks for the rest until it is finished.
 * Answers how many were ended or marked.
 */
export async function endForgottenVisits(actor: SystemActor, now = new Date()): Promise<number> {
  const forgotten = await rows(
    z.object({ id: z.string(), driveId: z.string(), version: z.number(), bleeding: z.boolean() }),
    sql`SELECT v.id, v.drive_id AS "driveId", v.version, v.status = 'bleeding' AS bleeding
      FROM visit v JOIN drive d ON d.id = v.drive_id
      WHERE v.status IN ('arrived', 'fit', 'bleeding') AND v.left_open_at IS NULL
        AND d.held_on < ${addDays(todayInVietnam(now), -daysToCatchUp)}::date
      ORDER BY v.id LIMIT 1000`,
  );
  let ended = 0;
  for (const { id, bleeding, ...visit } of forgotten) {
    const end = { ...visit, visitId: id, from: ["arrived", "fit"], to: "left" as const, because: null, now };
    const outcome = await statement<typeof visitRow, "moved_on">(
      visitRow,
      bleeding ? leaveOpen(actor, { visitId: id, version: visit.version, now }) : endVisit(actor, end),
      { none: "moved_on" },
    );
    if (outcome.ok) ended += 1;
  }
  return ended;
}
