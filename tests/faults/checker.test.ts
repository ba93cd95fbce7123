import { describe, expect, it } from "vitest";
import { check, type Donation, isClean, type Tables } from "./checker";
import type { Line } from "./history";

const booking = { what: "booking", key: "k1", about: "slot", donorId: "an" } as const;
const donation = { what: "donation", key: "k2", about: "visit", donorId: "binh" } as const;

const said: readonly Line[] = [
  { ...booking, said: "asked" },
  { ...booking, said: "unknown", status: 0 },
  { ...booking, said: "asked" },
  { ...booking, said: "done", id: "b1" },
  { ...donation, said: "asked" },
  { ...donation, said: "done", id: null },
];

const bag: Donation = {
  id: "d1",
  key: "k2",
  driveId: "drive",
  visitId: "visit",
  donorId: "binh",
  status: "recorded",
  kind: "voluntary",
  firstTime: true,
  component: "whole_blood",
  volumeMl: 350,
  segment: "student",
};
const place = { id: "b1", key: "k1", slotId: "slot", donorId: "an", status: "booked" };
const total = {
  driveId: "drive",
  donations: 1,
  voluntary: 1,
  firstTime: 1,
  atLeast350Ml: 1,
  apheresis: 0,
  volumeMl: 350,
};
const cell = {
  driveId: "drive",
  kind: "voluntary",
  firstTime: true,
  component: "whole_blood",
  volumeMl: 350,
  segment: "student",
  donations: 1,
};
const true_: Tables = {
  slots: [{ id: "slot", capacity: 1, booked: 1 }],
  bookings: [place],
  donations: [bag],
  totals: [total],
  cells: [cell],
  audits: [
    { subjectId: "b1", times: 1 },
    { subjectId: "d1", times: 1 },
  ],
};

const found = (history: readonly Line[], tables: Partial<Tables>) => {
  const findings = check(history, { ...true_, ...tables });
  return Object.entries(findings)
    .filter(([, list]) => list.length > 0)
    .map(([name]) => name);
};

describe("the checker of the faults", () => {
  it("finds nothing where everything said is there once", () => {
    expect(isClean(check(said, true_))).toBe(true);
  });

  it("lets a deed whose answer never came be done or not", () => {
    const cut: Line[] = [
      ...said,
      { ...booking, key: "k3", said: "asked" },
      { ...booking, key: "k3", said: "unknown", status: 0 },
    ];
    expect(found(cut, {})).toEqual([]);
    const slots = [{ id: "slot", capacity: 2, booked: 2 }];
    const bookings = [place, { ...place, id: "b3", key: "k3", donorId: "chi" }];
    const audits = [...true_.audits, { subjectId: "b3", times: 1 }];
    expect(found(cut, { slots, bookings, audits })).toEqual([]);
  });

  it("sees what was acknowledged and is gone", () => {
    const slots = [{ id: "slot", capacity: 1, booked: 0 }];
    expect(found(said, { bookings: [], slots })).toEqual(["lost"]);
    expect(found(said, { donations: [], totals: [], cells: [] })).toEqual(["lost"]);
    expect(
      found(said, {
        bookings: [{ ...place, id: "other" }],
        audits: [
          { subjectId: "other", times: 1 },
          { subjectId: "d1", times: 1 },
        ],
      }),
    ).toEqual(["lost"]);
  });

  it("sees one request done twice, and one answered in two ways", () => {
    const twice = [bag, { ...bag, id: "d2" }];
    const audits = [...true_.audits, { subjectId: "d2", times: 1 }];
    const totals = [{ ...total, donations: 2, voluntary: 2, firstTime: 2, atLeast350Ml: 2, volumeMl: 700 }];
    expect(found(said, { donations: twice, totals, cells: [{ ...cell, donations: 2 }], audits })).toEqual(["doubled"]);
    expect(found([...said, { ...booking, said: "done", id: "b9" }], {})).toEqual(["lost", "doubled"]);
  });

  it("sees a donor with two open bookings, and a deed without its one audit row", () => {
    const slots = [{ id: "slot", capacity: 2, booked: 2 }];
    const bookings = [place, { ...place, id: "b2", key: "k4" }];
    const asked: Line[] = [...said, { ...booking, key: "k4", said: "asked" }];
    const audits = [...true_.audits, { subjectId: "b2", times: 1 }];
    expect(found(asked, { slots, bookings, audits })).toEqual(["doubled"]);
    expect(found(said, { audits: [{ subjectId: "b1", times: 1 }] })).toEqual(["doubled"]);
  });

  it("sees more people in a slot than places, whatever its counter says", () => {
    const bookings = [place, { ...place, id: "b2", key: "k4", donorId: "chi" }];
    const asked: Line[] = [...said, { ...booking, key: "k4", said: "asked" }];
    const audits = [...true_.audits, { subjectId: "b2", times: 1 }];
    expect(found(asked, { bookings, audits })).toEqual(["oversold", "drifted"]);
    const given = [place, { ...bookings[1], status: "cancelled" } as typeof place];
    expect(found(asked, { bookings: given, audits })).toEqual([]);
  });

  it("sees every total that is not the sum of its rows", () => {
    expect(found(said, { slots: [{ id: "slot", capacity: 5, booked: 2 }] })).toEqual(["drifted"]);
    expect(found(said, { totals: [{ ...total, volumeMl: 351 }] })).toEqual(["drifted"]);
    expect(found(said, { totals: [] })).toEqual(["drifted"]);
    expect(found(said, { cells: [{ ...cell, volumeMl: 250 }] })).toEqual(["drifted"]);
    const voided = {
      donations: [{ ...bag, status: "voided" }],
      totals: [{ ...total, donations: 0, voluntary: 0, firstTime: 0, atLeast350Ml: 0, volumeMl: 0 }],
    };
    expect(found(said, { ...voided, cells: [{ ...cell, donations: 0 }] })).toEqual([]);
    expect(found(said, voided)).toEqual(["drifted"]);
  });

  it("sees what is there though its client was refused, and what nobody asked for", () => {
    expect(found([...said, { ...booking, said: "refused", word: "slot_full" }], {})).toEqual(["unsaid"]);
    expect(found(said.slice(0, 4), {})).toEqual(["unsaid"]);
  });
});
