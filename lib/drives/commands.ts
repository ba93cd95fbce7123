import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { may, NotAllowed, reachOf } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { nameSearchKey } from "@/lib/core/text";
import { type CivilDate, daysBetween, instantInVietnam } from "@/lib/core/time";
import { execute, type Runner, row, rows, statement, Undo, undoing } from "@/lib/db/statement";
import { settleFacility, settleHost, settleVenue, type VenueRefusal } from "@/lib/venues/commands";
import { tellBooked } from "./letters";
import { driveTarget } from "./policy";
import { drivesWithin } from "./reach";
import {
  type CloseRefusal,
  type DriveStatus,
  driveStatuses,
  type EditRefusal,
  fitSlots,
  followingWeeks,
  type OpenRefusal,
  type PlannedSlot,
  type PlanRefusal,
  type PublishRefusal,
  type PutOffRefusal,
  type ReconcileRefusal,
  type ReopenRefusal,
  reasonLine,
  type SlotPlan,
  type SlotRefusal,
  slotsMost,
  slotsOf,
  type WhyNot,
  whyNotClose,
  whyNotEdit,
  whyNotOpen,
  whyNotPlan,
  whyNotPublish,
  whyNotPutOff,
  whyNotReconcile,
  whyNotReopen,
  whyNotSlots,
} from "./rules";
import type { CopyDrive, EditDrive, EditSlots, PlanDrive, PutOffDrive, RecutSlots, StaffDrive } from "./schema";
import { publishFactsOf, publishFactsShape, unitFits } from "./statements";

/** What can go wrong with the facts of a plan, new or changed. */
export type FactsRefusal = VenueRefusal | PlanRefusal | "unit_not_yours" | "campaign_outside";

// ── planning ──

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

// ── editing ──

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
      await setCampaigns(drive.id, input, tx);
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

export type EditSlotsRefusal = SlotRefusal | "changed_meanwhile";

/** Changes the places slot by slot, drops empty slots, adds one. */
export async function editSlots(
  actor: Actor,
  input: EditSlots,
  now = new Date(),
): Promise<Outcome<{ id: string }, EditSlotsRefusal>> {
  return undoing<{ id: string }, EditSlotsRefusal>(
    async (tx) => {
      const drive = await lockDrive(actor, "drive.plan", input.driveId, tx);
      await insistSameVersion(drive, input.version, tx);
      const add = input.add && {
        startsAt: instantInVietnam(drive.heldOn, input.add.from),
        endsAt: instantInVietnam(drive.heldOn, input.add.to),
        capacity: input.add.capacity,
        walkInReserve: input.add.walkInReserve,
      };
      orUndo(whyNotSlots(drive, await standingSlots(drive.id, tx), input.slots, add));
      const kept = input.slots.filter((slot) => !slot.remove);
      await deleteSlots(
        input.slots.filter((slot) => slot.remove).map((slot) => slot.id),
        tx,
        drive.id,
      );
      await execute(
        sql`WITH wanted AS (
            SELECT slot.id, asked.capacity, asked.walk_in_reserve
            FROM slot JOIN unnest(${kept.map((slot) => slot.id)}::uuid[], ${kept.map((slot) => slot.capacity)}::int[],
              ${kept.map((slot) => slot.walkInReserve)}::int[]) AS asked (id, capacity, walk_in_reserve) ON asked.id = slot.id
            WHERE slot.drive_id = ${drive.id}::uuid ORDER BY slot.id FOR UPDATE OF slot
          )
          UPDATE slot SET capacity = wanted.capacity, walk_in_reserve = wanted.walk_in_reserve FROM wanted
          WHERE slot.id = wanted.id`,
        tx,
      );
      if (add) await insertSlots(drive.id, [add], tx);
      await touch(actor, drive, "drive.slots", now, tx);
      return { id: drive.id };
    },
    { slot_booked_within_capacity: "capacity_below_booked", booking_slot_of_its_drive: "slot_is_booked" },
  );
}

