import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { StaffActor, SystemActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import type { CivilDate } from "@/lib/core/time";
import { segments, visitStatuses } from "./rules";
import type { ScreeningRecord } from "./schema";

/** A visit as the statements give it back. */
export const visitRow = z.object({
  id: z.string(),
  driveId: z.string(),
  donorId: z.string(),
  bookingId: z.string().nullable(),
  number: z.number(),
  status: z.enum(visitStatuses),
  segment: z.enum(segments),
  version: z.number(),
});
export type VisitRow = z.output<typeof visitRow>;

const visitColumns = sql`id, drive_id AS "driveId", donor_id AS "donorId", booking_id AS "bookingId", number, status,
  segment, version`;

/**
 * Takes somebody in: the next number of the drive, the visit, the booking's end as "arrived" and the audit row in one
 * round trip; the first arrival opens a published drive. No row: the drive does not take people today, or the booking
 * is not open any more. The place in the slot stays used: `slot.booked` counts the people the hour was kept for,
 * and a place nobody can book again would invite one too many.
 * The drive's row is locked first, as everywhere, so that nobody waits in a ring.
 */
export function takeIn(
  actor: StaffActor,
  asked: {
    driveId: string;
    donorId: string;
    bookingId: string | null;
    segment: string;
    employer: string | null;
    component: string;
    requestKey: string;
    today: CivilDate;
    now: Date;
  },
): Sql {
  return sql`
    WITH day AS MATERIALIZED (
      SELECT id, status FROM drive
      WHERE id = ${asked.driveId}::uuid AND status IN ('published', 'open') AND held_on = ${asked.today}::date
      FOR NO KEY UPDATE
    ), held AS MATERIALIZED (
      SELECT booking.id FROM booking, day
      WHERE booking.id = ${asked.bookingId}::uuid AND booking.drive_id = day.id
        AND booking.donor_id = ${asked.donorId}::uuid AND booking.status = 'booked'
      FOR NO KEY UPDATE OF booking
    ), came AS (
      UPDATE booking SET status = 'arrived', ended_at = ${asked.now}, ended_by = 'desk'
      FROM held WHERE booking.id = held.id
      RETURNING booking.id
    ), numbered AS (
      UPDATE drive SET last_visit_number = drive.last_visit_number + 1, status = 'open',
        opened_at = coalesce(drive.opened_at, ${asked.now}),
        version = drive.version + CASE WHEN drive.status = 'published' THEN 1 ELSE 0 END
      FROM day
      WHERE drive.id = day.id AND (${asked.bookingId}::uuid IS NULL OR EXISTS (SELECT FROM came))
      RETURNING drive.id, drive.last_visit_number, drive.credited_unit_id
    ), made AS (
      INSERT INTO visit (id, drive_id, donor_id, booking_id, number, segment, employer, component, request_key, arrived_at, arrived_by)
      SELECT ${newId()}::uuid, numbered.id, ${asked.donorId}::uuid, ${asked.bookingId}::uuid, numbered.last_visit_number,
        ${asked.segment}, ${asked.employer}, ${asked.component}, ${asked.requestKey}::uuid, ${asked.now}, ${actor.accountId}::uuid
      FROM numbered
      RETURNING *
    ), opened AS (${auditFrom(actor, "drive.open", {
      from: sql`numbered JOIN day ON day.id = numbered.id AND day.status = 'published'`,
      subjectKind: "drive",
      subjectId: sql`numbered.id`,
      driveId: sql`numbered.id`,
      unitId: sql`numbered.credited_unit_id`,
      detail: sql`jsonb_build_object('by', 'first_arrival')`,
    })}), audit AS (${auditFrom(actor, "visit.arrive", {
      from: sql`made JOIN numbered ON numbered.id = made.drive_id`,
      subjectKind: "visit",
      subjectId: sql`made.id`,
      driveId: sql`made.drive_id`,
      unitId: sql`numbered.credited_unit_id`,
      detail: sql`jsonb_build_object('number', made.number, 'booked', made.booking_id IS NOT NULL)`,
    })})
    SELECT ${visitColumns} FROM made`;
}

/** The visit an arrival made, by the key of its request. */
export function visitOfRequest(requestKey: string): Sql {
  return sql`SELECT ${visitColumns} FROM visit WHERE request_key = ${requestKey}::uuid`;
}

/**
 * Writes what the screening found: the row, the visit's next step, the deferral if there is one, and the audit row.
 * Only from the step the screener saw (`version`). A second screening before the needle takes the first one's place;
 * what was not measured again stays.
 */
export function recordScreening(actor: StaffActor, asked: ScreeningRecord & { now: Date }): Sql {
  const { vitals, deferral } = asked;
  const fit = asked.verdict === "fit";
  return sql`
    WITH seen AS (
      UPDATE visit SET status = ${fit ? "fit" : "deferred"}, screened_at = coalesce(screened_at, ${asked.now}),
        component = ${asked.component}, volume_ml = ${asked.volumeMl}::int,
        closed_at = ${fit ? null : asked.now}::timestamptz, version = version + 1
      WHERE id = ${asked.visitId}::uuid AND drive_id = ${asked.driveId}::uuid AND status IN ('arrived', 'fit')
        AND version = ${asked.version}
      RETURNING *
    ), screened AS (
      INSERT INTO screening (id, visit_id, rule_set_id, weight_kg, systolic_mmhg, diastolic_mmhg, pulse_per_minute,
        pulse_regular, hemoglobin_g_per_l, temperature_c, serum_protein_g_per_l, platelets_giga_per_l, answers, answers_from,
        cleared_by_doctor, signed_on_paper, verdict, permitted_volumes_ml, screened_by, screened_at)
      SELECT ${newId()}::uuid, seen.id, ${asked.ruleSetId}, ${vitals.weightKg ?? null}::numeric, ${vitals.systolicMmhg ?? null}::int,
        ${vitals.diastolicMmhg ?? null}::int, ${vitals.pulsePerMinute ?? null}::int, ${vitals.pulseRegular ?? null}::boolean,
        ${vitals.hemoglobinGramsPerLitre ?? null}::int, ${vitals.temperatureCelsius ?? null}::numeric,
        ${vitals.serumProteinGramsPerLitre ?? null}::int, ${vitals.plateletsGigaPerLitre ?? null}::int,
        ${JSON.stringify(asked.answers)}::jsonb, ${asked.answersFrom}, ${asked.clearedByDoctor}, ${asked.signedOnPaper},
        ${asked.verdict}, ${asked.permittedVolumesMl}::int[], ${actor.accountId}::uuid, ${asked.now}
      FROM seen
      ON CONFLICT ON CONSTRAINT screening_one_per_visit DO UPDATE SET
        rule_set_id = excluded.rule_set_id,
        weight_kg = coalesce(excluded.weight_kg, screening.weight_kg),
        systolic_mmhg = coalesce(excluded.systolic_mmhg, screening.systolic_mmhg),
        diastolic_mmhg = coalesce(excluded.diastolic_mmhg, screening.diastolic_mmhg),
        pulse_per_minute = coalesce(excluded.pulse_per_minute, screening.pulse_per_minute),
        pulse_regular = coalesce(excluded.pulse_regular, screening.pulse_regular),
        hemoglobin_g_per_l = coalesce(excluded.hemoglobin_g_per_l, screening.hemoglobin_g_per_l),
        temperature_c = coalesce(excluded.temperature_c, screening.temperature_c),
        serum_protein_g_per_l = coalesce(excluded.serum_protein_g_per_l, screening.serum_protein_g_per_l),
        platelets_giga_per_l = coalesce(excluded.platelets_giga_per_l, screening.platelets_giga_per_l),
        answers = CASE WHEN excluded.answers = '{}'::jsonb THEN screening.answers ELSE excluded.answers END,
        answers_from = CASE WHEN excluded.answers = '{}'::jsonb THEN screening.answers_from ELSE excluded.answers_from END,
        cleared_by_doctor = excluded.cleared_by_doctor, signed_on_paper = excluded.signed_on_paper,
        verdict = excluded.verdict, permitted_volumes_ml = excluded.permitted_volumes_ml,
        screened_by = excluded.screened_by, screened_at = excluded.screened_at, version = screening.version + 1
      RETURNING screening.id
    ), waited AS (
      INSERT INTO deferral (id, donor_id, visit_id, reason, counted_from, last_day, note, decided_by, decided_at)
      SELECT ${newId()}::uuid, seen.donor_id, seen.id, ${deferral?.reason ?? ""}, ${deferral?.countedFrom ?? null}::date,
        ${deferral?.lastDay ?? null}::date, ${deferral?.note ?? null}, ${actor.accountId}::uuid, ${asked.now}
      FROM seen, screened WHERE ${deferral !== null}
      RETURNING id
    ), audit AS (${auditFrom(actor, fit ? "visit.screen" : "visit.defer", {
      from: sql`seen`,
      subjectKind: "visit",
      subjectId: sql`seen.id`,
      driveId: sql`seen.drive_id`,
    })})
    SELECT ${visitColumns} FROM seen`;
}

/**
 * The needle goes in: only from "fit", only the step that was seen, and only while nothing has changed since the facts
 * were read: no new deferral, and the same last donation.
 */
export function beginBleeding(
  actor: StaffActor,
  asked: {
    visitId: string;
    driveId: string;
    version: number;
    lastGivenOn: CivilDate | null;
    today: CivilDate;
    now: Date;
  },
): Sql {
  return sql`
    WITH giver AS MATERIALIZED (
      SELECT donor.id FROM donor JOIN visit ON visit.donor_id = donor.id
      WHERE visit.id = ${asked.visitId}::uuid AND donor.last_given_on IS NOT DISTINCT FROM ${asked.lastGivenOn}::date
      FOR NO KEY UPDATE OF donor
    ), begun AS (
      UPDATE visit SET status = 'bleeding', needle_at = ${asked.now}, version = visit.version + 1
      FROM giver, drive
      WHERE visit.id = ${asked.visitId}::uuid AND visit.drive_id = ${asked.driveId}::uuid AND visit.donor_id = giver.id
        AND visit.status = 'fit' AND visit.version = ${asked.version}
        AND drive.id = visit.drive_id AND drive.status = 'open' AND drive.held_on = ${asked.today}::date
        AND NOT EXISTS (SELECT FROM deferral WHERE deferral.donor_id = giver.id AND deferral.lifted_at IS NULL
          AND (deferral.last_day IS NULL OR deferral.last_day >= drive.held_on))
      RETURNING visit.*
    ), audit AS (${auditFrom(actor, "visit.needle", {
      from: sql`begun`,
      subjectKind: "visit",
      subjectId: sql`begun.id`,
      driveId: sql`begun.drive_id`,
    })})
    SELECT ${visitColumns} FROM begun`;
}

/** Ends a visit without a bag: the person left before the needle, or the donation stopped after it. */
export function endVisit(
  actor: StaffActor | SystemActor,
  asked: {
    visitId: string;
    driveId: string;
    version: number;
    from: readonly string[];
    to: "left" | "incomplete";
    because: string | null;
    lostMl?: number | null;
    now: Date;
  },
): Sql {
  return sql`
    WITH ended AS (
      UPDATE visit SET status = ${asked.to}, closed_at = ${asked.now}, closed_because = ${asked.because},
        blood_lost_ml = ${asked.lostMl ?? null}::int, version = version + 1
      WHERE id = ${asked.visitId}::uuid AND drive_id = ${asked.driveId}::uuid AND status = ANY (${asked.from}::text[])
        AND version = ${asked.version}
      RETURNING *
    ), audit AS (${auditFrom(actor, asked.to === "left" ? "visit.leave" : "visit.stop", {
      from: sql`ended`,
      subjectKind: "visit",
      subjectId: sql`ended.id`,
      driveId: sql`ended.drive_id`,
    })})
    SELECT ${visitColumns} FROM ended`;
}

/** Notes that nobody said, so long after the needle, what came of it; the visit itself stays as it is. */
export function leaveOpen(actor: SystemActor, asked: { visitId: string; version: number; now: Date }): Sql {
  return sql`
    WITH noted AS (
      UPDATE visit SET left_open_at = ${asked.now}, version = version + 1
      WHERE id = ${asked.visitId}::uuid AND version = ${asked.version} AND status = 'bleeding' AND left_open_at IS NULL
      RETURNING *
    ), audit AS (${auditFrom(actor, "visit.left_open", {
      from: sql`noted`,
      subjectKind: "visit",
      subjectId: sql`noted.id`,
      driveId: sql`noted.drive_id`,
    })})
    SELECT ${visitColumns} FROM noted`;
}
