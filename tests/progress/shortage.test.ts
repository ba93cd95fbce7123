import { describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { systemActor } from "@/lib/auth/system";
import { changeShortageRule } from "@/lib/progress/shortage/commands";
import { warnOfShortages } from "@/lib/progress/shortage/jobs";
import { publicSeasonCover, shortageRules, shortagesOpen } from "@/lib/progress/shortage/queries";
import { useDatabase } from "../support/database";
import { good, staffAt } from "../support/desk";
import { addDrive, addRoleAssignment, addTarget } from "../support/facts";

const { owner } = useDatabase();
const worker = systemActor("worker");
const at = (day: string) => new Date(`${day}T01:00:00Z`);
const letters = async () =>
  (
    await owner.query<{ recipient: string; subject: string; body: string }>(
      "SELECT recipient, subject, body FROM outgoing_message WHERE kind = 'progress.shortage' ORDER BY created_at, id",
    )
  ).rows;

describe("a province that does not cover Tết", () => {
  it("is told once by a letter with its plan filled in and a task, and no more once it is covered", async () => {
    const office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    await addRoleAssignment(owner, {
      ...{ accountId: office.accountId, role: "provincial_office", scopeKind: "unit", unitId: "P40" },
    });
    const other = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P38" });
    const nation = await staffAt(owner, "provincial_office", { kind: "nation" });
    for (const year of [2026, 2027]) await addTarget(owner, { unitId: "P40", year, value: 3650 });

    expect(await warnOfShortages(worker, at("2026-11-13"))).toBe(0);
    expect(await letters()).toEqual([]);

    const both = await Promise.all([
      warnOfShortages(worker, at("2026-11-20")),
      warnOfShortages(worker, at("2026-11-20")),
    ]);
    // Whoever else has a published target and no drive here is told of, too; there is no office to write to.
    const told = both[0] + both[1];
    expect(await warnOfShortages(worker, at("2026-11-21"))).toBe(0);
    const [letter, ...more] = await letters();
    expect(more).toEqual([]);
    expect(letter?.subject).toContain("Tết");
    expect(letter?.body).toContain("/staff/progress/push/new?unit=40&season=tet");
    expect(letter?.body).toContain("06/02/2027");

    const [task] = await shortagesOpen(office, "progress.support", at("2026-11-21"));
    expect(task).toMatchObject({
      unitCode: "40",
      season: "tet",
      year: 2027,
      expected: 0,
      warnedOn: "2026-11-20",
      planId: null,
    });
    expect(task).toMatchObject({ lookedOn: "2026-11-21" });
    const everywhere = await shortagesOpen(nation, "progress.support", at("2026-11-21"));
    expect(everywhere).toHaveLength(told);
    expect(everywhere.map(({ unitId }) => unitId)).toContain("P40");
    expect(await shortagesOpen(other, "progress.support", at("2026-11-21"))).toEqual([]);

    await addDrive(owner, {
      ...{ provinceId: "P40", creditedUnitId: "P40", status: "published", heldOn: "2027-01-10" },
      plannedUnits: 5_000,
    });
    const cover = await publicSeasonCover(
      { provinceId: "P40", from: "2026-12-12", to: "2027-02-20" },
      at("2026-11-22"),
    );
    expect(cover).toMatchObject({ expected: 5_000, gap: 0 });
    await warnOfShortages(worker, at("2026-11-22"));
    expect(await shortagesOpen(office, "progress.support", at("2026-11-22"))).toEqual([]);
    expect(await letters()).toHaveLength(1);
    const { rows } = await owner.query(
      "SELECT action FROM audit_event WHERE action = 'progress.warn_shortage' AND unit_id = 'P40'",
    );
    expect(rows).toHaveLength(1);
  });
});

describe("the rule", () => {
  it("is the nation's office's to change, once a day, and is read from the day on", async () => {
    const nation = await staffAt(owner, "provincial_office", { kind: "nation" });
    const province = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    const input = { weeksBefore: 10, coverPercent: 70, reason: "thử" };
    await expect(changeShortageRule(province, input)).rejects.toThrow(NotAllowed);
    good(await changeShortageRule(nation, input, at("2027-03-01")));
    expect(await changeShortageRule(nation, input, at("2027-03-01"))).toMatchObject({ refusal: "rule_changed_today" });
    expect(await shortageRules(province)).toMatchObject([
      { inForceFrom: "2027-03-01", weeksBefore: 10, coverPercent: 70 },
      { weeksBefore: 12, coverPercent: 60, madeBy: null },
    ]);
  });
});
