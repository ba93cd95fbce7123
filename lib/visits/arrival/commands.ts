import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed, reachOf } from "@/lib/auth/authorize";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { nameSearchKey } from "@/lib/core/text";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, statement } from "@/lib/db/statement";
import { recordDeskConsent, registerDonor } from "@/lib/donors/commands";
import { donorsByName, donorsByNumber } from "@/lib/donors/queries";
import type { DeskDrive } from "@/lib/drives/desk/queries";
import { publicRules } from "@/lib/eligibility/queries";
import { standingColumns, standingShape } from "@/lib/eligibility/statements";
import { type FoundPerson, foundPeople } from "../find/queries";
import { driveForDeed, placeOf } from "../place";
import { type ArriveRefusal, whyNotArrive, whyNotToday } from "../rules";
import type { Arrive, RegisterWalkIn } from "../schema";
import { takeIn, type VisitRow, visitOfRequest, visitRow } from "../statements";
export type TakeInRefusal = ArriveRefusal | "request_reused" | "changed_meanwhile";

/**
 * Gives somebody the next number of the drive. Says kindly beforehand what can be known (the day, an open visit, a rest
 * or deferral with its first allowed day); the statement then checks and writes at once. The same request again gives
 * the first number again.
 */
export async function arrive(
  actor: StaffActor,
  input: Arrive,
  now = new Date(),
): Promise<Outcome<VisitRow, TakeInRefusal>> {
  const drive = await driveForDeed(actor, "visit.arrive", input.driveId);
  const first = await row(visitRow, visitOfRequest(input.requestKey));
  if (first) return sameRequest(first, input);

  const today = todayInVietnam(now);
  const facts = await arrivalFacts(drive, input.donorId);
  if (facts === null) throw new NotAllowed("visit.arrive");
  const rules = await publicRules(drive.heldOn);
  const why = whyNotArrive(
    {
      drive,
      today,
      donor: { ...facts, onDate: drive.heldOn, component: input.component },
      hasConsent: facts.hasConsent || input.consent === "given",
      open: facts.openNumber === null ? null : { here: facts.openHere === true, number: facts.openNumber },
      donatedHere: facts.donatedHere,
    },
    rules.values,
  );
  if (why) {
    // The very request may have been answered between the two reads.
    const answered = why.refusal === "already_here" ? await row(visitRow, visitOfRequest(input.requestKey)) : null;
    if (answered) return sameRequest(answered, input);
    return refused(why.refusal, withoutHistory(why.facts));
  }
  if (!facts.hasConsent) await recordDeskConsent(actor, placeOf(drive), input.donorId, now);

  const made = await statement<typeof visitRow, TakeInRefusal>(
    visitRow,
    takeIn(actor, {
      driveId: input.driveId,
      donorId: input.donorId,
      bookingId: input.bookingId ?? facts.bookingId,
      segment: input.segment,
      employer: input.employer ?? null,
      component: input.component,
      requestKey: input.requestKey,
      today,
      now,
    }),
    {
      none: "changed_meanwhile",
      refuse: {
        visit_one_open_per_donor: "already_here",
        visit_booking_once: "changed_meanwhile",
        visit_request_key: "changed_meanwhile",
      },
    },
  );
  if (made.ok) return made;
  const again = await row(visitRow, visitOfRequest(input.requestKey));
  if (again) return sameRequest(again, input);
  const open = (await arrivalFacts(drive, input.donorId))?.openNumber;
  return typeof open === "number" ? refused("already_here", { number: open }) : made;
}

function sameRequest(found: VisitRow, input: Arrive): Outcome<VisitRow, "request_reused"> {
  const same = found.donorId === input.donorId && found.driveId === input.driveId;
  return same ? done(found) : refused("request_reused");
}

function withoutHistory(facts: Record<string, string | number> | undefined): Record<string, string | number> {
  const { firstAllowedOn, heldOn, number, minAgeYears, maxAgeYears } = facts ?? {};
  const kept = { firstAllowedOn, heldOn, number, minAgeYears, maxAgeYears };
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
}

const arrivalShape = z.object({
  birthOn: z.string(),
  hasConsent: z.boolean(),
  bookingId: z.string().nullable(),
  openNumber: z.number().nullable(),
  openHere: z.boolean().nullable(),
  donatedHere: z.boolean(),
  ...standingShape,
});

