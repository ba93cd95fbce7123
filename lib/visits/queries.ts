import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { isId, parseTicketCode } from "@/lib/core/ids";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { parsePhone } from "@/lib/core/phone";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { ageOn, type CivilDate, daysBetween, parseVietnameseDate, yearOf } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { type CardWarning, looksLikeCitizenCard, parseCitizenCard } from "@/lib/donors/citizen-card";
import { type IdentityKind, kindsOfNumber } from "@/lib/donors/identity-number";
import { donorsByName, donorsByNumber, donorsByPhone } from "@/lib/donors/queries";
import { type DeskDrive, driveForDesk } from "@/lib/drives/desk/queries";
import { publicRules } from "@/lib/eligibility/queries";
import { COMPONENTS, type RuleSet } from "@/lib/eligibility/rule-set";
import { type DonateWord, type Reason, whyNotDonate } from "@/lib/eligibility/rules";
import { answersSchema } from "@/lib/eligibility/schema";
import { standingColumns, standingShape } from "@/lib/eligibility/statements";
import { type ProposedCommune, publicCommunesOfAddress } from "@/lib/units/queries";
import { type DeskSight, deskSight } from "./policy";
import { plannedByNow, segments, visitStatuses } from "./rules";
import type { FindAtDesk } from "./schema";

// ── the queue ──

const queueShape = z.object({
  visitId: z.string().nullable(),
  bookingId: z.string().nullable(),
  number: z.number().nullable(),
  name: z.string(),
  slotAt: z.coerce.date().nullable(),
  status: z.enum(visitStatuses).nullable(),
  blood: z.string().nullable(),
  arrivedAt: z.coerce.date().nullable(),
  toReview: z.boolean(),
});

/** One line of the queue: somebody who is here, or (without a visit) somebody who booked and has not come. */
export type QueueItem = z.output<typeof queueShape>;

/** The whole day of a drive as its desk sees it, with a version that changes when anything in it does. */
export interface DeskQueue {
  readonly version: string;
  readonly items: readonly QueueItem[];
  readonly numbers: DeskNumbers;
}

export interface DeskNumbers {
  readonly received: number;
  readonly planned: number;
  readonly plannedByNow: number;
  readonly bookedArrived: number;
  readonly booked: number;
  readonly walkIns: number;
  readonly deferred: number;
  readonly screened: number;
  readonly incomplete: number;
  readonly left: number;
  readonly waitMinutes: number | null;
  readonly reactions: number;
  readonly seriousReactions: number;
  readonly toReview: number;
}

/**
 * What a poll compares before anything is read: the drive's, visits', bookings' and donations' versions, folded.
 * Null when the drive is not there for this actor.
 */
export async function deskVersion(actor: StaffActor, driveId: string): Promise<string | null> {
  if ((await driveForDesk(actor, driveId)) === null) return null;
  return (await row(z.object({ version: z.string() }), versionOf(driveId)))?.version ?? null;
}

function versionOf(driveId: string): Sql {
  return sql`SELECT concat_ws('-', d.version,
      (SELECT concat_ws('.', count(*), sum(v.version)) FROM visit v WHERE v.drive_id = d.id),
      (SELECT concat_ws('.', count(*), count(*) FILTER (WHERE b.status = 'booked'), floor(extract(epoch FROM max(b.moved_at))))
        FROM booking b WHERE b.drive_id = d.id),
      (SELECT concat_ws('.', count(*), sum(g.version)) FROM donation g WHERE g.drive_id = d.id)) AS version
    FROM drive d WHERE d.id = ${driveId}::uuid`;
}

/** The queue of a drive and its numbers, or null when the drive is not within the actor's reach. */
export async function deskQueue(actor: StaffActor, driveId: string, now = new Date()): Promise<DeskQueue | null> {
  const drive = await driveForDesk(actor, driveId);
  if (drive === null) return null;
  const sight = deskSight(actor, drive);
  const [version, items, counts] = await Promise.all([
    row(z.object({ version: z.string() }), versionOf(driveId)),
    rows(queueShape, queueOf(driveId, sight)),
    row(countsShape, countsOf(driveId)),
  ]);
  if (version === null || counts === null) return null;
  return {
    version: version.version,
    items,
    numbers: { ...counts, planned: drive.plannedUnits, plannedByNow: plannedByNow(drive, now) },
  };
}

