import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { insist, NotAllowed, reachOf } from "@/lib/auth/authorize";
import type { Deed } from "@/lib/auth/matrix";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { nameSearchKey } from "@/lib/core/text";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, statement } from "@/lib/db/statement";
import { recordDeskConsent, registerDonor } from "@/lib/donors/commands";
import { mendContact } from "@/lib/donors/contact/commands";
import { type AddPaperRefusal, addPaper } from "@/lib/donors/papers/commands";
import { donorsByName, donorsByNumber } from "@/lib/donors/queries";
import { type DeskDrive, driveForDesk } from "@/lib/drives/desk/queries";
import { driveTarget } from "@/lib/drives/policy";
import { type LiftRefusal, liftDeferral } from "@/lib/eligibility/commands";
import { publicRuleSet, publicRules } from "@/lib/eligibility/queries";
import { COMPONENTS } from "@/lib/eligibility/rule-set";
import { deferralEndsOn } from "@/lib/eligibility/rules";
import { standingColumns, standingShape } from "@/lib/eligibility/statements";
import { type ProposedCommune, publicCommunesOfAddress } from "@/lib/units/queries";
import { type FindRefusal, type Found, type FoundPerson, foundPeople, peopleAtDesk } from "./find/queries";
import {
  type ArriveRefusal,
  type FitRefusal,
  judgeScreening,
  type NeedleRefusal,
  visitStatuses,
  whyNotArrive,
  whyNotBleed,
  whyNotToday,
} from "./rules";
import type {
  AddPaper,
  Arrive,
  BeginDonation,
  DeferVisit,
  FindAtDesk,
  LeaveVisit,
  LiftAtDesk,
  MendContact,
  RegisterWalkIn,
  ScreeningRecord,
  ScreenVisit,
  StopDonation,
} from "./schema";
import {
  beginBleeding,
  endVisit,
  recordScreening,
  takeIn,
  type VisitRow,
  visitOfRequest,
  visitRow,
} from "./statements";

/** The drive of a desk for a deed at it; whoever does not reach it is answered as if it were not there. */
export async function driveForDeed(actor: StaffActor, deed: Deed, driveId: string): Promise<DeskDrive> {
  const drive = await driveForDesk(actor, driveId);
  if (drive === null) throw new NotAllowed(deed);
  insist(actor, deed, driveTarget(drive));
  return drive;
}

const placeOf = (drive: DeskDrive) => ({ ...driveTarget(drive), driveId: drive.id });

/** Looks somebody up for the desk; see `peopleAtDesk`. */
export async function findAtDesk(actor: StaffActor, input: FindAtDesk): Promise<Outcome<Found, FindRefusal>> {
  const drive = await driveForDeed(actor, "donor.look_up", input.driveId);
  return peopleAtDesk(actor, drive, input);
}

// ── arriving ──

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

// ── somebody new ──

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

// ── a record that needs mending ──

export type MendContactRefusal = "contact_changed_meanwhile" | "commune_unknown" | "commune_several";

/**
 * Mends the phone, e-mail and home of somebody at this desk. The home is told in words and must mean one commune of
 * today; when it may mean several they come back (`communes`) to choose from.
 */
export async function mendContactAtDesk(
  actor: StaffActor,
  input: MendContact,
): Promise<{ outcome: Outcome<{ id: string }, MendContactRefusal>; communes?: readonly ProposedCommune[] }> {
  const drive = await driveForDeed(actor, "donor.mend", input.driveId);
  const asks = input.homeAsItIs === undefined && input.home;
  const proposed = asks ? await publicCommunesOfAddress(asks) : [];
  const chosen = input.commune
    ? proposed.find(({ provinceId, communeId }) => `${provinceId}/${communeId}` === input.commune)
    : (proposed.find(({ name, province }) => `${name}, ${province}` === input.home) ??
      (proposed.length === 1 ? proposed[0] : undefined));
  if (asks && !chosen) {
    return proposed.length > 0
      ? { outcome: refused("commune_several"), communes: proposed }
      : { outcome: refused("commune_unknown") };
  }
  const outcome = await mendContact(actor, placeOf(drive), {
    donorId: input.donorId,
    version: input.version,
    contact: {
      phone: input.phone ?? null,
      email: input.email ?? null,
      addressLine: input.addressLine ?? null,
      home: input.homeAsItIs ? "as_it_is" : (chosen ?? null),
    },
  });
  return { outcome };
}

/** Adds the number of the paper at hand to the record of the person it names; see `addPaper`. */
export async function addPaperAtDesk(
  actor: StaffActor,
  input: AddPaper,
): Promise<Outcome<{ id: string }, AddPaperRefusal>> {
  const drive = await driveForDeed(actor, "donor.mend", input.driveId);
  return addPaper(actor, placeOf(drive), input.donorId, input);
}

// ── leaving ──

export type EndRefusal = "moved_on";

