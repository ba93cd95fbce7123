import { beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { publicSumsOverTime } from "@/lib/progress/over-time/queries";
import { publicProgress } from "@/lib/progress/queries";
import { saveReport } from "@/lib/reports/commands";
import { joinedWithin } from "@/lib/reports/joined";
import { lateReports } from "@/lib/reports/late/queries";
import { publicOfficialMonths } from "@/lib/reports/official/queries";
import { blankReport, unitNotThen } from "@/lib/reports/queries";
import { recordedOf } from "@/lib/reports/recorded";
import { administrator, change, drafted, merging, now } from "../mergers/world";
import { useDatabase } from "../support/database";
import { good, staffAt } from "../support/desk";
import { addCommune, addHeldDrive, addOfficialReport, addProvince } from "../support/facts";
import { figuresOf } from "../support/figures";

const { owner } = useDatabase();
const october = { kind: "month", startsOn: "2026-10-01", endsOn: "2026-10-31" } as const;

let office: StaffActor;
let left: { id: string; communeId: string };
let right: { id: string; communeId: string };

beforeEach(async () => {
  await owner.query("TRUNCATE report, drive, outreach_activity CASCADE");
  office = await staffAt(owner, "provincial_office");
  [left, right] = [await province(), await province()];
});

async function province() {
  const { id } = await addProvince(owner, { validFrom: "2025-07-01", type: "province" });
  return { id, communeId: (await addCommune(owner, { parentId: id, validFrom: "2025-07-01", type: "ward" })).id };
}

const held = (unitId: string, communeId: string, heldOn: string, donations: number) =>
  addHeldDrive(owner, donations, { provinceId: unitId, communeId, creditedUnitId: unitId, heldOn });

async function freeCode(): Promise<string> {
  const { rows } = await owner.query(
    `SELECT lpad(n::text, 2, '0') AS code FROM generate_series(1, 99) n
      WHERE NOT EXISTS (SELECT FROM unit WHERE code = lpad(n::text, 2, '0')) ORDER BY 1`,
  );
  return rows[Math.floor(rows.length / 2)].code;
}

/** The two provinces joined on 20 October; each held a drive before, the new one one after. */
async function joined(): Promise<{ id: string; code: string }> {
  await held(left.id, left.communeId, "2026-09-10", 50);
  await held(left.id, left.communeId, "2026-10-05", 100);
  await held(right.id, right.communeId, "2026-10-06", 200);
  const code = await freeCode();
  await change(
    await administrator(owner),
    merging([left.id, right.id], { name: `Hợp ${code}`, code, type: "province" }, "2026-10-20"),
  );
  const { rows } = await owner.query("SELECT successor_id AS id FROM unit_succession WHERE predecessor_id = $1", [
    left.id,
  ]);
  await held(rows[0].id, left.communeId, "2026-10-25", 30);
  return { id: rows[0].id, code };
}

const asked = (unitId: string, startsOn: string, received: number) => ({
  id: newId(),
  revision: null,
  unitId,
  kind: "month" as const,
  startsOn,
  deed: "send" as const,
  figures: figuresOf({ received }),
  explained: { received: "Bệnh viện tự ghi" },
  problems: null,
});

describe("a month broken by a merger", () => {
  it("is reported whole by the unit there at its end, and by nobody else; earlier months by those of then", async () => {
    const { id } = await joined();
    const ofOctober = { kind: "month" as const, startsOn: october.startsOn };
    expect(await blankReport(office, { unitId: left.id, ...ofOctober })).toBeNull();
    const gone = await unitNotThen(office, { unitId: left.id, ...ofOctober });
    expect(gone).toMatchObject({ hasEnded: true, successors: [{ id }] });
    // Where the page leads on to, the report can be written: no loop.
    expect(await blankReport(office, { unitId: id, ...ofOctober })).toMatchObject({ recorded: { received: 330 } });
    expect((await joinedWithin({ unitId: id, ...october })).map(({ until }) => until)).toEqual([
      "2026-10-19",
      "2026-10-19",
    ]);
    expect(await blankReport(office, { unitId: id, kind: "month", startsOn: "2026-09-01" })).toBeNull();
    expect(await blankReport(office, { unitId: left.id, kind: "month", startsOn: "2026-09-01" })).not.toBeNull();

    const bySomebodyGone = await saveReport(office, asked(left.id, "2026-10-01", 100), now);
    expect(bySomebodyGone).toMatchObject({ refusal: "unit_not_then" });
    expect(await saveReport(office, asked(id, "2026-09-01", 100), now)).toMatchObject({ refusal: "unit_not_then" });
    expect(await saveReport(office, asked(id, "2026-10-01", 329), now)).toMatchObject({
      refusal: "below_recorded",
      facts: { recorded: 330 },
    });
    good(await saveReport(office, asked(id, "2026-10-01", 400), now));
    good(await saveReport(office, asked(left.id, "2026-09-01", 60), now));
  });

  it("is owed by that unit alone", async () => {
    const { id } = await joined();
    await owner.query("UPDATE report_deadline SET asked_from = '2026-09-01' WHERE level = 'unit' AND kind = 'month'");
    try {
      const owed = (await lateReports(office, now)).filter(({ unitId }) => [id, left.id, right.id].includes(unitId));
      expect(owed.map(({ unitId, startsOn }) => `${startsOn} ${unitId}`).sort()).toEqual(
        [`2026-10-01 ${id}`, `2026-09-01 ${left.id}`, `2026-09-01 ${right.id}`].sort(),
      );
    } finally {
      await owner.query("UPDATE report_deadline SET asked_from = NULL");
    }
  });

  it("counts once: the report stands for what the unit and those that went into it recorded", async () => {
    const { id, code } = await joined();
    await addOfficialReport(owner, { unitId: id, startsOn: "2026-10-01", endsOn: "2026-10-31", received: 400 });
    expect((await publicProgress({ year: 2026, unitCode: code }, now))?.official?.official).toBe(450);
    expect((await publicProgress({ year: 2026 }, now))?.official).toMatchObject({ recorded: 380, official: 450 });
    const months = { unitId: id, lineage: [id, left.id, right.id], from: "2026-09-01", to: "2026-11-30" };
    expect(await publicOfficialMonths(months)).toMatchObject([
      { month: "2026-09", official: 50, recorded: 50 },
      { month: "2026-10", official: 400, recorded: 330, reports: 1 },
    ]);
    const whole = { from: "2026-01-01", to: "2026-12-31" };
    expect((await publicOfficialMonths({ unitId: "VN", ...whole })).map(({ official }) => official)).toEqual([50, 400]);
    for (const view of ["then", "now"] as const) {
      const sums = await publicSumsOverTime({ from: "2026-10-01", to: "2026-10-31", view, today: "2026-11-26" });
      expect(sums?.total).toMatchObject({ donations: 330, official: 400 });
    }
  });

  it("by a split leaves what was recorded until then to the unit that was split", async () => {
    await held(left.id, left.communeId, "2026-10-05", 100);
    const { rows: free } = await owner.query(
      `SELECT lpad(n::text, 2, '0') AS code FROM generate_series(1, 99) n
        WHERE NOT EXISTS (SELECT FROM unit WHERE code = lpad(n::text, 2, '0')) LIMIT 2`,
    );
    const parts = { "name.1": `Đông ${left.id}`, "type.1": "province", "share.1": "40", "code.1": free[0].code };
    const rest = { "name.2": `Tây ${left.id}`, "type.2": "province", "share.2": "60", "code.2": free[1].code };
    const shares = { [`share.commune.${left.communeId}`]: "1" };
    const split = drafted({ kind: "split", units: left.id, ...parts, ...rest, ...shares, effectiveOn: "2026-10-20" });
    await change(await administrator(owner), split);
    const { rows } = await owner.query(
      "SELECT successor_id AS id FROM unit_succession WHERE predecessor_id = $1 ORDER BY 1",
      [left.id],
    );
    expect(rows).toHaveLength(2);
    for (const { id } of rows) {
      expect(await recordedOf({ unitId: id, ...october })).toMatchObject({ received: 0 });
      await addOfficialReport(owner, { unitId: id, startsOn: "2026-10-01", endsOn: "2026-10-31", received: 10 });
    }
    expect((await publicProgress({ year: 2026 }, now))?.official).toMatchObject({ recorded: 100, official: 120 });
  });
});