function queueOf(driveId: string, sight: DeskSight): Sql {
  const blood = sight.health
    ? sql`CASE WHEN p.blood_abo IS NULL THEN NULL ELSE p.blood_abo || coalesce(p.blood_rh, '') END`
    : sql`NULL::text`;
  return sql`
    SELECT v.id AS "visitId", v.booking_id AS "bookingId", v.number, p.full_name AS name, s.starts_at AS "slotAt", v.status,
      ${blood} AS blood, v.arrived_at AS "arrivedAt",
      ${sight.review} AND EXISTS (SELECT FROM donation g WHERE g.visit_id = v.id AND g.status = 'recorded' AND g.flags <> '{}'
        AND g.reviewed_at IS NULL) AS "toReview"
    FROM visit v JOIN donor p ON p.id = v.donor_id
      LEFT JOIN booking b ON b.id = v.booking_id LEFT JOIN slot s ON s.id = b.slot_id
    WHERE v.drive_id = ${driveId}::uuid
    UNION ALL
    SELECT NULL, b.id, NULL, p.full_name, s.starts_at, NULL, ${blood}, NULL, false
    FROM booking b JOIN donor p ON p.id = b.donor_id JOIN slot s ON s.id = b.slot_id
    WHERE b.drive_id = ${driveId}::uuid AND b.status = 'booked'
    ORDER BY 3 NULLS LAST, 5, 4`;
}

const countsShape = z.object({
  received: z.number(),
  bookedArrived: z.number(),
  booked: z.number(),
  walkIns: z.number(),
  deferred: z.number(),
  screened: z.number(),
  incomplete: z.number(),
  left: z.number(),
  waitMinutes: z.number().nullable(),
  reactions: z.number(),
  seriousReactions: z.number(),
  toReview: z.number(),
});

function countsOf(driveId: string): Sql {
  return sql`
    SELECT coalesce((SELECT donations FROM drive_total WHERE drive_id = ${driveId}::uuid), 0) AS received, seen.*, asked.*, given.*
    FROM (SELECT count(*) FILTER (WHERE booking_id IS NOT NULL) AS "bookedArrived",
        count(*) FILTER (WHERE booking_id IS NULL) AS "walkIns",
        count(*) FILTER (WHERE status = 'deferred') AS deferred, count(*) FILTER (WHERE screened_at IS NOT NULL) AS screened,
        count(*) FILTER (WHERE status = 'incomplete') AS incomplete, count(*) FILTER (WHERE status = 'left') AS "left",
        round(extract(epoch FROM avg(screened_at - arrived_at)) / 60)::int AS "waitMinutes"
      FROM visit WHERE drive_id = ${driveId}::uuid) seen,
    (SELECT count(*) FILTER (WHERE status IN ('booked', 'arrived', 'no_show')) AS booked
      FROM booking WHERE drive_id = ${driveId}::uuid) asked,
    (SELECT count(*) FILTER (WHERE adverse_reaction IS NOT NULL) AS reactions,
        count(*) FILTER (WHERE adverse_severity >= 3) AS "seriousReactions",
        count(*) FILTER (WHERE flags <> '{}' AND reviewed_at IS NULL) AS "toReview"
      FROM donation WHERE drive_id = ${driveId}::uuid AND status = 'recorded') given`;
}

// ── one person ──

