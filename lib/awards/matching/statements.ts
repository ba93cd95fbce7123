import sql, { type Sql } from "sql-template-tag";
import type { StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { todayInVietnam } from "@/lib/core/time";

/** A row that is taken over, with whom it means. */
export interface TakenRow {
  readonly line: number;
  readonly donorId: string;
  readonly amount: number;
  readonly gotOn: string;
  readonly decisionNumber: string | null;
}

/** An honour that was given long ago. */
export interface OldHonour extends TakenRow {
  readonly levelKey: string;
  readonly ruleId: string;
  readonly scheme: string;
  readonly level: string;
  readonly object: string;
}

/** What the paper of an old row of donations is called: its decision, or what it says, the same in every file. */
export const paperOf = (row: Pick<TakenRow, "amount" | "gotOn" | "decisionNumber">): string =>
  row.decisionNumber ?? `danh sách: ${row.amount} lần, ${row.gotOn}`;

/**
 * Writes honours of old lists into the ledger, each with its event and its audit row; one that is held already is left
 * (`honour_same_level_once`). They were handed over in their day. Answers the lines that were written.
 */
export function insertOldHonours(
  actor: StaffActor,
  of: { importId: string; unitId: string },
  rows: readonly OldHonour[],
): Sql {
  const asked = rows.map((row) => ({ ...row, id: newId(), event: newId(), audit: newId() }));
  return sql`WITH asked AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS a (line integer, id uuid, event uuid, audit uuid,
        "donorId" uuid, amount integer, "gotOn" date, "decisionNumber" text, "levelKey" text, "ruleId" text, scheme text,
        level text, object text)
    ), made AS (
      INSERT INTO honour (id, subject_kind, donor_id, level_key, rule_id, scheme, level, object, threshold, unit_id, honoured_on,
        decision_number, origin, delivered_at, made_by)
      SELECT id, 'donor', "donorId", "levelKey", "ruleId", scheme, level, object, amount, ${of.unitId}, "gotOn", "decisionNumber",
        'list', "gotOn"::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh', ${actor.accountId}::uuid FROM asked
      ON CONFLICT DO NOTHING RETURNING id
    ), noted AS (
      INSERT INTO honour_event (id, honour_id, kind, by_account)
      SELECT a.event, made.id, 'granted', ${actor.accountId}::uuid FROM made JOIN asked a USING (id)
    ), audit AS (${auditEach(actor, "honour.from_list", of)})
    SELECT a.line, made.id FROM made JOIN asked a USING (id)`;
}

/**
 * Writes donations of old lists as papers that wait for a second person; one that is there already is left
 * (`earlier_donation_paper_once`). Answers the lines that were written.
 */
export function insertOldDonations(
  actor: StaffActor,
  of: { importId: string; unitId: string },
  rows: readonly TakenRow[],
  now: Date,
): Sql {
  const asked = rows.map((row) => ({ ...row, paper: paperOf(row), id: newId(), audit: newId() }));
  return sql`WITH asked AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS a (line integer, id uuid, audit uuid,
        "donorId" uuid, amount integer, "gotOn" date, paper text)
    ), made AS (
      INSERT INTO earlier_donation (id, donor_id, donations, last_on, evidence, evidence_ref, note, unit_id, entered_by, entered_at, request_key)
      SELECT id, "donorId", amount, "gotOn", 'old_list', paper,
        ${`nhập từ bảng tính ${todayInVietnam(now)}`}, ${of.unitId}, ${actor.accountId}::uuid, ${now}, id FROM asked
      ON CONFLICT DO NOTHING RETURNING id
    ), audit AS (${auditEach(actor, "award.enter_paper", of)})
    SELECT a.line, made.id FROM made JOIN asked a USING (id)`;
}

function auditEach(actor: StaffActor, action: string, of: { importId: string; unitId: string }): Sql {
  return sql`INSERT INTO audit_event (id, actor_kind, actor_id, session_id, action, subject_kind, subject_id, unit_id, detail)
    SELECT a.audit, 'staff', ${actor.accountId}::uuid, ${actor.sessionId}::uuid, ${action}, 'donor', a."donorId"::text,
      ${of.unitId}, jsonb_build_object('row', made.id, 'import', ${of.importId}::text, 'donations', a.amount)
    FROM made JOIN asked a USING (id)`;
}
