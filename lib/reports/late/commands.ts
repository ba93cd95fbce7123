import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, reachOf } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { type Outcome, refused } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { type Runner, row, statement, Undo, undoing } from "@/lib/db/statement";
import { readersOf, remindOffice } from "../letters";
import { accountOf } from "../writing";
import { type LateReport, lateReports } from "./queries";
import { keyOf } from "./rules";
import type { RemindInput, SetDeadline } from "./schema";

export type RemindRefusal = "nothing_chosen" | "not_late" | "own_to_send" | "reminded_today" | "nobody_to_write_to";

/** What came of reminding: how many units were written to, and how many were left out, each for its reason. */
export interface Reminded {
  readonly reminded: number;
  readonly today: number;
  readonly nobody: number;
}

/**
 * Writes to the offices of units that owe a report, and to whoever has one that came back, at most once a day about each.
 * Units without an office account cannot be written to and are counted apart. Nothing is sent about what was sent in
 * meanwhile, nor of what is the actor's own to send.
 */
export async function remindLate(
  actor: Actor,
  { which }: RemindInput,
  now = new Date(),
): Promise<Outcome<Reminded, RemindRefusal>> {
  insist(actor, "report.chase", anywhere);
  if (which.length === 0) return refused("nothing_chosen");
  return undoing<Reminded, RemindRefusal>(async (tx) => {
    const asked = new Set(which);
    const chosen = (await lateReports(actor, now, tx)).filter((late) => asked.has(keyOf(late)));
    if (chosen.length === 0) throw new Undo<RemindRefusal>("not_late");
    const owed = chosen.filter(({ isOwn }) => !isOwn);
    if (owed.length === 0) throw new Undo<RemindRefusal>("own_to_send");
    const counts = { reminded: 0, today: 0, nobody: 0 };
    for (const late of owed) counts[await remindOne(actor, late, now, tx)] += 1;
    if (counts.reminded === 0)
      throw new Undo<RemindRefusal>(counts.today > 0 ? "reminded_today" : "nobody_to_write_to");
    return counts;
  });
}

/** Writes about one report, unless somebody has today; answers what came of it. */
export async function remindOne(
  actor: Actor,
  late: LateReport,
  now: Date,
  tx: Runner,
): Promise<"reminded" | "today" | "nobody"> {
  const readers = await readersOf(late, tx);
  if (readers.length === 0) return "nobody";
  const today = todayInVietnam(now);
  const made = await row(
    z.object({ id: z.string() }),
    sql`WITH made AS (
        INSERT INTO report_reminder (id, unit_id, kind, starts_on, sent_on, sent_at, by_account, people)
        VALUES (${newId()}::uuid, ${late.unitId}, ${late.kind}, ${late.startsOn}::date, ${today}::date, ${now},
          ${accountOf(actor)}::uuid, ${readers.length})
        ON CONFLICT ON CONSTRAINT report_reminder_once_a_day DO NOTHING RETURNING *
      ), audit AS (${auditFrom(actor, "report.remind", {
        from: sql`made`,
        subjectKind: "unit",
        subjectId: sql`made.unit_id`,
        unitId: sql`made.unit_id`,
        detail: sql`jsonb_build_object('kind', made.kind, 'startsOn', made.starts_on)`,
      })})
      SELECT id FROM made`,
    tx,
  );
  if (made === null) return "today";
  await remindOffice(readers, late, today, tx);
  return "reminded";
}

/** Says when a kind of report is due and from which period on it is asked for. The nation's office decides for all. */
export async function setDeadline(
  actor: Actor,
  input: SetDeadline,
  now = new Date(),
): Promise<Outcome<{ kind: string }, "nation_only">> {
  insist(actor, "report.deadlines", anywhere);
  if (!reachOf(actor, "report.deadlines").nation) return refused("nation_only");
  return statement<z.ZodObject<{ kind: z.ZodString }>, "nation_only">(
    z.object({ kind: z.string() }),
    sql`WITH made AS (
        UPDATE report_deadline SET days_after = ${input.daysAfter}, remind_days_before = ${input.remindDaysBefore},
          asked_from = ${input.askedFrom ?? null}::date, set_by = ${accountOf(actor)}::uuid, set_at = ${now}
        WHERE level = ${input.level} AND kind = ${input.kind} RETURNING *
      ), audit AS (${auditFrom(actor, "report.set_deadline", {
        from: sql`made`,
        subjectKind: "report_deadline",
        subjectId: sql`made.level || '/' || made.kind`,
        detail: sql`jsonb_build_object('daysAfter', made.days_after, 'askedFrom', made.asked_from)`,
      })})
      SELECT kind FROM made`,
    {},
  );
}
