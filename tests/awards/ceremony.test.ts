import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import type { Guest } from "@/lib/awards/ceremony/called";
import { arrangeCeremony, inviteGuests, moveSeat } from "@/lib/awards/ceremony/commands";
import { ceremony, guests } from "@/lib/awards/ceremony/queries";
import {
  nameOnPlan,
  placesIn,
  readSeat,
  rowName,
  seated,
  seatName,
  seatOf,
  whyNotInvite,
} from "@/lib/awards/ceremony/rules";
import { type Arrange, arrangeInput, moveSeatInput } from "@/lib/awards/ceremony/schema";
import { presentRound, revokeHonour } from "@/lib/awards/honours/commands";
import { ceremonyList } from "@/lib/awards/honours/queries";
import { newId } from "@/lib/core/ids";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addAwardDecision, addCandidate, addHonour, addRound, addRoundRule, addRule } from "../support/honours";
import { honouringProvince, manyDonors } from "./world";

const { owner } = useDatabase();
const now = new Date("2025-12-15T09:00:00+07:00");

describe("names on the plan", () => {
  it.each([
    ["donor", "Nguyễn Thị Hồng Nhung", "Nguyễn T. H. Nhung"],
    ["family", "Gia đình Nguyễn Thị Cẩm Loan", "Gia\u00A0đình Nguyễn T. C. Loan"],
    ["family", "Gia đình bà Đặng Thị Phương Mai", "Gia\u00A0đình\u00A0bà Đặng T. P. Mai"],
    ["family", "Gia đình Bùi Nhật Nhật", "Gia\u00A0đình Bùi N. Nhật"],
    ["collective", "Trường Đại học Minh Hoạ", "Trường Đại học Minh Hoạ"],
  ] as const)("of a %s: %s", (subjectKind, name, short) => {
    expect(nameOnPlan({ name, subjectKind })).toBe(short);
  });
});

describe("seats", () => {
  it.each([
    ["C12", { row: 3, seat: 12 }],
    [" c 7 ", { row: 3, seat: 7 }],
    ["b-2", { row: 2, seat: 2 }],
    ["AA1", { row: 27, seat: 1 }],
    ["12", null],
    ["C0", null],
    ["C123", null],
    ["", null],
  ])("%s", (typed, seat) => {
    expect(readSeat(typed)).toEqual(seat);
  });

  const hall = fc
    .record({
      seatRows: fc.integer({ min: 1, max: 60 }),
      seatsInRow: fc.integer({ min: 1, max: 60 }),
      kept: fc.nat(59),
    })
    .map(({ kept, ...rest }) => ({ ...rest, keptRows: kept % rest.seatRows }));

  it("have one name each, which reads back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (row, seat) => {
        expect(readSeat(seatName({ row, seat }))).toEqual({ row, seat });
      }),
    );
    expect(new Set(Array.from({ length: 60 }, (_, n) => rowName(n + 1))).size).toBe(60);
  });

  it("are given one each, in order, behind the kept rows, past what is taken; all find one who fit", () => {
    fc.assert(
      fc.property(
        hall,
        fc.nat(400),
        fc.array(fc.record({ row: fc.integer({ min: 1, max: 60 }), seat: fc.integer({ min: 1, max: 60 }) })),
        (hall, people, taken) => {
          const placed = seated(
            Array.from({ length: people }, (_, n) => n),
            hall,
            taken,
          );
          const names = placed.map(({ seat }) => seatName(seat));
          expect(new Set([...names, ...taken.map(seatName)]).size).toBe(
            names.length + new Set(taken.map(seatName)).size,
          );
          expect(placed.map(({ guest }) => guest)).toEqual(placed.map((_, n) => n));
          const order = placed.map(({ seat }) => seat.row * 100 + seat.seat);
          expect(order).toEqual([...order].sort((a, b) => a - b));
          for (const { seat } of placed) {
            expect(seat.row).toBeGreaterThan(hall.keptRows);
            expect(seat.row).toBeLessThanOrEqual(hall.seatRows);
            expect(seat.seat).toBeLessThanOrEqual(hall.seatsInRow);
          }
          expect(placed.length).toBeGreaterThanOrEqual(Math.min(people, placesIn(hall) - taken.length));
        },
      ),
    );
  });

  it.each([
    [{ status: "proposed" }, "not_decided"],
    [{ status: "presented" }, "round_over"],
    [{ status: "decided", on: null }, "ceremony_not_planned"],
    [{ status: "decided", place: null }, "ceremony_not_planned"],
    [{ status: "decided", hasHall: false }, "ceremony_not_planned"],
    [{ status: "decided", on: "2025-12-14" }, "ceremony_past"],
    [{ status: "decided" }, null],
  ] as const)("may people be invited when %j?", (differing, refusal) => {
    const planned = { on: "2025-12-20", place: "Cung", hasHall: true, ...differing };
    expect(whyNotInvite(planned, "2025-12-15")).toBe(refusal);
  });
});

