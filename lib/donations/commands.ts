import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { insist, NotAllowed, reachOf } from "@/lib/auth/authorize";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { civilDateOf, instantInVietnam, todayInVietnam, yearOf } from "@/lib/core/time";
import { prepared, row, statement } from "@/lib/db/statement";
import type { DeskDrive } from "@/lib/drives/desk/queries";
import { driveTarget } from "@/lib/drives/policy";
import { drivesWithin } from "@/lib/drives/reach";
import { publicRules } from "@/lib/eligibility/queries";
import { COMPONENTS } from "@/lib/eligibility/rule-set";
import { standingColumns, standingShape } from "@/lib/eligibility/statements";
import { driveForDeed } from "@/lib/visits/place";
import { type DonationNumberFormat, type DonationNumberRefusal, parseDonationNumber } from "./din";
import { type DonationFlag, flagsOf } from "./rules";
import type { ConfirmDonation, CorrectDonation, RecordDonation, VoidDonation } from "./schema";
import {
  amendDonation,
  confirmDonationRow,
  type DonationRow,
  donationOfRequest,
  donationRow,
  keepDonation,
  voidDonationRow,
} from "./statements";

export type RecordRefusal =
  | DonationNumberRefusal
  | "drive_in_future"
  | "drive_not_open"
  | "visit_over"
  | "already_recorded"
  | "number_taken"
  | "time_in_future"
  | "request_reused"
  | "recorded_differently";

/**
 * Records what was given. Blood has flowed, so whatever rule is broken, the fact is kept and flagged for a second
 * person; refused are only a number that another bag bears, a day that has not come, and a visit that is over.
 * The same request again gives the first answer; with other figures in it, it is told what stands.
 */
export async function recordDonation(
  actor: StaffActor,
  input: RecordDonation,
  now = new Date(),
): Promise<Outcome<DonationRow, RecordRefusal>> {
  const stored = await storedBefore(actor, input);
  if (stored === null) throw new NotAllowed("donation.record");
  const { drive, first, facts } = stored;
  insist(actor, "donation.record", driveTarget(drive));
  if (first) return sameRequest(first, input);

  const number = parseDonationNumber(input.number, formatOf(drive.isbt), { year: yearOf(todayInVietnam(now)) });
  if (!number.ok) return number;
  if (facts === null) throw new NotAllowed("donation.record");
  const today = todayInVietnam(now);
  if (drive.heldOn > today) return refused("drive_in_future", { heldOn: drive.heldOn });
  const givenAt = momentOf(drive, input.time, facts.needleAt, now);
  if (givenAt > now) return refused("time_in_future");

  const rules = await publicRules(drive.heldOn);
  const flags = flagsOf(
    {
      visit: facts,
      screenedFit: facts.screenedFit,
      permittedVolumesMl: facts.permittedVolumesMl,
      given: {
        component: input.component,
        volumeMl: input.volumeMl,
        on: drive.heldOn,
        adverseSeverity: input.adverseSeverity ?? null,
      },
      // A visit left open asks for the rest of its own day: that is the donation being recorded.
      donor: facts.leftOpen
        ? { ...facts, donations: facts.donations.filter(({ givenOn }) => givenOn !== drive.heldOn) }
        : facts,
    },
    rules.values,
  );
  const kept = await statement<typeof donationRow, RecordRefusal>(
    donationRow,
    keepDonation(actor, {
      ...bagOf(input, number.value, flags),
      driveId: input.driveId,
      visitId: input.visitId,
      requestKey: input.requestKey,
      lastGivenOn: facts.lastGivenOn,
      givenAt,
      today,
      now,
    }),
    {
      none: "visit_over",
      refuse: {
        donation_number_once: "number_taken",
        donation_one_per_visit: "already_recorded",
        donation_request_key: "already_recorded",
      },
    },
  );
  if (kept.ok) return kept;
  const again = await row(donationRow, donationOfRequest(input.requestKey));
  if (again) return sameRequest(again, input);
  return explained(kept.refusal, { drive, number: number.value, visitId: input.visitId });
}

