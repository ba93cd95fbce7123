import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { approve, check, type DecideRefusal, decidingKept, giveBack, lockToDecide, makeFinal } from "./deciding";
import { type FiguresRefusal, whyNotStated, whyNotWhole } from "./figures";
import { periodOf } from "./periods";
import { recordedOf } from "./recorded";
import { isWithSender } from "./rules";
import type { CorrectReport, DecideReport, SaveReport } from "./schema";
import { publicVolumeOfOne, whyVolumeImpossible } from "./volume";
import {
  accountOf,
  figureValues,
  insertReport,
  insistSameRevision,
  type LockedReport,
  lockKnownReport,
  lockReport,
  markSubmitted,
  told,
  unitFor,
} from "./writing";

export type SaveRefusal =
  | FiguresRefusal
  | "period_unknown"
  | "period_ahead"
  | "period_running"
  | "unit_not_then"
  | "already_begun"
  | "already_official"
  | "not_with_sender"
  | "changed_meanwhile"
  | "adds_up_not"
  | "volume_impossible";

/** What the named constraints mean to somebody who writes a report. */
const meanings = {
  report_unit_existed: "unit_not_then",
  report_of_a_unit: "unit_not_then",
  report_one_open: "already_begun",
  report_version_once: "already_begun",
  report_request_key: "already_begun",
  report_pkey: "already_begun",
  report_adds_up: "adds_up_not",
} as const;

/**
 * Writes a report down, as a draft or sent on for checking. A new one is made under the form's own id, so that the same
 * form sent twice makes one; it is one per unit, period and kind. What is sent must not lie below what was recorded here.
 */
export async function saveReport(
  actor: Actor,
  input: SaveReport,
  now = new Date(),
): Promise<Outcome<{ id: string; sent: boolean }, SaveRefusal>> {
  const sent = input.deed === "send";
  const why = await whyNotAddedUp(actor, input);
  if (why !== null) return refused(why.refusal, why.facts);
  const outcome = await undoing<{ id: string; sent: boolean }, SaveRefusal>(async (tx) => {
    const standing = await lockReport(actor, "report.write", input.id, tx);
    if (standing === null) await begin(actor, input, now, tx);
    else {
      // The form that made it, come again: its first answer stands.
      if (input.revision === null && standing.draftedBy === accountOf(actor))
        return { id: standing.id, sent: !isWithSender(standing.status) };
      await insistSameRevision(standing, input.revision ?? 0, tx);
      if (!isWithSender(standing.status)) throw new Undo<SaveRefusal>("not_with_sender");
      await overwrite(actor, standing, input, now, tx);
    }
    if (sent)
      await send(actor, standing ?? (await lockKnownReport(actor, "report.write", input.id, tx)), input, now, tx);
    return { id: input.id, sent };
  }, meanings);
  const isTwin = !outcome.ok && outcome.refusal === "already_begun" && input.revision === null;
  // The same form in the same second: its twin made the report, and both hear so.
  const twin = isTwin ? await madeByForm(actor, input.id) : null;
  return twin === null ? outcome : done(twin);
}

/** What is wrong with the figures among themselves; beside what was recorded, so that all of it is told at once. */
async function whyNotAddedUp(actor: Actor, { figures, ...input }: SaveReport) {
  const why = whyNotWhole(figures);
  const period = periodOf(input.kind, input.startsOn);
  if (why === null || period === null) return why;
  const unit = await unitFor(actor, "report.write", input.unitId);
  const recorded = await recordedOf({ unitId: unit.id, startsOn: period.startsOn, endsOn: period.endsOn });
  return whyNotStated(figures, recorded, input.explained.received ?? null);
}

async function madeByForm(actor: Actor, id: string): Promise<{ id: string; sent: boolean } | null> {
  return row(
    z.object({ id: z.string(), sent: z.boolean() }),
    sql`SELECT id, status NOT IN ('draft', 'returned') AS sent FROM report
      WHERE id = ${id}::uuid AND drafted_by = ${accountOf(actor)}::uuid`,
  );
}

async function begin(actor: Actor, input: SaveReport, now: Date, tx: Runner): Promise<void> {
  const unit = await unitFor(actor, "report.write", input.unitId, tx);
  const period = periodOf(input.kind, input.startsOn);
  if (period === null) throw new Undo<SaveRefusal>("period_unknown");
  if (period.startsOn > todayInVietnam(now)) throw new Undo<SaveRefusal>("period_ahead");
  const official = await row(
    z.object({ id: z.string() }),
    sql`SELECT id FROM report WHERE unit_id = ${unit.id} AND kind = ${period.kind} AND starts_on = ${period.startsOn}::date
      AND status = 'approved' AND superseded_at IS NULL`,
    tx,
  );
  if (official !== null) throw new Undo<SaveRefusal>("already_official");
  const { id, figures, explained, problems } = input;
  await insertReport(actor, { id, unit, period, version: 1, figures, explained, problems, requestKey: id }, now, tx);
}

