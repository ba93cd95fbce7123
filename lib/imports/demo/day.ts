import { newId, newTicketCode } from "@/lib/core/ids";
import { type CivilDate, civilDateOf, daysBetween, yearOf } from "@/lib/core/time";
import { localDonationNumber } from "@/lib/donations/din";
import type { RuleSet } from "@/lib/eligibility/rule-set";
import { allowedVolumesMl } from "@/lib/eligibility/rules";
import { type Crowd, mayGive, type Person, somebody } from "./people";
import type { PlannedDrive } from "./plan";
import { type Chance, chanceOf } from "./random";
import type { RowsToWrite } from "./rows";
import type { Words } from "./words";

/** What a top-up works with while it fills drives with people. */
export interface Stage {
  readonly words: Words;
  readonly rules: RuleSet;
  readonly crowd: Crowd;
  readonly rows: RowsToWrite;
  readonly now: Date;
  /** The last number given to a bag of the demonstration, by year. */
  readonly bagNumbers: Map<number, number>;
  /** The donor who signs in to look around: comes to the Hanoi point every few months. */
  readonly regular: Person | null;
}

/** Bookings that stand open in a drive of days to come: the nearer the day, the fuller. */
export function bookAhead(stage: Stage, drive: PlannedDrive, today: CivilDate): void {
  const chance = chanceOf(`bookings of ${drive.heldOn} ${drive.plannedUnits} ${drive.communeId}`);
  const ahead = daysBetween(today, drive.heldOn);
  const eagerness = chance.between(0.35, 1.1) * Math.exp(-ahead / 18);
  const taken = new Set<string>();
  for (const slot of drive.slots) {
    if (slot.startsAt <= stage.now) continue;
    const wanted = Math.min(slot.capacity, Math.round(slot.capacity * eagerness * chance.between(0.5, 1.4)));
    while (slot.booked < wanted) {
      const person = meet(stage, chance, drive, taken, 0.85);
      if (person.hasOpenBooking) break;
      person.hasOpenBooking = true;
      slot.booked += 1;
      addBooking(stage, chance, drive, slot, person, "booked", null);
    }
  }
}

/** What happened at a drive up to an instant: who came, was deferred, gave; the rest of the bookings stay as they are. */
export function playDrive(stage: Stage, drive: PlannedDrive, until: Date): void {
  const chance = chanceOf(`day of ${drive.heldOn} ${drive.plannedUnits} ${drive.communeId}`);
  const taken = new Set<string>();
  let number = drive.lastVisitNumber;
  const arrivals = Math.round(drive.plannedUnits * chance.between(0.72, 1.22));
  const lastArrival = drive.endsAt.getTime() - 45 * 60_000;
  const minutes = Array.from({ length: arrivals }, () => chance.between(drive.startsAt.getTime(), lastArrival)).sort(
    (a, b) => a - b,
  );
  for (const at of minutes) {
    const arrivedAt = new Date(at);
    if (arrivedAt > until) break;
    number += 1;
    drive.lastVisitNumber = number;
    const person = (number === 1 && regularAt(stage, drive, taken)) || meet(stage, chance, drive, taken, 0.74);
    const slot = chance.happens(0.62) ? slotAt(drive, arrivedAt) : null;
    const bookingId =
      slot && slot.booked < slot.capacity ? addBooking(stage, chance, drive, slot, person, "arrived", arrivedAt) : null;
    if (bookingId && slot) slot.booked += 1;
    visitOf(stage, chance, { drive, person, number, bookingId, arrivedAt, until });
  }
  if (until >= drive.endsAt) missed(stage, chance, drive, taken);
}

/** The regular donor, when the day suits them: rested well, and never so late that they could not book today. */
function regularAt(stage: Stage, drive: PlannedDrive, taken: Set<string>): Person | null {
  const person = stage.regular;
  if (!person || !drive.fixed || drive.provinceId !== "P01" || !mayGive(person, drive.heldOn)) return null;
  if (person.lastGivenOn !== null && daysBetween(person.lastGivenOn, drive.heldOn) < 98) return null;
  if (daysBetween(drive.heldOn, civilDateOf(stage.now)) < 92) return null;
  taken.add(person.id);
  return person;
}

function meet(stage: Stage, chance: Chance, drive: PlannedDrive, taken: Set<string>, returning: number): Person {
  const person = somebody(
    chance,
    stage.words,
    stage.rows,
    stage.crowd,
    {
      provinceId: drive.provinceId,
      communeId: drive.communeId,
      on: drive.heldOn,
      ...(drive.segment && chance.happens(0.8) ? { segment: drive.segment } : {}),
    },
    taken,
    returning,
  );
  taken.add(person.id);
  return person;
}

