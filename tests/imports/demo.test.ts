import { beforeAll, describe, expect, test } from "vitest";
import { addDays, todayInVietnam } from "@/lib/core/time";
import { topUpDemo } from "@/lib/imports/demo";
import { useDatabase } from "../support/database";

const { owner } = useDatabase();
const now = new Date("2026-11-22T03:00:00Z");

const slotsOutOfStep = `SELECT count(*)::int AS wrong FROM slot s LEFT JOIN (SELECT slot_id, count(*) AS n FROM booking
  WHERE status IN ('booked', 'arrived', 'no_show') GROUP BY slot_id) b ON b.slot_id = s.id WHERE s.booked <> coalesce(b.n, 0)`;

async function topUp(at: Date): Promise<string[]> {
  const client = await owner.connect();
  try {
    return (await topUpDemo(client, { now: at })).lines;
  } finally {
    client.release();
  }
}

async function one<T>(query: string): Promise<T> {
  return (await owner.query(query)).rows[0];
}

beforeAll(() => topUp(now));

describe("the demonstration", () => {
  test("has hundreds of drives in many provinces, and thousands of people, all marked as demo", async () => {
    const seen = await one<{ drives: number; provinces: number; unmarked: number }>(
      `SELECT count(*)::int AS drives, count(DISTINCT province_id)::int AS provinces,
         count(*) FILTER (WHERE NOT is_demo)::int AS unmarked FROM drive`,
    );
    expect(seen.drives).toBeGreaterThan(300);
    expect(seen.provinces).toBeGreaterThan(25);
    expect(seen.unmarked).toBe(0);
    const people = await one<{ donors: number; unmarked: number }>(
      "SELECT count(*)::int AS donors, count(*) FILTER (WHERE NOT is_demo)::int AS unmarked FROM donor",
    );
    expect(people.donors).toBeGreaterThan(3000);
    expect(people.unmarked).toBe(0);
  });

  test("reaches from some months ago to sixty days ahead", async () => {
    const { first, last } = await one<{ first: string; last: string }>(
      "SELECT min(held_on)::text AS first, max(held_on)::text AS last FROM drive",
    );
    expect(first < addDays(todayInVietnam(now), -200)).toBe(true);
    expect(last).toBe(addDays(todayInVietnam(now), 60));
  });

  test("keeps totals equal to the sum of its donations", async () => {
    const { wrong } = await one<{ wrong: number }>(
      `SELECT count(*)::int AS wrong FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
       LEFT JOIN (SELECT drive_id, count(*) AS n, sum(volume_ml) AS ml FROM donation WHERE status = 'recorded' GROUP BY drive_id) f
         ON f.drive_id = d.id
       WHERE (coalesce(t.donations, 0), coalesce(t.volume_ml, 0)) IS DISTINCT FROM (coalesce(f.n, 0), coalesce(f.ml, 0))`,
    );
    expect(wrong).toBe(0);
  });

  test("keeps every slot's counter equal to its bookings", async () => {
    const { wrong } = await one<{ wrong: number }>(slotsOutOfStep);
    expect(wrong).toBe(0);
  });

  test("lets nobody give sooner than the rest allows", async () => {
    const { soon } = await one<{ soon: number }>(
      `SELECT count(*)::int AS soon FROM (SELECT given_on - lag(given_on) OVER (PARTITION BY donor_id ORDER BY given_on) AS rest
         FROM donation) r WHERE rest < 84`,
    );
    expect(soon).toBe(0);
  });

  test("has believable rates: voluntary, returning, 350 ml and more, deferred", async () => {
    const rates = await one<Record<string, number>>(
      `SELECT avg((kind = 'voluntary')::int)::float AS voluntary, avg((NOT first_time)::int)::float AS returning,
         avg((volume_ml >= 350)::int)::float AS large,
         (SELECT avg((status = 'deferred')::int)::float FROM visit) AS deferred FROM donation`,
    );
    expect(rates.voluntary).toBeGreaterThan(0.97);
    expect(rates.returning).toBeGreaterThan(0.4);
    expect(rates.large).toBeGreaterThan(0.55);
    expect(rates.deferred).toBeGreaterThan(0.05);
    expect(rates.deferred).toBeLessThan(0.12);
  });

  test("gives two people one phone to sign in by, the first rested and ready to book", async () => {
    const { rows } = await owner.query(
      `SELECT full_name, donation_count, last_given_on, EXISTS (SELECT 1 FROM booking b WHERE b.donor_id = donor.id
         AND b.status = 'booked') AS booked FROM donor WHERE phone = '+84900000001' ORDER BY full_name`,
    );
    expect(rows).toHaveLength(2);
    expect(rows[0].donation_count).toBeGreaterThan(0);
    expect(rows[0].last_given_on <= addDays(todayInVietnam(now), -84)).toBe(true);
    expect(rows[0].booked).toBe(false);
  });

  test("has reports of every unit behind it, in every state, none below what was recorded", async () => {
    const { rows } = await owner.query<{ status: string; many: number }>(
      "SELECT status, count(*)::int AS many FROM report GROUP BY status",
    );
    const by = Object.fromEntries(rows.map(({ status, many }) => [status, many]));
    expect(Object.keys(by)).toEqual(expect.arrayContaining(["approved", "checked", "returned", "submitted"]));
    expect(by.approved).toBeGreaterThan(250);
    const { below } = await one<{ below: number }>(
      `SELECT count(*)::int AS below FROM report r WHERE r.received < (SELECT coalesce(sum(t.donations), 0) FROM drive d
         JOIN drive_total t ON t.drive_id = d.id WHERE d.credited_unit_id = r.unit_id AND d.held_on BETWEEN r.starts_on AND r.ends_on)`,
    );
    expect(below).toBe(0);
    const { mine } = await one<{ mine: number }>(
      "SELECT count(*)::int AS mine FROM report WHERE unit_id = 'P01' AND kind = 'month' AND starts_on = '2026-10-01'",
    );
    expect(mine).toBe(0);
    expect((await one<{ many: number }>("SELECT count(*)::int AS many FROM outreach_activity")).many).toBeGreaterThan(
      300,
    );
  });

  test("adds nothing when started again the same day, and plays the days between when started later", async () => {
    const before = await one<{ drives: number; donations: number }>(
      "SELECT (SELECT count(*)::int FROM drive) AS drives, (SELECT count(*)::int FROM donation) AS donations",
    );
    expect(await topUp(now)).toEqual([]);
    await topUp(new Date(now.getTime() + 3 * 86_400_000));
    const after = await one<{ drives: number; donations: number; stale: number; last: string }>(
      `SELECT (SELECT count(*)::int FROM drive) AS drives, (SELECT count(*)::int FROM donation) AS donations,
         (SELECT count(*)::int FROM drive WHERE status IN ('published', 'open') AND ends_at < '2026-11-25T03:00:00Z') AS stale,
         (SELECT max(held_on)::text FROM drive) AS last`,
    );
    expect(after.drives).toBeGreaterThan(before.drives);
    expect(after.donations).toBeGreaterThan(before.donations);
    expect(after.stale).toBe(0);
    expect(after.last).toBe("2027-01-24");
    const { wrong } = await one<{ wrong: number }>(slotsOutOfStep);
    expect(wrong).toBe(0);
  });
});
