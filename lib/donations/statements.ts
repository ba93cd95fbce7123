import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import type { CivilDate } from "@/lib/core/time";
import { prepared } from "@/lib/db/statement";

/** A donation as the statements give it back. */
export const donationRow = z.object({
  id: z.string(),
  number: z.string(),
  visitId: z.string(),
  driveId: z.string(),
  kind: z.string(),
  component: z.string(),
  volumeMl: z.number(),
  flags: z.array(z.string()),
  firstTime: z.boolean(),
  version: z.number(),
});
export type DonationRow = z.output<typeof donationRow>;

const donationColumns = sql`id, number, visit_id AS "visitId", drive_id AS "driveId", kind, component, volume_ml AS "volumeMl", flags,
  first_time AS "firstTime", version`;

export interface Bag {
  readonly number: string;
  readonly kind: string;
  readonly component: string;
  readonly volumeMl: number;
  readonly adverseReaction: string | null;
  readonly adverseSeverity: number | null;
  readonly flags: readonly string[];
}

/** The donation of a request, for the same answer to the same question. */
export function donationOfRequest(requestKey: string): Sql {
  return sql`SELECT ${donationColumns} FROM donation WHERE request_key = ${requestKey}::uuid`;
}

/**
 * A donation in one round trip: the fact, its first event, the drive's totals, the donor's last donation, the visit's
 * end and the audit row; all of it or nothing. No row: the drive is not open, its day has not come, or the visit is
 * over. The donor's row is locked before it is counted, so that "first time" is told once; when it is not as the
 * facts said (`lastGivenOn`), the donation is kept and flagged.
 */
export function keepDonation(
  actor: StaffActor,
  asked: Bag & {
    driveId: string;
    visitId: string;
    requestKey: string;
    lastGivenOn: CivilDate | null;
    givenAt: Date;
    today: CivilDate;
    now: Date;
  },
): Sql {
  return prepared(sql`
    WITH day AS MATERIALIZED (
      SELECT id, held_on, credited_unit_id, is_demo FROM drive
      WHERE id = ${asked.driveId}::uuid AND status = 'open' AND held_on <= ${asked.today}::date
      FOR KEY SHARE
    ), bled AS (
      UPDATE visit SET status = 'donated', closed_at = ${asked.now}, kind = ${asked.kind}, component = ${asked.component},
        needle_at = coalesce(needle_at, ${asked.givenAt}), version = version + 1
      FROM day
      WHERE visit.id = ${asked.visitId}::uuid AND visit.drive_id = day.id AND visit.status IN ('arrived', 'fit', 'bleeding')
      RETURNING visit.id, visit.donor_id, visit.segment
    ), before AS MATERIALIZED (
      SELECT donor.id, donor.donation_count, donor.last_given_on, donor.last_component, donor.last_volume_ml
      FROM donor JOIN bled ON bled.donor_id = donor.id
      FOR NO KEY UPDATE OF donor
    ), giver AS (
      UPDATE donor SET donation_count = donor.donation_count + 1,
        last_given_on = CASE WHEN before.last_given_on > day.held_on THEN before.last_given_on ELSE day.held_on END,
        last_component = CASE WHEN before.last_given_on > day.held_on THEN before.last_component ELSE ${asked.component} END,
        last_volume_ml = CASE WHEN before.last_given_on > day.held_on THEN before.last_volume_ml ELSE ${asked.volumeMl}::int END
      FROM before, day WHERE donor.id = before.id
      RETURNING donor.id
    ), made AS (
      INSERT INTO donation (id, number, drive_id, visit_id, donor_id, given_on, given_at, kind, first_time, component, volume_ml,
        segment, adverse_reaction, adverse_severity, flags, request_key, recorded_by, recorded_at, is_demo)
      SELECT ${newId()}::uuid, ${asked.number}, day.id, bled.id, giver.id, day.held_on, ${asked.givenAt}, ${asked.kind},
        before.donation_count = 0, ${asked.component}, ${asked.volumeMl}::int, bled.segment, ${asked.adverseReaction},
        ${asked.adverseSeverity}::int, ${asked.flags}::text[] || CASE
          WHEN before.last_given_on IS DISTINCT FROM ${asked.lastGivenOn}::date THEN ARRAY['donor_changed_meanwhile'] ELSE '{}' END,
        ${asked.requestKey}::uuid, ${actor.accountId}::uuid, ${asked.now}, day.is_demo
      FROM day, bled, before, giver
      RETURNING *
    ), told AS (
      INSERT INTO donation_event (id, donation_id, kind, change, happened_at, by_account)
      SELECT ${newId()}::uuid, made.id, 'recorded', jsonb_build_object('flags', made.flags, 'previous', jsonb_build_object(
          'givenOn', before.last_given_on, 'component', before.last_component, 'volumeMl', before.last_volume_ml)),
        ${asked.now}, ${actor.accountId}::uuid
      FROM made, before
      RETURNING id
    ), total AS (
      INSERT INTO drive_total AS kept (drive_id, donations, voluntary, first_time, at_least_350_ml, apheresis, volume_ml)
      SELECT drive_id, 1, (kind = 'voluntary')::int, first_time::int, (volume_ml >= 350)::int, (component <> 'whole_blood')::int,
        volume_ml
      FROM made
      ON CONFLICT (drive_id) DO UPDATE SET
        donations = kept.donations + excluded.donations, voluntary = kept.voluntary + excluded.voluntary,
        first_time = kept.first_time + excluded.first_time, at_least_350_ml = kept.at_least_350_ml + excluded.at_least_350_ml,
        apheresis = kept.apheresis + excluded.apheresis, volume_ml = kept.volume_ml + excluded.volume_ml
      RETURNING drive_id
    ), split AS (
      INSERT INTO drive_breakdown (drive_id, kind, first_time, component, volume_ml, segment, donations)
      SELECT drive_id, kind, first_time, component, volume_ml, segment, 1 FROM made
      ON CONFLICT (drive_id, kind, first_time, component, volume_ml, segment)
        DO UPDATE SET donations = drive_breakdown.donations + 1
      RETURNING drive_id
    ), audit AS (${auditFrom(actor, "donation.record", {
      from: sql`made JOIN day ON day.id = made.drive_id`,
      subjectKind: "donation",
      subjectId: sql`made.id`,
      driveId: sql`made.drive_id`,
      unitId: sql`day.credited_unit_id`,
      detail: sql`jsonb_build_object('flagged', made.flags <> '{}')`,
    })})
    SELECT ${donationColumns} FROM made`);
}

