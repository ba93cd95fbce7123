import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { may, NotAllowed, reachOf } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { done, type Outcome } from "@/lib/core/outcome";
import { nameSearchKey } from "@/lib/core/text";
import { type CivilDate, daysBetween, instantInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, rows, Undo, undoing } from "@/lib/db/statement";
import { settleFacility, settleHost, settleVenue, type VenueRefusal } from "@/lib/venues/commands";
import { accountOf, auditOfDrive, idShape, insistSameVersion, type LockedDrive, lockDrive, orUndo } from "../changing";
import { driveTarget } from "../policy";
import { drivesWithin } from "../reach";
import {
  campaignLeewayDays,
  type EditRefusal,
  fitSlots,
  followingWeeks,
  type PlanRefusal,
  slotsOf,
  whyNotEdit,
  whyNotPlan,
} from "../rules";
import type { CopyDrive, EditDrive, PlanDrive } from "../schema";
import { cuttingOf, deleteSlots, insertSlots, standingSlots } from "../slots/rows";
import { unitFits } from "../statements";
import { publishDrive } from "../states/commands";

/** What can go wrong with the facts of a plan, new or changed. */
export type FactsRefusal = VenueRefusal | PlanRefusal | "unit_not_yours" | "campaign_outside";

/**
 * Plans a drive as a draft, with its slots, in one transaction; host, venue and facility may be new. The same form
 * sent twice plans one drive.
 */
export async function planDrive(
  actor: Actor,
  input: PlanDrive,
  now = new Date(),
): Promise<Outcome<{ id: string }, FactsRefusal>> {
  return undoing<{ id: string }, FactsRefusal>(async (tx) => {
    const before = await row(idShape, sql`SELECT id FROM drive WHERE id = ${input.id}::uuid`, tx);
    if (before !== null) return seen(actor, input.id, tx);
    const place = await settlePlace(actor, input, null, tx);
    const hours = hoursOf(input);
    const slots = slotsOf(cuttingOf(input, hours));
    orUndo(whyNotPlan({ heldOn: input.heldOn, ...hours, slots: slots.length, unitFits: place.unitFits }, now));
    const made = await row(
      idShape,
      sql`WITH made AS (
          INSERT INTO drive (id, title, title_key, host_organisation_id, facility_id, venue_id, province_id, commune_id,
            credited_unit_id, held_on, starts_at, ends_at, planned_units, public_note, contact_phone, created_by)
          VALUES (${input.id}::uuid, ${input.title ?? null}, ${nameSearchKey(input.title ?? "")}, ${place.hostId}::uuid,
            ${place.facilityId}::uuid, ${place.venue.id}::uuid, ${place.venue.provinceId}, ${place.venue.communeId},
            ${input.creditedUnitId}, ${input.heldOn}::date, ${hours.startsAt}, ${hours.endsAt}, ${input.plannedUnits},
            ${input.publicNote ?? null}, ${input.contactPhone ?? null}, ${accountOf(actor)}::uuid)
          ON CONFLICT ON CONSTRAINT drive_pkey DO NOTHING RETURNING *
        ), audit AS (${auditOfDrive(actor, "drive.plan", sql`made`)})
        SELECT id FROM made`,
      tx,
    );
    if (made === null) return seen(actor, input.id, tx);
    await insertSlots(input.id, slots, tx);
    await setCampaigns(input.id, input, tx);
    return made;
  });
}

/** A form that came before: its drive, when it is the actor's to see. */
async function seen(actor: Actor, id: string, tx: Runner): Promise<{ id: string }> {
  const found = await row(
    idShape,
    sql`SELECT d.id FROM drive d WHERE d.id = ${id}::uuid AND ${drivesWithin(reachOf(actor, "drive.plan"))}`,
    tx,
  );
  if (found === null) throw new NotAllowed("drive.plan");
  return found;
}

export type EditDriveRefusal = FactsRefusal | EditRefusal | "changed_meanwhile";

