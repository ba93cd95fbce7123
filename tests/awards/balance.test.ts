import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { fillPlaces, swapCandidates, undoFill } from "@/lib/awards/balance/commands";
import { balanceOf, fillPreview, lastFill } from "@/lib/awards/balance/queries";
import { sightOf } from "@/lib/awards/balance/sight";
import { moveCandidates } from "@/lib/awards/candidates/commands";
import { candidates, type ListedCandidate } from "@/lib/awards/candidates/queries";
import { gatherCandidates } from "@/lib/awards/rounds/commands";
import { awardRound } from "@/lib/awards/rounds/queries";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addCommune } from "../support/facts";
import { addConfirmedEarlier, addRule } from "../support/honours";
import { ranked } from "./ranked";
import { honouringProvince, idsOf, manyDonors, plannedRound } from "./world";

const { owner } = useDatabase();

/** A round of one rule over donors with these counts, all of them checked. */
async function checkedRound(counts: readonly number[], quota: string | null) {
  const world = await honouringProvince(owner);
  const donors = await manyDonors(owner, world.unitId, world.communeId, counts);
  const rule = await addRule(owner, { scopeUnitId: world.unitId, threshold: 5 });
  const roundId = await plannedRound(world, [rule.id], { quotas: quota === null ? {} : { [rule.id]: quota } });
  await gatherCandidates(world.officer, roundId);
  await move(world, roundId, await idsOf(owner, roundId), "checked");
  return { ...world, roundId, ruleId: rule.id, donors, round: { id: roundId, unitId: world.unitId } };
}
type Round = Awaited<ReturnType<typeof checkedRound>>;

const move = (world: Pick<Round, "officer">, roundId: string, candidateIds: string[], to: "checked" | "chosen") =>
  moveCandidates(world.officer, { roundId, candidateIds, to, because: "" });

async function filling(round: Round, places: number) {
  const preview = await fillPreview(round.officer, round.roundId, round.ruleId, places);
  return {
    requestKey: randomUUID(),
    roundId: round.roundId,
    ruleId: round.ruleId,
    places,
    seen: sightOf(preview?.ids ?? []),
  };
}

it("counts who waits to be checked, and who was sent back", async () => {
  const round = await checkedRound([30, 12, 9], null);
  const ids = await idsOf(owner, round.roundId);
  await owner.query("UPDATE award_candidate SET status = 'gathered' WHERE id = $1", [ids[0]]);
  await moveCandidates(round.officer, {
    roundId: round.roundId,
    candidateIds: [ids[1] as string],
    to: "returned",
    because: "thiếu giấy",
  });
  expect((await awardRound(round.officer, round.roundId))?.rules).toMatchObject([
    { candidates: 3, unchecked: 1, returned: 1, chosen: 0 },
  ]);
});

it("orders the list as its rule says, and shows equals as equals", async () => {
  const round = await checkedRound([30, 12, 12, 12, 9, 9], null);
  // Of the three twelves one gave longer; of the nines one gave later.
  await owner.query("UPDATE earlier_donation SET first_on = '2001-01-01' WHERE donor_id = $1", [round.donors[2]]);
  await owner.query("UPDATE earlier_donation SET last_on = '2025-03-01' WHERE donor_id = $1", [round.donors[5]]);
  const { items } = await candidates(round.officer, round.roundId, {
    kind: null,
    ruleId: null,
    status: null,
    q: "",
    page: 1,
  });
  expect(items.map(({ counted, rank, alike }) => [counted, rank, alike])).toEqual([
    [30, 1, 1],
    [12, 2, 1],
    [12, 3, 2],
    [12, 3, 2],
    [9, 5, 1],
    [9, 6, 1],
  ]);
  expect(
    ranked(items)
      .map(({ id, rank, alike }) => [id, rank, alike])
      .sort(),
  ).toEqual(items.map(({ id, rank, alike }) => [id, rank, alike]).sort());
});