/**
 * Corrects a donation: the row, an event with what it was and why, the totals by the difference, and the donor's last
 * donation if it was this one. No row: somebody changed or voided it since it was read.
 */
export function amendDonation(
  actor: StaffActor,
  asked: Bag & { driveId: string; donationId: string; version: number; reason: string; now: Date },
): Sql {
  return sql`
    WITH before AS MATERIALIZED (
      SELECT * FROM donation
      WHERE id = ${asked.donationId}::uuid AND drive_id = ${asked.driveId}::uuid AND status = 'recorded' AND version = ${asked.version}
      FOR NO KEY UPDATE
    ), changed AS (
      UPDATE donation SET number = ${asked.number}, kind = ${asked.kind}, component = ${asked.component},
        volume_ml = ${asked.volumeMl}::int, adverse_reaction = ${asked.adverseReaction}, adverse_severity = ${asked.adverseSeverity}::int,
        flags = ${asked.flags}::text[], reviewed_at = NULL, reviewed_by = NULL, version = donation.version + 1
      FROM before WHERE donation.id = before.id
      RETURNING donation.*
    ), told AS (
      INSERT INTO donation_event (id, donation_id, kind, reason, change, happened_at, by_account)
      SELECT ${newId()}::uuid, changed.id, 'corrected', ${asked.reason}, jsonb_build_object(
          'from', jsonb_build_object('number', before.number, 'kind', before.kind, 'component', before.component, 'volumeMl', before.volume_ml,
            'adverseReaction', before.adverse_reaction, 'adverseSeverity', before.adverse_severity),
          'to', jsonb_build_object('number', changed.number, 'kind', changed.kind, 'component', changed.component, 'volumeMl', changed.volume_ml,
            'adverseReaction', changed.adverse_reaction, 'adverseSeverity', changed.adverse_severity)),
        ${asked.now}, ${actor.accountId}::uuid
      FROM changed, before
      RETURNING id
    ), giver AS (
      UPDATE donor SET last_component = changed.component, last_volume_ml = changed.volume_ml
      FROM changed WHERE donor.id = changed.donor_id AND donor.last_given_on = changed.given_on
      RETURNING donor.id
    ), ${movedTotals(sql`
      SELECT b.drive_id, -1 AS sign, b.kind, b.first_time, b.component, b.volume_ml, b.segment FROM before b, changed
      UNION ALL SELECT drive_id, 1, kind, first_time, component, volume_ml, segment FROM changed`)}
    , ${unsigned(sql`changed`)}, audit AS (${auditFrom(actor, "donation.correct", {
      from: sql`changed`,
      subjectKind: "donation",
      subjectId: sql`changed.id`,
      driveId: sql`changed.drive_id`,
    })})
    SELECT ${donationColumns} FROM changed`;
}

/**
 * Voids a donation: it stays to be seen, counts nowhere any more, and the donor's last donation is the one before it,
 * here or (as the first event remembers) elsewhere. The visit opens again to be recorded anew, or ends without a bag.
 * When it was the donor's first, the earliest that stays becomes the first, and its drive counts it so.
 */
