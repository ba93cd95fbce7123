import fc from "fast-check";
import { expect, it } from "vitest";
import { dryRun } from "@/lib/awards/editing/queries";
import { storedRules } from "@/lib/awards/editing/stored";
import { gatherCandidates, planRound } from "@/lib/awards/rounds/commands";
import { rulesFor } from "@/lib/awards/rules";
import type { CivilDate } from "@/lib/core/time";
import { useDatabase } from "../support/database";
import { addHonour, addRule } from "../support/honours";
import { honouringProvince, manyDonors } from "./world";

const { owner } = useDatabase();

type World = Awaited<ReturnType<typeof honouringProvince>>;
type Honour = Parameters<typeof addHonour>[1];

/** Who would be honoured in a province on a day, as a round finds them: how often each donor gave, and for what. */
async function gathered(world: World, on: CivilDate): Promise<[counted: number, threshold: number][]> {
  const rules = rulesFor(await storedRules(), world.unitId, on)
    .filter(({ scopeUnitId }) => scopeUnitId === world.unitId)
    .map(({ id }) => id);
  if (rules.length === 0) return [];
  const plan = { unitId: world.unitId, kind: "ad_hoc" as const, name: `Đợt ${on}`, year: Number(on.slice(0, 4)) };
  const made = await planRound(
    world.officer,
    { ...plan, countedUntil: on, rules, quotas: {} },
    new Date(`${on}T09:00:00+07:00`),
  );
  if (!made.ok) throw new Error(made.refusal);
  await gatherCandidates(world.officer, made.value.id);
  const { rows } = await owner.query<{ counted: number; threshold: number }>(
    `SELECT c.counted, r.threshold FROM award_candidate c JOIN award_rule r ON r.id = c.rule_id
     WHERE c.round_id = $1 ORDER BY c.counted, r.threshold`,
    [made.value.id],
  );
  return rows.map(({ counted, threshold }) => [counted, threshold]);
}

const ladder = (world: World, ...rules: Parameters<typeof addRule>[1][]) =>
  Promise.all(rules.map((rule) => addRule(owner, { scheme: "bảng", ...rule, scopeUnitId: world.unitId })));

it.each<[string, 0 | 1, CivilDate, number[], [number, number][]]>([
  [
    "in the first, which honours from five on",
    0,
    "2025-06-30",
    [4, 5, 9, 12],
    [
      [5, 5],
      [9, 5],
      [12, 5],
    ],
  ],
  [
    "in the second, which honours from seven on, ten being the next rung",
    1,
    "2025-06-30",
    [4, 5, 9, 12],
    [
      [9, 7],
      [12, 10],
    ],
  ],
])("two provinces with different rules on one date: %s", async (_, which, on, counts, expected) => {
  const provinces = [await honouringProvince(owner), await honouringProvince(owner)] as const;
  const [first, second] = provinces;
  for (const world of provinces) await manyDonors(owner, world.unitId, null, counts);
  await ladder(first, { threshold: 5 });
  await ladder(second, { threshold: 7 }, { threshold: 10 });
  expect(await gathered(provinces[which], on)).toEqual(expected);
});

it("a round that leaves a rung out gives nobody a lower one in its place, and takes in whom the dry run told", async () => {
  const world = await honouringProvince(owner);
  await manyDonors(owner, world.unitId, null, [6, 12, 35]);
  const [five, ten] = await ladder(world, { threshold: 5 }, { threshold: 10 }, { threshold: 30 });
  const made = await planRound(
    world.officer,
    {
      unitId: world.unitId,
      kind: "ad_hoc",
      name: "Hai mức đầu",
      year: 2025,
      countedUntil: "2025-06-30",
      rules: [five?.id ?? "", ten?.id ?? ""],
      quotas: {},
    },
    new Date("2025-06-30T09:00:00+07:00"),
  );
  if (!made.ok) throw new Error(made.refusal);
  expect(await gatherCandidates(world.officer, made.value.id)).toMatchObject({ value: { added: 2 } });
  for (const rule of [five, ten])
    expect(await dryRun(world.officer, world.unitId, rule?.id ?? "", "2025-06-30")).toMatchObject({ earned: 1 });
});

it.each<[CivilDate, [number, number][]]>([
  [
    "2025-06-30",
    [
      [5, 5],
      [9, 5],
    ],
  ],
  ["2025-07-01", [[9, 8]]],
  ["2026-01-01", [[9, 8]]],
])("a rule that changes on 1 July: on %s", async (on, expected) => {
  const world = await honouringProvince(owner);
  await manyDonors(owner, world.unitId, null, [4, 5, 9]);
  await ladder(world, { threshold: 5, validTo: "2025-07-01" }, { threshold: 8, validFrom: "2025-07-01" });
  expect(await gathered(world, on)).toEqual(expected);
});

