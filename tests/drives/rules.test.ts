import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantInVietnam, timeOfDay } from "@/lib/core/time";
import {
  type DriveFacts,
  type DriveStatus,
  driveStatuses,
  fitSlots,
  followingWeeks,
  opensFrom,
  type Promises,
  type PublishFacts,
  putOffReasons,
  reasonLine,
  reasonOf,
  type StandingSlot,
  slotsOf,
  walkInPlaces,
  whatIsMissing,
  whyNotClose,
  whyNotEdit,
  whyNotOpen,
  whyNotPlan,
  whyNotPublish,
  whyNotPutOff,
  whyNotReconcile,
  whyNotReopen,
  whyNotSlots,
} from "@/lib/drives/rules";

const day = "2027-03-14";
const at = (time: string, on = day) => instantInVietnam(on, time);
const noon = at("12:00");

const drive = (differing: Partial<DriveFacts> = {}): DriveFacts => ({
  status: "published",
  heldOn: day,
  startsAt: at("13:00"),
  endsAt: at("17:00"),
  ...differing,
});
const refusals = (statuses: Partial<Record<DriveStatus, string | undefined>>) =>
  driveStatuses.map((status) => [status, statuses[status]] as const);

describe("publishing", () => {
  const whole = (differing: Partial<PublishFacts> = {}): PublishFacts => ({
    ...drive({ status: "draft" }),
    slots: 16,
    capacity: 160,
    hasAddress: true,
    creditedUnitFits: true,
    communeExists: true,
    ...differing,
  });

  it.each(
    refusals({
      draft: undefined,
      published: "already_published",
      open: "already_published",
      closed: "not_draft",
      reconciled: "not_draft",
      postponed: "not_draft",
      cancelled: "not_draft",
    }),
  )("from %s: %s", (status, refusal) => {
    expect(whyNotPublish(whole({ status }), noon)?.refusal).toBe(refusal);
  });

  it.each<[string, Partial<PublishFacts>, string[]]>([
    ["nothing", {}, []],
    ["a day that has passed", { heldOn: "2027-03-13" }, ["day_past"]],
    ["hours that are over", { startsAt: at("08:00"), endsAt: at("11:30") }, ["hours_over"]],
    ["no slots", { slots: 0, capacity: 0 }, ["no_slots"]],
    ["slots without places", { capacity: 0 }, ["no_places"]],
    ["no address", { hasAddress: false }, ["no_address"]],
    ["a commune that ended", { communeExists: false }, ["commune_ended"]],
    ["a unit that does not fit", { creditedUnitFits: false }, ["unit_does_not_fit"]],
    ["several things", { slots: 0, hasAddress: false }, ["no_slots", "no_address"]],
  ])("misses %s", (_, differing, missing) => {
    expect(whatIsMissing(whole(differing), noon)).toEqual(missing);
    expect(whyNotPublish(whole(differing), noon)?.refusal).toBe(missing.length > 1 ? "incomplete" : missing[0]);
  });

  it("a drive of today from the past hour to the day's end can be announced", () => {
    expect(whyNotPublish(whole({ startsAt: at("11:00"), endsAt: at("23:59") }), noon)).toBeNull();
  });
});

describe("opening", () => {
  it.each(
    refusals({
      draft: "not_published",
      published: undefined,
      open: "already_open",
      closed: "not_published",
      reconciled: "not_published",
      postponed: "not_published",
      cancelled: "not_published",
    }),
  )("from %s: %s", (status, refusal) => {
    expect(whyNotOpen(drive({ status }), noon)?.refusal).toBe(refusal);
  });

  it.each([
    ["10:59", "too_early"],
    ["11:00", undefined],
    ["13:00", undefined],
    ["23:59", undefined],
  ])("at %s, for a start at 13:00: %s", (time, refusal) => {
    expect(whyNotOpen(drive(), at(time))?.refusal).toBe(refusal);
  });

  it.each(["2027-03-13", "2027-03-15"])("on %s is not its day", (on) => {
    expect(whyNotOpen(drive(), at("13:00", on))).toEqual({ refusal: "not_its_day", facts: { day } });
  });

  it("is never before its own day begins", () => {
    expect(timeOfDay(opensFrom({ heldOn: day, startsAt: at("00:30") }))).toBe("00:00");
  });
});

