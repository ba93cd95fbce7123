import fc from "fast-check";
import type { PoolClient } from "pg";
import sql, { type Sql } from "sql-template-tag";
import { afterEach, expect, it } from "vitest";
import { addUpMonths } from "@/lib/donations/sums/jobs";
import {
  campaignTotalsByMonth,
  cellsByMonth,
  driveCounts,
  monthsToRead,
  sumsOfDrives,
  totalsByMonth,
} from "@/lib/donations/sums/statements";
import { useDatabase } from "../support/database";
import { addDrive } from "../support/facts";

const { owner, app } = useDatabase();
const today = "2026-11-26";
const months = monthsToRead("2025-01-01", "2027-12-01");

afterEach(() => owner.query("TRUNCATE drive, venue, organisation, facility, month_added, month_touched CASCADE"));

const columns =
  "donations, voluntary, first_time, at_least_350_ml, apheresis, volume_ml, drives, every_drive, planned_units, contains_demo, reconciled";

/** How the sums are told, and the same from the drives themselves; each pair must be equal at every moment. */
const pairs: [told: Sql, truth: Sql][] = [
  [
    sql`WITH ${months}, told AS (${totalsByMonth(today)}) SELECT month, unit_id, ${sql([columns])} FROM told ORDER BY month, unit_id`,
    sql`SELECT date_trunc('month', d.held_on::timestamp)::date AS month, d.credited_unit_id AS unit_id, ${sumsOfDrives(today)}
      FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id WHERE ${driveCounts} GROUP BY 1, 2 ORDER BY 1, 2`,
  ],
  [
    sql`WITH ${months}, told AS (${campaignTotalsByMonth(today, 2026)}) SELECT month, unit_id, campaign_id, ${sql([columns])} FROM told ORDER BY month, unit_id, campaign_id`,
    sql`SELECT date_trunc('month', d.held_on::timestamp)::date AS month, d.credited_unit_id AS unit_id, c.campaign_id, ${sumsOfDrives(today)}
      FROM (SELECT DISTINCT e.campaign_id, dc.drive_id FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id WHERE e.year = 2026) c
        JOIN drive d ON d.id = c.drive_id LEFT JOIN drive_total t ON t.drive_id = d.id
      WHERE ${driveCounts} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  ],
  [
    sql`WITH ${months}, told AS (${cellsByMonth()}) SELECT * FROM told ORDER BY 1, 2, 3, 4, 5, 6, 7`,
    sql`SELECT date_trunc('month', d.held_on::timestamp)::date AS month, d.credited_unit_id AS unit_id, b.kind, b.first_time, b.component, b.volume_ml, b.segment,
        sum(b.donations)::integer AS donations
      FROM drive d JOIN drive_breakdown b ON b.drive_id = d.id WHERE b.donations > 0 GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7`,
  ],
];

/** Both as of one moment, whatever else goes on. */
async function expectExact(): Promise<void> {
  const client = await app.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    for (const [told, truth] of pairs) {
      const [found, wanted] = [await client.query(told), await client.query(truth)];
      expect(found.rows).toEqual(wanted.rows);
    }
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

/** One donation more (or fewer) of a drive, as the donation's statement moves its numbers. */
async function give(client: Pick<PoolClient, "query">, driveId: string, step: 1 | -1, segment: string): Promise<void> {
  await client.query(
    `WITH total AS (INSERT INTO drive_total AS t (drive_id, donations, voluntary, first_time, volume_ml) VALUES ($1, 1, 1, 1, 350)
       ON CONFLICT (drive_id) DO UPDATE SET donations = t.donations + $2, voluntary = t.voluntary + $2, first_time = t.first_time + $2,
         volume_ml = t.volume_ml + 350 * $2)
     INSERT INTO drive_breakdown AS b VALUES ($1, 'voluntary', true, 'whole_blood', 350, $3, 1)
       ON CONFLICT (drive_id, kind, first_time, component, volume_ml, segment) DO UPDATE SET donations = b.donations + $2`,
    [driveId, step, segment],
  );
}

const hoursOf = (day: string) => ({ heldOn: day, startsAt: `${day}T00:30:00Z`, endsAt: `${day}T04:30:00Z` });
const units = ["P01", "P40", "MBQP"];

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("plan" as const),
      month: fc.integer({ min: 1, max: 14 }),
      unit: fc.nat(2),
      demo: fc.boolean(),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant("give" as const),
      drive: fc.nat(),
      segment: fc.constantFrom("worker", "student"),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("void" as const), drive: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("state" as const),
      drive: fc.nat(),
      status: fc.constantFrom("draft", "closed", "reconciled", "cancelled"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("move" as const),
      drive: fc.nat(),
      month: fc.integer({ min: 1, max: 14 }),
      unit: fc.nat(2),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("campaign" as const),
      drive: fc.nat(),
      edition: fc.constantFrom("tet-le-hoi-xuan-2026", "chu-nhat-do-2026"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("drop" as const), drive: fc.nat() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("add_up" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** From December 2025 to January 2027: months long over, the running one, and one to come. */
const dayIn = (month: number) =>
  new Date(Date.UTC(2025, 10 + month, 1 + ((month * 7) % 27))).toISOString().slice(0, 10);

async function take(next: Step, drives: string[]): Promise<void> {
  if (next.do === "add_up") return void (await addUpMonths());
  if (next.do === "plan") {
    const made = await addDrive(owner, {
      ...hoursOf(dayIn(next.month)),
      creditedUnitId: units[next.unit],
      isDemo: next.demo,
    });
    return void drives.push(made.id);
  }
  const id = drives[next.drive % Math.max(1, drives.length)];
  if (!id) return;
  if (next.do === "give") return give(owner, id, 1, next.segment);
  if (next.do === "void") {
    const { rows } = await owner.query(
      "SELECT segment FROM drive_breakdown WHERE drive_id = $1 AND donations > 0 LIMIT 1",
      [id],
    );
    return rows[0] && give(owner, id, -1, rows[0].segment);
  }
  if (next.do === "state")
    return void (await owner.query("UPDATE drive SET status = $2, status_reason = 'mưa' WHERE id = $1", [
      id,
      next.status,
    ]));
  if (next.do === "move") {
    const { heldOn, startsAt, endsAt } = hoursOf(dayIn(next.month));
    return void (await owner.query(
      "UPDATE drive SET held_on = $2, starts_at = $3, ends_at = $4, credited_unit_id = $5 WHERE id = $1",
      [id, heldOn, startsAt, endsAt, units[next.unit]],
    ));
  }
  if (next.do === "campaign")
    return void (await owner.query("INSERT INTO drive_campaign VALUES ($1, $2) ON CONFLICT DO NOTHING", [
      id,
      next.edition,
    ]));
  await owner.query("DELETE FROM drive_campaign WHERE drive_id = $1", [id]);
  await owner.query("DELETE FROM drive WHERE id = $1", [id]);
  drives.splice(drives.indexOf(id), 1);
}

it("sums by month equal the sum of the drives after any history, added up by the worker at any moment or never", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (history) => {
      await owner.query("TRUNCATE drive, month_added, month_touched CASCADE");
      const drives: string[] = [];
      for (const next of history) {
        await take(next, drives);
        await expectExact();
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 120_000);

it("equal it at every moment too while many record late and the worker adds up", async () => {
  const drives = await Promise.all(
    Array.from({ length: 6 }, (_, n) => addDrive(owner, { ...hoursOf(dayIn(3 + (n % 2))), creditedUnitId: "P01" })),
  );
  let going = true;
  const desks = drives.map(async ({ id }) => {
    for (let n = 0; n < 60; n++) await give(app, id, n % 5 === 4 ? -1 : 1, n % 2 ? "worker" : "student");
  });
  const worker = (async () => {
    // Somebody else's commit may come between two tries; the next round finds what this one left.
    while (going) await addUpMonths().catch((error) => expect(error).toMatchObject({ because: "busy" }));
  })();
  const reader = (async () => {
    while (going) await expectExact();
  })();
  await Promise.all(desks);
  going = false;
  await Promise.all([worker, reader]);
  await addUpMonths();
  await expectExact();
  expect((await owner.query("SELECT 1 FROM month_touched")).rowCount).toBe(0);
});

it("neither the running month nor one that has just ended is added up, and today's donation notes nothing", async () => {
  const { rows } = await owner.query("SELECT (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today");
  const drive = await addDrive(owner, { ...hoursOf(rows[0].today), creditedUnitId: "P01" });
  await give(owner, drive.id, 1, "worker");
  expect((await owner.query("SELECT 1 FROM month_touched")).rowCount).toBe(0);
  expect(await addUpMonths()).toEqual([]);
  await expectExact();
});

it("is told by the check when a change was not noted", async () => {
  const drive = await addDrive(owner, { ...hoursOf(dayIn(3)), creditedUnitId: "P01" });
  await addUpMonths();
  await owner.query("ALTER TABLE drive_total DISABLE TRIGGER drive_total_touches_its_month");
  await give(owner, drive.id, 1, "worker");
  await owner.query("ALTER TABLE drive_total ENABLE TRIGGER drive_total_touches_its_month");
  await expect(expectExact()).rejects.toThrow();
});
