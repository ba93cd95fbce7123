import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillByRank, type Group, orderOf, weighed, withoutFewOf } from "@/lib/awards/balance/rules";
import { ranked, type Standing } from "./ranked";

const standing = (
  id: string,
  shown: number | null,
  years: number | null = 5,
  lastOn: string | null = "2026-05-01",
) => ({
  id,
  shown,
  years,
  lastOn,
});

describe("what orders a list", () => {
  it.each([
    ["lifetime_donations", "donor", "donations"],
    ["family_donations", "family", "donations"],
    ["period_donations", "collective", "held"],
    ["mobilised_donors", "mobiliser", "brought"],
    ["mobilised_donors", "collective", "brought"],
    ["target_met", "collective", "percent"],
    ["service_years", "person", "years"],
    ["nomination", "donor", "donations"],
    ["nomination", "family", "donations"],
    ["nomination", "collective", "held"],
    ["nomination", "person", null],
    ["nomination", "mobiliser", null],
  ] as const)("%s of a %s: %s", (metric, subjectKind, order) => {
    expect(orderOf({ metric, subjectKind })).toBe(order);
  });
});

describe("the order of a list", () => {
  it.each<[string, Standing[], [string, number | null, number][]]>([
    [
      "more counted first",
      [standing("a", 20), standing("b", 22)],
      [
        ["b", 1, 1],
        ["a", 2, 1],
      ],
    ],
    [
      "then longer",
      [standing("a", 20, 4), standing("b", 20, 9)],
      [
        ["b", 1, 1],
        ["a", 2, 1],
      ],
    ],
    [
      "then later the last time",
      [standing("a", 20, 4, "2024-01-01"), standing("b", 20, 4, "2026-01-01")],
      [
        ["b", 1, 1],
        ["a", 2, 1],
      ],
    ],
    [
      "equals share a rank, the next is left out",
      [standing("a", 20), standing("b", 20), standing("c", 19)],
      [
        ["a", 1, 2],
        ["b", 1, 2],
        ["c", 3, 1],
      ],
    ],
    [
      "nothing to order by",
      [standing("a", null), standing("b", 3)],
      [
        ["b", 1, 1],
        ["a", null, 1],
      ],
    ],
  ])("%s", (_, given, expected) => {
    expect(ranked(given).map(({ id, rank, alike }) => [id, rank, alike])).toEqual(expected);
  });
});

const someStanding = fc.record({
  id: fc.uuid(),
  shown: fc.option(fc.integer({ min: 0, max: 3 })),
  years: fc.option(fc.integer({ min: 0, max: 2 })),
  lastOn: fc.option(fc.constantFrom("2020-06-14", "2023-06-14")),
});

it("ranks the same whatever the order they come in", () => {
  const ranks = (list: Standing[]) => new Map(ranked(list).map(({ id, rank, alike }) => [id, { rank, alike }]));
  fc.assert(
    fc.property(fc.uniqueArray(someStanding, { selector: ({ id }) => id }), (standings) => {
      expect(ranks([...standings].reverse())).toEqual(ranks(standings));
    }),
  );
});

const waiting = fc
  .array(fc.integer({ min: 1, max: 6 }), { maxLength: 40 })
  .map((counts) => ranked(counts.map((shown, at) => standing(`c${String(at).padStart(2, "0")}`, shown))));

describe("filling places by the order", () => {
  it("never passes its places, never passes anybody by, and takes equals together or not at all", () => {
    fc.assert(
      fc.property(waiting, fc.integer({ min: 0, max: 45 }), (list, places) => {
        const { ids, undecided } = fillByRank(list, places);
        const taken = new Set(ids);
        expect(taken.size).toBe(ids.length);
        expect(ids.length).toBeLessThanOrEqual(places);
        const worst = Math.max(0, ...list.filter(({ id }) => taken.has(id)).map(({ rank }) => rank ?? 0));
        for (const { id, rank } of list) expect(taken.has(id)).toBe((rank ?? 0) <= worst);
        if (undecided) expect(undecided.alike).toBeGreaterThan(places - ids.length);
        else expect(ids.length).toBe(Math.min(places, list.length));
      }),
    );
  });

  it("takes nobody whom nothing orders", () => {
    expect(fillByRank([{ id: "a", rank: null }], 3)).toEqual({ ids: [], undecided: null });
  });
});

const group = (key: string, candidates: number, chosen: number): Group => ({ key, candidates, chosen });

describe("the chosen beside the whole", () => {
  it("says that 12 of 87 are women where the list holds 41 %", () => {
    const [men, women] = weighed([group("female", 41, 12), group("male", 59, 75)]);
    expect(men).toMatchObject({ even: 51, lean: "ahead" });
    expect(women).toMatchObject({ ofCandidates: 0.41, even: 36, lean: "short" });
    expect(women?.ofChosen).toBeCloseTo(12 / 87);
  });

  it.each<[string, Group[], (string | null)[]]>([
    ["as the list is", [group("a", 50, 5), group("b", 50, 5)], [null, null]],
    ["a person of few off is nothing said lightly", [group("a", 50, 2), group("b", 50, 3)], [null, null]],
    ["nobody chosen yet", [group("a", 50, 0), group("b", 10, 0)], [null, null]],
    ["a group without anybody chosen", [group("a", 80, 20), group("b", 20, 0)], ["ahead", "short"]],
  ])("%s", (_, groups, leans) => {
    expect(weighed(groups).map(({ lean }) => lean)).toEqual(leans);
  });

  it("leaves nobody over where the parts are not whole", () => {
    const even = (chosen: number) =>
      weighed(["a", "b", "c"].map((key, at) => group(key, 10, at === 0 ? chosen : 0))).map((one) => one.even);
    expect(even(4)).toEqual([2, 1, 1]);
    expect(even(5)).toEqual([2, 2, 1]);
  });

  it("shares out everybody: what would be even adds up to the chosen, and each is within one of its part", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(200), fc.nat(60)), { minLength: 1, maxLength: 9 }), (pairs) => {
        const groups = pairs.map(([more, chosen], at) => group(`${at}`, chosen + more, chosen));
        const chosen = groups.reduce((sum, one) => sum + one.chosen, 0);
        const all = groups.reduce((sum, one) => sum + one.candidates, 0);
        const rows = weighed(groups);
        expect(rows.reduce((sum, one) => sum + one.even, 0)).toBe(all > 0 ? chosen : 0);
        for (const { even, ofCandidates } of rows)
          expect(Math.abs(even - (ofCandidates ?? 0) * chosen)).toBeLessThan(1);
      }),
    );
  });
});

describe("what those hear who see nobody", () => {
  it("never says one to four, and never leaves one figure alone to be reckoned back", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat(12)), { minLength: 1, maxLength: 9 }), (pairs) => {
        const groups = pairs.map(([more, chosen], at) => group(`${at}`, chosen + more, chosen));
        const told = withoutFewOf(groups);
        for (const figure of told.flatMap(({ candidates, chosen }) => [candidates, chosen]))
          expect(figure === null || figure === 0 || figure >= 5).toBe(true);
        for (const read of ["candidates", "chosen"] as const) {
          const hidden = told.filter((one) => one[read] === null);
          const elsewhere = told.filter((one) => one[read] !== null && one.group[read] > 0);
          // One alone may be hidden only where nothing else is left to take it from.
          if (hidden.length === 1 && hidden[0] && hidden[0].group[read] > 0) expect(elsewhere).toEqual([]);
        }
      }),
    );
  });
});