describe("closing, opening again, signing off", () => {
  it.each(driveStatuses)("closes an open drive only: %s", (status) => {
    expect(whyNotClose(drive({ status }), 0)?.refusal).toBe(status === "open" ? undefined : "not_open");
  });
  it("waits for the last person", () => {
    expect(whyNotClose(drive({ status: "open" }), 3)).toEqual({ refusal: "people_waiting", facts: { count: 3 } });
  });
  it.each(driveStatuses)("opens again a closed drive only: %s", (status) => {
    expect(whyNotReopen(drive({ status }), noon)?.refusal).toBe(status === "closed" ? undefined : "not_closed");
  });
  it("opens again on its own day only", () => {
    expect(whyNotReopen(drive({ status: "closed" }), at("00:01", "2027-03-15"))?.refusal).toBe("not_its_day");
  });
  it.each<[DriveStatus, number, number, number, string | undefined]>([
    ["closed", 0, 97, 97, undefined],
    ["open", 0, 97, 97, "not_closed"],
    ["reconciled", 0, 97, 97, "not_closed"],
    ["closed", 2, 97, 97, "to_review"],
    ["closed", 0, 97, 96, "totals_differ"],
  ])("signs off %s with %i to review, %i counted, %i in the total: %s", (status, toReview, counted, total, refusal) => {
    expect(whyNotReconcile(drive({ status }), { toReview, counted, total })?.refusal).toBe(refusal);
  });
});

describe("postponing and cancelling", () => {
  const asked = { visits: 0, postponedTo: null, reason: "surplus", words: "" } as const;

  it.each(
    refusals({
      draft: undefined,
      published: undefined,
      open: undefined,
      closed: "over",
      reconciled: "over",
      postponed: "already_put_off",
      cancelled: "already_put_off",
    }),
  )("from %s: %s", (status, refusal) => {
    expect(whyNotPutOff(drive({ status }), asked, noon)?.refusal).toBe(refusal);
  });

  it("is too late once somebody has arrived: then it is closed", () => {
    expect(whyNotPutOff(drive({ status: "open" }), { ...asked, visits: 4 }, noon)).toEqual({
      refusal: "has_visits",
      facts: { count: 4 },
    });
  });

  it.each([
    ["2027-03-15", undefined],
    [day, "new_day_not_later"],
    ["2027-03-01", "new_day_not_later"],
  ])("to %s: %s", (postponedTo, refusal) => {
    expect(whyNotPutOff(drive(), { ...asked, postponedTo }, noon)?.refusal).toBe(refusal);
  });

  it("needs words for another reason", () => {
    expect(whyNotPutOff(drive(), { ...asked, reason: "other" }, noon)?.refusal).toBe("reason_missing");
    expect(whyNotPutOff(drive(), { ...asked, reason: "other", words: "mất điện" }, noon)).toBeNull();
  });

  it("keeps a reason in one line and reads it back", () => {
    for (const reason of putOffReasons) {
      for (const words of ["", "mất điện: cả khu phố"]) {
        expect(reasonOf(reasonLine(reason, words))).toEqual({ reason, words });
      }
    }
    expect(reasonOf("Bão số 5")).toEqual({ reason: "other", words: "Bão số 5" });
  });
});

describe("planning", () => {
  const plan = { heldOn: day, endsAt: at("17:00"), slots: 16, unitFits: true };
  it.each([
    ["a drive of today", {}, undefined],
    ["yesterday", { heldOn: "2027-03-13" }, "day_past"],
    ["hours that are over", { endsAt: at("12:00") }, "hours_over"],
    ["three years ahead", { heldOn: "2030-03-14", endsAt: at("17:00", "2030-03-14") }, "day_too_far"],
    ["too many slots", { slots: 289 }, "too_many_slots"],
    ["somebody else's province", { unitFits: false }, "unit_does_not_fit"],
  ])("%s", (_, differing, refusal) => {
    expect(whyNotPlan({ ...plan, ...differing }, noon)?.refusal).toBe(refusal);
  });
});

