import sql from "sql-template-tag";
import type { Actor } from "@/lib/auth/actor";
import { execute, type Runner, Undo } from "@/lib/db/statement";
import { whyNotStated } from "./figures";
import { tellReturned } from "./letters";
import { recordedOf } from "./recorded";
import { type Decision, decisionsIn } from "./rules";
import type { DecideReport } from "./schema";
import { accountOf, insistSameRevision, type LockedReport, lockKnownReport, told } from "./writing";

export type DecideRefusal =
  | "changed_meanwhile"
  | "not_open_to_this"
  | "own_report"
  | "note_missing"
  | "below_recorded"
  | "superseded";

/**
 * A report held to be decided about: as it was seen, not superseded, open to one of these decisions, and not sent by
 * whoever decides.
 */
export async function lockToDecide(
  actor: Actor,
  { id, revision }: { id: string; revision: number },
  decisions: readonly Decision[],
  tx: Runner,
): Promise<LockedReport> {
  const report = await lockKnownReport(actor, "report.check", id, tx);
  if (report.supersededAt !== null) throw new Undo<DecideRefusal>("superseded");
  await insistSameRevision(report, revision, tx);
  const open = decisionsIn(report.status, report.finality);
  if (!decisions.some((decision) => open.includes(decision))) throw new Undo<DecideRefusal>("not_open_to_this");
  if (accountOf(actor) !== null && report.submittedBy === accountOf(actor)) throw new Undo<DecideRefusal>("own_report");
  return report;
}

/** What the database refuses of deciding, in our words. */
export const decidingKept = {
  report_checked_by_another: "own_report",
  report_approved_by_another: "own_report",
} as const;

/** Notes that somebody looked a sent report through. */
export async function check(
  actor: Actor,
  report: LockedReport,
  note: string | null,
  now: Date,
  tx: Runner,
): Promise<void> {
  await execute(
    sql`WITH made AS (
        UPDATE report SET status = 'checked', checked_by = ${accountOf(actor)}::uuid, checked_at = ${now},
          revision = revision + 1, updated_at = ${now}
        WHERE id = ${report.id}::uuid RETURNING *
      ), ${told(actor, "checked", now, { note })}
      SELECT id FROM made`,
    tx,
  );
}

/** Sends a report back to its sender with a word why, and writes to them. */
export async function giveBack(
  actor: Actor,
  report: LockedReport,
  note: string | null,
  now: Date,
  tx: Runner,
): Promise<void> {
  if (note === null) throw new Undo<DecideRefusal>("note_missing");
  await execute(
    sql`WITH made AS (
        UPDATE report SET status = 'returned', returned_by = ${accountOf(actor)}::uuid, returned_at = ${now},
          returned_note = ${note}, revision = revision + 1, updated_at = ${now}
        WHERE id = ${report.id}::uuid RETURNING *
      ), ${told(actor, "returned", now, { note })}
      SELECT id FROM made`,
    tx,
  );
  await tellReturned(report, note, tx);
}

/** Makes a report official; the version before it stays readable. Drives recorded since it was sent count as well. */
export async function approve(
  actor: Actor,
  report: LockedReport,
  finality: DecideReport["finality"],
  note: string | null,
  now: Date,
  tx: Runner,
): Promise<void> {
  const why = whyNotStated(report, await recordedOf(report, tx), "elsewhere");
  if (why?.refusal === "below_recorded") throw new Undo<DecideRefusal>("below_recorded", why.facts);
  await execute(
    sql`WITH made AS (
        UPDATE report SET superseded_at = ${now}, revision = revision + 1
        WHERE unit_id = ${report.unitId} AND kind = ${report.kind} AND starts_on = ${report.startsOn}::date
          AND status = 'approved' AND superseded_at IS NULL RETURNING *
      ), ${told(actor, "superseded", now)}
      SELECT id FROM made`,
    tx,
  );
  await execute(
    sql`WITH made AS (
        UPDATE report SET status = 'approved', finality = ${finality}, approved_by = ${accountOf(actor)}::uuid,
          approved_at = ${now}, revision = revision + 1, updated_at = ${now}
        WHERE id = ${report.id}::uuid RETURNING *
      ), ${told(actor, "approved", now, { note, change: { finality } })}
      SELECT id FROM made`,
    tx,
  );
}

/** Makes an approved report final. */
export async function makeFinal(
  actor: Actor,
  report: LockedReport,
  note: string | null,
  now: Date,
  tx: Runner,
): Promise<void> {
  await execute(
    sql`WITH made AS (
        UPDATE report SET finality = 'final', revision = revision + 1, updated_at = ${now}
        WHERE id = ${report.id}::uuid RETURNING *
      ), ${told(actor, "made_final", now, { note })}
      SELECT id FROM made`,
    tx,
  );
}