it.each<[string, CivilDate, Honour, number]>([
  ["the day before three years are over", "2028-06-13", {}, 0],
  ["three years later to the day", "2028-06-14", {}, 1],
  [
    "another rung, which does not cool this one down",
    "2026-06-14",
    { levelKey: "lifetime_donations:5:province:2025" },
    1,
  ],
  ["an honour that was taken back", "2026-06-14", { revokedAt: new Date(), revokedBecause: "nhầm" }, 1],
])("a cooldown of three years: %s", async (_, on, differing, expected) => {
  const world = await honouringProvince(owner);
  const [donorId] = (await manyDonors(owner, world.unitId, null, [9])) as [string];
  await ladder(world, { threshold: 8, repeats: "yearly", cooldownYears: 3 });
  const held = { threshold: 8, levelKey: "lifetime_donations:8:province:2025", honouredOn: "2025-06-14" } as const;
  await addHonour(owner, { donorId, unitId: world.unitId, ...held, ...differing });
  expect(await gathered(world, on)).toHaveLength(expected);
});

it("a donor who moves is a candidate where they live now, and holds there what they hold", async () => {
  const [left, came] = [await honouringProvince(owner), await honouringProvince(owner)];
  for (const world of [left, came]) await ladder(world, { threshold: 5 }, { threshold: 20 });
  const [fresh, honoured] = (await manyDonors(owner, left.unitId, null, [21, 22])) as [string, string];
  await addHonour(owner, {
    donorId: honoured,
    unitId: left.unitId,
    levelKey: "lifetime_donations:20:province",
    threshold: 20,
  });
  expect(await gathered(left, "2025-06-14")).toEqual([[21, 20]]);
  await owner.query("UPDATE donor SET home_province_id = $1 WHERE id = ANY ($2)", [came.unitId, [fresh, honoured]]);
  expect(await gathered(left, "2025-06-15")).toEqual([]);
  expect(await gathered(came, "2025-06-15")).toEqual([[21, 20]]);
});

it("a dry run tells what a round takes in, whatever the rules, the ledger and the day", async () => {
  const rung = fc.record({
    threshold: fc.integer({ min: 1, max: 30 }),
    span: fc.option(fc.integer({ min: 1, max: 12 })),
    excludedYears: fc.constantFrom(0, 0, 3),
    from: fc.constantFrom("2017-09-15", "2025-07-01"),
    level: fc.constantFrom("province", "commune"),
  });
  const world = fc.record({
    rungs: fc.uniqueArray(rung, {
      minLength: 1,
      maxLength: 5,
      selector: ({ threshold, level }) => `${threshold} ${level}`,
    }),
    counts: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 25 }),
    held: fc.array(fc.record({ who: fc.nat(24), rung: fc.nat(4), on: fc.constantFrom("2021-06-14", "2024-06-14") }), {
      maxLength: 12,
    }),
    on: fc.constantFrom("2025-06-30", "2025-07-01"),
  });
  await fc.assert(
    fc.asyncProperty(world, async ({ rungs, counts, held, on }) => {
      const here = await honouringProvince(owner);
      const donors = await manyDonors(owner, here.unitId, null, counts);
      const rules = await ladder(
        here,
        ...rungs.map(({ threshold, span, excludedYears, from, level }) => ({
          threshold,
          below: span === null ? null : threshold + span,
          excludedYears,
          validFrom: from,
          level,
        })),
      );
      const given = new Map(
        held.map(({ who, rung: at, on: honouredOn }) => {
          const rule = rules[at % rules.length] as (typeof rules)[number];
          const donorId = donors[who % donors.length] as string;
          const levelKey = `lifetime_donations:${rule.threshold}:${rule.level}`;
          const level = rule.level as "province";
          return [`${donorId} ${levelKey}`, { donorId, levelKey, level, threshold: rule.threshold, honouredOn }];
        }),
      );
      for (const honour of given.values()) await addHonour(owner, { unitId: here.unitId, ...honour });

      const inForce = rulesFor(await storedRules(), here.unitId, on).filter(
        ({ scopeUnitId }) => scopeUnitId === here.unitId,
      );
      const tried = await Promise.all(inForce.map(({ id }) => dryRun(here.officer, here.unitId, id, on)));
      const found = await gathered(here, on);
      for (const threshold of new Set(inForce.map((rule) => rule.threshold)))
        expect(
          inForce.reduce((sum, rule, at) => sum + (rule.threshold === threshold ? (tried[at]?.earned ?? 0) : 0), 0),
        ).toBe(found.filter(([, given]) => given === threshold).length);
      expect(tried.reduce((sum, one) => sum + (one?.earned ?? 0), 0)).toBe(found.length);
    }),
    { numRuns: 12 },
  );
});