/** The refusal the statement could only hint at, with what its sentence needs. */
async function explained(
  refusal: RecordRefusal,
  { drive, number, visitId }: { drive: RecordingDrive; number: string; visitId: string },
): Promise<Outcome<never, RecordRefusal>> {
  if (refusal === "number_taken") {
    const taken = await row(takenShape, whereNumberStands(number));
    return refused("number_taken", taken ? { title: taken.title, givenOn: taken.givenOn, time: taken.time } : {});
  }
  if (drive.status !== "open") return refused("drive_not_open");
  const recorded = await row(
    z.object({ id: z.string() }),
    sql`SELECT id FROM donation WHERE visit_id = ${visitId}::uuid AND status = 'recorded'`,
  );
  return refused(recorded ? "already_recorded" : refusal);
}

const takenShape = z.object({ title: z.string(), givenOn: z.string(), time: z.string() });

/** Where a bag's number stands already: the drive, the day and the hour; not whose bag it is. */
function whereNumberStands(number: string) {
  return sql`SELECT coalesce(d.title, h.name) AS title, g.given_on AS "givenOn",
      to_char(g.given_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'HH24:MI') AS time
    FROM donation g JOIN drive d ON d.id = g.drive_id JOIN organisation h ON h.id = d.host_organisation_id
    WHERE g.number = ${number} AND g.status = 'recorded'`;
}

function sameRequest(
  found: DonationRow,
  input: RecordDonation,
): Outcome<DonationRow, "request_reused" | "recorded_differently"> {
  if (found.visitId !== input.visitId) return refused("request_reused");
  // The answer was lost and the figures were changed before sending again: "done" would be a lie about the bag.
  const same =
    found.volumeMl === input.volumeMl &&
    found.kind === input.kind &&
    found.component === input.component &&
    asStored(input.number).startsWith(found.number);
  return same ? done(found) : refused("recorded_differently", { number: found.number, volumeMl: found.volumeMl });
}

/** A typed number without the signs people write into it; the check character may still stand at its end. */
const asStored = (number: string) => number.toUpperCase().replace(/[\s\-–.=]/g, "");

function bagOf(
  input: Pick<RecordDonation, "kind" | "component" | "volumeMl" | "adverseReaction" | "adverseSeverity">,
  number: string,
  flags: readonly DonationFlag[],
) {
  const reaction = input.adverseReaction ?? null;
  return {
    number,
    kind: input.kind,
    component: input.component,
    volumeMl: input.volumeMl,
    adverseReaction: reaction,
    adverseSeverity: reaction === null ? null : (input.adverseSeverity ?? null),
    flags,
  };
}

/** When it was given: the hour that was told on the drive's day, else now, else (a day later) when the needle went in. */
function momentOf(drive: RecordingDrive, time: string | undefined, needleAt: Date | null, now: Date): Date {
  if (time) return instantInVietnam(drive.heldOn, time);
  return civilDateOf(now) === drive.heldOn ? now : (needleAt ?? drive.startsAt);
}

/** A facility that ICCBBA gave a code numbers its bags by ISBT 128; every other one in its own way. */
async function numberFormat(drive: DeskDrive): Promise<DonationNumberFormat> {
  const facility = await row(
    z.object({ isbt: z.string().nullable() }),
    sql`SELECT isbt_facility_code AS isbt FROM facility WHERE id = ${drive.facilityId}::uuid`,
  );
  return formatOf(facility?.isbt ?? null);
}

const formatOf = (isbt: string | null): DonationNumberFormat => (isbt ? "isbt128" : "local");

const givingShape = z.object({
  status: z.string(),
  component: z.enum(COMPONENTS).nullable(),
  volumeMl: z.number().nullable(),
  needleAt: z.coerce.date().nullable(),
  birthOn: z.string(),
  lastGivenOn: z.string().nullable(),
  leftOpen: z.boolean(),
  screenedFit: z.boolean(),
  permittedVolumesMl: z.array(z.number()),
  ...standingShape,
});

