import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { recordRead } from "@/lib/audit/reading";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { parseTicketCode } from "@/lib/core/ids";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { parsePhone } from "@/lib/core/phone";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { type CivilDate, parseVietnameseDate, yearOf } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { type CardWarning, looksLikeCitizenCard, parseCitizenCard } from "@/lib/donors/citizen-card";
import type { Paper } from "@/lib/donors/identity-number";
import { type IdentityKind, kindsOfNumber } from "@/lib/donors/identity-number";
import { donorsByName, donorsByNumber, donorsByPhone } from "@/lib/donors/queries";
import type { DeskDrive } from "@/lib/drives/desk/queries";
import { publicRules } from "@/lib/eligibility/queries";
import type { RuleSet } from "@/lib/eligibility/rule-set";
import { type DonateWord, type Reason, whyNotDonate } from "@/lib/eligibility/rules";
import { standingColumns, standingShape } from "@/lib/eligibility/statements";
import { type ProposedCommune, publicCommunesOfAddress } from "@/lib/units/queries";
import { withoutHistory } from "../policy";
import type { FindAtDesk } from "../schema";

/** What the one box was taken for. */
export type FindKind = "ticket" | "card" | "number" | "phone" | "name";
export type FindRefusal =
  | "ticket_other_drive"
  | "ticket_unknown"
  | "card_unreadable"
  | "birth_date_needed"
  | "name_needs_birth_date"
  | "read_too_many";

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
  /** The card at hand is on no record, this record has none of its kind, and the name and birthday agree. */
  readonly mayTakePaper: boolean;
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
  /** The scanned card, as long as no record has its number. */
  readonly newPaper: Paper | null;
}

/**
 * Finds who stands at the desk from the one box: a ticket, a scanned card, a number, a phone, or a name with a day of
 * birth. An exact key reaches the whole country and shows the least; a name stays within the actor's scope, and
 * without a birth date within this drive's own people. A card whose number nobody has yet shows who has its name and
 * birthday instead. Every look leaves an audit row with whom it showed.
 */
export async function peopleAtDesk(
  actor: StaffActor,
  drive: DeskDrive,
  asked: FindAtDesk,
): Promise<Outcome<Found, FindRefusal>> {
  const sought = await seek(actor, drive, asked);
  if (!sought.ok) return sought;
  const { kind, prefill } = sought.value;
  const [rules, newPaper] = await Promise.all([publicRules(drive.heldOn), unheldCard(actor, asked)]);
  const namesakes = kind === "card" && sought.value.donorIds.length === 0 && newPaper !== null;
  const donorIds = namesakes ? await holdersOfName(actor, drive, newPaper) : sought.value.donorIds;
  const all = donorIds.length === 0 ? [] : await rows(foundShape, foundOf(drive.id, donorIds));
  const found = namesakes ? all.filter((person) => agrees(person, newPaper)) : all;
  // A phone alone is no key to the country: whoever types one number after the other must not learn whose they are.
  const phoneAlone = kind === "phone" && !asked.bornOn;
  const here = phoneAlone ? found.filter(isOfThisDrive) : found;
  if (phoneAlone && here.length === 0) return refused("birth_date_needed");
  for (const person of here) {
    if (!(await recordLook(actor, drive, person.donorId, kind))) return refused("read_too_many");
  }
  if (here.length === 0) {
    await recordAudit(actor, {
      action: "donor.look_up",
      subjectKind: "donor",
      driveId: drive.id,
      detail: { by: kind, found: 0 },
    });
  }
  return done({ kind, prefill, newPaper, people: here.map((person) => leastOf(person, { drive, rules, newPaper })) });
}

/** The card scanned now, or just before this search, when no record has its number. */
async function unheldCard(actor: StaffActor, asked: FindAtDesk): Promise<Paper | null> {
  const text = looksLikeCitizenCard(asked.text) ? asked.text : asked.card;
  const card = text ? parseCitizenCard(text) : null;
  if (!card?.ok || !card.value.fullName || !card.value.birthOn) return null;
  const { number, fullName, birthOn } = card.value;
  const held = await donorsByNumber(actor, [{ kind: "citizen_card", number }]);
  return held.length > 0 ? null : { identityKind: "citizen_card", identityNumber: number, fullName, bornOn: birthOn };
}

function holdersOfName(actor: StaffActor, drive: DeskDrive, { fullName, bornOn }: Paper): Promise<string[]> {
  return donorsByName(actor, { name: fullName, bornOn, reach: reachOf(actor, "donor.search"), driveId: drive.id });
}

/** Is this the person printed on the paper, and is there room for its number on the record? */
function agrees(person: { name: string; bornOn: CivilDate; kinds: readonly string[] }, paper: Paper): boolean {
  return (
    nameSearchKey(person.name) === nameSearchKey(paper.fullName) &&
    person.bornOn === paper.bornOn &&
    !person.kinds.includes(paper.identityKind)
  );
}

function recordLook(
  actor: StaffActor,
  drive: DeskDrive,
  donorId: string,
  by: FindKind | "registration",
): Promise<boolean> {
  return recordRead(actor, {
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
  { donorIds, newPaper }: { donorIds: readonly string[]; newPaper: Paper | null },
): Promise<FoundPerson[]> {
  const rules = await publicRules(drive.heldOn);
  const found = await rows(foundShape, foundOf(drive.id, donorIds));
  const seen: typeof found = [];
  for (const person of found) {
    if (await recordLook(actor, drive, person.donorId, "registration")) seen.push(person);
  }
  return seen.map((person) => leastOf(person, { drive, rules, newPaper }));
}

function leastOf(
  found: z.output<typeof foundShape>,
  { drive, rules, newPaper }: { drive: DeskDrive; rules: RuleSet; newPaper: Paper | null },
): FoundPerson {
  const { deferrals, donations, bornOn, kinds, ...person } = found;
  const mayTakePaper = newPaper !== null && agrees(found, newPaper);
  const standing = whyNotDonate(
    { birthOn: bornOn, onDate: drive.heldOn, component: "whole_blood", deferrals, donations },
    rules.values,
  );
  return { ...person, birthYear: yearOf(bornOn), mayTakePaper, standing: standing && withoutHistory(standing) };
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
  kinds: z.array(z.string()),
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
      ARRAY(SELECT i.kind FROM donor_identity i WHERE i.donor_id = p.id) AS kinds,
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