/** Changes a drive's plan. Refused when somebody else changed it since, or when it would break a promise. */
export async function editDrive(
  actor: Actor,
  input: EditDrive,
  now = new Date(),
): Promise<Outcome<{ id: string }, EditDriveRefusal>> {
  return undoing<{ id: string }, EditDriveRefusal>(
    async (tx) => {
      const drive = await lockDrive(actor, "drive.plan", input.driveId, tx);
      await insistSameVersion(drive, input.version, tx);
      const promises = await promisesOf(drive.id, tx);
      const leftOutside = await editionsLeftOutside(drive.id, tx);
      const place = await settlePlace(actor, input, drive.id, tx);
      const hours = hoursOf(input);
      const wanted = {
        heldOn: input.heldOn,
        ...hours,
        creditedUnitId: input.creditedUnitId,
        venueId: place.venue.id,
      };
      orUndo(whyNotEdit({ ...drive, ...promises }, wanted, now));
      if (!place.unitFits) throw new Undo<EditDriveRefusal>("unit_does_not_fit");
      await rehour(drive, { heldOn: input.heldOn, ...hours }, tx);
      await execute(
        sql`WITH made AS (
            UPDATE drive SET title = ${input.title ?? null}, title_key = ${nameSearchKey(input.title ?? "")},
              host_organisation_id = ${place.hostId}::uuid, facility_id = ${place.facilityId}::uuid,
              venue_id = ${place.venue.id}::uuid, province_id = ${place.venue.provinceId}, commune_id = ${place.venue.communeId},
              credited_unit_id = ${input.creditedUnitId}, held_on = ${input.heldOn}::date, starts_at = ${hours.startsAt},
              ends_at = ${hours.endsAt}, planned_units = ${input.plannedUnits}, public_note = ${input.publicNote ?? null},
              contact_phone = ${input.contactPhone ?? null}, version = version + 1, updated_at = ${now}
            WHERE id = ${drive.id}::uuid RETURNING *
          )
          ${auditOfDrive(actor, "drive.edit", sql`made`)}`,
        tx,
      );
      await execute(sql`DELETE FROM drive_campaign WHERE drive_id = ${drive.id}::uuid`, tx);
      await setCampaigns(drive.id, input, tx, leftOutside);
      return { id: drive.id };
    },
    { slot_booked_within_capacity: "hours_booked" },
  );
}

/** Moves, drops and adds slots so that they fit a new day or new hours; the rule has made sure none is booked. */
async function rehour(
  drive: LockedDrive,
  to: { heldOn: CivilDate; startsAt: Date; endsAt: Date },
  tx: Runner,
): Promise<void> {
  const same = drive.heldOn === to.heldOn && +drive.startsAt === +to.startsAt && +drive.endsAt === +to.endsAt;
  if (same) return;
  const change = fitSlots(await standingSlots(drive.id, tx), drive, to);
  await deleteSlots(change.remove, tx);
  const days = daysBetween(drive.heldOn, to.heldOn);
  if (change.move.length > 0) {
    // Backwards or forwards by whole days: no start can meet another's on the way.
    await execute(
      sql`UPDATE slot SET starts_at = starts_at + make_interval(days => ${days}), ends_at = ends_at + make_interval(days => ${days})
        WHERE id = ANY (${change.move.map((slot) => slot.id)}::uuid[])`,
      tx,
    );
  }
  await insertSlots(drive.id, change.add, tx);
}

export type CopyRefusal = "facility_closed" | "day_past" | "day_too_far" | "already_there" | "unit_does_not_fit";

/**
 * Plans the same drive on other days: the following weeks, or one day. Days on which the venue already has a drive at
 * those hours are left out; answers what was made, what was left out, and how many were not announced and stay drafts.
 */