/** What is stored about a visit that decides which flags its donation gets. */
const givingFacts = (visitId: string, driveId: string) => row(givingShape, givingSelect(visitId, driveId));

function givingSelect(visitId: string, driveId: string): Sql {
  return sql`SELECT v.status, v.component, v.volume_ml AS "volumeMl", v.needle_at AS "needleAt", p.born_on AS "birthOn",
        p.last_given_on AS "lastGivenOn", v.left_open_at IS NOT NULL AS "leftOpen", coalesce(n.verdict = 'fit', false) AS "screenedFit",
        coalesce(n.permitted_volumes_ml, '{}') AS "permittedVolumesMl", ${standingColumns}
      FROM visit v JOIN donor p ON p.id = v.donor_id LEFT JOIN screening n ON n.visit_id = v.id
      WHERE v.id = ${visitId}::uuid AND v.drive_id = ${driveId}::uuid`;
}

const recordingDrive = z.object({
  id: z.string(),
  status: z.string(),
  heldOn: z.string(),
  startsAt: z.coerce.date(),
  creditedUnitId: z.string(),
  provinceId: z.string(),
  communeId: z.string(),
  facilityId: z.string(),
  isbt: z.string().nullable(),
});
type RecordingDrive = z.output<typeof recordingDrive>;

const beforeShape = z.object({
  drive: recordingDrive,
  facts: givingShape.nullable(),
  first: donationRow.nullable(),
});

/**
 * All that is stored and decides on a donation, in one read, for a desk records one every two minutes and each way to
 * the database counts: the drive (null outside the actor's reach), how its facility numbers bags, the visit with its
 * donor, and what this very request recorded before.
 */
function storedBefore(actor: StaffActor, { driveId, visitId, requestKey }: RecordDonation) {
  return row(
    beforeShape,
    prepared(sql`SELECT json_build_object('id', d.id, 'status', d.status, 'heldOn', d.held_on, 'startsAt', d.starts_at,
        'creditedUnitId', d.credited_unit_id, 'provinceId', d.province_id, 'communeId', d.commune_id,
        'facilityId', d.facility_id, 'isbt', f.isbt_facility_code) AS drive,
      (SELECT row_to_json(giving) FROM (${givingSelect(visitId, driveId)}) giving) AS facts,
      (SELECT row_to_json(made) FROM (${donationOfRequest(requestKey)}) made) AS first
    FROM drive d JOIN facility f ON f.id = d.facility_id
    WHERE d.id = ${driveId}::uuid AND d.status <> 'draft' AND ${drivesWithin(reachOf(actor, "desk.view"))}`),
  );
}

// ── afterwards ──

export type ChangeRefusal =
  | DonationNumberRefusal
  | "changed_meanwhile"
  | "number_taken"
  | "nothing_changed"
  | "open_elsewhere"
  | "drive_not_open"
  | "same_person";

const storedShape = z.object({
  visitId: z.string(),
  number: z.string(),
  kind: z.string(),
  component: z.string(),
  volumeMl: z.number(),
  adverseReaction: z.string().nullable(),
  adverseSeverity: z.number().nullable(),
});

function storedDonation(donationId: string, driveId: string) {
  return row(
    storedShape,
    sql`SELECT visit_id AS "visitId", number, kind, component, volume_ml AS "volumeMl", adverse_reaction AS "adverseReaction",
        adverse_severity AS "adverseSeverity"
      FROM donation WHERE id = ${donationId}::uuid AND drive_id = ${driveId}::uuid`,
  );
}