/** People who had booked and did not come, or who had cancelled before. */
function missed(stage: Stage, chance: Chance, drive: PlannedDrive, taken: Set<string>): void {
  for (const slot of drive.slots) {
    if (slot.booked < slot.capacity && chance.happens(0.55)) {
      slot.booked += 1;
      addBooking(stage, chance, drive, slot, meet(stage, chance, drive, taken, 0.9), "no_show", drive.endsAt);
    }
    if (chance.happens(0.15)) {
      const before = new Date(slot.startsAt.getTime() - 26 * 3_600_000);
      addBooking(stage, chance, drive, slot, meet(stage, chance, drive, taken, 0.9), "cancelled", before);
    }
  }
}

function slotAt(drive: PlannedDrive, at: Date) {
  return [...drive.slots].reverse().find(({ startsAt }) => startsAt <= at) ?? null;
}

function addBooking(
  stage: Stage,
  chance: Chance,
  drive: PlannedDrive,
  slot: PlannedDrive["slots"][number],
  person: Person,
  status: string,
  endedAt: Date | null,
): string {
  const id = newId();
  const bookedBefore = chance.between(1, 20) * 86_400_000;
  const bookedAt = new Date(Math.min(stage.now.getTime(), (endedAt ?? slot.startsAt).getTime() - bookedBefore));
  stage.rows.add("booking", {
    id,
    slot_id: slot.id,
    drive_id: drive.id,
    donor_id: person.id,
    status,
    code: freshTicketCode(),
    request_key: newId(),
    channel: "web",
    booked_at: bookedAt,
    ended_at: endedAt,
    ended_by: endedAt === null ? null : "demo",
  });
  return id;
}

interface Coming {
  readonly drive: PlannedDrive;
  readonly person: Person;
  readonly number: number;
  readonly bookingId: string | null;
  readonly arrivedAt: Date;
  readonly until: Date;
}

function visitOf(stage: Stage, chance: Chance, { drive, person, number, bookingId, arrivedAt, until }: Coming): void {
  const minutesLater = (minutes: number) => new Date(arrivedAt.getTime() + minutes * 60_000);
  const screenedAt = minutesLater(chance.between(4, 14));
  const needleAt = new Date(screenedAt.getTime() + chance.between(4, 12) * 60_000);
  const givenAt = new Date(needleAt.getTime() + chance.between(7, 12) * 60_000);
  const body = measure(chance, person);
  const reason = chance.happens(0.085) ? chance.weighted(deferralReasons, ({ weight }) => weight).reason : null;
  const status =
    screenedAt > until
      ? "arrived"
      : reason
        ? "deferred"
        : needleAt > until
          ? "fit"
          : givenAt > until
            ? "bleeding"
            : "donated";
  const donor = { sex: person.sex, birthOn: person.bornOn, onDate: drive.heldOn };
  const volumes = allowedVolumesMl(
    { ...donor, weightKg: body.weightKg, hemoglobinGramsPerLitre: body.hemoglobin },
    stage.rules.values,
  );
  const wish = chance.weighted(volumeWishes, ({ weight }) => weight).volumeMl;
  const volumeMl = volumes.filter((volume) => volume <= wish).at(-1) ?? volumes[0] ?? 250;
  const visitId = newId();
  stage.rows.add("visit", {
    id: visitId,
    drive_id: drive.id,
    donor_id: person.id,
    booking_id: bookingId,
    number,
    status,
    segment: person.segment,
    employer: null,
    kind: "voluntary",
    component: status === "arrived" || status === "deferred" ? null : "whole_blood",
    volume_ml: status === "arrived" || status === "deferred" ? null : volumeMl,
    request_key: newId(),
    arrived_at: arrivedAt,
    screened_at: status === "arrived" ? null : screenedAt,
    needle_at: status === "bleeding" || status === "donated" ? needleAt : null,
    closed_at: status === "donated" ? givenAt : status === "deferred" ? screenedAt : null,
    version: 1,
  });
  if (status === "arrived") return;
  addScreening(stage, { visitId, person, body, volumes, verdict: reason ? "deferred" : "fit", screenedAt, reason });
  if (status === "deferred") {
    stage.rows.add("deferral", {
      id: newId(),
      donor_id: person.id,
      visit_id: visitId,
      reason,
      counted_from: drive.heldOn,
      last_day: drive.heldOn,
      decided_at: screenedAt,
    });
  }
  if (status === "donated") addDonation(stage, chance, { drive, person, visitId, givenAt, volumeMl });
}

