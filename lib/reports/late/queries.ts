import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist, reachOf } from "@/lib/auth/authorize";
import { todayInVietnam } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import { unitsWithin } from "@/lib/units/reach";
import { reportKinds } from "../periods";
import { accountOf } from "../writing";

const lateShape = z.object({
  unitId: z.string(),
  unitName: z.string(),
  level: z.enum(["unit", "commune"]),
  kind: z.enum(reportKinds),
  startsOn: z.string(),
  endsOn: z.string(),
  dueOn: z.string(),
  daysLate: z.number(),
  remindDaysBefore: z.number(),
  state: z.enum(["none", "draft", "returned"]),
  reportId: z.string().nullable(),
  returnedOn: z.string().nullable(),
  returnedNote: z.string().nullable(),
  /** Who sent what came back, and so has it now; null where that account is closed: the unit's office has it. */
  holder: z.string().nullable(),
  holderId: z.string().nullable(),
  office: z.number(),
  isOwn: z.boolean(),
  remindedAt: z.date().nullable(),
  remindedToday: z.boolean(),
});

/**
 * A report that is owed. `office` counts the accounts that can be written to; nobody's address is told. `isOwn`: it is for
 * the reader to send, not to be reminded of: the unit is their office's, or they wrote it for the unit and have it now.
 */
export type LateReport = z.output<typeof lateShape>;

/**
 * The reports of ended periods that nobody has sent, or that came back and wait to be mended, within the actor's reach: of
 * the nation its provinces and ministries, of a province itself and its communes. The longest overdue first; those not yet due have `daysLate` of 0 or less.
 * Nothing is owed for periods before the office said from when on it asks.
 */
export async function lateReports(actor: Actor, now = new Date(), on?: Runner): Promise<LateReport[]> {
  insist(actor, "report.chase", anywhere);
  const reach = reachOf(actor, "report.chase");
  const own = reachOf(actor, "report.write");
  const reader = accountOf(actor);
  const today = todayInVietnam(now);
  const within = actor.kind === "system" ? sql`true` : reach.nation ? sql`u.kind <> 'commune'` : unitsWithin(reach);
  return rows(
    lateShape,
    sql`WITH owed AS MATERIALIZED (
        SELECT d.level, d.kind, d.remind_days_before, d.days_after, p::date AS starts_on,
          (p + CASE d.kind WHEN 'month' THEN interval '1 month' WHEN 'half_year' THEN interval '6 months' ELSE interval '1 year' END
            - interval '1 day')::date AS ends_on
        FROM report_deadline d CROSS JOIN LATERAL generate_series(
          date_trunc('year', d.asked_from::timestamp), ${today}::date::timestamp,
          CASE d.kind WHEN 'month' THEN interval '1 month' WHEN 'half_year' THEN interval '6 months' ELSE interval '1 year' END) p
        WHERE d.asked_from IS NOT NULL AND p >= d.asked_from
      )
      SELECT u.id AS "unitId", CASE u.kind WHEN 'commune' THEN u.full_name ELSE u.name END AS "unitName", o.level, o.kind,
        o.starts_on AS "startsOn", o.ends_on AS "endsOn", o.ends_on + o.days_after AS "dueOn",
        ${today}::date - (o.ends_on + o.days_after) AS "daysLate", o.remind_days_before AS "remindDaysBefore",
        coalesce(r.status, 'none') AS state, r.id AS "reportId", back."returnedOn", back."returnedNote", back.holder, back."holderId",
        office.people AS office, u.id = ANY (${[...own.unitIds, ...own.communeIds]}::text[])
          OR coalesce(r.drafted_by = ${reader}::uuid, false) AND r.status = 'draft'
          OR coalesce(back."holderId" = ${reader}::uuid, false) AS "isOwn", m.sent_at AS "remindedAt",
        coalesce(m.sent_on = ${today}::date, false) AS "remindedToday"
      FROM owed o
        JOIN unit u ON (u.kind = 'commune') = (o.level = 'commune') AND u.kind <> 'nation'
          AND o.ends_on >= u.valid_from AND o.ends_on < u.ends_before
        LEFT JOIN report r ON r.unit_id = u.id AND r.kind = o.kind AND r.starts_on = o.starts_on AND r.version = 1
          AND r.status IN ('draft', 'returned')
        LEFT JOIN LATERAL (SELECT sent_at, sent_on FROM report_reminder m WHERE m.unit_id = u.id AND m.kind = o.kind
          AND m.starts_on = o.starts_on ORDER BY m.sent_at DESC LIMIT 1) m ON true
        LEFT JOIN LATERAL (SELECT (r.returned_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS "returnedOn",
            r.returned_note AS "returnedNote", sender.id AS "holderId", sender.name AS holder
          FROM (SELECT) one LEFT JOIN account sender ON sender.id = r.submitted_by AND sender.disabled_at IS NULL
          WHERE r.status = 'returned') back ON true
        CROSS JOIN LATERAL (SELECT count(*) AS people FROM (
            SELECT a.id FROM role_assignment g JOIN account a ON a.id = g.account_id
            WHERE g.role = 'provincial_office' AND g.scope_kind IN ('unit', 'commune') AND g.unit_id = u.id
              AND g.revoked_at IS NULL AND a.disabled_at IS NULL
            UNION SELECT back."holderId" WHERE back."holderId" IS NOT NULL) reached) office
      WHERE ${within} AND o.ends_on < ${today}::date
        AND NOT EXISTS (SELECT FROM report s WHERE s.unit_id = u.id AND s.kind = o.kind AND s.starts_on = o.starts_on
          AND s.status IN ('submitted', 'checked', 'approved'))
      ORDER BY "daysLate" DESC, u.kind = 'commune', u.kind = 'ministry', u.name COLLATE "vi-x-icu", u.id, o.kind`,
    on,
  );
}

const deadlineShape = z.object({
  level: z.enum(["unit", "commune"]),
  kind: z.enum(reportKinds),
  daysAfter: z.number(),
  remindDaysBefore: z.number(),
  askedFrom: z.string().nullable(),
});
export type ReportDeadline = z.output<typeof deadlineShape>;

/** When each kind of report is due, and from which period on it is asked for. */
export async function reportDeadlines(actor: Actor): Promise<ReportDeadline[]> {
  insist(actor, "report.calendar", anywhere);
  return rows(
    deadlineShape,
    sql`SELECT level, kind, days_after AS "daysAfter", remind_days_before AS "remindDaysBefore", asked_from AS "askedFrom"
      FROM report_deadline ORDER BY level DESC, array_position(ARRAY['month', 'half_year', 'year'], kind)`,
  );
}
