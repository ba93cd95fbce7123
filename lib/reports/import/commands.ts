import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist, NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { todayInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, rows, Undo, undoing } from "@/lib/db/statement";
import { type Figures, figuresShape } from "../figures";
import { type Period, periodOf } from "../periods";
import { periodKey, recordedIn } from "../recorded";
import { reportStatuses } from "../rules";
import { publicVolumeOfOne } from "../volume";
import { figureColumns, figureValues, insertReport, markSubmitted, told, unitFor } from "../writing";
import { findHead, headingOf } from "./columns";
import { unitsToName } from "./queries";
import type { ApplyFile } from "./schema";
import { readSheetFile, type SheetRefusal } from "./sheet";
import { insertSubmitted, type NewReport } from "./statements";
import { judge, mergedWith, type ReadRow, type RowFigures, readRows, type Standing, type Verdict } from "./verdicts";

export type ReadRefusal = SheetRefusal | "column_missing" | "no_rows";

/**
 * Reads a spreadsheet of many units' months and keeps a verdict for each of its rows; nothing of it is applied. The same
 * upload sent twice is one.
 */
export async function readReportFile(
  actor: StaffActor,
  input: { requestKey: string; fileName: string; bytes: Uint8Array },
  now = new Date(),
): Promise<Outcome<{ id: string }, ReadRefusal>> {
  insist(actor, "report.import", anywhere);
  const before = await madeBy(actor, input.requestKey);
  if (before !== null) return done(before);
  const sheet = await readSheetFile(input.bytes);
  if (!sheet.ok) return sheet;
  const head = findHead(sheet.value);
  if ("missing" in head) return refused("column_missing", { column: headingOf(head.missing) });
  const read = readRows(sheet.value, head, await unitsToName(actor), todayInVietnam(now));
  if (read.length === 0) return refused("no_rows");
  const verdicts = await judgeAll(read);
  const outcome = await undoing<{ id: string }, "twice">(
    async (tx) => {
      const id = newId();
      await execute(
        sql`WITH made AS (
            INSERT INTO report_import (id, file_name, remarks, request_key, uploaded_by, uploaded_at)
            VALUES (${id}::uuid, ${input.fileName.slice(0, 200)}, ${JSON.stringify(sheet.value.converted ? [`${sheet.value.converted}_file`] : [])}::jsonb,
              ${input.requestKey}::uuid, ${actor.accountId}::uuid, ${now}) RETURNING *
          ), audit AS (${auditFrom(actor, "report.read_file", {
            from: sql`made`,
            subjectKind: "report_import",
            subjectId: sql`made.id`,
          })})
          SELECT id FROM made`,
        tx,
      );
      await writeRows(id, read, verdicts, tx);
      return { id };
    },
    { report_import_request_key: "twice" },
  );
  if (outcome.ok) return outcome;
  const twin = await madeBy(actor, input.requestKey);
  if (twin === null) throw new NotAllowed("report.import");
  return done(twin);
}

async function madeBy(actor: StaffActor, requestKey: string): Promise<{ id: string } | null> {
  return row(
    z.object({ id: z.string() }),
    sql`SELECT id FROM report_import WHERE request_key = ${requestKey}::uuid AND uploaded_by = ${actor.accountId}::uuid`,
  );
}

async function writeRows(
  importId: string,
  read: readonly ReadRow[],
  verdicts: readonly Verdict[],
  tx: Runner,
): Promise<void> {
  const kept = read.map((one, index) => {
    const verdict = verdicts[index] as Verdict;
    const fault = verdict.verdict === "refused" ? verdict.fault : null;
    return {
      line: one.line,
      verdict: verdict.verdict,
      unit_id: one.unit?.id ?? null,
      unit_text: one.unitText,
      starts_on: one.period?.startsOn ?? null,
      column_name: fault?.column ?? null,
      reason: fault?.reason ?? null,
      facts: fault?.facts ?? {},
      remarks: one.remarks,
      figures: one.figures,
    };
  });
  await execute(
    sql`INSERT INTO report_import_row (import_id, line, verdict, unit_id, unit_text, starts_on, column_name, reason, facts, remarks, figures)
      SELECT ${importId}::uuid, r.line, r.verdict, r.unit_id, r.unit_text, r.starts_on, r.column_name, r.reason, r.facts, r.remarks, r.figures
      FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) AS r (line integer, verdict text, unit_id text, unit_text text,
        starts_on date, column_name text, reason text, facts jsonb, remarks jsonb, figures jsonb)`,
    tx,
  );
}