const personShape = z.object({
  donorId: z.string(),
  name: z.string(),
  sex: z.enum(["female", "male"]),
  bornOn: z.string(),
  phone: z.string().nullable(),
  segment: z.enum(segments).nullable(),
  employer: z.string().nullable(),
  identityKind: z.enum(["citizen_card", "old_id_card", "military", "police", "passport"]).nullable(),
  lastFour: z.string().nullable(),
  blood: z.string().nullable(),
  donationCount: z.number(),
  lastGivenOn: z.string().nullable(),
  lastComponent: z.string().nullable(),
  hasConsent: z.boolean(),
  slotAt: z.coerce.date().nullable(),
  bookingId: z.string().nullable(),
  visit: z
    .object({
      id: z.string(),
      number: z.number(),
      status: z.enum(visitStatuses),
      version: z.number(),
      segment: z.enum(segments),
      employer: z.string().nullable(),
      kind: z.enum(["voluntary", "replacement"]),
      component: z.enum(COMPONENTS).nullable(),
      volumeMl: z.number().nullable(),
      arrivedAt: z.coerce.date(),
      needleAt: z.coerce.date().nullable(),
      closedAt: z.coerce.date().nullable(),
      closedBecause: z.string().nullable(),
    })
    .nullable(),
  screening: z
    .object({
      ruleSetId: z.string(),
      weightKg: z.number().nullable(),
      systolicMmhg: z.number().nullable(),
      diastolicMmhg: z.number().nullable(),
      pulsePerMinute: z.number().nullable(),
      pulseRegular: z.boolean().nullable(),
      hemoglobinGPerL: z.number().nullable(),
      temperatureC: z.number().nullable(),
      serumProteinGPerL: z.number().nullable(),
      plateletsGigaPerL: z.number().nullable(),
      answers: answersSchema.catch({}),
      answersFrom: z.enum(["asked", "declaration"]),
      clearedByDoctor: z.boolean(),
      signedOnPaper: z.boolean(),
      verdict: z.enum(["fit", "deferred"]),
      permittedVolumesMl: z.array(z.number()),
    })
    .nullable(),
  declaration: z.object({ answers: answersSchema.catch({}), declaredAt: z.coerce.date() }).nullable(),
  deferralRows: z.array(
    z.object({
      id: z.string(),
      reason: z.string(),
      countedFrom: z.string(),
      lastDay: z.string().nullable(),
      note: z.string().nullable(),
      lifted: z.boolean(),
      visitId: z.string().nullable(),
    }),
  ),
  donation: z
    .object({
      id: z.string(),
      number: z.string(),
      volumeMl: z.number(),
      component: z.enum(COMPONENTS),
      kind: z.enum(["voluntary", "replacement"]),
      givenAt: z.coerce.date(),
      adverseReaction: z.string().nullable(),
      adverseSeverity: z.number().nullable(),
      flags: z.array(z.string()),
      reviewed: z.boolean(),
    })
    .nullable(),
  ...standingShape,
});

/** Somebody at this drive's desk. What is about health is null or empty for whoever may not see it. */
export type DeskPerson = Omit<z.output<typeof personShape>, "deferrals" | "donations"> & {
  readonly age: number;
  readonly daysSinceLast: number | null;
  /** What stands in the way today, with the first allowed day; never why somebody was deferred. */
  readonly standing: Reason<DonateWord> | null;
  readonly rules: RuleSet;
};

/** Which person of a drive: by their visit, or by a booking that has not come to the desk yet. */
export type WhichPerson = { visitId: string } | { bookingId: string };

/** One person of a drive, or null when there is none such in the actor's reach. Reading health leaves an audit row. */
export async function deskPerson(actor: StaffActor, driveId: string, which: WhichPerson): Promise<DeskPerson | null> {
  const drive = await driveForDesk(actor, driveId);
  const id = "visitId" in which ? which.visitId : which.bookingId;
  if (drive === null || !isId(id)) return null;
  const sight = deskSight(actor, drive);
  const found = await row(personShape, personOf(driveId, which));
  if (found === null) return null;
  const rules = await publicRules(drive.heldOn);
  await recordAudit(actor, {
    action: sight.health ? "visit.read_health" : "visit.read",
    subjectKind: "visitId" in which ? "visit" : "booking",
    subjectId: id,
    driveId,
    unitId: drive.creditedUnitId,
  });
  return redacted(found, { drive, sight, rules });
}

