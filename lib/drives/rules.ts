import { addDays, type CivilDate, instantInVietnam, isTimeOfDay, timeOfDay, todayInVietnam } from "@/lib/core/time";

/** The states of a drive, in the order of its life; the last two are its other endings. */
export const driveStatuses = ["draft", "published", "open", "closed", "reconciled", "postponed", "cancelled"] as const;
export type DriveStatus = (typeof driveStatuses)[number];

/** A refusal with what its sentence needs. */
export interface WhyNot<R extends string> {
  readonly refusal: R;
  readonly facts?: Record<string, string | number>;
}

/** How long before the announced hour the desk may be opened, in minutes. */
export const openBeforeMinutes = 120;

/** What is known of a drive when its state is to change. */
export interface DriveFacts {
  readonly status: DriveStatus;
  readonly heldOn: CivilDate;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A time of day as it is typed ("7:30", "7h30", "0730", "7g30", "13h") as "HH:MM"; null when it is none. */
export function readTime(text: string): string | null {
  const found = /^\s*(\d{1,2})\s*(?:[:.hHgG]\s*(\d{2})?|(\d{2}))?\s*$/.exec(text);
  if (!found) return null;
  const time = `${(found[1] ?? "").padStart(2, "0")}:${found[2] ?? found[3] ?? "00"}`;
  return isTimeOfDay(time) ? time : null;
}

// ── publishing ──

/** What a drive needs before people may be invited to it. */
export interface PublishFacts extends DriveFacts {
  readonly slots: number;
  /** Places that can be booked, over all slots. */
  readonly capacity: number;
  readonly hasAddress: boolean;
  /** Is the credited unit one that exists on the day, and the venue's own province or a ministry? */
  readonly creditedUnitFits: boolean;
  readonly communeExists: boolean;
}

/** One thing that keeps a drive from being announced. */
export type Missing =
  | "day_past"
  | "hours_over"
  | "no_slots"
  | "no_places"
  | "no_address"
  | "unit_does_not_fit"
  | "commune_ended";

/** Everything that keeps a drive from being announced, each with its own sentence; empty when nothing does. */
export function whatIsMissing(drive: PublishFacts, now: Date): Missing[] {
  const missing: Missing[] = [];
  if (drive.heldOn < todayInVietnam(now)) missing.push("day_past");
  else if (drive.endsAt <= now) missing.push("hours_over");
  if (drive.slots === 0) missing.push("no_slots");
  else if (drive.capacity === 0) missing.push("no_places");
  if (!drive.hasAddress) missing.push("no_address");
  if (!drive.communeExists) missing.push("commune_ended");
  if (!drive.creditedUnitFits) missing.push("unit_does_not_fit");
  return missing;
}

export type PublishRefusal = "already_published" | "not_draft" | "incomplete" | Missing;

/** Why a drive may not be announced; `incomplete` when several things are missing (`whatIsMissing` tells which). */
export function whyNotPublish(drive: PublishFacts, now: Date): WhyNot<PublishRefusal> | null {
  if (drive.status === "published" || drive.status === "open") return { refusal: "already_published" };
  if (drive.status !== "draft") return { refusal: "not_draft" };
  const missing = whatIsMissing(drive, now);
  if (missing.length > 1) return { refusal: "incomplete", facts: { count: missing.length } };
  return missing[0] === undefined ? null : { refusal: missing[0] };
}

// ── the day ──

export type OpenRefusal = "already_open" | "not_published" | "not_its_day" | "too_early";

/** The first moment a drive's desk may be opened by hand. */
export function opensFrom(drive: { startsAt: Date; heldOn: CivilDate }): Date {
  const early = new Date(drive.startsAt.getTime() - openBeforeMinutes * 60_000);
  const midnight = instantInVietnam(drive.heldOn, "00:00");
  return early < midnight ? midnight : early;
}

/**
 * Why a drive may not be opened by hand: it opens on its own day only, from two hours before its announced start.
 * The desk opens it by itself when the first person arrives on that day.
 */
export function whyNotOpen(drive: DriveFacts, now: Date): WhyNot<OpenRefusal> | null {
  if (drive.status === "open") return { refusal: "already_open" };
  if (drive.status !== "published") return { refusal: "not_published" };
  if (drive.heldOn !== todayInVietnam(now)) return { refusal: "not_its_day", facts: { day: drive.heldOn } };
  const from = opensFrom(drive);
  if (now < from) return { refusal: "too_early", facts: { from: timeOfDay(from) } };
  return null;
}

export type CloseRefusal = "not_open" | "people_waiting";

/** Why a drive may not be closed: nobody may be left between the door and the way out. */
export function whyNotClose(drive: DriveFacts, peopleInside: number): WhyNot<CloseRefusal> | null {
  if (drive.status !== "open") return { refusal: "not_open" };
  if (peopleInside > 0) return { refusal: "people_waiting", facts: { count: peopleInside } };
  return null;
}

export type ReopenRefusal = "not_closed" | "not_its_day";

/** Why a closed drive may not be opened again: only on its own day, and not after its numbers were signed off. */
export function whyNotReopen(drive: DriveFacts, now: Date): WhyNot<ReopenRefusal> | null {
  if (drive.status !== "closed") return { refusal: "not_closed" };
  if (drive.heldOn !== todayInVietnam(now)) return { refusal: "not_its_day", facts: { day: drive.heldOn } };
  return null;
}

export type ReconcileRefusal = "not_closed" | "to_review" | "totals_differ";

/** What must agree before a drive's numbers are signed off. */
export interface ReconcileFacts {
  /** Donations flagged for a second person who has not looked yet. */
  readonly toReview: number;
  /** Donations counted one by one, and as the drive's total says. */
  readonly counted: number;
  readonly total: number;
}

/** Why a drive's numbers may not be signed off. */
export function whyNotReconcile(drive: DriveFacts, facts: ReconcileFacts): WhyNot<ReconcileRefusal> | null {
  if (drive.status !== "closed") return { refusal: "not_closed" };
  if (facts.toReview > 0) return { refusal: "to_review", facts: { count: facts.toReview } };
  if (facts.counted !== facts.total) {
    return { refusal: "totals_differ", facts: { counted: facts.counted, total: facts.total } };
  }
  return null;
}

// ── postponing and cancelling ──

/** Reasons an office gives; "other" needs its own words, and any may have some. */
export const putOffReasons = ["surplus", "weather", "venue", "team", "few_donors", "epidemic", "other"] as const;
export type PutOffReason = (typeof putOffReasons)[number];

/** The reason as it is kept in one line: the word, and what the office added to it. */
export function reasonLine(reason: PutOffReason, words: string): string {
  return words.trim() === "" ? reason : `${reason}: ${words.trim()}`;
}

/** A kept reason in its parts; a line that names no reason of ours is somebody's own words. */
export function reasonOf(line: string): { reason: PutOffReason; words: string } {
  const [, word = "", words = ""] = /^([a-z_]+)(?:: (.*))?$/s.exec(line) ?? [];
  const reason = putOffReasons.find((known) => known === word);
  return reason ? { reason, words } : { reason: "other", words: line };
}

export type PutOffRefusal = "already_put_off" | "over" | "has_visits" | "new_day_not_later" | "reason_missing";

/** Why a drive may not be postponed or cancelled. */
export function whyNotPutOff(
  drive: DriveFacts,
  asked: { visits: number; postponedTo: CivilDate | null; reason: PutOffReason; words: string },
  now: Date,
): WhyNot<PutOffRefusal> | null {
  if (drive.status === "postponed" || drive.status === "cancelled") return { refusal: "already_put_off" };
  if (drive.status === "closed" || drive.status === "reconciled") return { refusal: "over" };
  if (asked.visits > 0) return { refusal: "has_visits", facts: { count: asked.visits } };
  if (asked.reason === "other" && asked.words.trim() === "") return { refusal: "reason_missing" };
  if (asked.postponedTo !== null && (asked.postponedTo <= drive.heldOn || asked.postponedTo < todayInVietnam(now))) {
    return { refusal: "new_day_not_later", facts: { day: drive.heldOn } };
  }
  return null;
}

// ── editing ──

/** What others rely on already when a drive is edited. */
export interface Promises extends DriveFacts {
  readonly creditedUnitId: string;
  readonly venueId: string;
  readonly booked: number;
  readonly firstBookedAt: Date | null;
  readonly lastBookedEndsAt: Date | null;
  readonly donations: number;
}

/** What an edit asks for. */
export interface Wanted {
  readonly heldOn: CivilDate;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly creditedUnitId: string;
  readonly venueId: string;
}

export type EditRefusal =
  | "drive_over"
  | "day_past"
  | "hours_over"
  | "day_booked"
  | "hours_booked"
  | "venue_booked"
  | "credited_after_donations"
  | "moved_while_open";

/** Why an edit would break a promise; null when it breaks none. */
export function whyNotEdit(drive: Promises, wanted: Wanted, now: Date): WhyNot<EditRefusal> | null {
  if (!isEditable(drive.status)) return { refusal: "drive_over" };
  if (drive.donations > 0 && wanted.creditedUnitId !== drive.creditedUnitId) {
    return { refusal: "credited_after_donations", facts: { count: drive.donations } };
  }
  const moved = wanted.heldOn !== drive.heldOn;
  if (moved && drive.status === "open") return { refusal: "moved_while_open" };
  if (moved && drive.booked > 0) return { refusal: "day_booked", facts: { count: drive.booked } };
  if (wanted.venueId !== drive.venueId && drive.booked > 0) {
    return { refusal: "venue_booked", facts: { count: drive.booked } };
  }
  const today = todayInVietnam(now);
  const rehoured = moved || +wanted.startsAt !== +drive.startsAt || +wanted.endsAt !== +drive.endsAt;
  if (rehoured && wanted.heldOn < today) return { refusal: "day_past" };
  if (rehoured && wanted.endsAt <= now) return { refusal: "hours_over" };
  if (
    (drive.firstBookedAt !== null && drive.firstBookedAt < wanted.startsAt) ||
    (drive.lastBookedEndsAt !== null && drive.lastBookedEndsAt > wanted.endsAt)
  ) {
    return {
      refusal: "hours_booked",
      facts: {
        count: drive.booked,
        from: timeOfDay(drive.firstBookedAt ?? drive.startsAt),
        to: timeOfDay(drive.lastBookedEndsAt ?? drive.endsAt),
      },
    };
  }
  return null;
}

/** May the plan of a drive in this state still change? */
export function isEditable(status: DriveStatus): boolean {
  return status === "draft" || status === "published" || status === "open";
}

/** Is a drive in this state shown to everybody? Drafts are not; what was announced stays findable by its link. */
export function isAnnounced(status: DriveStatus): boolean {
  return status !== "draft";
}

// ── slots ──

/** One slot of a plan: `capacity` places to book, `walkInReserve` kept for people who just come. */
export interface PlannedSlot {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly capacity: number;
  readonly walkInReserve: number;
}

/** How a day is cut into slots. */
export interface SlotPlan {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly slotMinutes: number;
  /** People received in one slot, booked and walk-in together. */
  readonly places: number;
  readonly reserve: Reserve;
  /** A pause at midday in which nobody is booked. */
  readonly pause?: { readonly from: Date; readonly to: Date } | null;
}

/** The part of a slot kept for walk-ins: a share in percent, or a number of people. */
export type Reserve =
  | { readonly kind: "percent"; readonly percent: number }
  | { readonly kind: "number"; readonly people: number };

/** What an office that says nothing keeps for walk-ins (Sanquin's aim of 80 % booked, 20 % walk-in). */
export const defaultReserve: Reserve = { kind: "percent", percent: 20 };

/** Walk-in places of a slot of so many places: a share is rounded half up, and never more than there is. */
export function walkInPlaces(places: number, reserve: Reserve): number {
  const kept = reserve.kind === "percent" ? Math.round((places * reserve.percent) / 100) : reserve.people;
  return Math.min(places, Math.max(0, kept));
}

/**
 * The slots of a day: one after the other from the start to the end, none in the pause. A rest shorter than half a
 * slot is joined to the one before it, so that no minute is lost and no slot is a scrap.
 */
export function slotsOf(plan: SlotPlan): PlannedSlot[] {
  const walkInReserve = walkInPlaces(plan.places, plan.reserve);
  const capacity = plan.places - walkInReserve;
  return openStretches(plan)
    .flatMap((stretch) => cut(stretch, plan.slotMinutes * 60_000))
    .map((part) => ({ ...part, capacity, walkInReserve }));
}

interface Stretch {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

function openStretches({ startsAt, endsAt, pause }: SlotPlan): Stretch[] {
  if (!pause || pause.to <= pause.from || pause.to <= startsAt || pause.from >= endsAt) return [{ startsAt, endsAt }];
  return [
    { startsAt, endsAt: pause.from },
    { startsAt: pause.to, endsAt },
  ].filter((stretch) => stretch.endsAt > stretch.startsAt);
}

function cut({ startsAt, endsAt }: Stretch, length: number): Stretch[] {
  const parts: Stretch[] = [];
  for (let from = +startsAt; from < +endsAt; from += length) {
    const to = Math.min(from + length, +endsAt);
    const last = parts.at(-1);
    if (last && to - from < length / 2) parts[parts.length - 1] = { startsAt: last.startsAt, endsAt: new Date(to) };
    else parts.push({ startsAt: new Date(from), endsAt: new Date(to) });
  }
  return parts;
}

/** A slot that stands in the database already. */
export interface StandingSlot extends PlannedSlot {
  readonly id: string;
  readonly booked: number;
}

/** What to do with a drive's slots so that they fit new hours. */
export interface Reslotting {
  readonly remove: readonly string[];
  readonly move: readonly { readonly id: string; readonly startsAt: Date; readonly endsAt: Date }[];
  readonly add: readonly PlannedSlot[];
}

/**
 * Fits standing slots to a new day or new hours: they move with the day, those outside the hours go, and the hours
 * gained at either end are filled with slots like the one next to them. `whyNotEdit` has made sure that no booked
 * slot is touched.
 */
export function fitSlots(
  standing: readonly StandingSlot[],
  from: { heldOn: CivilDate },
  to: { heldOn: CivilDate; startsAt: Date; endsAt: Date },
): Reslotting {
  const shift = +instantInVietnam(to.heldOn, "00:00") - +instantInVietnam(from.heldOn, "00:00");
  const shifted = [...standing]
    .sort((a, b) => +a.startsAt - +b.startsAt)
    .map((slot) => ({ ...slot, startsAt: new Date(+slot.startsAt + shift), endsAt: new Date(+slot.endsAt + shift) }));
  const inside = shifted.filter((slot) => slot.startsAt >= to.startsAt && slot.endsAt <= to.endsAt);
  const outside = shifted.filter((slot) => !inside.includes(slot));
  const first = inside[0];
  const last = inside.at(-1);
  return {
    remove: outside.map((slot) => slot.id),
    move: shift === 0 ? [] : inside.map(({ id, startsAt, endsAt }) => ({ id, startsAt, endsAt })),
    add: [...(first ? before(first, to.startsAt) : []), ...(last ? after(last, to.endsAt) : [])],
  };
}

function before(first: StandingSlot, start: Date): PlannedSlot[] {
  const length = +first.endsAt - +first.startsAt;
  const added: PlannedSlot[] = [];
  for (let from = +first.startsAt - length; from >= +start; from -= length) {
    added.unshift(like(first, from, from + length));
  }
  return added;
}

function after(last: StandingSlot, end: Date): PlannedSlot[] {
  const length = +last.endsAt - +last.startsAt;
  const added: PlannedSlot[] = [];
  for (let from = +last.endsAt; from + length <= +end; from += length) added.push(like(last, from, from + length));
  return added;
}

function like(slot: StandingSlot, startsAt: number, endsAt: number): PlannedSlot {
  return {
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    capacity: slot.capacity,
    walkInReserve: slot.walkInReserve,
  };
}

/** More than one in five minutes through a day and night. */
export const slotsMost = 288;

export type SlotRefusal =
  | "drive_over"
  | "capacity_below_booked"
  | "slot_is_booked"
  | "slots_booked"
  | "slots_overlap"
  | "slot_outside_hours"
  | "too_many_slots";

/** What is asked of one standing slot. */
export interface WantedSlot {
  readonly id: string;
  readonly capacity: number;
  readonly walkInReserve: number;
  readonly remove: boolean;
}

/**
 * Why a drive's slots may not become so: nobody who holds a place loses it, no two slots overlap, and each lies
 * within the drive's hours. Slots not named stay as they are.
 */
export function whyNotSlots(
  drive: DriveFacts,
  standing: readonly StandingSlot[],
  wanted: readonly WantedSlot[],
  add: PlannedSlot | null,
): WhyNot<SlotRefusal> | null {
  if (!isEditable(drive.status)) return { refusal: "drive_over" };
  const change = new Map(wanted.map((slot) => [slot.id, slot]));
  for (const slot of standing) {
    const asked = change.get(slot.id);
    const facts = { time: timeOfDay(slot.startsAt), booked: slot.booked };
    if (asked?.remove && slot.booked > 0) return { refusal: "slot_is_booked", facts };
    if (asked && !asked.remove && asked.capacity < slot.booked) return { refusal: "capacity_below_booked", facts };
  }
  if (add === null) return null;
  if (add.startsAt < drive.startsAt || add.endsAt > drive.endsAt) {
    return { refusal: "slot_outside_hours", facts: { from: timeOfDay(drive.startsAt), to: timeOfDay(drive.endsAt) } };
  }
  const kept = standing.filter((slot) => !change.get(slot.id)?.remove);
  const crossed = kept.find((slot) => slot.startsAt < add.endsAt && add.startsAt < slot.endsAt);
  if (crossed) {
    return { refusal: "slots_overlap", facts: { from: timeOfDay(crossed.startsAt), to: timeOfDay(crossed.endsAt) } };
  }
  return kept.length + 1 > slotsMost ? { refusal: "too_many_slots", facts: { most: slotsMost } } : null;
}

// ── planning ──

/** A plan reaches at most so many days ahead. */
export const planAheadDays = 730;

export type PlanRefusal = "day_past" | "hours_over" | "day_too_far" | "too_many_slots" | "unit_does_not_fit";

/** Why a drive may not be planned so. `unitFits`: the credited unit is the venue's province or a ministry, in force. */
export function whyNotPlan(
  plan: { heldOn: CivilDate; endsAt: Date; slots: number; unitFits: boolean },
  now: Date,
): WhyNot<PlanRefusal> | null {
  const today = todayInVietnam(now);
  if (plan.heldOn < today) return { refusal: "day_past" };
  if (plan.endsAt <= now) return { refusal: "hours_over" };
  const last = addDays(today, planAheadDays);
  if (plan.heldOn > last) return { refusal: "day_too_far", facts: { last } };
  if (plan.slots > slotsMost) return { refusal: "too_many_slots", facts: { most: slotsMost } };
  return plan.unitFits ? null : { refusal: "unit_does_not_fit" };
}

/** The campaign editions that run on a day. */
export function editionsOn<E extends { readonly startsOn: CivilDate; readonly endsOn: CivilDate }>(
  editions: readonly E[],
  day: CivilDate,
): readonly E[] {
  return editions.filter((edition) => edition.startsOn <= day && day <= edition.endsOn);
}

/**
 * So many days before it begins and after it ends, a campaign may still be chosen by hand: its dates are those of the
 * country, and "each province sets its own window".
 */
export const campaignLeewayDays = 31;

/** The campaign editions a drive of this day may be linked to by hand: those that run on it, begin soon or ended lately. */
export function editionsNear<E extends { readonly startsOn: CivilDate; readonly endsOn: CivilDate }>(
  editions: readonly E[],
  day: CivilDate,
): readonly E[] {
  return editions.filter(
    (edition) =>
      addDays(edition.startsOn, -campaignLeewayDays) <= day && day <= addDays(edition.endsOn, campaignLeewayDays),
  );
}

// ── copying ──

/** At most so many weeks ahead in one go: half a year of a fixed point. */
export const copyWeeksMost = 26;

/** The same weekday of the following weeks: the days a drive is copied to. */
export function followingWeeks(heldOn: CivilDate, weeks: number): CivilDate[] {
  return Array.from({ length: weeks }, (_, index) => addDays(heldOn, 7 * (index + 1)));
}