/** The verdict on every row, beside what drives recorded and what was reported before. */
async function judgeAll(read: readonly ReadRow[], on?: Runner): Promise<Verdict[]> {
  const known = read.flatMap(({ unit, period, fault }) =>
    unit && period && !fault ? [{ unitId: unit.id, ...period }] : [],
  );
  const recorded = await recordedIn(known, on);
  const standing = await standingReports(known, on);
  const ofOne = await publicVolumeOfOne(todayInVietnam(new Date()));
  return read.map((one) => {
    if (one.fault || !one.unit || !one.period) {
      const fault = one.fault ?? { column: "unitCode" as const, reason: "unit_missing", facts: {} };
      return { verdict: "refused", fault };
    }
    const of = { unitId: one.unit.id, startsOn: one.period.startsOn, endsOn: one.period.endsOn };
    const held = recorded.get(periodKey(of));
    if (!held) throw new Error("The recorded figures of a row were asked for and not answered.");
    return judge(one, held, standing.get(`${of.unitId}/${of.startsOn}`) ?? null, ofOne);
  });
}

const standingShape = figuresShape.extend({
  id: z.string(),
  unitId: z.string(),
  startsOn: z.string(),
  status: z.enum(reportStatuses),
  version: z.number(),
  revision: z.number(),
  explained: z.record(z.string(), z.string()),
  problems: z.string().nullable(),
});
type Held = Standing & Pick<z.output<typeof standingShape>, "id" | "version" | "explained">;

/** The latest version of each month's report. */
async function standingReports(
  of: readonly { unitId: string; startsOn: string }[],
  on?: Runner,
): Promise<Map<string, Held>> {
  if (of.length === 0) return new Map();
  const found = await rows(
    standingShape,
    sql`SELECT DISTINCT ON (r.unit_id, r.starts_on) r.id, r.unit_id AS "unitId", r.starts_on AS "startsOn", r.status, r.version,
        r.revision, r.explained, r.problems, ${figureColumns}
      FROM report r JOIN jsonb_to_recordset(${JSON.stringify(of)}::jsonb) AS a ("unitId" text, "startsOn" date)
        ON r.unit_id = a."unitId" AND r.starts_on = a."startsOn"
      WHERE r.kind = 'month' ORDER BY r.unit_id, r.starts_on, r.version DESC`,
    on,
  );
  return new Map(
    found.map(({ id, unitId, startsOn, status, version, explained, problems, revision: _revision, ...figures }) => [
      `${unitId}/${startsOn}`,
      { id, version, status, explained, problems, figures, elsewhere: explained.received ?? null },
    ]),
  );
}

const figuresOfRow = figuresShape.extend({ elsewhere: z.string().nullable(), problems: z.string().nullable() });
const keptShape = z.object({
  line: z.number(),
  verdict: z.enum(["good", "correction"]),
  unitId: z.string(),
  unitName: z.string(),
  code: z.string(),
  begins: z.string(),
  ends: z.string(),
  startsOn: z.string(),
  unitText: z.string(),
  figures: figuresOfRow,
});

export type ApplyRefusal = "reason_missing" | "nothing_to_apply" | "applied_already" | "changed_since_read";

/**
 * Applies the good rows of a spreadsheet in one transaction: each becomes a report that is sent for checking. Rows that
 * differ from what stands are applied only when asked for and with a reason, as corrections. When anything changed since
 * the file was read, its verdicts are renewed and nothing is applied.
 */