/** Cuts all slots anew; only while nobody has booked. */
export async function recutSlots(
  actor: Actor,
  input: RecutSlots,
  now = new Date(),
): Promise<Outcome<{ id: string }, EditSlotsRefusal>> {
  return undoing<{ id: string }, EditSlotsRefusal>(
    async (tx) => {
      const drive = await lockDrive(actor, "drive.plan", input.driveId, tx);
      await insistSameVersion(drive, input.version, tx);
      orUndo(whyNotSlots(drive, [], [], null));
      const standing = await standingSlots(drive.id, tx);
      const booked = standing.reduce((sum, slot) => sum + slot.booked, 0);
      if (booked > 0) throw new Undo<EditSlotsRefusal>("slots_booked", { count: booked });
      const slots = slotsOf(cuttingOf({ ...input, heldOn: drive.heldOn }, drive));
      if (slots.length > slotsMost) throw new Undo<EditSlotsRefusal>("too_many_slots", { most: slotsMost });
      await deleteSlots(
        standing.map((slot) => slot.id),
        tx,
      );
      await insertSlots(drive.id, slots, tx);
      await touch(actor, drive, "drive.slots", now, tx);
      return { id: drive.id };
    },
    { booking_slot_of_its_drive: "slots_booked" },
  );
}

// ── the states ──

/** Announces a draft: from now on it is found and booked. Twice is refused the second time, with a sentence. */
export async function publishDrive(
  actor: Actor,
  driveId: string,
  now = new Date(),
): Promise<Outcome<{ id: string }, PublishRefusal>> {
  return undoing<{ id: string }, PublishRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.publish", driveId, tx);
    orUndo(whyNotPublish({ ...drive, ...(await publishFacts(drive.id, tx)) }, now));
    await become(actor, drive, "published", "drive.publish", sql`published_at = ${now}`, now, tx);
    return { id: drive.id };
  });
}

/** Opens the desk by hand; the first arrival on its day opens it too, in the arrival's own statement. */
export async function openDrive(
  actor: Actor,
  driveId: string,
  now = new Date(),
): Promise<Outcome<{ id: string }, OpenRefusal>> {
  return undoing<{ id: string }, OpenRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.run", driveId, tx);
    orUndo(whyNotOpen(drive, now));
    await become(actor, drive, "open", "drive.open", sql`opened_at = ${now}`, now, tx);
    return { id: drive.id };
  });
}

/** Closes the desk; whoever booked and did not come is noted as not come. */
export async function closeDrive(
  actor: Actor,
  driveId: string,
  now = new Date(),
): Promise<Outcome<{ id: string; noShows: number }, CloseRefusal>> {
  return undoing<{ id: string; noShows: number }, CloseRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.run", driveId, tx);
    const { inside } = await visitsOf(drive.id, tx);
    orUndo(whyNotClose(drive, inside));
    const noShows = await execute(
      sql`UPDATE booking SET status = 'no_show', ended_at = ${now}, ended_by = 'drive_closed'
        WHERE drive_id = ${drive.id}::uuid AND status = 'booked'`,
      tx,
    );
    await become(actor, drive, "closed", "drive.close", sql`closed_at = ${now}`, now, tx, { noShows });
    return { id: drive.id, noShows };
  });
}

/** Opens a drive again that was closed too soon, on its own day. */
export async function reopenDrive(
  actor: Actor,
  driveId: string,
  now = new Date(),
): Promise<Outcome<{ id: string }, ReopenRefusal>> {
  return undoing<{ id: string }, ReopenRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.run", driveId, tx);
    orUndo(whyNotReopen(drive, now));
    await become(actor, drive, "open", "drive.reopen", sql`closed_at = NULL`, now, tx);
    return { id: drive.id };
  });
}