/** Notes that somebody went home before the needle. */
export async function leaveVisit(
  actor: StaffActor,
  input: LeaveVisit,
  now = new Date(),
): Promise<Outcome<VisitRow, EndRefusal>> {
  await driveForDeed(actor, "visit.leave", input.driveId);
  return statement<typeof visitRow, EndRefusal>(
    visitRow,
    endVisit(actor, { ...input, from: ["arrived", "fit"], to: "left", because: input.because ?? null, now }),
    { none: "moved_on" },
  );
}

// ── screening ──

export type ScreenRefusal = FitRefusal | "moved_on" | "rules_changed";

/** Finds somebody fit for a volume of a component: judged anew here, whatever the screen allowed. */
export async function screenVisit(
  actor: StaffActor,
  input: ScreenVisit,
  now = new Date(),
): Promise<Outcome<VisitRow, ScreenRefusal>> {
  const drive = await driveForDeed(actor, "visit.screen", input.driveId);
  const person = await screenedPerson(input.visitId, input.driveId);
  if (person === null) return refused("moved_on");
  const rules = await publicRules(drive.heldOn);
  if (rules.id !== input.ruleSetId) return refused("rules_changed");
  const judged = judgeScreening(
    {
      ...person,
      onDate: drive.heldOn,
      component: input.component,
      volumeMl: input.volumeMl ?? null,
      vitals: input.vitals,
      answers: input.answers,
      clearedByDoctor: input.cleared === "yes",
      signedOnPaper: input.signed === "yes",
    },
    rules,
  );
  const why: FitRefusal | undefined =
    input.answersFrom === "declaration" && input.declarationConfirmed !== "yes"
      ? "answers_missing"
      : judged.whyNotFit[0];
  if (why) return refused(why, { volumeMl: input.volumeMl ?? 0 });
  return writeScreening(actor, {
    ...recordOf(input, judged.permittedVolumesMl),
    verdict: "fit",
    volumeMl: input.volumeMl ?? null,
    deferral: null,
    now,
  });
}

export type DeferRefusal =
  | "moved_on"
  | "rules_changed"
  | "reason_unknown"
  | "counted_from_future"
  | "without_end_unconfirmed";

/** Asks somebody to wait: for a reason of the rules, until the day the rules reckon, or until a doctor ends it. */
export async function deferVisit(
  actor: StaffActor,
  input: DeferVisit,
  now = new Date(),
): Promise<Outcome<VisitRow & { lastDay: CivilDate | null }, DeferRefusal>> {
  const drive = await driveForDeed(actor, "visit.screen", input.driveId);
  const rules = await publicRules(drive.heldOn);
  if (rules.id !== input.ruleSetId) return refused("rules_changed");
  if (!rules.deferralReasons.some(({ code }) => code === input.reason)) return refused("reason_unknown");
  if (input.countedFrom > drive.heldOn) return refused("counted_from_future");
  const ends = deferralEndsOn(input.reason, input.countedFrom, rules);
  if (ends === null && input.withoutEnd !== "yes") return refused("without_end_unconfirmed");
  const person = await screenedPerson(input.visitId, input.driveId);
  if (person === null) return refused("moved_on");
  const judged = judgeScreening(
    {
      ...person,
      onDate: drive.heldOn,
      component: input.component,
      volumeMl: null,
      vitals: input.vitals,
      answers: input.answers,
      clearedByDoctor: false,
      signedOnPaper: false,
    },
    rules,
  );
  const written = await writeScreening(actor, {
    ...recordOf(input, judged.permittedVolumesMl),
    verdict: "deferred",
    volumeMl: null,
    deferral: {
      reason: input.reason,
      countedFrom: input.countedFrom,
      lastDay: ends?.lastDay ?? null,
      note: input.note ?? null,
    },
    now,
  });
  return written.ok ? done({ ...written.value, lastDay: ends?.lastDay ?? null }) : written;
}

function recordOf(input: ScreenVisit | DeferVisit, permittedVolumesMl: readonly number[]) {
  return {
    driveId: input.driveId,
    visitId: input.visitId,
    version: input.version,
    ruleSetId: input.ruleSetId,
    component: input.component,
    vitals: input.vitals,
    answers: input.answers,
    answersFrom: input.answersFrom,
    clearedByDoctor: input.cleared === "yes",
    signedOnPaper: input.signed === "yes",
    permittedVolumesMl,
  };
}

function writeScreening(
  actor: StaffActor,
  record: ScreeningRecord & { now: Date },
): Promise<Outcome<VisitRow, "moved_on">> {
  return statement<typeof visitRow, "moved_on">(visitRow, recordScreening(actor, record), { none: "moved_on" });
}

function screenedPerson(visitId: string, driveId: string) {
  return row(
    z.object({ sex: z.enum(["female", "male"]), bornOn: z.string() }),
    sql`SELECT p.sex, p.born_on AS "bornOn" FROM visit v JOIN donor p ON p.id = v.donor_id
      WHERE v.id = ${visitId}::uuid AND v.drive_id = ${driveId}::uuid`,
  );
}