export async function copyDrive(
  actor: Actor,
  input: CopyDrive,
  now = new Date(),
): Promise<Outcome<{ made: readonly string[]; skipped: number; drafts: number }, CopyRefusal>> {
  const copied = await undoing<{ made: readonly string[]; skipped: number }, CopyRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.plan", input.driveId, tx);
    await settleFacility(actor, { facilityId: drive.facilityId }, drive.creditedUnitId, null, tx);
    const days = input.on ? [input.on] : followingWeeks(drive.heldOn, input.weeks ?? 0);
    const slots = await standingSlots(drive.id, tx);
    const made: string[] = [];
    for (const day of days) {
      const shift = +instantInVietnam(day, "00:00") - +instantInVietnam(drive.heldOn, "00:00");
      const later = (instant: Date) => new Date(+instant + shift);
      const hours = { startsAt: later(drive.startsAt), endsAt: later(drive.endsAt) };
      const why = whyNotPlan({ heldOn: day, ...hours, slots: slots.length, unitFits: true }, now);
      if (why?.refusal === "day_past" || why?.refusal === "hours_over") {
        if (days.length === 1) throw new Undo<CopyRefusal>("day_past");
        continue;
      }
      if (why?.refusal === "day_too_far") throw new Undo<CopyRefusal>("day_too_far", why.facts);
      const copy = await insertCopy(actor, drive.id, { id: newId(), heldOn: day, ...hours }, tx);
      if (copy === null) continue;
      await insertSlots(
        copy.id,
        slots.map((slot) => ({ ...slot, startsAt: later(slot.startsAt), endsAt: later(slot.endsAt) })),
        tx,
      );
      await setCampaigns(copy.id, { campaignsBy: "auto", editions: [] }, tx);
      made.push(copy.id);
    }
    if (made.length === 0) throw new Undo<CopyRefusal>("already_there");
    return { made, skipped: days.length - made.length };
  });
  if (!copied.ok) return copied;
  let drafts = input.publish ? 0 : copied.value.made.length;
  if (input.publish) {
    for (const id of copied.value.made) if (!(await publishDrive(actor, id, now)).ok) drafts += 1;
  }
  return done({ ...copied.value, drafts });
}

/** One copy as a draft, or null where the venue already has a drive at those hours. */
async function insertCopy(
  actor: Actor,
  driveId: string,
  to: { id: string; heldOn: CivilDate; startsAt: Date; endsAt: Date },
  tx: Runner,
): Promise<{ id: string } | null> {
  return row(
    idShape,
    sql`WITH made AS (
        INSERT INTO drive (id, title, title_key, host_organisation_id, facility_id, venue_id, province_id, commune_id,
          credited_unit_id, held_on, starts_at, ends_at, planned_units, public_note, contact_phone, created_by, is_demo)
        SELECT ${to.id}::uuid, d.title, d.title_key, d.host_organisation_id, d.facility_id, d.venue_id, d.province_id,
          d.commune_id, d.credited_unit_id, ${to.heldOn}::date, ${to.startsAt}, ${to.endsAt}, d.planned_units,
          d.public_note, d.contact_phone, ${accountOf(actor)}::uuid, d.is_demo
        FROM drive d JOIN unit u ON u.id = d.credited_unit_id AND (u.valid_to IS NULL OR u.valid_to > ${to.heldOn}::date)
        WHERE d.id = ${driveId}::uuid AND NOT EXISTS (SELECT FROM drive other
          WHERE other.venue_id = d.venue_id AND other.held_on = ${to.heldOn}::date AND other.status NOT IN ('postponed', 'cancelled')
            AND other.starts_at < ${to.endsAt} AND other.ends_at > ${to.startsAt})
        RETURNING *
      ), audit AS (${auditOfDrive(actor, "drive.copy", sql`made`, { from: driveId })})
      SELECT id FROM made`,
    tx,
  );
}