/** Signs off a closed drive's numbers: everything flagged was looked at, and the total equals the count. */
export async function reconcileDrive(
  actor: Actor,
  driveId: string,
  now = new Date(),
): Promise<Outcome<{ id: string }, ReconcileRefusal>> {
  return undoing<{ id: string }, ReconcileRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.reconcile", driveId, tx);
    const facts = await row(
      z.object({ toReview: z.number(), counted: z.number(), total: z.number() }),
      sql`SELECT count(*) FILTER (WHERE flags <> '{}' AND reviewed_at IS NULL) AS "toReview", count(*) AS counted,
          coalesce((SELECT donations FROM drive_total WHERE drive_id = ${drive.id}::uuid), 0) AS total
        FROM donation WHERE drive_id = ${drive.id}::uuid AND status = 'recorded'`,
      tx,
    );
    orUndo(whyNotReconcile(drive, facts ?? { toReview: 0, counted: 0, total: 0 }));
    await become(actor, drive, "reconciled", "drive.reconcile", sql`reconciled_at = ${now}`, now, tx);
    return { id: drive.id };
  });
}

/**
 * Postpones or cancels a drive. Everybody who holds a place loses it in the same transaction and is written to;
 * answers how many.
 */
export async function putOffDrive(
  actor: Actor,
  input: PutOffDrive,
  now = new Date(),
): Promise<Outcome<{ id: string; people: number }, PutOffRefusal>> {
  return undoing<{ id: string; people: number }, PutOffRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.put_off", input.driveId, tx);
    const { all } = await visitsOf(drive.id, tx);
    const postponedTo = input.how === "postponed" ? (input.postponedTo ?? null) : null;
    orUndo(whyNotPutOff(drive, { ...input, visits: all, postponedTo }, now));
    const reason = reasonLine(input.reason, input.words);
    const ended = await rows(
      z.object({ id: z.string(), slotId: z.string() }),
      sql`UPDATE booking SET status = 'drive_cancelled', ended_at = ${now}, ended_by = ${input.how}
        WHERE drive_id = ${drive.id}::uuid AND status = 'booked' RETURNING id, slot_id AS "slotId"`,
      tx,
    );
    await execute(
      sql`WITH freed AS (
          SELECT slot.id, count(*) AS places FROM slot JOIN unnest(${ended.map((booking) => booking.slotId)}::uuid[]) AS lost (slot_id)
            ON lost.slot_id = slot.id GROUP BY slot.id
        )
        UPDATE slot SET booked = booked - freed.places FROM freed WHERE slot.id = freed.id`,
      tx,
    );
    await become(
      actor,
      drive,
      input.how,
      input.how === "postponed" ? "drive.postpone" : "drive.cancel",
      sql`status_reason = ${reason}, postponed_to = ${postponedTo}::date`,
      now,
      tx,
      { reason: input.reason, people: ended.length },
    );
    await tellBooked(
      ended.map((booking) => booking.id),
      { how: input.how, reason, postponedTo },
      tx,
    );
    return { id: drive.id, people: ended.length };
  });
}

// ── copying ──

export type CopyRefusal = "day_past" | "day_too_far" | "already_there" | "unit_does_not_fit";

/**
 * Plans the same drive on other days: the following weeks, or one day. Days on which the venue already has a drive at
 * those hours are left out; answers what was made and what was left out.
 */