/** Corrects a recorded donation for a reason; totals and the donor's last donation follow in the same statement. */
export async function correctDonation(
  actor: StaffActor,
  input: CorrectDonation,
  now = new Date(),
): Promise<Outcome<DonationRow, ChangeRefusal>> {
  const drive = await driveForDeed(actor, "donation.correct", input.driveId);
  const stored = await storedDonation(input.donationId, input.driveId);
  if (stored === null) throw new NotAllowed("donation.correct");
  const number = await correctedNumber(input, stored.number, drive);
  if (!number.ok) return number;
  const facts = await givingFacts(stored.visitId, input.driveId);
  if (facts === null) throw new NotAllowed("donation.correct");
  const rules = await publicRules(drive.heldOn);
  const flags = flagsOf(
    {
      visit: { ...facts, status: "bleeding" },
      screenedFit: facts.screenedFit,
      permittedVolumesMl: facts.permittedVolumesMl,
      given: {
        component: input.component,
        volumeMl: input.volumeMl,
        on: drive.heldOn,
        adverseSeverity: input.adverseSeverity ?? null,
      },
      // The day's own entry is the donation that is being corrected.
      donor: { ...facts, donations: facts.donations.filter(({ givenOn }) => givenOn < drive.heldOn) },
    },
    rules.values,
  );
  const bag = bagOf(input, number.value, [...flags, "corrected"]);
  if (sameBag(bag, stored)) return refused("nothing_changed");
  const changed = await statement<typeof donationRow, ChangeRefusal>(
    donationRow,
    amendDonation(actor, {
      ...bag,
      driveId: input.driveId,
      donationId: input.donationId,
      version: input.version,
      reason: input.reason,
      now,
    }),
    { none: "changed_meanwhile", refuse: { donation_number_once: "number_taken" } },
  );
  if (changed.ok || changed.refusal !== "number_taken") return changed;
  const taken = await row(takenShape, whereNumberStands(number.value));
  return refused("number_taken", taken ? { title: taken.title, givenOn: taken.givenOn, time: taken.time } : {});
}

/** The number as it stands need not be proved again; a new one must carry its check character. */
async function correctedNumber(
  input: CorrectDonation,
  stored: string,
  drive: DeskDrive,
): Promise<Outcome<string, DonationNumberRefusal>> {
  if (input.number.toUpperCase().replace(/[\s\-–.]/g, "") === stored) return done(stored);
  return parseDonationNumber(input.number, await numberFormat(drive));
}

function sameBag(bag: Omit<z.output<typeof storedShape>, "visitId">, stored: z.output<typeof storedShape>): boolean {
  const keys = ["number", "kind", "component", "volumeMl", "adverseReaction", "adverseSeverity"] as const;
  return keys.every((key) => bag[key] === stored[key]);
}

/** Voids a donation that should not have been recorded, for a reason; it counts nowhere any more. */
export async function voidDonation(
  actor: StaffActor,
  input: VoidDonation,
  now = new Date(),
): Promise<Outcome<DonationRow, ChangeRefusal>> {
  const drive = await driveForDeed(actor, "donation.void", input.driveId);
  if (input.visit === "again" && drive.status !== "open") return refused("drive_not_open");
  return statement<typeof donationRow, ChangeRefusal>(donationRow, voidDonationRow(actor, { ...input, now }), {
    none: "changed_meanwhile",
    refuse: { visit_one_open_per_donor: "open_elsewhere" },
  });
}

/** Confirms a donation as the second person who looked at it. */
export async function confirmDonation(
  actor: StaffActor,
  input: ConfirmDonation,
  now = new Date(),
): Promise<Outcome<DonationRow, ChangeRefusal>> {
  await driveForDeed(actor, "donation.confirm", input.driveId);
  const confirmed = await statement<typeof donationRow, ChangeRefusal>(
    donationRow,
    confirmDonationRow(actor, { ...input, now }),
    { none: "changed_meanwhile", refuse: { donation_reviewed_by_a_second_person: "same_person" } },
  );
  if (confirmed.ok) return confirmed;
  const last = await row(
    z.object({ by: z.string().nullable() }),
    sql`SELECT by_account AS by FROM donation_event WHERE donation_id = ${input.donationId}::uuid AND kind IN ('recorded', 'corrected')
      ORDER BY happened_at DESC, id DESC LIMIT 1`,
  );
  return last?.by === actor.accountId ? refused("same_person") : confirmed;
}