function redacted(
  found: z.output<typeof personShape>,
  { drive, sight, rules }: { drive: DeskDrive; sight: DeskSight; rules: RuleSet },
): DeskPerson {
  const { deferrals, donations, ...person } = found;
  const standing = whyNotDonate(
    {
      birthOn: person.bornOn,
      onDate: drive.heldOn,
      component: person.visit?.component ?? "whole_blood",
      deferrals,
      donations,
    },
    rules.values,
  );
  const seen = {
    ...person,
    age: ageOn(person.bornOn, drive.heldOn),
    daysSinceLast: person.lastGivenOn === null ? null : daysBetween(person.lastGivenOn, drive.heldOn),
    standing: person.visit?.status === "donated" ? null : standing,
    rules,
  };
  if (sight.health) return seen;
  return {
    ...seen,
    blood: null,
    donationCount: 0,
    lastGivenOn: null,
    lastComponent: null,
    daysSinceLast: null,
    screening: null,
    declaration: null,
    deferralRows: [],
    donation: seen.donation && { ...seen.donation, adverseReaction: null, adverseSeverity: null, flags: [] },
    visit: seen.visit && {
      ...seen.visit,
      component: null,
      volumeMl: null,
      closedBecause: null,
    },
    standing: standing && withoutHistory(standing),
    // The questions and reasons name illnesses, but nobody's: still, a clerk's page needs none of them.
    rules: { ...rules, deferralReasons: [], questions: [] },
  };
}

/** A standing for whoever may not see history: the word and the first allowed day. */
function withoutHistory(standing: Reason<DonateWord>): Reason<DonateWord> {
  const day = standing.facts?.firstAllowedOn;
  if (standing.word !== "resting" && standing.word !== "deferred") return standing;
  return { word: standing.word, facts: day === undefined ? {} : { firstAllowedOn: day } };
}

function personOf(driveId: string, which: WhichPerson): Sql {
  const from =
    "visitId" in which
      ? sql`visit v JOIN donor p ON p.id = v.donor_id LEFT JOIN booking b ON b.id = v.booking_id`
      : sql`booking b JOIN donor p ON p.id = b.donor_id LEFT JOIN visit v ON v.booking_id = b.id`;
  const where =
    "visitId" in which
      ? sql`v.id = ${which.visitId}::uuid AND v.drive_id = ${driveId}::uuid`
      : sql`b.id = ${which.bookingId}::uuid AND b.drive_id = ${driveId}::uuid AND b.status IN ('booked', 'arrived')`;
  return sql`
    SELECT p.id AS "donorId", p.full_name AS name, p.sex, p.born_on AS "bornOn", p.phone, p.segment, p.employer,
      paper.kind AS "identityKind", paper.last_four AS "lastFour",
      CASE WHEN p.blood_abo IS NULL THEN NULL ELSE p.blood_abo || coalesce(p.blood_rh, '') END AS blood,
      p.donation_count AS "donationCount", p.last_given_on AS "lastGivenOn", p.last_component AS "lastComponent",
      EXISTS (SELECT FROM consent k WHERE k.donor_id = p.id AND k.purpose = 'donation_record' AND k.withdrawn_at IS NULL) AS "hasConsent",
      s.starts_at AS "slotAt", b.id AS "bookingId",
      CASE WHEN v.id IS NULL THEN NULL ELSE json_build_object('id', v.id, 'number', v.number, 'status', v.status,
        'version', v.version, 'segment', v.segment, 'employer', v.employer, 'kind', v.kind, 'component', v.component,
        'volumeMl', v.volume_ml, 'arrivedAt', v.arrived_at, 'needleAt', v.needle_at, 'closedAt', v.closed_at,
        'closedBecause', v.closed_because) END AS visit,
      (SELECT json_build_object('ruleSetId', n.rule_set_id, 'weightKg', n.weight_kg, 'systolicMmhg', n.systolic_mmhg,
          'diastolicMmhg', n.diastolic_mmhg, 'pulsePerMinute', n.pulse_per_minute, 'pulseRegular', n.pulse_regular,
          'hemoglobinGPerL', n.hemoglobin_g_per_l, 'temperatureC', n.temperature_c, 'serumProteinGPerL', n.serum_protein_g_per_l,
          'plateletsGigaPerL', n.platelets_giga_per_l, 'answers', n.answers, 'answersFrom', n.answers_from,
          'clearedByDoctor', n.cleared_by_doctor, 'signedOnPaper', n.signed_on_paper, 'verdict', n.verdict,
          'permittedVolumesMl', n.permitted_volumes_ml)
        FROM screening n WHERE n.visit_id = v.id) AS screening,
      (SELECT json_build_object('answers', c.answers, 'declaredAt', c.declared_at)
        FROM declaration c WHERE c.booking_id = b.id) AS declaration,
      coalesce((SELECT json_agg(json_build_object('id', f.id, 'reason', f.reason, 'countedFrom', f.counted_from,
          'lastDay', f.last_day, 'note', f.note, 'lifted', f.lifted_at IS NOT NULL, 'visitId', f.visit_id) ORDER BY f.decided_at DESC)
        FROM deferral f WHERE f.donor_id = p.id), '[]'::json) AS "deferralRows",
      (SELECT json_build_object('id', g.id, 'number', g.number, 'volumeMl', g.volume_ml, 'component', g.component,
          'kind', g.kind, 'givenAt', g.given_at, 'adverseReaction', g.adverse_reaction, 'adverseSeverity', g.adverse_severity,
          'flags', g.flags, 'reviewed', g.reviewed_at IS NOT NULL)
        FROM donation g WHERE g.visit_id = v.id AND g.status = 'recorded') AS donation,
      ${standingColumns}
    FROM ${from} LEFT JOIN slot s ON s.id = b.slot_id
      LEFT JOIN LATERAL (SELECT i.kind, i.last_four FROM donor_identity i WHERE i.donor_id = p.id
        ORDER BY (i.kind = 'citizen_card') DESC, i.created_at DESC LIMIT 1) paper ON true
    WHERE ${where}`;
}