// ── the needle ──

const needleShape = z.object({
  status: z.enum(visitStatuses),
  component: z.enum(COMPONENTS).nullable(),
  volumeMl: z.number().nullable(),
  sex: z.enum(["female", "male"]),
  birthOn: z.string(),
  lastGivenOn: z.string().nullable(),
  needleAt: z.coerce.date().nullable(),
  screening: z
    .object({
      ruleSetId: z.string(),
      verdict: z.enum(["fit", "deferred"]),
      signedOnPaper: z.boolean(),
      weightKg: z.number().nullable(),
      systolicMmhg: z.number().nullable(),
      diastolicMmhg: z.number().nullable(),
      pulsePerMinute: z.number().nullable(),
      pulseRegular: z.boolean().nullable(),
      hemoglobinGramsPerLitre: z.number().nullable(),
      temperatureCelsius: z.number().nullable(),
      serumProteinGramsPerLitre: z.number().nullable(),
      plateletsGigaPerLitre: z.number().nullable(),
    })
    .nullable(),
  ...standingShape,
});

/** Everything the last check before the needle asks, as it is stored. */
function needleFacts(visitId: string, driveId: string) {
  return row(
    needleShape,
    sql`SELECT v.status, v.component, v.volume_ml AS "volumeMl", p.sex, p.born_on AS "birthOn", p.last_given_on AS "lastGivenOn",
        v.needle_at AS "needleAt",
        (SELECT json_build_object('ruleSetId', n.rule_set_id, 'verdict', n.verdict, 'signedOnPaper', n.signed_on_paper,
            'weightKg', n.weight_kg, 'systolicMmhg', n.systolic_mmhg, 'diastolicMmhg', n.diastolic_mmhg,
            'pulsePerMinute', n.pulse_per_minute, 'pulseRegular', n.pulse_regular,
            'hemoglobinGramsPerLitre', n.hemoglobin_g_per_l, 'temperatureCelsius', n.temperature_c,
            'serumProteinGramsPerLitre', n.serum_protein_g_per_l, 'plateletsGigaPerLitre', n.platelets_giga_per_l)
          FROM screening n WHERE n.visit_id = v.id) AS screening,
        ${standingColumns}
      FROM visit v JOIN donor p ON p.id = v.donor_id
      WHERE v.id = ${visitId}::uuid AND v.drive_id = ${driveId}::uuid`,
  );
}

/**
 * The last check before the needle, on what is stored: whatever a screen allowed, the server refuses here what the
 * rules refuse. Two desks at once: one begins, the other is told that it has begun.
 */
export async function beginDonation(
  actor: StaffActor,
  input: BeginDonation,
  now = new Date(),
): Promise<Outcome<VisitRow, NeedleRefusal>> {
  const drive = await driveForDeed(actor, "donation.record", input.driveId);
  const facts = await needleFacts(input.visitId, input.driveId);
  if (facts === null) throw new NotAllowed("donation.record");
  const rules =
    (facts.screening && (await publicRuleSet(facts.screening.ruleSetId))) ?? (await publicRules(drive.heldOn));
  const today = todayInVietnam(now);
  const component = facts.component ?? "whole_blood";
  const why = whyNotBleed(
    {
      drive,
      today,
      status: facts.status,
      component,
      volumeMl: facts.volumeMl,
      donor: { ...facts, onDate: drive.heldOn, component },
      screening: facts.screening && { ...facts.screening, vitals: facts.screening },
    },
    rules.values,
  );
  if (why) return refused(why.refusal, why.facts);
  const begun = await statement<typeof visitRow, NeedleRefusal>(
    visitRow,
    beginBleeding(actor, { ...input, lastGivenOn: facts.lastGivenOn, today, now }),
    { none: "needle_changed" },
  );
  if (begun.ok) return begun;
  const after = await needleFacts(input.visitId, input.driveId);
  return after?.status === "bleeding" ? refused("already_bleeding") : begun;
}

/** Notes that a donation stopped after the needle without a bag to count, and what was lost: it may ask for a rest. */
export async function stopDonation(
  actor: StaffActor,
  input: StopDonation,
  now = new Date(),
): Promise<Outcome<VisitRow, EndRefusal>> {
  await driveForDeed(actor, "donation.record", input.driveId);
  const because = input.note ? `${input.because}: ${input.note}` : input.because;
  return statement<typeof visitRow, EndRefusal>(
    visitRow,
    endVisit(actor, { ...input, from: ["bleeding"], to: "incomplete", because, lostMl: input.lostMl || null, now }),
    { none: "moved_on" },
  );
}

/** Ends a deferral early, at this drive's desk, by a doctor, for a reason. */
export async function liftAtDesk(
  actor: StaffActor,
  input: LiftAtDesk,
  now = new Date(),
): Promise<Outcome<{ id: string }, LiftRefusal>> {
  const drive = await driveForDeed(actor, "deferral.lift", input.driveId);
  return liftDeferral(actor, placeOf(drive), input, now);
}