it("pages through several honours as one list, each ranked as if it stood alone, whatever is asked of it", async () => {
  const world = await honouringProvince(owner);
  const counts = Array.from({ length: 130 }, (_, n) => [5, 6, 7, 9, 12, 14, 14, 21, 30, 33][n % 10] as number);
  await manyDonors(owner, world.unitId, world.communeId, counts);
  const rules = await Promise.all(
    [5, 9, 14, 14, 30].map((threshold, n) =>
      addRule(owner, { scopeUnitId: world.unitId, threshold, scheme: `bậc ${n}` }),
    ),
  );
  const roundId = await plannedRound(
    world,
    rules.map(({ id }) => id),
  );
  await gatherCandidates(world.officer, roundId);
  await owner.query(
    "UPDATE award_candidate SET status = 'checked' WHERE round_id = $1 AND donor_id IN (SELECT id FROM donor WHERE sex = 'female')",
    [roundId],
  );
  const pages = async (asked: { status: "checked" | null; ruleId: string | null; q: string }) => {
    const listed: ListedCandidate[] = [];
    for (let page = 1; ; page += 1) {
      const { items, total } = await candidates(world.officer, roundId, { kind: "donor", page, ...asked });
      listed.push(...items);
      if (items.length === 0) return { listed, total };
    }
  };
  const all = await pages({ status: null, ruleId: null, q: "" });
  expect(all.total).toBe(all.listed.length);
  expect(new Set(all.listed.map(({ id }) => id))).toEqual(new Set(await idsOf(owner, roundId)));
  const place = ({ threshold, ruleId, rank }: ListedCandidate) => [-(threshold ?? 0), ruleId, rank ?? 0] as const;
  const isBefore = (a: ListedCandidate, b: ListedCandidate) => {
    const [x, y] = [place(a), place(b)];
    const at = x.findIndex((part, n) => part !== y[n]);
    return at === -1 || (x[at] as number) < (y[at] as number);
  };
  expect(all.listed.every((one, n) => n === 0 || isBefore(all.listed[n - 1] as ListedCandidate, one))).toBe(true);
  for (const { id } of rules) {
    const own = all.listed.filter(({ ruleId }) => ruleId === id);
    const ranks = (list: readonly { id: string; rank: number | null; alike: number }[]) =>
      list.map((one) => `${one.id} ${one.rank} ${one.alike}`).sort();
    expect(ranks(own)).toEqual(ranks(ranked(own)));
    expect((await pages({ status: null, ruleId: id, q: "" })).listed).toEqual(own);
  }
  const checked = await pages({ status: "checked", ruleId: null, q: "nguoi thu 1" });
  expect(checked.listed).toEqual(
    all.listed.filter(({ status, name }) => status === "checked" && name.startsWith("Người Thử 1")),
  );
  expect(checked.total).toBe(checked.listed.length);
});

it("fills the places as previewed, once for one request, and takes exactly that back", async () => {
  const round = await checkedRound([30, 22, 21, 20, 20, 9], "4");
  const [first] = await idsOf(owner, round.roundId);
  await move(round, round.roundId, [first as string], "chosen");
  const preview = await fillPreview(round.officer, round.roundId, round.ruleId, 3);
  // Two equals would need two places and only one is left: people decide.
  expect(preview).toMatchObject({ waiting: 5, undecided: { rank: 4, alike: 2, places: 1 } });
  expect(preview?.people.map(({ shown }) => shown)).toEqual([22, 21]);

  const asked = await filling(round, 3);
  expect(await fillPlaces(round.officer, asked)).toMatchObject({ ok: true, value: { chosen: 2 } });
  expect(await fillPlaces(round.officer, asked)).toMatchObject({ ok: true, value: { chosen: 2 } });
  expect(await idsOf(owner, round.roundId, "chosen")).toHaveLength(3);

  const last = await lastFill(round.officer, round.roundId);
  expect(last).toMatchObject({ chosen: 2, stillChosen: 2 });
  const [, second] = await idsOf(owner, round.roundId);
  await moveCandidates(round.officer, {
    roundId: round.roundId,
    candidateIds: [second as string],
    to: "passed_over",
    because: "xin rút",
  });
  const undone = { roundId: round.roundId, fillId: asked.requestKey };
  expect(await undoFill(round.officer, undone)).toEqual({ ok: true, value: { back: 1 } });
  expect(await undoFill(round.officer, undone)).toMatchObject({ refusal: "not_there" });
  expect(await idsOf(owner, round.roundId, "chosen")).toEqual([first]);
  expect(await idsOf(owner, round.roundId, "passed_over")).toEqual([second]);

  const { rows } = await owner.query<{ action: string; n: number }>(
    `SELECT action, count(*)::int AS n FROM audit_event WHERE actor_id = $1 AND action IN ('award.filled', 'award.unfilled', 'award.chosen')
     GROUP BY action ORDER BY action`,
    [round.officer.accountId],
  );
  expect(rows).toEqual([
    { action: "award.chosen", n: 3 },
    { action: "award.filled", n: 1 },
    { action: "award.unfilled", n: 1 },
  ]);
});