async function overwrite(actor: Actor, report: LockedReport, input: SaveReport, now: Date, tx: Runner): Promise<void> {
  const { columns, values } = figureValues(input.figures);
  await execute(
    sql`WITH made AS (
        UPDATE report SET (${columns}) = ROW (${values}), explained = ${JSON.stringify(input.explained)}::jsonb,
          problems = ${input.problems}, revision = revision + 1, updated_at = ${now}
        WHERE id = ${report.id}::uuid RETURNING *
      ), ${told(actor, "saved", now, { change: changesOf(report, input) })}
      SELECT id FROM made`,
    tx,
  );
}

/** The lines that were written anew, each with what stood there. */
function changesOf(before: LockedReport, { figures }: SaveReport): Record<string, [number | null, number | null]> {
  const lines = Object.entries(figures).filter(
    (entry): entry is [string, number | null] => typeof entry[1] === "number" || entry[1] === null,
  );
  return Object.fromEntries(
    lines
      .map(([line, value]) => [line, [before[line as "received"] ?? null, value]] as const)
      .filter(([, [was, is]]) => was !== is)
      .map(([line, pair]) => [line, [pair[0], pair[1]] as [number | null, number | null]]),
  );
}

async function send(actor: Actor, report: LockedReport, input: SaveReport, now: Date, tx: Runner): Promise<void> {
  if (report.endsOn >= todayInVietnam(now)) throw new Undo<SaveRefusal>("period_running", { day: report.endsOn });
  const recorded = await recordedOf(report, tx);
  const why = whyNotStated(input.figures, recorded, input.explained.received ?? null);
  if (why !== null) throw new Undo<SaveRefusal>(why.refusal, why.facts);
  const volume = whyVolumeImpossible(input.figures, recorded, await publicVolumeOfOne(todayInVietnam(now)));
  if (volume !== null) throw new Undo<SaveRefusal>(volume.refusal, volume.facts);
  await markSubmitted(actor, report.id, recorded, now, tx);
}

/**
 * Checks, returns, approves a report, or makes an approved one final. Nobody decides about what they sent themselves. An
 * approved correction takes the place of the version before it, which stays readable.
 */
export async function decideReport(
  actor: Actor,
  input: DecideReport,
  now = new Date(),
): Promise<Outcome<{ id: string }, DecideRefusal>> {
  const note = input.note?.trim() || null;
  return undoing<{ id: string }, DecideRefusal>(async (tx) => {
    const report = await lockToDecide(actor, input, [input.decision], tx);
    if (input.decision === "check") await check(actor, report, note, now, tx);
    if (input.decision === "return") await giveBack(actor, report, note, now, tx);
    if (input.decision === "approve") await approve(actor, report, input.finality, note, now, tx);
    if (input.decision === "make_final") await makeFinal(actor, report, note, now, tx);
    return { id: report.id };
  }, decidingKept);
}

export type CorrectRefusal = "not_official" | "correction_open" | "superseded";

/**
 * Begins a correction of an approved report: its next version, as a draft with the figures as they stand. The approved
 * one stays official until the correction is approved. The same request twice begins one.
 */
export async function correctReport(
  actor: Actor,
  input: CorrectReport,
  now = new Date(),
): Promise<Outcome<{ id: string }, CorrectRefusal>> {
  const before = await undoing<{ id: string }, CorrectRefusal>(
    async (tx) => {
      const report = await lockKnownReport(actor, "report.write", input.id, tx);
      const made = await row(
        z.object({ id: z.string() }),
        sql`SELECT id FROM report WHERE request_key = ${input.requestKey}::uuid AND unit_id = ${report.unitId}`,
        tx,
      );
      if (made !== null) return made;
      if (report.supersededAt !== null) throw new Undo<CorrectRefusal>("superseded");
      if (report.status !== "approved") throw new Undo<CorrectRefusal>("not_official");
      const unit = await unitFor(actor, "report.write", report.unitId, tx);
      const kept = await row(
        z.object({ problems: z.string().nullable() }),
        sql`SELECT problems FROM report WHERE id = ${report.id}::uuid`,
        tx,
      );
      await insertReport(
        actor,
        {
          id: input.requestKey,
          unit,
          period: report,
          version: report.version + 1,
          figures: report,
          explained: report.explained,
          problems: kept?.problems ?? null,
          correctionReason: input.reason,
          requestKey: input.requestKey,
        },
        now,
        tx,
      );
      return { id: input.requestKey };
    },
    { report_one_open: "correction_open", report_version_once: "correction_open" },
  );
  return before.ok ? done(before.value) : before;
}