export async function applyReportFile(
  actor: StaffActor,
  input: ApplyFile,
  now = new Date(),
): Promise<Outcome<{ id: string; applied: number }, ApplyRefusal>> {
  insist(actor, "report.import", anywhere);
  const corrects = input.corrections === "yes";
  const reason = input.reason?.trim() || null;
  if (corrects && (reason?.length ?? 0) < 5) return refused("reason_missing");
  const outcome = await undoing<{ id: string; applied: number }, ApplyRefusal>(
    async (tx) => {
      const status = await lockImport(actor, input.importId, tx);
      if (status === "applied") throw new Undo<ApplyRefusal>("applied_already");
      const kept = await rows(
        keptShape,
        sql`SELECT r.line, r.verdict, r.unit_id AS "unitId", u.name AS "unitName", u.code, u.valid_from AS begins,
            u.ends_before AS ends, r.starts_on AS "startsOn", r.unit_text AS "unitText", r.figures
          FROM report_import_row r JOIN unit u ON u.id = r.unit_id
          WHERE r.import_id = ${input.importId}::uuid AND r.verdict IN ('good', 'correction') ORDER BY r.line`,
        tx,
      );
      const wanted = kept.filter(({ verdict }) => verdict === "good" || corrects);
      if (wanted.length === 0) throw new Undo<ApplyRefusal>("nothing_to_apply");
      const read = wanted.map(asRead);
      const verdicts = await judgeAll(read, tx);
      if (wanted.some(({ verdict }, index) => verdicts[index]?.verdict !== verdict))
        throw new Undo<ApplyRefusal>("changed_since_read");
      await applyRows(actor, input.importId, read, reason, now, tx);
      await execute(
        sql`WITH made AS (
            UPDATE report_import SET status = 'applied', applied_by = ${actor.accountId}::uuid, applied_at = ${now}, reason = ${reason}
            WHERE id = ${input.importId}::uuid RETURNING *
          ), audit AS (${auditFrom(actor, "report.apply_file", {
            from: sql`made`,
            subjectKind: "report_import",
            subjectId: sql`made.id`,
            detail: sql`jsonb_build_object('reports', ${wanted.length}::integer)`,
          })})
          SELECT id FROM made`,
        tx,
      );
      return { id: input.importId, applied: wanted.length };
    },
    {
      report_one_open: "changed_since_read",
      report_version_once: "changed_since_read",
      report_unit_existed: "changed_since_read",
    },
  );
  if (!outcome.ok && outcome.refusal === "changed_since_read") await judgeAnew(actor, input.importId);
  return outcome;
}

async function lockImport(actor: StaffActor, id: string, tx: Runner): Promise<"read" | "applied"> {
  const found = await row(
    z.object({ status: z.enum(["read", "applied"]) }),
    sql`SELECT status FROM report_import WHERE id = ${id}::uuid AND uploaded_by = ${actor.accountId}::uuid FOR UPDATE`,
    tx,
  );
  if (found === null) throw new NotAllowed("report.import");
  return found.status;
}

function asRead(kept: z.output<typeof keptShape>): ReadRow & { unit: { id: string }; period: Period } {
  return {
    line: kept.line,
    unitText: kept.unitText,
    unit: {
      id: kept.unitId,
      code: kept.code,
      name: kept.unitName,
      begins: kept.begins,
      ends: kept.ends,
      successors: [],
      inReach: true,
    },
    period: periodOf("month", kept.startsOn) as Period,
    figures: kept.figures as RowFigures,
    remarks: [],
    fault: null,
  };
}

async function applyRows(
  actor: StaffActor,
  importId: string,
  read: readonly (ReadRow & { unit: { id: string }; period: Period })[],
  reason: string | null,
  now: Date,
  tx: Runner,
): Promise<void> {
  const of = read.map(({ unit, period }) => ({ unitId: unit.id, ...period }));
  const [recorded, standing] = [await recordedIn(of, tx), await standingReports(of, tx)];
  const units = new Map<string, Awaited<ReturnType<typeof unitFor>>>();
  for (const unitId of new Set(of.map((one) => one.unitId)))
    units.set(unitId, await unitFor(actor, "report.write", unitId, tx));
  const fresh: NewReport[] = [];
  for (const one of read) {
    const unit = units.get(one.unit.id);
    if (!unit) throw new NotAllowed("report.write");
    const held = recorded.get(periodKey({ unitId: unit.id, ...one.period })) ?? {};
    const before = standing.get(`${unit.id}/${one.period.startsOn}`) ?? null;
    const { elsewhere, problems, ...figures } = before === null ? one.figures : mergedWith(one.figures, before);
    const explained = { ...before?.explained, ...(elsewhere === null ? {} : { received: elsewhere }) };
    const report = { unit, period: one.period, figures, explained, problems };
    if (before === null) fresh.push({ ...report, recorded: held });
    else await applyOver(actor, before, { ...report, importId, reason, recorded: held }, now, tx);
  }
  if (fresh.length > 0) await execute(insertSubmitted(actor, importId, fresh, now), tx);
}

