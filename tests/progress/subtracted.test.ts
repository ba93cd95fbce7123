import { beforeEach, describe, expect, it, vi } from "vitest";
import { progressAnswer } from "@/lib/progress/answer";
import { publicDrill } from "@/lib/progress/drill/queries";
import { publicSumsOverTime } from "@/lib/progress/over-time/queries";
import { publicProgress } from "@/lib/progress/queries";
import { spanOf, spanWords } from "@/lib/progress/span";
import { useDatabase } from "../support/database";
import { followsFrom } from "../support/equations";
import { addCampaignEdition, addCommune, addHeldDrive, addOrganisation, insert } from "../support/facts";

// What a test has just written is to be seen: every answer is asked for anew.
vi.mock("@/lib/db/lately", () => ({ lately: (read: unknown) => read }));

/**
 * Whoever asks for lists of many periods, adds them up and subtracts them learns no small count: neither of a commune
 * from its own figures, nor with its province's and its neighbours'.
 */
const { owner } = useDatabase();
const now = new Date("2026-11-26T05:00:00Z");
const today = "2026-11-26";
const year = 2025;
let communes: { id: string; code: string }[];
let hostOrganisationId: string;

beforeEach(async () => {
  await owner.query("TRUNCATE drive, organisation, report CASCADE");
  const { rows } = await owner.query(
    "SELECT id, code FROM unit WHERE parent_id = 'P01' AND kind = 'commune' ORDER BY id LIMIT 5",
  );
  communes = rows;
  hostOrganisationId = (await addOrganisation(owner, { unitId: "P01", kind: "commune" })).id;
});

interface Held {
  readonly at: number;
  readonly heldOn: string;
  readonly donations: number;
}

/** What was told of a commune (null: of the whole province) over some days. */
interface ToldSum {
  readonly at: number | null;
  readonly from: string;
  readonly to: string;
}

async function hold(drives: readonly Held[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { at, heldOn, donations } of drives) {
    const { id } = await addHeldDrive(owner, donations, {
      provinceId: "P01",
      communeId: communes[at]?.id,
      creditedUnitId: "P01",
      hostOrganisationId,
      heldOn,
    });
    ids.push(id);
  }
  return ids;
}

/** Everything that is told of these days, by drill-down and by list. */
async function toldOver(from: string, to: string): Promise<ToldSum[]> {
  const asked = { scope: { id: "P01", kind: "province" }, by: "unit", campaignId: null, today } as const;
  const { rows } = await publicDrill({ ...asked, span: spanOf({ span: "custom", from, to }, today) });
  const lists = await Promise.all(
    (["then", "now"] as const).map((view) => publicSumsOverTime({ from, to, view, provinceCode: "01", today })),
  );
  return communes.flatMap(({ code }, at) => {
    const counts = [
      rows.find((row) => row.code === code)?.donations,
      ...lists.map((list) => list?.units.find(({ unit }) => unit.code === code)?.donations),
    ];
    return counts.some((count) => typeof count === "number") ? [{ at, from, to }] : [];
  });
}