export function voidDonationRow(
  actor: StaffActor,
  asked: {
    driveId: string;
    donationId: string;
    version: number;
    reason: string;
    visit: "again" | "incomplete";
    now: Date;
  },
): Sql {
  const again = asked.visit === "again";
  return sql`
    WITH before AS MATERIALIZED (
      SELECT * FROM donation
      WHERE id = ${asked.donationId}::uuid AND drive_id = ${asked.driveId}::uuid AND status = 'recorded' AND version = ${asked.version}
      FOR NO KEY UPDATE
    ), voided AS (
      UPDATE donation SET status = 'voided', version = donation.version + 1 FROM before WHERE donation.id = before.id
      RETURNING donation.*
    ), told AS (
      INSERT INTO donation_event (id, donation_id, kind, reason, change, happened_at, by_account)
      SELECT ${newId()}::uuid, voided.id, 'voided', ${asked.reason}, jsonb_build_object('visit', ${asked.visit}::text),
        ${asked.now}, ${actor.accountId}::uuid
      FROM voided
      RETURNING id
    ), reopened AS (
      UPDATE visit SET status = ${again ? "bleeding" : "incomplete"}, closed_at = ${again ? null : asked.now}::timestamptz,
        closed_because = ${again ? null : asked.reason}::text, version = visit.version + 1
      FROM voided WHERE visit.id = voided.visit_id
      RETURNING visit.id
    ), owner AS MATERIALIZED (
      SELECT donor.id FROM donor JOIN voided ON voided.donor_id = donor.id FOR NO KEY UPDATE OF donor
    ), earlier AS MATERIALIZED (
      SELECT past.given_on, past.component, past.volume_ml FROM (
        SELECT g.given_on, g.component, g.volume_ml, 1 AS sure FROM donation g JOIN owner ON owner.id = g.donor_id, voided
        WHERE g.status = 'recorded' AND g.id <> voided.id
        UNION ALL
        SELECT (e.change -> 'previous' ->> 'givenOn')::date, e.change -> 'previous' ->> 'component',
          (e.change -> 'previous' ->> 'volumeMl')::int, 0
        FROM donation_event e JOIN voided ON e.donation_id = voided.id
        WHERE e.kind = 'recorded' AND e.change -> 'previous' ->> 'givenOn' IS NOT NULL
          AND NOT EXISTS (SELECT FROM donation v WHERE v.donor_id = voided.donor_id AND v.status = 'voided'
            AND v.given_on = (e.change -> 'previous' ->> 'givenOn')::date)
      ) past ORDER BY past.given_on DESC, past.sure DESC LIMIT 1
    ), giver AS (
      UPDATE donor SET donation_count = greatest(donor.donation_count - 1, 0),
        last_given_on = CASE WHEN donor.last_given_on > voided.given_on THEN donor.last_given_on ELSE (SELECT given_on FROM earlier) END,
        last_component = CASE WHEN donor.last_given_on > voided.given_on THEN donor.last_component ELSE (SELECT component FROM earlier) END,
        last_volume_ml = CASE WHEN donor.last_given_on > voided.given_on THEN donor.last_volume_ml ELSE (SELECT volume_ml FROM earlier) END
      FROM voided, owner WHERE donor.id = owner.id AND owner.id = voided.donor_id
      RETURNING donor.id
    ), heir AS MATERIALIZED (
      SELECT g.* FROM donation g JOIN owner ON owner.id = g.donor_id, voided
      WHERE voided.first_time AND g.id <> voided.id AND g.status = 'recorded'
      ORDER BY g.given_at, g.id LIMIT 1
    ), promoted AS (
      UPDATE donation SET first_time = true, version = donation.version + 1
      FROM heir WHERE donation.id = heir.id AND NOT heir.first_time
      RETURNING donation.*
    ), ${movedTotals(sql`
      SELECT drive_id, -1 AS sign, kind, first_time, component, volume_ml, segment FROM voided
      UNION ALL SELECT drive_id, -1, kind, false, component, volume_ml, segment FROM promoted
      UNION ALL SELECT drive_id, 1, kind, true, component, volume_ml, segment FROM promoted`)}
    , ${unsigned(sql`(SELECT drive_id FROM voided UNION ALL SELECT drive_id FROM promoted)`)}, audit AS (${auditFrom(
      actor,
      "donation.void",
      {
        from: sql`voided`,
        subjectKind: "donation",
        subjectId: sql`voided.id`,
        driveId: sql`voided.drive_id`,
        detail: sql`jsonb_strip_nulls(jsonb_build_object('nowFirst', (SELECT id FROM promoted)))`,
      },
    )})
    SELECT ${donationColumns} FROM voided`;
}