describe("editing", () => {
  const promises = (differing: Partial<Promises> = {}): Promises => ({
    ...drive(),
    creditedUnitId: "P01",
    venueId: "v1",
    booked: 0,
    firstBookedAt: null,
    lastBookedEndsAt: null,
    donations: 0,
    ...differing,
  });
  const wanted = { heldOn: day, startsAt: at("13:00"), endsAt: at("17:00"), creditedUnitId: "P01", venueId: "v1" };
  const someBooked = { booked: 7, firstBookedAt: at("14:00"), lastBookedEndsAt: at("15:00") };
  const nextDay = { heldOn: "2027-03-15", startsAt: at("13:00", "2027-03-15"), endsAt: at("17:00", "2027-03-15") };

  it.each<[string, Partial<Promises>, Partial<typeof wanted>, string | undefined]>([
    ["nothing at all", {}, {}, undefined],
    ["the day, while nobody has booked", {}, nextDay, undefined],
    ["the day, with bookings", someBooked, nextDay, "day_booked"],
    ["the day, while open", { status: "open" }, nextDay, "moved_while_open"],
    ["the hours around what is booked", someBooked, { startsAt: at("14:00"), endsAt: at("15:00") }, undefined],
    ["the start, past a booked slot", someBooked, { startsAt: at("14:15") }, "hours_booked"],
    ["the end, before a booked slot's", someBooked, { endsAt: at("14:45") }, "hours_booked"],
    ["the venue, while nobody has booked", {}, { venueId: "v2" }, undefined],
    ["the venue, with bookings", someBooked, { venueId: "v2" }, "venue_booked"],
    ["the credited unit, before donations", {}, { creditedUnitId: "MBQP" }, undefined],
    ["the credited unit, after donations", { donations: 1 }, { creditedUnitId: "MBQP" }, "credited_after_donations"],
    [
      "the day, to the past",
      {},
      { heldOn: "2027-03-13", startsAt: at("13:00", "2027-03-13"), endsAt: at("17:00", "2027-03-13") },
      "day_past",
    ],
    ["the hours, to the past", {}, { startsAt: at("08:00"), endsAt: at("11:00") }, "hours_over"],
    ["a closed drive", { status: "closed" }, {}, "drive_over"],
    ["a cancelled drive", { status: "cancelled" }, {}, "drive_over"],
  ])("%s", (_, before, after, refusal) => {
    expect(whyNotEdit(promises(before), { ...wanted, ...after }, noon)?.refusal).toBe(refusal);
  });

  it("lets words be mended after the hours are over, while the hours stay", () => {
    expect(whyNotEdit(promises({ status: "open" }), wanted, at("18:00"))).toBeNull();
  });
});

const standing = (from: string, to: string, booked = 0, capacity = 8): StandingSlot => ({
  id: from,
  startsAt: at(from),
  endsAt: at(to),
  capacity,
  walkInReserve: 2,
  booked,
});

describe("changing slots", () => {
  const slots = [standing("13:00", "13:30", 5), standing("13:30", "14:00")];
  const keep = { id: "13:00", capacity: 8, walkInReserve: 2, remove: false };
  const added = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to), capacity: 4, walkInReserve: 0 });

  it.each([
    ["as they are", [keep], null, undefined],
    ["down to what is booked", [{ ...keep, capacity: 5 }], null, undefined],
    ["below what is booked", [{ ...keep, capacity: 4 }], null, "capacity_below_booked"],
    ["without a booked slot", [{ ...keep, remove: true }], null, "slot_is_booked"],
    ["without an empty slot", [{ ...keep, id: "13:30", remove: true }], null, undefined],
    ["with one after the last", [], added("14:00", "14:30"), undefined],
    ["with one across another", [], added("13:45", "14:15"), "slots_overlap"],
    [
      "with one in place of a removed one",
      [{ ...keep, id: "13:30", remove: true }],
      added("13:30", "13:45"),
      undefined,
    ],
    ["with one outside the hours", [], added("12:30", "13:00"), "slot_outside_hours"],
  ])("%s", (_, wanted, add, refusal) => {
    expect(whyNotSlots(drive(), slots, wanted, add)?.refusal).toBe(refusal);
  });

  it("not after the drive", () => {
    expect(whyNotSlots(drive({ status: "reconciled" }), slots, [], null)?.refusal).toBe("drive_over");
  });
});