export async function copyDrive(
  actor: Actor,
  input: CopyDrive,
  now = new Date(),
): Promise<Outcome<{ made: readonly string[]; skipped: number }, CopyRefusal>> {
  const copied = await undoing<{ made: readonly string[]; skipped: number }, CopyRefusal>(async (tx) => {
    const drive = await lockDrive(actor, "drive.plan", input.driveId, tx);
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
  if (copied.ok && input.publish) {
    for (const id of copied.value.made) await publishDrive(actor, id, now);
  }
  return copied;
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

// ── who works at a drive ──

export type StaffRefusal = "account_unknown" | "already_assigned" | "oneself";

/**
 * Gives an existing account a role at this one drive. Never to oneself: who plans drives would otherwise let himself in
 * to what only the doctor may see.
 */
export async function staffDrive(actor: Actor, input: StaffDrive): Promise<Outcome<{ id: string }, StaffRefusal>> {
  return undoing<{ id: string }, StaffRefusal>(
    async (tx) => {
      const drive = await lockDrive(actor, "drive.staff", input.driveId, tx);
      const account = await row(
        idShape,
        sql`SELECT a.id FROM account a WHERE a.disabled_at IS NULL
          AND ${input.accountId ? sql`a.id = ${input.accountId}::uuid` : sql`a.email = ${input.email ?? ""}`}`,
        tx,
      );
      if (account === null) throw new Undo<StaffRefusal>("account_unknown");
      if (account.id === accountOf(actor)) throw new Undo<StaffRefusal>("oneself");
      const made = await row(
        idShape,
        sql`WITH made AS (
            INSERT INTO role_assignment (id, account_id, role, scope_kind, drive_id, granted_by)
            VALUES (${newId()}::uuid, ${account.id}::uuid, ${input.role}, 'drive', ${drive.id}::uuid, ${accountOf(actor)}::uuid)
            RETURNING *
          ), audit AS (${auditFrom(actor, "drive.staff", {
            from: sql`made`,
            subjectKind: "drive",
            subjectId: sql`made.drive_id`,
            driveId: sql`made.drive_id`,
            unitId: sql`${drive.creditedUnitId}::text`,
            detail: sql`jsonb_build_object('account', made.account_id, 'role', made.role)`,
          })})
          SELECT id FROM made`,
        tx,
      );
      if (made === null) throw new Error("The role was neither given nor refused.");
      return made;
    },
    { role_assignment_once: "already_assigned" },
  );
}

/** Takes back a role at this drive; it ends with the person's next click. */
export async function unstaffDrive(
  actor: Actor,
  input: { driveId: string; assignmentId: string },
  now = new Date(),
): Promise<Outcome<{ id: string }, "not_assigned">> {
  return undoing<{ id: string }, "not_assigned">(async (tx) => {
    const drive = await lockDrive(actor, "drive.staff", input.driveId, tx);
    const ended = await statement(
      idShape,
      sql`WITH made AS (
          UPDATE role_assignment SET revoked_at = ${now}, revoked_by = ${accountOf(actor)}::uuid
          WHERE id = ${input.assignmentId}::uuid AND scope_kind = 'drive' AND drive_id = ${drive.id}::uuid AND revoked_at IS NULL
          RETURNING *
        ), audit AS (${auditFrom(actor, "drive.unstaff", {
          from: sql`made`,
          subjectKind: "drive",
          subjectId: sql`made.drive_id`,
          driveId: sql`made.drive_id`,
          unitId: sql`${drive.creditedUnitId}::text`,
          detail: sql`jsonb_build_object('account', made.account_id, 'role', made.role)`,
        })})
        SELECT id FROM made`,
      { none: "not_assigned" },
      tx,
    );
    if (!ended.ok) throw new Undo<"not_assigned">(ended.refusal);
    return ended.value;
  });
}

// ── what the commands share ──

const idShape = z.object({ id: z.string() });

interface LockedDrive {
  readonly id: string;
  readonly status: DriveStatus;
  readonly heldOn: CivilDate;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly version: number;
  readonly creditedUnitId: string;
  readonly venueId: string;
}

/**
 * The drive, locked until the transaction ends: bookings, arrivals and other editors read it under a share lock and so
 * come wholly before or wholly after. A drive out of reach is as if it were not there.
 */
async function lockDrive(actor: Actor, deed: Deed, id: string, tx: Runner): Promise<LockedDrive> {
  const found = await row(
    z.object({
      id: z.string(),
      status: z.enum(driveStatuses),
      heldOn: z.string(),
      startsAt: z.date(),
      endsAt: z.date(),
      version: z.number(),
      creditedUnitId: z.string(),
      venueId: z.string(),
    }),
    sql`SELECT d.id, d.status, d.held_on AS "heldOn", d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.version,
        d.credited_unit_id AS "creditedUnitId", d.venue_id AS "venueId"
      FROM drive d WHERE d.id = ${id}::uuid AND ${drivesWithin(reachOf(actor, deed))} FOR UPDATE`,
    tx,
  );
  if (found === null) throw new NotAllowed(deed);
  return found;
}

/**
 * Refuses an edit that began from an older version; the facts say who changed the drive and when, and how it stands now,
 * field by field, so that both versions can be shown.
 */
async function insistSameVersion(drive: LockedDrive, version: number, tx: Runner): Promise<void> {
  if (drive.version === version) return;
  const saved = await row(
    z.record(z.string(), z.union([z.string(), z.number()])),
    sql`SELECT coalesce(last.who, '—') AS who, coalesce(to_char(last.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI'), '—') AS at,
        d.version, coalesce(d.title, '') AS title, h.id::text AS "hostId", h.name AS "hostName", f.id::text AS "facilityId",
        f.name AS "facilityName", v.id::text AS "venueId", v.name AS "venueName", u.id AS "creditedUnitId",
        u.name AS "creditedUnitName", d.held_on AS "heldOn", d.planned_units AS "plannedUnits",
        to_char(d.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI') AS "startTime",
        to_char(d.ends_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI') AS "endTime",
        coalesce(d.public_note, '') AS "publicNote"
      FROM drive d JOIN organisation h ON h.id = d.host_organisation_id JOIN facility f ON f.id = d.facility_id
        JOIN venue v ON v.id = d.venue_id JOIN unit u ON u.id = d.credited_unit_id
        LEFT JOIN LATERAL (SELECT a.name AS who, e.happened_at AS at FROM audit_event e
          LEFT JOIN account a ON a.id = e.actor_id
          WHERE e.subject_kind = 'drive' AND e.subject_id = d.id::text ORDER BY e.happened_at DESC LIMIT 1) last ON true
      WHERE d.id = ${drive.id}::uuid`,
    tx,
  );
  throw new Undo<"changed_meanwhile">("changed_meanwhile", saved ?? {});
}

/** The place a plan is for, made where it is new, checked against what the actor may plan. */
async function settlePlace(actor: Actor, input: EditDrive | PlanDrive, driveId: string | null, tx: Runner) {
  const venue = await settleVenue(actor, input, tx);
  const facilityId = await settleFacility(actor, input, input.creditedUnitId, tx);

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

function cuttingOf(
  input: Pick<RecutSlots, "slotMinutes" | "places" | "reserveKind" | "reserveValue" | "pauseFrom" | "pauseTo"> & {
    heldOn: CivilDate;
  },
  hours: { startsAt: Date; endsAt: Date },
): SlotPlan {
  return {
    startsAt: hours.startsAt,
    endsAt: hours.endsAt,
    slotMinutes: input.slotMinutes,
    places: input.places,
    reserve:
      input.reserveKind === "percent"
        ? { kind: "percent", percent: input.reserveValue }
        : { kind: "number", people: input.reserveValue },
    pause:
      input.pauseFrom && input.pauseTo
        ? { from: instantInVietnam(input.heldOn, input.pauseFrom), to: instantInVietnam(input.heldOn, input.pauseTo) }
        : null,
  };
}

async function insertSlots(driveId: string, slots: readonly PlannedSlot[], tx: Runner): Promise<void> {
  if (slots.length === 0) return;
  await execute(
    sql`INSERT INTO slot (id, drive_id, starts_at, ends_at, capacity, walk_in_reserve)
      SELECT planned.id, ${driveId}::uuid, planned.starts_at, planned.ends_at, planned.capacity, planned.walk_in_reserve
      FROM unnest(${slots.map(newId)}::uuid[], ${slots.map((slot) => slot.startsAt.toISOString())}::timestamptz[],
        ${slots.map((slot) => slot.endsAt.toISOString())}::timestamptz[], ${slots.map((slot) => slot.capacity)}::int[],
        ${slots.map((slot) => slot.walkInReserve)}::int[]) AS planned (id, starts_at, ends_at, capacity, walk_in_reserve)`,
    tx,
  );
}

async function deleteSlots(ids: readonly string[], tx: Runner, ofDrive: string | null = null): Promise<void> {
  if (ids.length === 0) return;
  await execute(
    sql`DELETE FROM slot WHERE id = ANY (${ids}::uuid[]) AND (${ofDrive}::uuid IS NULL OR drive_id = ${ofDrive}::uuid)`,
    tx,
  );
}

async function standingSlots(driveId: string, tx: Runner) {
  return rows(
    z.object({
      id: z.string(),
      startsAt: z.date(),
      endsAt: z.date(),
      capacity: z.number(),
      walkInReserve: z.number(),
      booked: z.number(),
    }),
    sql`SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", capacity, walk_in_reserve AS "walkInReserve", booked
      FROM slot WHERE drive_id = ${driveId}::uuid ORDER BY starts_at`,
    tx,
  );
}

/** The editions a plan names: those ticked, or all that run on the day in this province or the whole country. */
async function setCampaigns(
  driveId: string,
  input: { campaignsBy: "auto" | "chosen"; editions: readonly string[] },
  tx: Runner,
): Promise<void> {
  const chosen = input.campaignsBy === "chosen";
  const set = await execute(
    sql`INSERT INTO drive_campaign (drive_id, edition_id)
      SELECT d.id, e.id FROM drive d JOIN campaign_edition e ON d.held_on BETWEEN e.starts_on AND e.ends_on
        AND (e.scope_unit_id IN (d.province_id, d.credited_unit_id)
          OR e.scope_unit_id IN (SELECT id FROM unit WHERE kind = 'nation'))
      WHERE d.id = ${driveId}::uuid AND (${!chosen} OR e.id = ANY (${input.editions}::text[]))`,
    tx,
  );
  if (chosen && set !== new Set(input.editions).size) throw new Undo<FactsRefusal>("campaign_outside");
}

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

async function publishFacts(driveId: string, tx: Runner) {
  const found = await row(
    publishFactsShape,
    sql`SELECT ${publishFactsOf} FROM drive d WHERE d.id = ${driveId}::uuid`,
    tx,
  );
  if (found === null) throw new Error("A locked drive vanished.");
  return found;
}

async function visitsOf(driveId: string, tx: Runner): Promise<{ all: number; inside: number }> {
  const found = await row(
    z.object({ all: z.number(), inside: z.number() }),
    sql`SELECT count(*) AS "all", count(*) FILTER (WHERE status IN ('arrived', 'fit', 'bleeding')) AS inside
      FROM visit WHERE drive_id = ${driveId}::uuid`,
    tx,
  );
  return found ?? { all: 0, inside: 0 };
}

/** The drive's new state, with its audit row, in one statement. */
async function become(
  actor: Actor,
  drive: LockedDrive,
  status: DriveStatus,
  action: string,
  also: Sql,
  now: Date,
  tx: Runner,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await execute(
    sql`WITH made AS (
        UPDATE drive SET status = ${status}, ${also}, version = version + 1, updated_at = ${now}
        WHERE id = ${drive.id}::uuid RETURNING *
      )
      ${auditOfDrive(actor, action, sql`made`, detail)}`,
    tx,
  );
}

async function touch(actor: Actor, drive: LockedDrive, action: string, now: Date, tx: Runner): Promise<void> {
  await execute(
    sql`WITH made AS (
        UPDATE drive SET version = version + 1, updated_at = ${now} WHERE id = ${drive.id}::uuid RETURNING *
      )
      ${auditOfDrive(actor, action, sql`made`)}`,
    tx,
  );
}

function auditOfDrive(actor: Actor, action: string, from: Sql, detail: Record<string, unknown> = {}): Sql {
  return auditFrom(actor, action, {
    from,
    subjectKind: "drive",
    subjectId: sql`made.id`,
    driveId: sql`made.id`,
    unitId: sql`made.credited_unit_id`,
    detail: sql`${JSON.stringify(detail)}`,
  });
}

function accountOf(actor: Actor): string | null {
  return actor.kind === "staff" ? actor.accountId : null;
}

function orUndo<R extends string>(why: WhyNot<R> | null): void {
  if (why !== null) throw new Undo<R>(why.refusal, why.facts);
}