// ── finding somebody ──

/** What the one box was taken for. */
export type FindKind = "ticket" | "card" | "number" | "phone" | "name";
export type FindRefusal =
  | "ticket_other_drive"
  | "ticket_unknown"
  | "card_unreadable"
  | "birth_date_needed"
  | "name_needs_birth_date";

/** A person found: the least that tells one from another, and whether they may give again. */
export interface FoundPerson {
  readonly donorId: string;
  readonly name: string;
  readonly birthYear: number;
  readonly lastFour: string | null;
  readonly standing: Reason<DonateWord> | null;
  readonly hasConsent: boolean;
  readonly segment: string | null;
  readonly employer: string | null;
  /** At this drive: their visit, or the booking they have not come for yet. */
  readonly visitId: string | null;
  readonly visitNumber: number | null;
  readonly bookingId: string | null;
  readonly slotAt: Date | null;
}

/** What a registration form starts with, from a scan or from what was typed. */
export interface Prefill {
  readonly fullName?: string;
  readonly bornOn?: CivilDate;
  readonly sex?: "female" | "male";
  readonly identityKind?: IdentityKind;
  readonly identityNumber?: string;
  readonly oldNumber?: string;
  readonly phone?: string;
  readonly addressLine?: string;
  readonly communes?: readonly ProposedCommune[];
  readonly warnings?: readonly CardWarning[];
}

export interface Found {
  readonly kind: FindKind;
  readonly people: readonly FoundPerson[];
  readonly prefill: Prefill;
}

/**
 * Finds who stands at the desk from the one box: a ticket, a scanned card, a number, a phone, or a name with a day of
 * birth. An exact key reaches the whole country and shows the least; a name stays within the actor's scope, and
 * without a birth date within this drive's own people. Every look leaves an audit row with whom it showed.
 */
export async function peopleAtDesk(
  actor: StaffActor,
  drive: DeskDrive,
  asked: FindAtDesk,
): Promise<Outcome<Found, FindRefusal>> {
  const sought = await seek(actor, drive, asked);
  if (!sought.ok) return sought;
  const { kind, donorIds, prefill } = sought.value;
  const rules = await publicRules(drive.heldOn);
  const found = donorIds.length === 0 ? [] : await rows(foundShape, foundOf(drive.id, donorIds));
  // A phone alone is no key to the country: whoever types one number after the other must not learn whose they are.
  const phoneAlone = kind === "phone" && !asked.bornOn;
  const here = phoneAlone ? found.filter(isOfThisDrive) : found;
  if (phoneAlone && here.length === 0) return refused("birth_date_needed");
  for (const person of here) await recordLook(actor, drive, person.donorId, kind);
  if (here.length === 0) {
    await recordAudit(actor, {
      action: "donor.look_up",
      subjectKind: "donor",
      driveId: drive.id,
      detail: { by: kind, found: 0 },
    });
  }
  return done({ kind, prefill, people: here.map((person) => leastOf(person, drive, rules)) });
}