type World = Awaited<ReturnType<typeof honouringProvince>>;

/** A decided round of so many donors by two rules; the first donor receives both honours. */
async function decidedRound(world: World, people: number): Promise<{ roundId: string; donors: string[] }> {
  const decided = { status: "decided", proposalNumber: "1/TTr", proposedOn: "2025-12-10" } as const;
  const roundId = (await addRound(owner, { unitId: world.unitId, countedUntil: "2025-12-05", ...decided })).id;
  const donors = await manyDonors(owner, world.unitId, world.communeId, Array(people).fill(20));
  const decisionId = (await addAwardDecision(owner, { roundId, authorityId: world.society })).id;
  const rules = await Promise.all(
    [20, 5].map((threshold) => addRule(owner, { scopeUnitId: world.unitId, threshold, scheme: newId() })),
  );
  for (const rule of rules) await addRoundRule(owner, { roundId, ruleId: rule.id });
  const give = async (donorId: string, rule: (typeof rules)[number]) => {
    const candidate = await addCandidate(owner, {
      roundId,
      ruleId: rule.id,
      donorId,
      unitId: world.unitId,
      status: "approved",
    });
    await addHonour(owner, {
      donorId,
      unitId: world.unitId,
      ruleId: rule.id,
      threshold: rule.threshold ?? null,
      levelKey: `lifetime_donations:${rule.threshold}:province`,
      decisionId,
      candidateId: candidate.id,
      origin: "round",
      checkCode: newId(),
    });
  };
  for (const donorId of donors) await give(donorId, rules[0] as (typeof rules)[number]);
  await give(donors[0] as string, rules[1] as (typeof rules)[number]);
  return { roundId, donors };
}

const plan = (roundId: string, differing: Partial<Arrange> = {}): Arrange => ({
  roundId,
  ceremonyOn: "2025-12-20",
  beginsAt: "08:00",
  ceremonyPlace: "Cung Văn hoá",
  seatRows: 4,
  seatsInRow: 3,
  keptRows: 1,
  ...differing,
});

const seatsOf = (all: readonly Guest[]) =>
  all.map((guest) => {
    const seat = seatOf(guest);
    return seat && seatName(seat);
  });