it("does what its preview showed or nothing, however many work on the list at once", async () => {
  const round = await checkedRound([30, 29, 28, 27, 26, 25, 24, 23], "3");
  const asked = await filling(round, 3);
  const [best] = await idsOf(owner, round.roundId);
  await move(round, round.roundId, [best as string], "chosen");
  expect(await fillPlaces(round.officer, asked)).toMatchObject({ refusal: "list_moved" });
  expect(await fillPlaces(round.officer, await filling(round, 3))).toMatchObject({
    refusal: "over_quota",
    facts: { quota: 3, chosen: 4 },
  });

  const same = await filling(round, 2);
  const others = (await idsOf(owner, round.roundId, "checked")).slice(4);
  const answers = await Promise.all([
    ...[1, 2, 3, 4].map(() => fillPlaces(round.officer, { ...same, requestKey: randomUUID() })),
    ...others.map((id) => move(round, round.roundId, [id], "chosen")),
  ]);
  expect(answers.some(({ ok }) => ok)).toBe(true);
  const chosen = await idsOf(owner, round.roundId, "chosen");
  expect(chosen.length).toBeLessThanOrEqual(3);
  const { rows } = await owner.query<{ fills: number }>(
    "SELECT count(*)::int AS fills FROM award_fill WHERE round_id = $1",
    [round.roundId],
  );
  expect(rows[0]?.fills).toBeLessThanOrEqual(1);
});

it("swaps one for another of the same rule in one step, with the reason at both", async () => {
  const round = await checkedRound([30, 22, 21], "1");
  const [out, coming] = (await idsOf(owner, round.roundId)) as [string, string];
  await move(round, round.roundId, [out], "chosen");
  const swap = { roundId: round.roundId, outId: out, inId: coming, because: "cân đối nam nữ" };
  const pressed = await Promise.all(
    [1, 2, 3].map(() => swapCandidates(round.officer, { ...swap, requestKey: randomUUID() })),
  );
  expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await idsOf(owner, round.roundId, "chosen")).toEqual([coming]);
  const { rows } = await owner.query<{ words: string }>(
    "SELECT words FROM award_event WHERE round_id = $1 AND kind = 'swapped'",
    [round.roundId],
  );
  expect(rows.map(({ words }) => words)).toEqual(["cân đối nam nữ", "cân đối nam nữ"]);
});

it("weighs the chosen beside the whole, and tells a committee nothing small", async () => {
  const round = await checkedRound(
    [...Array(12).keys()].map((n) => 40 - n),
    "6",
  );
  await owner.query(
    "UPDATE donor SET segment = CASE WHEN sex = 'female' THEN 'student' ELSE 'worker' END WHERE id = ANY ($1)",
    [round.donors],
  );
  await owner.query("UPDATE donor SET segment = 'religious' WHERE id = $1", [round.donors[0]]);
  // Odd ones are men: the six that are chosen are men.
  const men = (
    await owner.query<{ id: string }>(
      "SELECT c.id FROM award_candidate c JOIN donor d ON d.id = c.donor_id WHERE c.round_id = $1 AND d.sex = 'male'",
      [round.roundId],
    )
  ).rows.map(({ id }) => id);
  await move(round, round.roundId, men, "chosen");
  const all = { kind: null, ruleId: null };
  const seen = await balanceOf(round.officer, round.round, all);
  expect(seen.map(({ dimension }) => dimension)).toEqual(["sex", "segment"]);
  expect(seen[0]?.weighed.map(({ group, even, lean }) => [group.key, group.chosen, even, lean])).toEqual([
    ["female", 0, 3, "short"],
    ["male", 6, 3, "ahead"],
  ]);
  const women = await idsOf(owner, round.roundId, "checked");
  const previewed = await balanceOf(round.officer, round.round, all, women);
  expect(previewed[0]?.weighed.every(({ lean }) => lean === null)).toBe(true);

  const committee = staffActor("committee_member", { kind: "unit", unitId: round.unitId });
  const told = await balanceOf(committee, round.round, all);
  expect(told.find(({ dimension }) => dimension === "sex")?.told?.map(({ candidates }) => candidates)).toEqual([6, 6]);
  const parts = told.find(({ dimension }) => dimension === "segment")?.told ?? [];
  expect(parts.find(({ group }) => group.key === "religious")).toMatchObject({ candidates: null, chosen: null });
  // One and five are the least there can be of two, so that the next would be no cover: it is kept back as well.
  expect(parts.filter(({ candidates }) => candidates === null)).toHaveLength(3);
  // Rule by rule, what was kept back of one could be worked out from the whole and the others.
  expect(await balanceOf(committee, round.round, { kind: null, ruleId: round.ruleId })).toEqual([]);
});

