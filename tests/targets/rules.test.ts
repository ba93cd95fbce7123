import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isShown } from "@/lib/targets/bodies/shown";
import { projectionFor } from "@/lib/targets/projection";
import {
  afterStep,
  daysOf,
  inForceFrom,
  readValue,
  tidyNumber,
  whyNotEffective,
  whyNotForUnit,
} from "@/lib/targets/rules";
import {
  changeAgainst,
  isOddJump,
  type SplitPart,
  shareBy,
  takeProposed,
  whyNotAgreeing,
} from "@/lib/targets/split/rules";

describe("a value as it is typed", () => {
  it.each([
    ["1.950.000", "units", 1950000],
    ["1 950 000", "units", 1950000],
    ["1,950,000", "units", 1950000],
    ["1950000", "registered", 1950000],
    ["98,5", "pct_voluntary", 98.5],
    ["98.5 %", "pct_repeat", 98.5],
  ] as const)("%s is read as a number of %s", (text, metric, value) => {
    expect(readValue(text, metric)).toEqual({ ok: true, value });
  });

  it.each([
    ["1.95,0.0", "units", "value_malformed"],
    ["1.95,0", "units", "value_malformed"],
    ["1.950.00", "units", "value_malformed"],
    ["hai triệu", "units", "value_malformed"],
    ["12,5", "units", "value_not_whole"],
    ["0", "units", "value_not_positive"],
    ["-3", "units", "value_not_positive"],
    ["999.999.999", "units", "value_too_large"],
    ["101", "pct_voluntary", "rate_too_large"],
  ] as const)("%s is refused: %s, %s", (text, metric, refusal) => {
    expect(readValue(text, metric)).toEqual({ ok: false, refusal });
  });

  it("keeps a decision's number without stray spaces", () => {
    expect(tidyNumber("  12 / QĐ-BCĐ ")).toBe("12/QĐ-BCĐ");
  });
});

describe("the life of a proposal", () => {
  it.each([
    ["draft", "propose", "proposed"],
    ["draft", "assign", "assigned"],
    ["proposed", "return", "draft"],
    ["agreed", "return", "draft"],
    ["agreed", "withdraw", "withdrawn"],
  ] as const)("%s, %s: %s", (state, step, value) => expect(afterStep(state, step)).toEqual({ ok: true, value }));

  it.each([
    ["decided", "withdraw", "already_decided"],
    ["withdrawn", "propose", "withdrawn_meanwhile"],
    ["draft", "return", "still_a_draft"],
    ["proposed", "assign", "already_taken"],
  ] as const)("%s, %s is refused: %s", (state, step, refusal) =>
    expect(afterStep(state, step)).toEqual({ ok: false, refusal }),
  );

  it("gives no target to a unit that is not there in its time", () => {
    const merged = { validFrom: "2008-08-01", validTo: "2025-07-01" };
    expect(whyNotForUnit(merged, daysOf("year", 2026, null))).toBe("unit_not_there");
    expect(whyNotForUnit(merged, daysOf("h2", 2025, null))).toBe("unit_not_there");
    expect(whyNotForUnit(merged, daysOf("h1", 2025, null))).toBeNull();
    expect(whyNotForUnit({ validFrom: "2025-07-01", validTo: null }, daysOf("year", 2024, null))).toBe(
      "unit_not_there",
    );
  });

  it("lets an adjustment hold from its day, and never before it was known", () => {
    expect(inForceFrom("2026-06-20", "2026-07-01")).toBe("2026-07-01");
    expect(inForceFrom("2026-07-20", "2026-07-01")).toBe("2026-07-20");
    expect(inForceFrom("2025-12-20", null)).toBe("2025-12-20");
    const year = daysOf("year", 2026, null);
    expect(whyNotEffective("2027-01-01", year, null)).toBe("effective_outside");
    expect(whyNotEffective("2026-03-01", year, "2026-07-01")).toBe("before_last_version");
    expect(whyNotEffective("2026-07-01", year, "2025-12-20")).toBeNull();
  });
});