/** A row that differs from what stands: over a draft, or as the next version of an approved report. */
async function applyOver(
  actor: StaffActor,
  before: Held,
  report: Omit<NewReport, "recorded"> & { importId: string; reason: string | null; recorded: object },
  now: Date,
  tx: Runner,
): Promise<void> {
  const isOpen = before.status !== "approved";
  const id = isOpen ? before.id : newId();
  if (isOpen) await overwriteDraft(actor, { ...report, id }, now, tx);
  else {
    const next = { version: before.version + 1, correctionReason: report.reason, requestKey: id };
    await insertReport(actor, { ...report, ...next, id }, now, tx);
  }
  await markSubmitted(actor, id, report.recorded, now, tx);
}

async function overwriteDraft(
  actor: StaffActor,
  report: {
    id: string;
    figures: Figures;
    explained: Record<string, string>;
    problems: string | null;
    importId: string;
    reason: string | null;
  },
  now: Date,
  tx: Runner,
): Promise<void> {
  const { columns, values } = figureValues(report.figures);
  await execute(
    sql`WITH made AS (
        UPDATE report SET (${columns}) = ROW (${values}), explained = ${JSON.stringify(report.explained)}::jsonb,
          problems = ${report.problems}, import_id = ${report.importId}::uuid, revision = revision + 1, updated_at = ${now}
        WHERE id = ${report.id}::uuid RETURNING *
      ), ${told(actor, "saved", now, { note: report.reason })}
      SELECT id FROM made`,
    tx,
  );
}

/** Gives the rows of a spreadsheet the verdicts they have now. */
async function judgeAnew(actor: StaffActor, importId: string): Promise<void> {
  await undoing(async (tx) => {
    if ((await lockImport(actor, importId, tx)) === "applied") return;
    const kept = await rows(
      keptShape.extend({ verdict: z.enum(["good", "correction", "same"]) }),
      sql`SELECT r.line, r.verdict, r.unit_id AS "unitId", u.name AS "unitName", u.code, u.valid_from AS begins,
          u.ends_before AS ends, r.starts_on AS "startsOn", r.unit_text AS "unitText", r.figures
        FROM report_import_row r JOIN unit u ON u.id = r.unit_id
        WHERE r.import_id = ${importId}::uuid AND r.verdict <> 'refused' ORDER BY r.line`,
      tx,
    );
    const read = kept.map((one) => asRead({ ...one, verdict: "good" }));
    const verdicts = await judgeAll(read, tx);
    for (const [index, one] of kept.entries()) {
      const verdict = verdicts[index] as Verdict;
      if (verdict.verdict === one.verdict) continue;
      const fault = verdict.verdict === "refused" ? verdict.fault : null;
      await execute(
        sql`UPDATE report_import_row SET verdict = ${verdict.verdict}, column_name = ${fault?.column ?? null},
            reason = ${fault?.reason ?? null}, facts = ${JSON.stringify(fault?.facts ?? {})}::jsonb
          WHERE import_id = ${importId}::uuid AND line = ${one.line}`,
        tx,
      );
    }
  });
}

/** Throws a spreadsheet that was not applied away. */
export async function discardReportFile(
  actor: StaffActor,
  { importId }: { importId: string },
): Promise<Outcome<{ id: string }, "applied_already">> {
  insist(actor, "report.import", anywhere);
  return undoing<{ id: string }, "applied_already">(async (tx) => {
    if ((await lockImport(actor, importId, tx)) === "applied") throw new Undo<"applied_already">("applied_already");
    await execute(
      sql`WITH made AS (
          DELETE FROM report_import WHERE id = ${importId}::uuid RETURNING *
        ), audit AS (${auditFrom(actor, "report.discard_file", {
          from: sql`made`,
          subjectKind: "report_import",
          subjectId: sql`made.id`,
        })})
        SELECT id FROM made`,
      tx,
    );
    return { id: importId };
  });
}