const lastDay = (month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
const firstDay = (month: number) => `${year}-${String(month).padStart(2, "0")}-01`;

/** Every period of whole months, the year's page of the province, and each commune's own page with its months. */
async function everythingTold(): Promise<ToldSum[]> {
  const told: ToldSum[] = [];
  for (const word of spanWords.filter((one) => one !== "custom")) {
    const span = spanOf({ year: `${year}`, span: word }, today);
    told.push(...(await toldOver(span.from, span.to)));
  }
  for (const [first, last] of [
    [1, 2],
    [2, 5],
    [3, 4],
    [3, 12],
    [1, 10],
    [4, 11],
  ] as const)
    told.push(...(await toldOver(firstDay(first), lastDay(last))));
  const whole = { from: firstDay(1), to: lastDay(12) };
  const province = await publicProgress({ year, unitCode: "01" }, now);
  for (const { unit, received } of province ? progressAnswer(province).children : [])
    if (received !== null) told.push({ at: communes.findIndex(({ code }) => code === unit.code), ...whole });
  for (const [at, { code }] of communes.entries()) {
    const progress = await publicProgress({ year, unitCode: code }, now);
    const own = progress && progressAnswer(progress);
    if (typeof own?.received === "number") told.push({ at, ...whole });
    for (const { month, received } of own?.months ?? [])
      if (received !== null) told.push({ at, from: `${month}-01`, to: lastDay(Number(month.slice(5))) });
  }
  for (const { from, to } of [...told]) told.push({ at: null, from, to });
  for (let month = 1; month <= 12; month++) told.push({ at: null, from: firstDay(month), to: lastDay(month) });
  return told;
}

/** The drives that a sum is made of, as factors of each drive's unknown donations. */
const factors = (drives: readonly Held[], { at, from, to }: ToldSum) =>
  drives.map((drive) => ((at === null || drive.at === at) && drive.heldOn >= from && drive.heldOn <= to ? 1 : 0));

/** Months of communes of few, which follow from what is told. */
function monthsThatFollow(drives: readonly Held[], told: readonly ToldSum[]): string[] {
  const known = [...new Set(told.map((one) => factors(drives, one).join()))].map((line) => line.split(",").map(Number));
  return communes.flatMap((_, at) =>
    Array.from({ length: 12 }, (_month, index) => ({ at, from: firstDay(index + 1), to: lastDay(index + 1) })).flatMap(
      (month) => {
        const asked = factors(drives, month);
        const donations = drives.reduce((sum, drive, index) => sum + drive.donations * (asked[index] ?? 0), 0);
        const isFew = donations > 0 && donations < 5;
        return isFew && followsFrom(known, asked) ? [`${at}: ${month.from.slice(0, 7)}`] : [];
      },
    ),
  );
}

const on = (at: number, heldOn: string, donations: number): Held => ({ at, heldOn: `${year}-${heldOn}`, donations });
const others = [
  on(2, "03-11", 80), on(2, "04-12", 85), on(2, "09-02", 61),
  on(3, "01-12", 44), on(3, "03-05", 120), on(3, "04-25", 130), on(3, "09-09", 77),
  on(4, "04-14", 95), on(4, "06-05", 88),
]; // biome-ignore format: one commune a line

describe("lists of several periods, added up and subtracted", () => {
  it.each([
    [
      "a year of 63 with 3 in one month",
      [on(0, "03-10", 3), on(0, "04-20", 60), on(1, "03-15", 57), on(1, "04-02", 70)],
    ],
    ["few in two months", [on(0, "03-10", 2), on(0, "04-20", 4), on(0, "09-01", 50), on(1, "03-15", 57)]],
    ["few in a year", [on(0, "03-10", 3), on(1, "03-15", 57), on(1, "09-02", 70)]],
    ["few in two communes", [on(0, "03-10", 3), on(0, "09-20", 60), on(1, "04-15", 1), on(1, "09-02", 70)]],
    [
      "few days in a month that has more",
      [on(0, "03-10", 3), on(0, "03-20", 1), on(0, "04-20", 60), on(1, "04-02", 70)],
    ],
  ])("tell no month of few: %s", async (_words, own) => {
    const drives = [...own, ...others];
    await hold(drives);
    const told = await everythingTold();
    expect(told.filter(({ at }) => at !== null).length).toBeGreaterThan(60);
    expect(monthsThatFollow(drives, told)).toEqual([]);
  });

  it("tell no day of few of a commune by its own figures, however days cut its months", async () => {
    const drives = [on(0, "03-10", 3), on(0, "03-20", 40), on(0, "04-20", 60), ...others];
    await hold(drives);
    const told = await everythingTold();
    for (const from of ["03-01", "03-09", "03-11"])
      for (const to of ["03-09", "03-10", "03-15", "04-21"])
        if (from <= to) told.push(...(await toldOver(`${year}-${from}`, `${year}-${to}`)));
    const known = told.filter(({ at }) => at === 0).map((one) => factors(drives, one));
    expect(known.some((line) => line.includes(1))).toBe(true);
    expect(followsFrom(known, factors(drives, { at: 0, from: `${year}-03-10`, to: `${year}-03-10` }))).toBe(false);
  });

  it("tell of a campaign no count that would tell the few who gave outside it", async () => {
    const { id: editionId, campaignId } = await addCampaignEdition(owner, {
      year,
      startsOn: "2025-03-01",
      endsOn: "2025-04-30",
      scopeUnitId: "VN",
    });
    await hold([on(0, "09-10", 3), on(1, "09-15", 40), ...others]);
    await hold([on(0, "03-10", 57), on(1, "03-15", 70), on(2, "03-16", 33)]);
    await owner.query(
      `INSERT INTO drive_campaign (drive_id, edition_id) SELECT id, $1 FROM drive WHERE held_on IN ('2025-03-10', '2025-03-15', '2025-03-16')`,
      [editionId],
    );
    const span = spanOf({ year: `${year}` }, today);
    const asked = { span, today };
    const list = await publicDrill({ ...asked, scope: { id: "P01", kind: "province" }, by: "unit", campaignId });
    const listed = communes.slice(0, 3).map(({ code }) => list.rows.find((row) => row.code === code)?.donations);
    expect(listed).toEqual([null, null, 33]);
    const progress = await publicProgress({ year, unitCode: "01", campaignId }, now);
    const children = progress && progressAnswer(progress).children;
    expect(children?.map(({ received }) => received).sort()).toEqual([33, null, null]);
    const own = await Promise.all(
      communes.slice(0, 3).map(async ({ id }) => {
        const scope = { id, kind: "commune" } as const;
        const { rows } = await publicDrill({ ...asked, scope, by: "campaign", campaignId: null });
        return rows.map(({ donations }) => donations);
      }),
    );
    expect(own).toEqual([[null], [null], [33]]);
  });

  it("keep back of a campaign whom the year's list keeps back where nothing came outside it", async () => {
    const edition = await addCampaignEdition(owner, { year, startsOn: "2025-03-01", endsOn: "2025-04-30" });
    await hold([on(0, "03-10", 3), on(1, "03-15", 20), on(2, "03-16", 100)]);
    await owner.query(
      "INSERT INTO drive_campaign (drive_id, edition_id) SELECT id, $1 FROM drive WHERE held_on = '2025-03-15'",
      [edition.id],
    );
    for (const campaignId of [undefined, edition.campaignId]) {
      const progress = await publicProgress({ year, unitCode: "01", campaignId }, now);
      const told = progress && progressAnswer(progress).children.map(({ received }) => received);
      expect(told).not.toContain(20);
    }
  });

  it("keep back what an edition brought in the year after its own", async () => {
    const edition = await addCampaignEdition(owner, { year, startsOn: "2025-12-01", endsOn: "2026-01-31" });
    await hold([
      { at: 0, heldOn: "2026-01-10", donations: 3 },
      { at: 1, heldOn: "2026-01-11", donations: 20 },
      { at: 2, heldOn: "2026-01-12", donations: 100 },
    ]);
    await owner.query("INSERT INTO drive_campaign (drive_id, edition_id) SELECT id, $1 FROM drive", [edition.id]);
    const own = await Promise.all(
      communes.slice(0, 3).map(async ({ code }) => {
        const progress = await publicProgress({ year, unitCode: code, campaignId: edition.campaignId }, now);
        return progress && progressAnswer(progress).received;
      }),
    );
    expect(own).toEqual([null, null, 100]);
  });

  it("tell by bodies no commune that the list of communes keeps back", async () => {
    const bodies: string[] = [];
    for (const _each of [0, 1, 2, 3]) bodies.push((await addOrganisation(owner, { unitId: "P01" })).id);
    const heldBy = async (body: number, drive: Held) => {
      hostOrganisationId = bodies[body] ?? "";
      await hold([drive]);
    };
    await heldBy(0, on(0, "03-10", 3));
    await heldBy(1, on(1, "03-11", 20));
    await heldBy(2, on(2, "03-12", 7));
    await heldBy(3, on(2, "03-13", 50));
    const asked = { scope: { id: "P01", kind: "province" }, campaignId: null, today } as const;
    const { rows } = await publicDrill({ ...asked, by: "host", span: spanOf({ year: `${year}` }, today) });
    expect(rows.map(({ donations }) => donations)).toEqual([50, null, null, null]);
  });

  it.each(["province", "commune"] as const)(
    "tell no segment of few, by its year less its other months: of a %s",
    async (kind) => {
      for (const [heldOn, soldiers, students] of [
        ["2025-02-10", 5, 40],
        ["2025-05-10", 1, 30],
        ["2025-08-10", 9, 60],
      ] as const) {
        const [drive] = await hold([{ at: 0, heldOn, donations: soldiers + students }]);
        const cell = { driveId: drive, kind: "voluntary", firstTime: false, component: "whole_blood", volumeMl: 350 };
        await insert(owner, "drive_breakdown", { ...cell, segment: "armed_forces", donations: soldiers });
        await insert(owner, "drive_breakdown", { ...cell, segment: "student", donations: students });
      }
      const scope = { id: kind === "province" ? "P01" : (communes[0]?.id ?? ""), kind };
      const known: number[][] = [];
      for (const word of spanWords.filter((one) => one !== "custom")) {
        const span = spanOf({ year: `${year}`, span: word }, today);
        const { rows } = await publicDrill({ scope, by: "segment", campaignId: null, today, span });
        const isWithin = (day: string) => Number(day >= span.from && day <= span.to);
        const days = ["2025-02-10", "2025-05-10", "2025-08-10"].map(isWithin);
        for (const { key, donations } of rows)
          if (donations !== null) known.push(key === "student" ? [...days, 0, 0, 0] : [0, 0, 0, ...days]);
        known.push([...days, ...days]);
      }
      expect(known.some((line) => line.slice(3).includes(1))).toBe(true);
      expect(followsFrom(known, [0, 0, 0, 0, 1, 0])).toBe(false);
    },
  );

  it("tell no commune's few by its sum as then and the sum, as now, of what it went into", async () => {
    // Communes 0 and 1 went into a new one on 1 September: by then each is told, by now their sum.
    const both = communes.slice(0, 2).map(({ id }) => id);
    const joined = await addCommune(owner, { parentId: "P01", validFrom: new Date("2025-09-01") });
    await hold([on(0, "03-10", 3), on(0, "04-20", 60), on(1, "03-15", 57), on(1, "04-02", 70), ...others]);
    const before = await owner.query("SELECT id, valid_to FROM unit WHERE id = ANY ($1)", [both]);
    await owner.query("UPDATE unit SET valid_to = '2025-09-01' WHERE id = ANY ($1)", [both]);
    for (const predecessorId of both)
      await insert(owner, "unit_succession", {
        predecessorId,
        successorId: joined.id,
        effectiveOn: "2025-09-01",
        change: "merged",
        source: "thử",
      });
    try {
      const told = async (view: "then" | "now", from: string, to: string) => {
        const list = await publicSumsOverTime({ from, to, view, provinceCode: "01", today });
        return list?.units.filter(({ drives }) => drives > 0).map(({ donations }) => donations);
      };
      const march = [firstDay(3), lastDay(3)] as const;
      // 3 and 57 of then; their 60 of now less the one would tell the other.
      expect(await told("then", ...march)).toEqual([120, 80, null, null]);
      expect(await told("now", ...march)).toEqual([120, 80, null]);
    } finally {
      await owner.query("DELETE FROM unit_succession WHERE successor_id = $1", [joined.id]);
      for (const { id, valid_to } of before.rows)
        await owner.query("UPDATE unit SET valid_to = $2 WHERE id = $1", [id, valid_to]);
    }
  });
});