function recordLook(
  actor: StaffActor,
  drive: DeskDrive,
  donorId: string,
  by: FindKind | "registration",
): Promise<void> {
  return recordAudit(actor, {
    action: "donor.look_up",
    subjectKind: "donor",
    subjectId: donorId,
    driveId: drive.id,
    unitId: drive.creditedUnitId,
    detail: { by },
  });
}

/** The people of some ids as the desk may see them; for showing who may be the same person. Leaves an audit row each. */
export async function foundPeople(
  actor: StaffActor,
  drive: DeskDrive,
  donorIds: readonly string[],
): Promise<FoundPerson[]> {
  const rules = await publicRules(drive.heldOn);
  const found = await rows(foundShape, foundOf(drive.id, donorIds));
  for (const person of found) await recordLook(actor, drive, person.donorId, "registration");
  return found.map((person) => leastOf(person, drive, rules));
}

function leastOf(found: z.output<typeof foundShape>, drive: DeskDrive, rules: RuleSet): FoundPerson {
  const { deferrals, donations, bornOn, ...person } = found;
  const standing = whyNotDonate(
    { birthOn: bornOn, onDate: drive.heldOn, component: "whole_blood", deferrals, donations },
    rules.values,
  );
  return { ...person, birthYear: yearOf(bornOn), standing: standing && withoutHistory(standing) };
}

interface Sought {
  readonly kind: FindKind;
  readonly donorIds: readonly string[];
  readonly prefill: Prefill;
}

