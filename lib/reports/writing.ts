import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { insist, NotAllowed } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";
import { newId } from "@/lib/core/ids";
import type { CivilDate } from "@/lib/core/time";
import { execute, type Runner, row, Undo } from "@/lib/db/statement";
import { placeOfUnit } from "@/lib/units/reach";
import { type Figures, figuresShape } from "./figures";
import { type Period, reportKinds } from "./periods";
import { finalities, reportStatuses } from "./rules";

/** What every change to a report shares: the lock, the revision that was seen, the event and the audit row. */

export const figureColumns = sql`r.received, r.voluntary, r.first_time AS "firstTime", r.at_least_350_ml AS "atLeast350Ml",
  r.apheresis, r.volume_ml AS "volumeMl", r.drives, r.segments, r.outreach_sessions AS "outreachSessions",
  r.outreach_people AS "outreachPeople", r.outreach_products AS "outreachProducts"`;

export const lockedShape = figuresShape.extend({
  id: z.string(),
  unitId: z.string(),
  unitKind: z.enum(["nation", "province", "ministry", "commune"]),
  parentId: z.string().nullable(),
  kind: z.enum(reportKinds),
  startsOn: z.string(),
  endsOn: z.string(),
  version: z.number(),
  revision: z.number(),
  status: z.enum(reportStatuses),
  finality: z.enum(finalities).nullable(),
  explained: z.record(z.string(), z.string()),
  submittedBy: z.string().nullable(),
  draftedBy: z.string().nullable(),
  supersededAt: z.date().nullable(),
});
export type LockedReport = z.output<typeof lockedShape>;

/** The report, locked until the transaction ends, or null. One out of reach is as if it were not there. */
export async function lockReport(actor: Actor, deed: Deed, id: string, tx: Runner): Promise<LockedReport | null> {
  const found = await row(
    lockedShape,
    sql`SELECT r.id, r.unit_id AS "unitId", u.kind AS "unitKind", u.parent_id AS "parentId", r.kind, r.starts_on AS "startsOn",
        r.ends_on AS "endsOn", r.version, r.revision, r.status, r.finality, r.explained, r.submitted_by AS "submittedBy",
        r.drafted_by AS "draftedBy", r.superseded_at AS "supersededAt", ${figureColumns}
      FROM report r JOIN unit u ON u.id = r.unit_id WHERE r.id = ${id}::uuid FOR UPDATE OF r`,
    tx,
  );
  if (found !== null)
    insist(actor, deed, placeOfUnit({ id: found.unitId, kind: found.unitKind, parentId: found.parentId }));
  return found;
}

/** The same of a report that must be there. */
export async function lockKnownReport(actor: Actor, deed: Deed, id: string, tx: Runner): Promise<LockedReport> {
  const found = await lockReport(actor, deed, id, tx);
  if (found === null) throw new NotAllowed(deed);
  return found;
}

/** Refuses what began from an older revision, and says who changed it since and when. */
export async function insistSameRevision(report: LockedReport, revision: number, tx: Runner): Promise<void> {
  if (report.revision === revision) return;
  const last = await row(
    z.object({ who: z.string(), at: z.string() }),
    sql`SELECT coalesce(a.name, '—') AS who, to_char(e.happened_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI DD/MM') AS at
      FROM report_event e LEFT JOIN account a ON a.id = e.by_account
      WHERE e.report_id = ${report.id}::uuid ORDER BY e.happened_at DESC, e.id DESC LIMIT 1`,
    tx,
  );
  throw new Undo<"changed_meanwhile">("changed_meanwhile", last ?? { who: "—", at: "—" });
}

/** The unit a report is for, and whether the actor may do the deed there. */
export async function unitFor(actor: Actor, deed: Deed, unitId: string, tx?: Runner) {
  const unit = await row(
    z.object({
      id: z.string(),
      kind: z.enum(["nation", "province", "ministry", "commune"]),
      parentId: z.string().nullable(),
      name: z.string(),
      begins: z.string(),
      ends: z.string(),
    }),
    sql`SELECT id, kind, parent_id AS "parentId", name, valid_from AS begins, ends_before AS ends FROM unit
      WHERE id = ${unitId} AND kind <> 'nation'`,
    tx,
  );
  if (unit === null) throw new NotAllowed(deed);
  insist(actor, deed, placeOfUnit(unit));
  return unit;
}