describe("cutting a day into slots", () => {
  const plan = (from: string, to: string, slotMinutes: number, pause: [string, string] | null = null) =>
    slotsOf({
      startsAt: at(from),
      endsAt: at(to),
      slotMinutes,
      places: 12,
      reserve: { kind: "percent", percent: 20 },
      pause: pause && { from: at(pause[0]), to: at(pause[1]) },
    }).map((slot) => `${timeOfDay(slot.startsAt)}-${timeOfDay(slot.endsAt)}`);

  it.each([
    ["07:30", "08:30", 15, null, ["07:30-07:45", "07:45-08:00", "08:00-08:15", "08:15-08:30"]],
    ["07:30", "08:20", 15, null, ["07:30-07:45", "07:45-08:00", "08:00-08:20"]],
    ["07:30", "08:25", 15, null, ["07:30-07:45", "07:45-08:00", "08:00-08:15", "08:15-08:25"]],
    ["23:00", "23:59", 30, null, ["23:00-23:30", "23:30-23:59"]],
    ["11:00", "14:00", 30, ["11:30", "13:30"], ["11:00-11:30", "13:30-14:00"]],
    ["11:00", "12:00", 30, ["10:00", "11:30"], ["11:30-12:00"]],
    ["11:00", "12:00", 30, ["11:00", "12:00"], []],
    ["11:00", "11:10", 30, null, ["11:00-11:10"]],
  ] as const)("%s–%s by %i minutes", (from, to, minutes, pause, slots) => {
    expect(plan(from, to, minutes, pause as [string, string] | null)).toEqual(slots);
  });

  it("loses no minute and overlaps nowhere", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1300 }),
        fc.integer({ min: 1, max: 139 }),
        fc.integer({ min: 5, max: 240 }),
        (start, length, minutes) => {
          const from = at("00:00").getTime() + start * 60_000;
          const to = from + length * 60_000;
          const slots = slotsOf({
            startsAt: new Date(from),
            endsAt: new Date(to),
            slotMinutes: minutes,
            places: 10,
            reserve: { kind: "number", people: 2 },
          });
          expect(+(slots[0]?.startsAt ?? 0)).toBe(from);
          expect(+(slots.at(-1)?.endsAt ?? 0)).toBe(to);
          slots.slice(1).forEach((slot, index) => {
            expect(+slot.startsAt).toBe(+(slots[index]?.endsAt ?? 0));
          });
        },
      ),
    );
  });

  it.each([
    [12, { kind: "percent", percent: 20 }, 2],
    [10, { kind: "percent", percent: 25 }, 3],
    [5, { kind: "percent", percent: 0 }, 0],
    [5, { kind: "percent", percent: 100 }, 5],
    [10, { kind: "number", people: 3 }, 3],
    [2, { kind: "number", people: 3 }, 2],
  ] as const)("of %i places, %o keeps %i for walk-ins", (places, reserve, kept) => {
    expect(walkInPlaces(places, reserve)).toBe(kept);
  });
});

describe("fitting slots to new hours", () => {
  const slots = [standing("13:00", "13:30"), standing("13:30", "14:00", 3)];
  const fitted = (on: string, from: string, to: string) =>
    fitSlots(slots, { heldOn: day }, { heldOn: on, startsAt: at(from, on), endsAt: at(to, on) });
  const times = (added: readonly { startsAt: Date }[]) => added.map((slot) => timeOfDay(slot.startsAt));

  it("leaves them where the hours stay", () => {
    expect(fitted(day, "13:00", "14:00")).toEqual({ remove: [], move: [], add: [] });
  });
  it("drops those outside", () => {
    expect(fitted(day, "13:30", "14:00").remove).toEqual(["13:00"]);
  });
  it("fills what is gained at either end, whole slots only", () => {
    const { add, remove } = fitted(day, "11:45", "15:10");
    expect(times(add)).toEqual(["12:00", "12:30", "14:00", "14:30"]);
    expect(add[0]).toMatchObject({ capacity: 8, walkInReserve: 2 });
    expect(remove).toEqual([]);
  });
  it("moves with the day", () => {
    const { move, add, remove } = fitted("2027-03-16", "13:00", "14:00");
    expect(move.map((slot) => [slot.id, +slot.startsAt])).toEqual([
      ["13:00", +at("13:00", "2027-03-16")],
      ["13:30", +at("13:30", "2027-03-16")],
    ]);
    expect([add, remove]).toEqual([[], []]);
  });
});

it("copies to the same weekday of the following weeks, over the turn of a year", () => {
  expect(followingWeeks("2026-12-24", 3)).toEqual(["2026-12-31", "2027-01-07", "2027-01-14"]);
});