describe("a whole over its parts", () => {
  const arbitrary = fc
    .array(
      fc.record({
        weight: fc.integer({ min: 0, max: 9_000_000 }),
        locked: fc.boolean(),
        value: fc.integer({ min: 0, max: 5_000 }),
      }),
      {
        minLength: 1,
        maxLength: 60,
      },
    )
    .chain((drawn) =>
      fc.integer({ min: 300_000, max: 2_500_000 }).map((whole) => ({
        whole,
        weights: drawn.map(({ weight }) => weight),
        parts: drawn.map(({ value, locked }, index): SplitPart => ({ key: `U${index}`, value, locked })),
      })),
    );
  const weightIn = (weights: number[]) => (key: string) => weights[Number(key.slice(1))] ?? null;

  it("adds up exactly, leaves locked parts alone and gives the heavier part no less", () => {
    fc.assert(
      fc.property(arbitrary, ({ whole, weights, parts }) => {
        const shared = shareBy(whole, parts, weightIn(weights));
        if (!shared.ok) {
          expect(parts.every((part, index) => part.locked || weights[index] === 0)).toBe(true);
          return;
        }
        expect([...shared.value.values()].reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(whole);
        for (const part of parts) if (part.locked) expect(shared.value.get(part.key)).toBe(part.value);
        const free = parts
          .map((part, index) => ({ ...part, weight: weights[index] ?? 0 }))
          .filter((part) => !part.locked && part.weight > 0)
          .sort((a, b) => a.weight - b.weight);
        for (const [index, part] of free.entries()) {
          const lighter = free[index - 1];
          if (lighter && lighter.weight < part.weight)
            expect(shared.value.get(part.key) ?? 0).toBeGreaterThanOrEqual(shared.value.get(lighter.key) ?? 0);
        }
      }),
    );
  });

  it("gives more of a larger whole to nobody less than one below before", () => {
    fc.assert(
      fc.property(arbitrary, ({ whole, weights, parts }) => {
        const one = shareBy(whole, parts, weightIn(weights));
        const more = shareBy(whole + 1_000, parts, weightIn(weights));
        if (!one.ok || !more.ok) return;
        // The method of the largest remainder may move a single unit between two parts, never more.
        for (const [key, value] of one.value)
          if (value !== null) expect(more.value.get(key) ?? 0).toBeGreaterThanOrEqual(value - 1);
      }),
    );
  });

  it("takes what units proposed into free parts alone, the same when it is done twice", () => {
    fc.assert(
      fc.property(arbitrary, ({ weights, parts }) => {
        const proposedBy = weightIn(weights);
        const taken = takeProposed(parts, proposedBy);
        expect([...taken.keys()]).toEqual(parts.map((part) => part.key));
        for (const { key, value, locked } of parts)
          expect(taken.get(key)).toBe(locked ? value : (proposedBy(key) ?? value));
        const after = parts.map((part) => ({ ...part, value: taken.get(part.key) ?? null }));
        expect(takeProposed(after, proposedBy)).toEqual(taken);
      }),
    );
  });

  it("refuses locked parts above the whole, and a helper that knows nothing", () => {
    const parts = [
      { key: "A", value: 90, locked: true },
      { key: "B", value: null, locked: false },
    ];
    expect(shareBy(80, parts, () => 1)).toEqual({ ok: false, refusal: "locked_exceed_whole" });
    expect(shareBy(100, parts, () => null)).toEqual({ ok: false, refusal: "nothing_to_share_by" });
  });

  it.each([
    [[60, 50], "parts_exceed_whole", { sum: 110, whole: 100, difference: 10, missing: 0 }],
    [[60, 30], "parts_fall_short", { sum: 90, whole: 100, difference: 10, missing: 0 }],
    [[60, null], "parts_missing", { sum: 60, whole: 100, difference: 40, missing: 1 }],
  ] as const)("%j of 100 is refused: %s", (values, refusal, facts) => {
    expect(
      whyNotAgreeing(
        100,
        values.map((value) => ({ value })),
      ),
    ).toEqual({ refusal, facts });
  });

  it("warns of a change of more than 30 per cent, and of none it cannot know", () => {
    expect(isOddJump(131, 100)).toBe(true);
    expect(isOddJump(130, 100)).toBe(false);
    expect(isOddJump(69, 100)).toBe(true);
    expect(isOddJump(500, null)).toBe(false);
    expect(changeAgainst(115, 100)).toBe(15);
  });
});

describe("what next year may bring", () => {
  const printed = (year: number, total: number) => ({ year, total, from: "published", isDemo: false }) as const;

  it("carries the latest known year on by its growth, within bounds", () => {
    expect(projectionFor(2026, [printed(2024, 1_600_000), printed(2025, 1_700_000)])).toMatchObject({
      growth: 6.3,
      value: 1_807_100,
    });
    expect(projectionFor(2026, [printed(2024, 1_000_000), printed(2025, 1_700_000)])?.value).toBe(1_955_000);
  });

  it("compares no printed with a recorded year, and takes real ones before made-up ones", () => {
    const demo = { year: 2026, total: 9_000, from: "recorded", isDemo: true } as const;
    const nearly = { ...printed(2024, 1_750_000), isRounded: true };
    expect(projectionFor(2026, [nearly, printed(2025, 1_748_935)])).toMatchObject({ growth: null, value: 1_748_900 });
    expect(projectionFor(2027, [demo, printed(2025, 1_700_000)])).toMatchObject({ growth: null, value: 1_700_000 });
    expect(projectionFor(2027, [demo])?.value).toBe(9_000);
    expect(projectionFor(2027, [])).toBeNull();
  });
});

describe("bodies of a long list", () => {
  const body = { name: "Trường Đại học Đông Đô", people: null, fewPeople: false, met: null };
  it.each([
    ["dong do", "all", {}, true],
    ["Bách khoa", "all", {}, false],
    ["", "untold", {}, true],
    ["", "untold", { fewPeople: true }, false],
    ["", "untold", { people: 400 }, false],
    ["", "behind", { met: false }, true],
    ["", "behind", { met: true }, false],
    ["", "behind", {}, false],
  ] as const)("%j, %s, of %j: %s", (find, only, differing, shown) =>
    expect(isShown({ ...body, ...differing }, { find, only })).toBe(shown),
  );
});
