import sql, { type Sql } from "sql-template-tag";
import type { StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import type { CivilDate } from "@/lib/core/time";
import type { Figures } from "../figures";
import type { Period } from "../periods";

/** A report that a spreadsheet brings for the first time. */
export interface NewReport {
  readonly unit: { readonly id: string; readonly begins: CivilDate; readonly ends: CivilDate };
  readonly period: Period;
  readonly figures: Figures;
  readonly explained: Record<string, string>;
  readonly problems: string | null;
  readonly recorded: object;
}

/**
 * Many reports at once, sent for checking, each with its two events and its two rows of the audit: a year of 36 units is
 * one statement.
 */
export function insertSubmitted(actor: StaffActor, importId: string, reports: readonly NewReport[], now: Date): Sql {
  const asked = reports.map(({ unit, period, figures, ...report }) => ({
    ...report,
    ...figures,
    id: newId(),
    unitId: unit.id,
    unitBegins: unit.begins,
    unitEnds: unit.ends,
    startsOn: period.startsOn,
    endsOn: period.endsOn,
    events: [newId(), newId()],
    audits: [newId(), newId()],
  }));
  return sql`WITH asked AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS a (id uuid, "unitId" text, "unitBegins" date,
        "unitEnds" date, "startsOn" date, "endsOn" date, received integer, voluntary integer, "firstTime" integer,
        "atLeast350Ml" integer, apheresis integer, "volumeMl" bigint, drives integer, segments jsonb,
        "outreachSessions" integer, "outreachPeople" integer, "outreachProducts" jsonb, problems text, explained jsonb,
        recorded jsonb, events uuid[], audits uuid[])
    ), made AS (
      INSERT INTO report (id, unit_id, unit_begins, unit_ends, kind, starts_on, ends_on, status, received, voluntary, first_time,
        at_least_350_ml, apheresis, volume_ml, drives, segments, outreach_sessions, outreach_people, outreach_products, problems,
        explained, recorded, request_key, import_id, drafted_by, drafted_at, updated_at, submitted_by, submitted_at)
      SELECT id, "unitId", "unitBegins", "unitEnds", 'month', "startsOn", "endsOn", 'submitted', received, voluntary, "firstTime",
        "atLeast350Ml", apheresis, "volumeMl", drives, segments, "outreachSessions", "outreachPeople", "outreachProducts", problems,
        explained, recorded, id, ${importId}::uuid, ${actor.accountId}::uuid, ${now}, ${now}, ${actor.accountId}::uuid, ${now}
      FROM asked RETURNING id, unit_id, version
    ), event AS (
      INSERT INTO report_event (id, report_id, kind, happened_at, by_account)
      SELECT a.events[step.at], made.id, step.kind, ${now}, ${actor.accountId}::uuid
      FROM made JOIN asked a USING (id) CROSS JOIN (VALUES (1, 'drafted'), (2, 'submitted')) AS step (at, kind)
    ), audit AS (
      INSERT INTO audit_event (id, actor_kind, actor_id, session_id, action, subject_kind, subject_id, unit_id, detail)
      SELECT a.audits[step.at], 'staff', ${actor.accountId}::uuid, ${actor.sessionId}::uuid, step.action, 'report', made.id::text,
        made.unit_id, jsonb_build_object('version', made.version)
      FROM made JOIN asked a USING (id) CROSS JOIN (VALUES (1, 'report.draft'), (2, 'report.submit')) AS step (at, action)
    )
    SELECT id FROM made`;
}