const deferralReasons = [
  { reason: "low_hemoglobin", weight: 45 },
  { reason: "blood_pressure", weight: 28 },
  { reason: "low_weight", weight: 10 },
  { reason: "unwell_today", weight: 12 },
  { reason: "pulse", weight: 5 },
];

/** About 65 % of bags hold 350 ml or more, as published for 2024 and 2025. */
const volumeWishes = [
  { volumeMl: 250, weight: 33 },
  { volumeMl: 350, weight: 56 },
  { volumeMl: 450, weight: 11 },
];

interface Body {
  readonly weightKg: number;
  readonly systolic: number;
  readonly diastolic: number;
  readonly pulse: number;
  readonly hemoglobin: number;
}

function measure(chance: Chance, person: Person): Body {
  const male = person.sex === "male";
  return {
    weightKg: Math.round(chance.between(male ? 50 : 45, male ? 82 : 66) * 10) / 10,
    systolic: chance.whole(104, 138),
    diastolic: chance.whole(64, 88),
    pulse: chance.whole(64, 88),
    hemoglobin: chance.whole(male ? 128 : 121, male ? 162 : 146),
  };
}

function addScreening(
  stage: Stage,
  told: {
    visitId: string;
    person: Person;
    body: Body;
    volumes: number[];
    verdict: string;
    screenedAt: Date;
    reason: string | null;
  },
): void {
  const { body, reason } = told;
  stage.rows.add("screening", {
    id: newId(),
    visit_id: told.visitId,
    rule_set_id: stage.rules.id,
    weight_kg: reason === "low_weight" ? 41 : body.weightKg,
    systolic_mmhg: reason === "blood_pressure" ? 168 : body.systolic,
    diastolic_mmhg: body.diastolic,
    pulse_per_minute: reason === "pulse" ? 104 : body.pulse,
    pulse_regular: true,
    hemoglobin_g_per_l: reason === "low_hemoglobin" ? 112 : body.hemoglobin,
    answers: Object.fromEntries(
      stage.rules.questions
        .filter(({ onlyFor }) => onlyFor === null || onlyFor === told.person.sex)
        .map(({ code, defersWhen }) => [code, { answer: defersWhen === "yes" ? "no" : "yes", reasons: [] }]),
    ),
    answers_from: "asked",
    signed_on_paper: true,
    cleared_by_doctor: false,
    verdict: told.verdict,
    permitted_volumes_ml: reason ? [] : told.volumes,
    screened_at: told.screenedAt,
    version: 1,
  });
}

function addDonation(
  stage: Stage,
  chance: Chance,
  given: { drive: PlannedDrive; person: Person; visitId: string; givenAt: Date; volumeMl: number },
): void {
  const { drive, person, volumeMl } = given;
  const id = newId();
  const hurt = chance.happens(0.007) ? chance.one(["haematoma", "vasovagal"]) : null;
  stage.rows.add("donation", {
    id,
    number: nextBagNumber(stage, yearOf(drive.heldOn)),
    drive_id: drive.id,
    visit_id: given.visitId,
    donor_id: person.id,
    given_on: drive.heldOn,
    given_at: given.givenAt,
    kind: drive.fixed && chance.happens(0.04) ? "replacement" : "voluntary",
    first_time: person.donations === 0,
    component: "whole_blood",
    volume_ml: volumeMl,
    segment: person.segment,
    adverse_reaction: hurt,
    adverse_severity: hurt ? 1 : null,
    flags: [],
    status: "recorded",
    request_key: newId(),
    recorded_at: given.givenAt,
    is_demo: true,
    version: 1,
  });
  stage.rows.add("donation_event", {
    id: newId(),
    donation_id: id,
    kind: "recorded",
    change: {},
    happened_at: given.givenAt,
  });
  person.donations += 1;
  person.lastGivenOn = drive.heldOn;
  person.lastComponent = "whole_blood";
  person.lastVolumeMl = volumeMl;
}

/** Bag numbers of the demonstration: our local form with the letters DEMO, so that none can be a real bag's. */
function nextBagNumber(stage: Stage, year: number): string {
  const sequence = (stage.bagNumbers.get(year) ?? 0) + 1;
  stage.bagNumbers.set(year, sequence);
  return localDonationNumber("DEMO", year, sequence);
}

/** Codes of this fill: among tens of thousands made at once two may be alike, once in a hundred demonstrations. */
const codesGiven = new Set<string>();

function freshTicketCode(): string {
  let code = newTicketCode();
  while (codesGiven.has(code)) code = newTicketCode();
  codesGiven.add(code);
  return code;
}