async function seek(actor: StaffActor, drive: DeskDrive, asked: FindAtDesk): Promise<Outcome<Sought, FindRefusal>> {
  const text = asked.text.trim();
  if (looksLikeCitizenCard(text)) return seekCard(actor, text);

  const code = parseTicketCode(text.split(/[/?#=]/).at(-1) ?? text);
  if (code.ok) {
    const ticket = await row(z.object({ donorId: z.string(), driveId: z.string() }), ticketOf(code.value));
    if (ticket?.driveId === drive.id) return done({ kind: "ticket", donorIds: [ticket.donorId], prefill: {} });
    if (ticket) return refused("ticket_other_drive");
    if (kindsOfNumber(text).length === 0) return refused("ticket_unknown");
  }
  const phone = parsePhone(text);
  if (phone.ok) {
    const donorIds = await donorsByPhone(actor, phone.value.e164, asked.bornOn ?? null);
    return done({ kind: "phone", donorIds, prefill: { phone: phone.value.e164, ...birthOf(asked) } });
  }
  const numbers = kindsOfNumber(text);
  if (numbers.length > 0) {
    const first = numbers[0];
    return done({
      kind: "number",
      donorIds: await donorsByNumber(actor, numbers),
      prefill: { identityKind: first?.kind, identityNumber: first?.number, ...birthOf(asked) },
    });
  }
  return seekName(actor, drive, asked);
}

const birthOf = ({ bornOn }: FindAtDesk): Prefill => (bornOn ? { bornOn } : {});

async function seekCard(actor: StaffActor, text: string): Promise<Outcome<Sought, FindRefusal>> {
  const card = parseCitizenCard(text);
  if (!card.ok) return refused("card_unreadable");
  const { number, oldNumber, fullName, birthOn, sex, address, warnings } = card.value;
  const numbers: { kind: IdentityKind; number: string }[] = [{ kind: "citizen_card", number }];
  if (oldNumber) numbers.push({ kind: "old_id_card", number: oldNumber });
  const [donorIds, communes] = await Promise.all([
    donorsByNumber(actor, numbers),
    address ? publicCommunesOfAddress(address) : [],
  ]);
  return done({
    kind: "card",
    donorIds,
    prefill: {
      fullName,
      bornOn: birthOn,
      sex,
      identityKind: "citizen_card",
      identityNumber: number,
      oldNumber: oldNumber ?? undefined,
      addressLine: address ?? undefined,
      communes,
      warnings,
    },
  });
}

async function seekName(actor: StaffActor, drive: DeskDrive, asked: FindAtDesk): Promise<Outcome<Sought, FindRefusal>> {
  const { name, bornOn } = nameAndBirth(asked.text);
  const birth = asked.bornOn ?? bornOn;
  if (birth === null) {
    const donorIds = await namesOfDrive(drive.id, name);
    return donorIds.length > 0
      ? done({ kind: "name", donorIds, prefill: { fullName: name } })
      : refused("name_needs_birth_date");
  }
  const donorIds = await donorsByName(actor, {
    name,
    bornOn: birth,
    reach: reachOf(actor, "donor.search"),
    driveId: drive.id,
  });
  return done({ kind: "name", donorIds, prefill: { fullName: name, bornOn: birth } });
}

/** "Nguyễn Văn An 14/03/2001" is a name and a day. */
function nameAndBirth(text: string): { name: string; bornOn: CivilDate | null } {
  const parts = /^(.*?)[\s,;]+(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{8})\s*$/.exec(text);
  const parsed = parts ? parseVietnameseDate(parts[2] ?? "") : null;
  return parts && parsed?.ok ? { name: parts[1] ?? "", bornOn: parsed.value } : { name: text, bornOn: null };
}

async function namesOfDrive(driveId: string, name: string): Promise<string[]> {
  const ids = await rows(z.object({ id: z.string() }), peopleOfDriveNamed(driveId, name));
  return ids.map(({ id }) => id);
}

function ticketOf(code: string): Sql {
  return sql`SELECT donor_id AS "donorId", drive_id AS "driveId" FROM booking WHERE code = ${code}`;
}

const foundShape = z.object({
  donorId: z.string(),
  name: z.string(),
  bornOn: z.string(),
  lastFour: z.string().nullable(),
  hasConsent: z.boolean(),
  segment: z.string().nullable(),
  employer: z.string().nullable(),
  visitId: z.string().nullable(),
  visitNumber: z.number().nullable(),
  bookingId: z.string().nullable(),
  slotAt: z.coerce.date().nullable(),
  ...standingShape,
});

const isOfThisDrive = (person: { visitId: string | null; bookingId: string | null }) =>
  person.visitId !== null || person.bookingId !== null;

function foundOf(driveId: string, donorIds: readonly string[]): Sql {
  return sql`
    SELECT p.id AS "donorId", p.full_name AS name, p.born_on AS "bornOn", paper.last_four AS "lastFour", p.segment, p.employer,
      EXISTS (SELECT FROM consent k WHERE k.donor_id = p.id AND k.purpose = 'donation_record' AND k.withdrawn_at IS NULL) AS "hasConsent",
      v.id AS "visitId", v.number AS "visitNumber", b.id AS "bookingId", s.starts_at AS "slotAt", ${standingColumns}
    FROM donor p
      LEFT JOIN LATERAL (SELECT i.last_four FROM donor_identity i WHERE i.donor_id = p.id
        ORDER BY (i.kind = 'citizen_card') DESC, i.created_at DESC LIMIT 1) paper ON true
      LEFT JOIN LATERAL (SELECT w.id, w.number FROM visit w WHERE w.donor_id = p.id AND w.drive_id = ${driveId}::uuid
        ORDER BY w.number DESC LIMIT 1) v ON true
      LEFT JOIN booking b ON b.donor_id = p.id AND b.drive_id = ${driveId}::uuid AND b.status = 'booked'
      LEFT JOIN slot s ON s.id = b.slot_id
    WHERE p.id = ANY (${donorIds}::uuid[])
    ORDER BY p.name_key, p.born_on, p.id`;
}

function peopleOfDriveNamed(driveId: string, name: string): Sql {
  const words = nameSearchKey(name)
    .split(" ")
    .filter((word) => word !== "")
    .slice(0, 8)
    .map((word) => `% ${escapeLike(word)}%`);
  return sql`SELECT p.id FROM donor p
    WHERE cardinality(${words}::text[]) > 0 AND ' ' || p.name_key LIKE ALL (${words}::text[])
      AND p.id IN (SELECT donor_id FROM visit WHERE drive_id = ${driveId}::uuid
        UNION SELECT donor_id FROM booking WHERE drive_id = ${driveId}::uuid AND status IN ('booked', 'arrived'))
    ORDER BY p.name_key, p.id LIMIT 20`;
}