/** The place a plan is for, made where it is new, checked against what the actor may plan. */
async function settlePlace(actor: Actor, input: EditDrive | PlanDrive, driveId: string | null, tx: Runner) {
  const venue = await settleVenue(actor, input, tx);
  const facilityId = await settleFacility(actor, input, input.creditedUnitId, driveId, tx);

  const scope = { ...venue, id: driveId, creditedUnitId: input.creditedUnitId, facilityId };
  if (!may(actor, "drive.plan", driveTarget(scope))) throw new Undo<FactsRefusal>("unit_not_yours");
  const unit = await row(
    z.object({ fits: z.boolean() }),
    sql`SELECT ${unitFits(sql`u`, sql`${venue.provinceId}::text`, sql`${input.heldOn}::date`)} AS fits
      FROM unit u WHERE u.id = ${input.creditedUnitId}`,
    tx,
  );
  const hostId = await settleHost(actor, input, input.creditedUnitId, venue.communeId, tx);
  return { venue, facilityId, hostId, unitFits: unit?.fits ?? false };
}

function hoursOf(input: { heldOn: CivilDate; startTime: string; endTime: string }) {
  return {
    startsAt: instantInVietnam(input.heldOn, input.startTime),
    endsAt: instantInVietnam(input.heldOn, input.endTime),
  };
}

/**
 * The editions a plan names, of this province or the whole country: those ticked, which may begin soon or have ended
 * lately, or all that run on the day. Those `leftOutside` are kept for the asking.
 */
async function setCampaigns(
  driveId: string,
  input: { campaignsBy: "auto" | "chosen"; editions: readonly string[] },
  tx: Runner,
  leftOutside: readonly string[] = [],
): Promise<void> {
  const chosen = input.campaignsBy === "chosen";
  const set = await execute(
    sql`INSERT INTO drive_campaign (drive_id, edition_id)
      SELECT d.id, e.id FROM drive d
      JOIN campaign_edition e ON ${editionFits(chosen ? campaignLeewayDays : 0)} OR ${chosen} AND e.id = ANY (${[...leftOutside]}::text[])
      WHERE d.id = ${driveId}::uuid AND (${!chosen} OR e.id = ANY (${input.editions}::text[]))`,
    tx,
  );
  if (chosen && set !== new Set(input.editions).size) throw new Undo<FactsRefusal>("campaign_outside");
}

/** The editions a drive has that nobody could choose for it today: their days were changed, or their unit, after it was planned. */
async function editionsLeftOutside(driveId: string, tx: Runner): Promise<string[]> {
  const found = await rows(
    idShape,
    sql`SELECT e.id FROM drive d JOIN drive_campaign dc ON dc.drive_id = d.id JOIN campaign_edition e ON e.id = dc.edition_id
      WHERE d.id = ${driveId}::uuid AND NOT (${editionFits(campaignLeewayDays)})`,
    tx,
  );
  return found.map(({ id }) => id);
}

/** Does an edition (\`campaign_edition e\`) run within so many days of a drive (\`drive d\`), for its unit or its ground? */
const editionFits = (leewayDays: number) => sql`(
  d.held_on BETWEEN e.starts_on - ${leewayDays}::integer AND e.ends_on + ${leewayDays}::integer
  AND (e.scope_unit_id IN (d.province_id, d.credited_unit_id) OR e.scope_unit_id IN (SELECT id FROM unit WHERE kind = 'nation')))`;

async function promisesOf(driveId: string, tx: Runner) {
  const found = await row(
    z.object({
      booked: z.number(),
      firstBookedAt: z.date().nullable(),
      lastBookedEndsAt: z.date().nullable(),
      donations: z.number(),
    }),
    sql`SELECT coalesce(sum(booked), 0) AS booked, min(starts_at) FILTER (WHERE booked > 0) AS "firstBookedAt",
        max(ends_at) FILTER (WHERE booked > 0) AS "lastBookedEndsAt",
        (SELECT count(*) FROM donation WHERE drive_id = ${driveId}::uuid AND status = 'recorded') AS donations
      FROM slot WHERE drive_id = ${driveId}::uuid`,
    tx,
  );
  return found ?? { booked: 0, firstBookedAt: null, lastBookedEndsAt: null, donations: 0 };
}