describe("a ceremony", () => {
  it("seats each person once, in the order of the call, keeps who sits when run again, and takes in who is new", async () => {
    const world = await honouringProvince(owner);
    const { roundId } = await decidedRound(world, 5);
    expect(await arrangeCeremony(world.officer, plan(roundId, { seatRows: 2 }))).toEqual({
      ok: false,
      refusal: "hall_too_small",
      facts: { people: 5, places: 3 },
    });
    expect(await ceremony(world.officer, roundId)).toMatchObject({ hall: null });
    expect(await arrangeCeremony(world.officer, plan(roundId, { ceremonyOn: "2025-12-01" }))).toMatchObject({
      refusal: "ceremony_before_count",
    });

    const pressed = await Promise.all([1, 2, 3].map(() => arrangeCeremony(world.officer, plan(roundId))));
    expect(pressed.map((one) => one.ok && one.value.seated).sort()).toEqual([0, 0, 5]);
    const all = await guests(world.officer, roundId);
    expect(seatsOf(all)).toEqual(["B1", "B2", "B3", "C1", "C2"]);
    expect(all.map(({ byName }) => byName).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(all.find(({ honours }) => honours.length === 2)?.honours).toHaveLength(2);
    expect((await ceremonyList(world.officer, roundId)).map(({ seatRow }) => seatRow)).not.toContain(null);

    expect(
      await moveSeat(world.officer, {
        roundId,
        honourId: all[0]?.id as string,
        seat: { row: 4, seat: 3 },
        how: "move",
      }),
    ).toEqual({
      ok: true,
      value: { seat: "D3" },
    });
    await revokeHonour(world.approver, { honourId: all[1]?.id as string, because: "giấy tờ giả" });
    expect(await arrangeCeremony(world.officer, plan(roundId, { seatRows: 5 }))).toEqual({
      ok: true,
      value: { seated: 0, kept: 4 },
    });
    expect(await arrangeCeremony(world.officer, plan(roundId, { seatRows: 3 }))).toEqual({
      ok: true,
      value: { seated: 1, kept: 3 },
    });
    expect(seatsOf(await guests(world.officer, roundId))).toEqual(["B1", "B3", "C1", "C2"]);
    await arrangeCeremony(world.officer, plan(roundId, { again: "yes", keptRows: 0 }));
    expect(seatsOf(await guests(world.officer, roundId))).toEqual(["A1", "A2", "A3", "B1"]);
  });

  it("asks no open seat for whoever sits in front by hand", async () => {
    const world = await honouringProvince(owner);
    const { roundId } = await decidedRound(world, 5);
    await arrangeCeremony(world.officer, plan(roundId));
    for (const [index, seat] of [1, 2].entries()) {
      const honourId = (await guests(world.officer, roundId))[index]?.id as string;
      await moveSeat(world.officer, { roundId, honourId, seat: { row: 1, seat }, how: "move" });
    }
    expect(await arrangeCeremony(world.officer, plan(roundId, { seatRows: 2 }))).toMatchObject({ ok: true });
    expect(seatsOf(await guests(world.officer, roundId)).sort()).toEqual(["A1", "A2", "B1", "B2", "B3"]);
  });

  it("gives a free seat to one of many who press at once, swaps two, and moves nobody away unasked", async () => {
    const world = await honouringProvince(owner);
    const { roundId } = await decidedRound(world, 8);
    await arrangeCeremony(world.officer, plan(roundId, { seatsInRow: 4 }));
    const all = await guests(world.officer, roundId);
    const to = (index: number, seat: string, how: "move" | "swap" = "move") =>
      moveSeat(world.officer, {
        roundId,
        honourId: all[index]?.id as string,
        seat: readSeat(seat) ?? { row: 0, seat: 0 },
        how,
      });

    const pressed = await Promise.all([0, 1, 2, 3, 4, 5].map((index) => to(index, "D1")));
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
    for (const one of pressed) if (!one.ok) expect(["seat_changed", "seat_taken"]).toContain(one.refusal);
    const after = seatsOf(await guests(world.officer, roundId));
    expect(new Set(after).size).toBe(8);

    const [six, seven] = [after[6], after[7]] as [string, string];
    expect(await to(6, seven)).toMatchObject({ refusal: "seat_taken", facts: { seat: seven, name: all[7]?.name } });
    expect(await to(6, seven, "swap")).toMatchObject({ ok: true });
    const swapped = seatsOf(await guests(world.officer, roundId));
    expect([swapped[6], swapped[7]]).toEqual([seven, six]);
    const many = await Promise.all(Array.from({ length: 6 }, (_, n) => to(n % 2 ? 6 : 7, n % 2 ? six : seven, "swap")));
    expect(many.some(({ ok }) => ok)).toBe(true);
    expect(new Set(seatsOf(await guests(world.officer, roundId))).size).toBe(8);
    expect(await to(0, "Z9")).toMatchObject({ refusal: "seat_outside", facts: { last: "D4" } });
    expect(
      await moveSeat(world.officer, { roundId, honourId: newId(), seat: { row: 4, seat: 4 }, how: "move" }),
    ).toMatchObject({ refusal: "guest_unknown" });

    await owner.query("DELETE FROM ceremony_seat WHERE honour_id = $1", [all[0]?.id]);
    expect(await to(0, six, "swap")).toMatchObject({ refusal: "guest_without_seat" });
    expect(await to(0, "D4")).toMatchObject({ ok: true });
  });

  it("invites each once, writes to who left a contact, and anew only when day, hour or place has changed", async () => {
    const world = await honouringProvince(owner);
    const { roundId, donors } = await decidedRound(world, 4);
    await owner.query("UPDATE donor SET email = $2, phone = NULL, locale = 'vi' WHERE id = $1", [
      donors[0],
      `${newId()}@vi-du.example`,
    ]);
    expect(await inviteGuests(world.officer, { roundId }, now)).toMatchObject({ refusal: "ceremony_not_planned" });
    await arrangeCeremony(world.officer, plan(roundId));
    const letters = async () =>
      (
        await owner.query<{ body: string }>(
          "SELECT m.body FROM outgoing_message m JOIN donor d ON d.email = m.recipient WHERE d.id = $1 AND m.kind = 'award.invitation' ORDER BY m.created_at, m.id",
          [donors[0]],
        )
      ).rows.map(({ body }) => body);

    const pressed = await Promise.all([1, 2].map(() => inviteGuests(world.officer, { roundId }, now)));
    expect(pressed.map((one) => one.ok && one.value.invited).sort()).toEqual([0, 4]);
    expect(await letters()).toEqual([
      expect.stringMatching(/08:00 ngày 20\/12\/2025, tại Cung Văn hoá. Ghế của quý vị: B1/),
    ]);
    expect((await guests(world.officer, roundId)).every(({ invitedAt }) => invitedAt !== null)).toBe(true);

    await arrangeCeremony(world.officer, plan(roundId, { seatRows: 6, note: "Có mặt trước 30 phút." }));
    expect(await inviteGuests(world.officer, { roundId }, now)).toEqual({ ok: true, value: { invited: 0, told: 0 } });
    await arrangeCeremony(world.officer, plan(roundId, { beginsAt: "14:00" }));
    expect(await inviteGuests(world.officer, { roundId }, now)).toMatchObject({ value: { invited: 4, told: 1 } });
    expect(await letters()).toHaveLength(2);
    expect(await inviteGuests(world.officer, { roundId }, new Date("2025-12-21T09:00:00+07:00"))).toMatchObject({
      refusal: "ceremony_past",
    });

    expect(await presentRound(world.officer, { roundId, absent: [] }, now)).toEqual({
      ok: false,
      refusal: "ceremony_ahead",
      facts: { day: "2025-12-20" },
    });
    await presentRound(world.officer, { roundId, absent: [] }, new Date("2025-12-20T07:00:00+07:00"));
    expect(await arrangeCeremony(world.officer, plan(roundId))).toMatchObject({ refusal: "round_over" });
    expect(await inviteGuests(world.officer, { roundId }, now)).toMatchObject({ refusal: "round_over" });
    const { rows } = await owner.query(
      "SELECT kind, count(*)::int AS times FROM award_event WHERE round_id = $1 AND kind IN ('seated', 'invited') GROUP BY 1 ORDER BY 1",
      [roundId],
    );
    expect(rows).toEqual([
      { kind: "invited", times: 2 },
      { kind: "seated", times: 3 },
    ]);
  });

  it("invites anew who was invited to another seat, moved by hand or seated from the start, and nobody else", async () => {
    const world = await honouringProvince(owner);
    const { roundId, donors } = await decidedRound(world, 4);
    await owner.query("UPDATE donor SET email = id || '@vi-du.example', phone = NULL WHERE id = ANY ($1)", [donors]);
    await arrangeCeremony(world.officer, plan(roundId));
    await inviteGuests(world.officer, { roundId }, now);
    const all = await guests(world.officer, roundId);
    const seatTold = async (subjectId: string) =>
      (
        await owner.query<{ body: string }>(
          "SELECT body FROM outgoing_message WHERE recipient = $1 || '@vi-du.example' ORDER BY created_at, id",
          [subjectId],
        )
      ).rows.map(({ body }) => /: (\w+)\.$/.exec(body)?.[1]);
    const to = (index: number, seat: string, how: "move" | "swap") =>
      moveSeat(world.officer, {
        roundId,
        honourId: all[index]?.id as string,
        seat: readSeat(seat) ?? { row: 0, seat: 0 },
        how,
      });
    await to(0, "B2", "swap");
    expect(await inviteGuests(world.officer, { roundId }, now)).toEqual({ ok: true, value: { invited: 2, told: 2 } });
    await to(0, "B1", "swap");
    await to(3, "C1", "move");
    expect(await inviteGuests(world.officer, { roundId }, now)).toEqual({ ok: true, value: { invited: 2, told: 2 } });
    expect(await seatTold(all[0]?.subjectId as string)).toEqual(["B1", "B2", "B1"]);
    expect(await seatTold(all[3]?.subjectId as string)).toEqual(["C1"]);

    await arrangeCeremony(world.officer, plan(roundId, { again: "yes" }));
    expect(await inviteGuests(world.officer, { roundId }, now)).toEqual({ ok: true, value: { invited: 0, told: 0 } });
    await arrangeCeremony(world.officer, plan(roundId, { again: "yes", keptRows: 0 }));
    expect(await inviteGuests(world.officer, { roundId }, now)).toEqual({ ok: true, value: { invited: 4, told: 4 } });
  });

  it("leaves the seat and the invitation with who keeps another honour of the round, and frees it with the last", async () => {
    const world = await honouringProvince(owner);
    const { roundId, donors } = await decidedRound(world, 3);
    await arrangeCeremony(world.officer, plan(roundId));
    await inviteGuests(world.officer, { roundId }, now);
    const both = (await guests(world.officer, roundId)).find(({ subjectId }) => subjectId === donors[0]) as Guest;
    await revokeHonour(world.approver, { honourId: both.id, because: "trùng mức" });
    const after = (await guests(world.officer, roundId)).find(({ subjectId }) => subjectId === donors[0]) as Guest;
    expect(after.id).not.toBe(both.id);
    expect(after).toMatchObject({ honours: [both.honours[1]], row: both.row, seat: both.seat });
    expect(after.invitedAt).toEqual(both.invitedAt);
    expect(await inviteGuests(world.officer, { roundId }, now)).toEqual({ ok: true, value: { invited: 0, told: 0 } });
    await revokeHonour(world.approver, { honourId: after.id, because: "trùng mức" });
    const { rows } = await owner.query("SELECT 1 FROM ceremony_seat WHERE round_id = $1 AND subject_id = $2", [
      roundId,
      donors[0],
    ]);
    expect(rows).toEqual([]);
  });

  it("is its own unit's: another province neither sees nor moves, a committee sees nobody", async () => {
    const world = await honouringProvince(owner);
    const elsewhere = await honouringProvince(owner);
    const committee = staffActor("committee_member", { kind: "unit", unitId: world.unitId });
    const { roundId } = await decidedRound(world, 2);
    await arrangeCeremony(world.officer, plan(roundId));
    const [first] = await guests(world.officer, roundId);
    for (const outsider of [elsewhere.officer, committee]) {
      expect(await ceremony(outsider, roundId)).toBeNull();
      expect(await guests(outsider, roundId)).toEqual([]);
    }
    for (const outsider of [elsewhere.officer, world.approver])
      for (const deed of [
        () => arrangeCeremony(outsider, plan(roundId)),
        () => inviteGuests(outsider, { roundId }, now),
        () => moveSeat(outsider, { roundId, honourId: first?.id as string, seat: { row: 4, seat: 1 }, how: "move" }),
      ])
        await expect(deed()).rejects.toThrow(NotAllowed);
    const undecided = (await addRound(owner, { unitId: world.unitId })).id;
    expect(await arrangeCeremony(world.officer, plan(undecided, { ceremonyOn: "2028-01-01" }))).toMatchObject({
      refusal: "not_decided",
    });
  });
});

it("reads its forms as they are typed", () => {
  const form = {
    roundId: newId(),
    ceremonyOn: "20/12/2025",
    beginsAt: "8h30",
    ceremonyPlace: "Cung",
    seatRows: "5",
    seatsInRow: "10",
  };
  expect(arrangeInput.parse(form)).toMatchObject({ ceremonyOn: "2025-12-20", beginsAt: "08:30", keptRows: 0 });
  const said = (differing: object) => arrangeInput.safeParse({ ...form, ...differing }).error?.issues[0]?.message;
  expect(said({ keptRows: "5" })).toBe("ceremony.error.all_kept");
  expect(said({ beginsAt: "sáng" })).toBe("ceremony.error.time_malformed");
  expect(
    moveSeatInput.safeParse({ roundId: newId(), honourId: newId(), seat: "hàng đầu" }).error?.issues[0]?.message,
  ).toBe("ceremony.error.seat_malformed");
});