function arrivalFacts(drive: DeskDrive, donorId: string) {
  return row(
    arrivalShape,
    sql`SELECT p.born_on AS "birthOn",
        EXISTS (SELECT FROM consent k WHERE k.donor_id = p.id AND k.purpose = 'donation_record' AND k.withdrawn_at IS NULL) AS "hasConsent",
        (SELECT b.id FROM booking b WHERE b.donor_id = p.id AND b.drive_id = ${drive.id}::uuid AND b.status = 'booked') AS "bookingId",
        o.number AS "openNumber", o.drive_id = ${drive.id}::uuid AS "openHere",
        EXISTS (SELECT FROM donation g WHERE g.donor_id = p.id AND g.drive_id = ${drive.id}::uuid AND g.status = 'recorded') AS "donatedHere",
        ${standingColumns}
      FROM donor p LEFT JOIN visit o ON o.donor_id = p.id AND o.status IN ('arrived', 'fit', 'bleeding')
        AND o.left_open_at IS NULL
      WHERE p.id = ${donorId}::uuid`,
  );
}

export type RegisterRefusal = TakeInRefusal | "perhaps_known" | "number_of_another" | "home_unknown";

/** What a registration came to: the record (perhaps one that was there already) and the visit. */
export interface WalkedIn {
  readonly donorId: string;
  readonly known: boolean;
  readonly visit: VisitRow;
}

/**
 * Registers somebody who just came and gives them their number. When people of the same name and birthday are known
 * in the actor's scope, they are shown first (`perhaps_known` with `people`), until somebody says it is another person.
 * A number that stands under another name or birthday takes nobody in: one slip in twelve digits must not give a bag to
 * the wrong person (`number_of_another`, with whose it is).
 */
export async function registerWalkIn(
  actor: StaffActor,
  input: RegisterWalkIn,
  now = new Date(),
): Promise<{ outcome: Outcome<WalkedIn, RegisterRefusal>; people?: readonly FoundPerson[]; donorId?: string }> {
  const drive = await driveForDeed(actor, "donor.register", input.driveId);
  const day = whyNotToday(drive, todayInVietnam(now));
  if (day) return { outcome: refused(day.refusal, day.facts) };

  if (input.anotherPerson === undefined) {
    const alike = await alikeOf(actor, drive, input);
    if (alike.length > 0) return { outcome: refused("perhaps_known"), people: alike };
  }
  const registered = await registerDonor(
    actor,
    placeOf(drive),
    {
      ...input,
      homeProvinceId: input.homeProvinceId ?? null,
      homeCommuneId: input.homeCommuneId ?? null,
      addressLine: input.addressLine ?? null,
      employer: input.employer ?? null,
      isDemo: drive.isDemo,
    },
    now,
  );
  if (!registered.ok) return { outcome: registered };
  const { id: donorId, known } = registered.value;
  if (known && !(await isThisPerson(donorId, input))) {
    return {
      outcome: refused("number_of_another"),
      people: await foundPeople(actor, drive, { donorIds: [donorId], newPaper: null }),
    };
  }
  const arrived = await arrive(actor, { ...input, donorId, bookingId: undefined }, now);
  return { outcome: arrived.ok ? done({ donorId, known, visit: arrived.value }) : arrived, donorId };
}

/** Do the name and birthday that were typed belong to the record that a number led to? */
async function isThisPerson(donorId: string, typed: { fullName: string; bornOn: CivilDate }): Promise<boolean> {
  const found = await row(
    z.object({ fits: z.boolean() }),
    sql`SELECT name_key = ${nameSearchKey(typed.fullName)} AND born_on = ${typed.bornOn}::date AS fits
      FROM donor WHERE id = ${donorId}::uuid`,
  );
  return found?.fits ?? false;
}

/**
 * People of the same name and birthday, but not when the paper's number already says who it is. The number is asked
 * last: a record made by another desk in between then has its number too, and is no stranger of the same name.
 */
async function alikeOf(actor: StaffActor, drive: DeskDrive, input: RegisterWalkIn): Promise<FoundPerson[]> {
  const ids = await donorsByName(actor, {
    name: input.fullName,
    bornOn: input.bornOn,
    reach: reachOf(actor, "donor.search"),
    driveId: drive.id,
  });
  if (ids.length === 0) return [];
  const byNumber = await donorsByNumber(actor, [{ kind: input.identityKind, number: input.identityNumber }]);
  return byNumber.length > 0 ? [] : foundPeople(actor, drive, { donorIds: ids, newPaper: input });
}
