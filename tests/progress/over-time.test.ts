import { beforeAll, describe, expect, it } from "vitest";
import { publicSumsOverTime } from "@/lib/progress/over-time/queries";
import { publicProgress } from "@/lib/progress/queries";
import { useDatabase } from "../support/database";
import { addDrive, addVenue } from "../support/facts";

const { owner } = useDatabase();
const today = "2026-11-26";

/** Drives of the provinces of then, in every month across the mergers of 1 July 2025, each on ground that is held now. */
beforeAll(async () => {
  const { rows: provinces } = await owner.query<{ id: string; now: string; begun: boolean }>(
    `SELECT u.id, u.valid_from < '2025-07-01' AS begun, coalesce((SELECT s.successor_id FROM unit_succession s WHERE s.predecessor_id = u.id), u.id) AS now
     FROM unit u WHERE u.kind = 'province' ORDER BY u.id`,
  );
  const some = provinces.filter((_, index) => index % 4 === 0);
  for (const [index, province] of some.entries()) {
    const { rows } = await owner.query(
      "SELECT id FROM unit WHERE parent_id = $1 AND kind = 'commune' ORDER BY id LIMIT 1",
      [province.now],
    );
    const venue = await addVenue(owner, { provinceId: province.now, communeId: rows[0].id });
    const ended = province.id !== province.now;
    const months = !province.begun
      ? ["2025-07", "2025-08"]
      : ended
        ? ["2025-04", "2025-05", "2025-06"]
        : ["2025-05", "2025-06", "2025-07", "2025-08"];
    for (const [at, month] of months.entries()) {
      const drive = await addDrive(owner, {
        provinceId: province.id,
        creditedUnitId: province.id,
        communeId: rows[0].id,
        venueId: venue.id,
        heldOn: `${month}-1${at}`,
        startsAt: new Date(`${month}-1${at}T08:00:00+07:00`),
        endsAt: new Date(`${month}-1${at}T11:00:00+07:00`),
        status: "closed",
      });
      await owner.query("INSERT INTO drive_total (drive_id, donations, voluntary, volume_ml) VALUES ($1, $2, $2, $3)", [
        drive.id,
        10 + index * 7 + at,
        350 * (10 + index * 7 + at),
      ]);
    }
  }
});

const ask = async (from: string, to: string, view: "then" | "now", provinceCode?: string) => {
  const found = await publicSumsOverTime({ from, to, view, provinceCode, today });
  if (found === null) throw new Error("No such unit.");
  return found;
};

describe("sums of a past period", () => {
  it.each(["2025-04", "2025-05", "2025-06", "2025-07", "2025-08"])(
    "of %s are the same by the units of then and by those of now",
    async (month) => {
      const [from, to] = [`${month}-01`, `${month}-28`];
      const [then, now] = [await ask(from, to, "then"), await ask(from, to, "now")];
      expect(then.total).toEqual(now.total);
      expect(then.total.donations).toBeGreaterThan(0);
      expect(then.units.reduce((sum, unit) => sum + (unit.donations ?? 0), 0)).toBe(then.total.donations);
      expect(now.units).toHaveLength(36);
      expect(then.units).toHaveLength(month < "2025-07" ? 65 : 36);
      // Nobody of before the mergers stands among those of now.
      expect(now.units.filter((unit) => unit.unit.validTo !== null)).toEqual([]);
    },
  );

  it("say how many units reported on the first and on the last day", async () => {
    const { reportingUnits } = await ask("2025-06-30", "2025-07-01", "then");
    expect(reportingUnits).toEqual([
      { on: "2025-06-30", provinces: 63, ministries: 2, all: 65 },
      { on: "2025-07-01", provinces: 34, ministries: 2, all: 36 },
    ]);
  });

  it("by communes of before the mergers stand with those of now, in words, never as an empty list", async () => {
    const { rows } = await owner.query<{ code: string }>(
      `SELECT u.code FROM drive d JOIN unit u ON u.id = d.credited_unit_id WHERE u.valid_to = '2025-07-01' LIMIT 1`,
    );
    const then = await ask("2025-05-01", "2025-05-31", "then", rows[0]?.code);
    expect(then).toMatchObject({ complete: false, notHeld: ["communes_then"], level: "communes" });
    expect(then.units.length).toBeGreaterThan(0);
    expect(then.units.every((unit) => !unit.heldThen)).toBe(true);
    expect(then.total.donations).toBeGreaterThan(0);
  });

  it("stand in the year's dashboard with the provinces of its end, none left out", async () => {
    const progress = await publicProgress({ year: 2025 }, new Date("2026-11-26T03:00:00Z"));
    const all = await ask("2025-01-01", "2025-12-31", "now");
    const parts = progress?.children.reduce((sum, child) => sum + (child.recorded?.donations ?? 0), 0);
    expect(progress?.recorded?.donations ?? all.total.donations).toBe(all.total.donations);
    expect(parts).toBe(all.total.donations);
  });
});