it("names no group to those who see nobody where all candidates are few", async () => {
  const round = await checkedRound([30, 22], null);
  const [first] = round.donors;
  await owner.query("UPDATE donor SET sex = CASE WHEN id = $2 THEN 'female' ELSE 'male' END WHERE id = ANY ($1)", [
    round.donors,
    first,
  ]);
  const all = { kind: null, ruleId: null };
  expect((await balanceOf(round.officer, round.round, all)).map(({ dimension }) => dimension)).toContain("sex");
  const committee = staffActor("committee_member", { kind: "unit", unitId: round.unitId });
  expect(await balanceOf(committee, round.round, all)).toEqual([]);
});

it("lists of a unit exactly whom it counts there: who was named by another commune stands with that one", async () => {
  const round = await checkedRound([30, 22, 21, 20], null);
  const { id: other } = await addCommune(owner, { parentId: round.unitId });
  await owner.query(
    "UPDATE award_candidate SET source = 'nomination', citation = 'x', unit_id = $2 WHERE id = (SELECT id FROM award_candidate WHERE round_id = $1 ORDER BY counted LIMIT 1)",
    [round.roundId, other],
  );
  const units = (await balanceOf(round.officer, round.round, { kind: null, ruleId: null })).find(
    ({ dimension }) => dimension === "unit",
  );
  const counted = units?.weighed.map(({ group }) => [group.key, group.candidates]) ?? [];
  expect(new Map(counted as [string, number][])).toEqual(
    new Map([
      [round.communeId, 3],
      [other, 1],
    ]),
  );
  for (const [key, many] of counted as [string, number][]) {
    const search = {
      kind: null,
      ruleId: null,
      status: null,
      q: "",
      page: 1,
      group: { dimension: "unit" as const, key },
    };
    expect((await candidates(round.officer, round.roundId, search)).total).toBe(many);
  }
});

it("is another province's own affair: nothing seen, nothing done", async () => {
  const round = await checkedRound([30, 22], null);
  const elsewhere = await honouringProvince(owner);
  expect(await balanceOf(elsewhere.officer, round.round, { kind: null, ruleId: null })).toEqual([]);
  expect(await fillPreview(elsewhere.officer, round.roundId, round.ruleId, 2)).toMatchObject({ ids: [], people: [] });
  const asked = await filling(round, 2);
  await expect(fillPlaces(elsewhere.officer, asked)).rejects.toThrow(NotAllowed);
  await expect(fillPlaces(round.approver, asked)).rejects.toThrow(NotAllowed);
  const [out, coming] = (await idsOf(owner, round.roundId)) as [string, string];
  await expect(
    swapCandidates(elsewhere.officer, {
      requestKey: randomUUID(),
      roundId: round.roundId,
      outId: out,
      inId: coming,
      because: "x",
    }),
  ).rejects.toThrow(NotAllowed);
});

it("orders by the count somebody was checked with, whatever is confirmed later, which the next round counts", async () => {
  const round = await checkedRound([20, 19], null);
  await addConfirmedEarlier(owner, round.donors[1] as string, 4, "2024-02-02");
  const most = async (roundId: string) =>
    (await fillPreview(round.officer, roundId, round.ruleId, 1))?.people.map(({ shown }) => shown);
  expect(await most(round.roundId)).toEqual([20]);
  const next = await plannedRound(round, [round.ruleId], { name: "Đợt sau" });
  await gatherCandidates(round.officer, next);
  await move(round, next, await idsOf(owner, next), "checked");
  expect(await most(next)).toEqual([23]);
});