export type EventKind =
  | "drafted"
  | "saved"
  | "submitted"
  | "checked"
  | "returned"
  | "approved"
  | "made_final"
  | "superseded";

/** Words of the audit, for each thing that happens to a report. */
const auditWords: Record<EventKind, string> = {
  drafted: "report.draft",
  saved: "report.save",
  submitted: "report.submit",
  checked: "report.check",
  returned: "report.return",
  approved: "report.approve",
  made_final: "report.make_final",
  superseded: "report.supersede",
};

/**
 * The event and the audit row of what a statement did: `WITH made AS (…), ${told(actor, …)} SELECT …`. `made` holds the one
 * report as it now is.
 */
export function told(
  actor: Actor,
  kind: EventKind,
  now: Date,
  more: { note?: string | null; change?: object } = {},
): Sql {
  return sql`event AS (
      INSERT INTO report_event (id, report_id, kind, note, change, happened_at, by_account)
      SELECT ${newId()}::uuid, made.id, ${kind}, ${more.note ?? null}, ${JSON.stringify(more.change ?? {})}::jsonb, ${now},
        ${accountOf(actor)}::uuid FROM made
    ), audit AS (${auditFrom(actor, auditWords[kind], {
      from: sql`made`,
      subjectKind: "report",
      subjectId: sql`made.id`,
      unitId: sql`made.unit_id`,
      detail: sql`jsonb_build_object('version', made.version)`,
    })})`;
}

export function accountOf(actor: Actor): string | null {
  return actor.kind === "staff" ? actor.accountId : null;
}

/** The columns and values of a report's figures, for an INSERT. */
export function figureValues(figures: Figures): { columns: Sql; values: Sql } {
  return {
    columns: sql`received, voluntary, first_time, at_least_350_ml, apheresis, volume_ml, drives, segments, outreach_sessions,
      outreach_people, outreach_products`,
    values: sql`${figures.received}::integer, ${figures.voluntary}::integer, ${figures.firstTime}::integer,
      ${figures.atLeast350Ml}::integer, ${figures.apheresis}::integer, ${figures.volumeMl}::bigint, ${figures.drives}::integer,
      ${JSON.stringify(figures.segments)}::jsonb, ${figures.outreachSessions}::integer, ${figures.outreachPeople}::integer,
      ${JSON.stringify(figures.outreachProducts)}::jsonb`,
  };
}

/** A new report, or a new version of one, as a draft. */
export async function insertReport(
  actor: Actor,
  report: {
    id: string;
    unit: { id: string; begins: CivilDate; ends: CivilDate };
    period: Period;
    version: number;
    figures: Figures;
    explained: Record<string, string>;
    problems: string | null;
    correctionReason?: string | null;
    requestKey: string;
    importId?: string | null;
  },
  now: Date,
  tx: Runner,
): Promise<void> {
  const { columns, values } = figureValues(report.figures);
  await execute(
    sql`WITH made AS (
        INSERT INTO report (id, unit_id, unit_begins, unit_ends, kind, starts_on, ends_on, version, ${columns}, explained, problems,
          correction_reason, request_key, import_id, drafted_by, drafted_at, updated_at)
        VALUES (${report.id}::uuid, ${report.unit.id}, ${report.unit.begins}::date, ${report.unit.ends}::date,
          ${report.period.kind}, ${report.period.startsOn}::date, ${report.period.endsOn}::date, ${report.version}, ${values},
          ${JSON.stringify(report.explained)}::jsonb, ${report.problems}, ${report.correctionReason ?? null},
          ${report.requestKey}::uuid, ${report.importId ?? null}::uuid, ${accountOf(actor)}::uuid, ${now}, ${now})
        RETURNING *
      ), ${told(actor, "drafted", now, { note: report.correctionReason ?? null })}
      SELECT id FROM made`,
    tx,
  );
}

/** Sends a draft on: what was recorded at that moment is kept with it. */
export async function markSubmitted(actor: Actor, id: string, recorded: object, now: Date, tx: Runner): Promise<void> {
  await execute(
    sql`WITH made AS (
        UPDATE report SET status = 'submitted', revision = revision + 1, submitted_by = ${accountOf(actor)}::uuid,
          submitted_at = ${now}, updated_at = ${now}, checked_by = NULL, checked_at = NULL,
          recorded = ${JSON.stringify(recorded)}::jsonb
        WHERE id = ${id}::uuid RETURNING *
      ), ${told(actor, "submitted", now)}
      SELECT id FROM made`,
    tx,
  );
}
