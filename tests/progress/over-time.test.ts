import { beforeAll, describe, expect, it } from "vitest";
import { publicSumsOverTime } from "@/lib/progress/over-time/queries";
import { publicProgress } from "@/lib/progress/queries";
import { useDatabase } from "../support/database";
import { addDrive, addOfficialReport, addVenue } from "../support/facts";

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

  it("are official by approved reports of whole months, on both sides of a merger, and the same by then and by now", async () => {
    const { rows } = await owner.query<{ id: string; was: string; is: string; code: string; now: string }>(
      `SELECT u.id AS was, u.code, s.successor_id AS is, w.code AS now FROM drive d JOIN unit u ON u.id = d.credited_unit_id
       JOIN unit_succession s ON s.predecessor_id = u.id JOIN unit w ON w.id = s.successor_id WHERE u.valid_to = '2025-07-01'
       ORDER BY u.id LIMIT 1`,
    );
    const { was, is, code, now: codeNow } = rows[0] as (typeof rows)[number];
    const before = await ask("2025-05-01", "2025-08-31", "then");
    await addOfficialReport(owner, { unitId: was, startsOn: "2025-05-01", endsOn: "2025-05-31", received: 900 });
    await addOfficialReport(owner, { unitId: is, startsOn: "2025-07-01", endsOn: "2025-07-31", received: 700 });
    const paper = (
      await owner.query(
        "SELECT id, code FROM unit WHERE kind = 'province' AND id NOT IN (SELECT credited_unit_id FROM drive) AND valid_to IS NULL ORDER BY id LIMIT 1",
      )
    ).rows[0];
    await addOfficialReport(owner, { unitId: paper.id, startsOn: "2025-08-01", endsOn: "2025-08-31", received: 300 });
    const [then, now] = [await ask("2025-05-01", "2025-08-31", "then"), await ask("2025-05-01", "2025-08-31", "now")];
    expect(then.total).toEqual(now.total);
    expect(then.total.donations).toBe(before.total.donations);
    for (const sums of [then, now])
      expect(sums.units.reduce((sum, unit) => sum + (unit.official ?? 0), 0)).toBe(sums.total.official);
    const of = (sums: typeof then, unit: string, ended = false) =>
      sums.units.find(
        (one) => one.unit.code === unit && one.unit.kind === "province" && (one.unit.validTo !== null) === ended,
      );
    const recordedOn = async (unit: string, month: string) =>
      Number(
        (
          await owner.query(
            `SELECT coalesce(sum(t.donations), 0) AS n FROM drive d JOIN drive_total t ON t.drive_id = d.id
             WHERE d.credited_unit_id = $1 AND to_char(d.held_on, 'YYYY-MM') = $2`,
            [unit, month],
          )
        ).rows[0].n,
      );
    const wasThen = of(then, code, true);
    expect(wasThen?.official).toBe((wasThen?.donations ?? 0) - (await recordedOn(was, "2025-05")) + 900);
    const isNow = of(now, codeNow);
    const replaced = (await recordedOn(was, "2025-05")) + (await recordedOn(is, "2025-07"));
    expect(isNow?.official).toBe((isNow?.donations ?? 0) - replaced + 1600);
    expect(of(now, paper.code)).toMatchObject({ official: 300, donations: 0, drives: 0 });
    // Part of a month is told by its drives alone.
    const part = await ask("2025-05-02", "2025-08-30", "now");
    expect(part.total.official - part.total.donations).toBe(700 - (await recordedOn(is, "2025-07")));
    const communes = await ask("2025-07-01", "2025-07-31", "now", codeNow);
    expect(communes.total.official).toBe(700);
    expect(communes.units.every(({ official }) => official === null)).toBe(true);
    await owner.query("DELETE FROM report");
  });

  it("stand in the year's dashboard with the provinces of its end, none left out", async () => {
    const progress = await publicProgress({ year: 2025 }, new Date("2026-11-26T03:00:00Z"));
    const all = await ask("2025-01-01", "2025-12-31", "now");
    const parts = progress?.children.reduce((sum, child) => sum + (child.recorded?.donations ?? 0), 0);
    expect(progress?.recorded?.donations ?? all.total.donations).toBe(all.total.donations);
    expect(parts).toBe(all.total.donations);
  });
});