/**
 * Moves a drive's total and its breakdown by signed facts, each cell once: what is taken and given back in the same
 * cell cancels out before it is written.
 */
function movedTotals(facts: Sql): Sql {
  return sql`moved AS MATERIALIZED (${facts}
    ), total AS (
      UPDATE drive_total AS kept SET
        donations = kept.donations + f.donations, voluntary = kept.voluntary + f.voluntary, first_time = kept.first_time + f.first_time,
        at_least_350_ml = kept.at_least_350_ml + f.large, apheresis = kept.apheresis + f.apheresis, volume_ml = kept.volume_ml + f.volume
      FROM (SELECT drive_id, sum(sign)::int AS donations, coalesce(sum(sign) FILTER (WHERE kind = 'voluntary'), 0)::int AS voluntary,
          coalesce(sum(sign) FILTER (WHERE first_time), 0)::int AS first_time,
          coalesce(sum(sign) FILTER (WHERE volume_ml >= 350), 0)::int AS large,
          coalesce(sum(sign) FILTER (WHERE component <> 'whole_blood'), 0)::int AS apheresis, sum(sign * volume_ml) AS volume
        FROM moved GROUP BY drive_id) f
      WHERE kept.drive_id = f.drive_id
      RETURNING kept.drive_id
    ), cells AS MATERIALIZED (
      SELECT drive_id, kind, first_time, component, volume_ml, segment, sum(sign)::int AS step FROM moved
      GROUP BY drive_id, kind, first_time, component, volume_ml, segment HAVING sum(sign) <> 0
    ), lowered AS (
      UPDATE drive_breakdown AS cell SET donations = cell.donations + cells.step FROM cells
      WHERE cells.step < 0 AND (cell.drive_id, cell.kind, cell.first_time, cell.component, cell.volume_ml, cell.segment)
        = (cells.drive_id, cells.kind, cells.first_time, cells.component, cells.volume_ml, cells.segment)
      RETURNING cell.drive_id
    ), raised AS (
      INSERT INTO drive_breakdown (drive_id, kind, first_time, component, volume_ml, segment, donations)
      SELECT drive_id, kind, first_time, component, volume_ml, segment, step FROM cells WHERE step > 0
      ON CONFLICT (drive_id, kind, first_time, component, volume_ml, segment)
        DO UPDATE SET donations = drive_breakdown.donations + excluded.donations
      RETURNING drive_id
    )`;
}

/**
 * A drive whose numbers were signed off and then changed waits to be signed off again. The state is asked of the row as
 * it is once it is held, not of the statement's snapshot: whoever signs off in this very second is seen, and sees this.
 */
function unsigned(changed: Sql): Sql {
  const signedOff = sql`drive.status = 'reconciled'`;
  return sql`unsigned AS (
      UPDATE drive SET status = CASE WHEN ${signedOff} THEN 'closed' ELSE drive.status END,
        reconciled_at = CASE WHEN ${signedOff} THEN NULL ELSE drive.reconciled_at END,
        version = drive.version + CASE WHEN ${signedOff} THEN 1 ELSE 0 END
      FROM (SELECT DISTINCT drive_id FROM ${changed} AS touched) AS moved_by WHERE drive.id = moved_by.drive_id
      RETURNING drive.id
    )`;
}

/** A second person has looked and agrees. No row: changed since, reviewed already, or changed last by this very person. */
export function confirmDonationRow(
  actor: StaffActor,
  asked: { driveId: string; donationId: string; version: number; now: Date },
): Sql {
  return sql`
    WITH confirmed AS (
      UPDATE donation SET reviewed_at = ${asked.now}, reviewed_by = ${actor.accountId}::uuid, version = version + 1
      WHERE id = ${asked.donationId}::uuid AND drive_id = ${asked.driveId}::uuid AND status = 'recorded'
        AND version = ${asked.version} AND reviewed_at IS NULL
        AND ${actor.accountId}::uuid IS DISTINCT FROM (SELECT e.by_account FROM donation_event e
          WHERE e.donation_id = donation.id AND e.kind IN ('recorded', 'corrected') ORDER BY e.happened_at DESC, e.id DESC LIMIT 1)
      RETURNING *
    ), told AS (
      INSERT INTO donation_event (id, donation_id, kind, change, happened_at, by_account)
      SELECT ${newId()}::uuid, confirmed.id, 'confirmed', jsonb_build_object('flags', confirmed.flags), ${asked.now}, ${actor.accountId}::uuid
      FROM confirmed
      RETURNING id
    ), audit AS (${auditFrom(actor, "donation.confirm", {
      from: sql`confirmed`,
      subjectKind: "donation",
      subjectId: sql`confirmed.id`,
      driveId: sql`confirmed.drive_id`,
    })})
    SELECT ${donationColumns} FROM confirmed`;
}
