import { beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/system";
import { remindOfReports } from "@/lib/reports/jobs";
import { remindLate, setDeadline } from "@/lib/reports/late/commands";
import { lateReports } from "@/lib/reports/late/queries";
import { isDayToRemind, keyOf } from "@/lib/reports/late/rules";
import { useDatabase } from "../support/database";
import { good, staffAt } from "../support/desk";
import { addAccount, addOfficialReport, addReport, addRoleAssignment } from "../support/facts";

const { owner } = useDatabase();
const march = { startsOn: "2027-03-01", endsOn: "2027-03-31" };
/** Ten days into April: March was due on the fifth. */
const now = new Date("2027-04-10T03:00:00Z");

/** Somebody in a unit's office who can be written to. */
const officeOf = (unitId: string) => addRoleAssignment(owner, { role: "provincial_office", scopeKind: "unit", unitId });

beforeEach(async () => {
  await owner.query("TRUNCATE report, report_reminder, outgoing_message, role_assignment CASCADE");
  await owner.query("UPDATE report_deadline SET asked_from = NULL");
  await owner.query("UPDATE report_deadline SET asked_from = '2027-03-01' WHERE level = 'unit' AND kind = 'month'");
});

describe("who has not sent", () => {
  it("is every unit that was, longest overdue first, until its report is sent; of a province itself and its communes", async () => {
    const nation = await staffAt(owner, "provincial_office");
    expect(await lateReports(nation, now)).toHaveLength(36);
    await addOfficialReport(owner, { ...march, unitId: "P01" });
    await addReport(owner, { ...march, unitId: "P40" });
    const late = await lateReports(nation, now);
    expect(late).toHaveLength(35);
    expect(late[0]).toMatchObject({ daysLate: 5, dueOn: "2027-04-05" });
    expect(late.find(({ unitId }) => unitId === "P40")).toMatchObject({ state: "draft" });

    await owner.query(
      "UPDATE report_deadline SET asked_from = '2027-02-01' WHERE level = 'commune' AND kind = 'month'",
    );
    const province = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    const own = await lateReports(province, now);
    const { rows } = await owner.query(
      "SELECT count(*)::int AS many FROM unit WHERE parent_id = 'P40' AND kind = 'commune'",
    );
    expect(own).toHaveLength(1 + 2 * rows[0].many);
    expect(own[0]).toMatchObject({ level: "commune", startsOn: "2027-02-01" });
    expect(await lateReports(nation, now)).toHaveLength(35);
  });

  it("is nobody before somebody says from when on reports are asked for", async () => {
    await owner.query("UPDATE report_deadline SET asked_from = NULL");
    expect(await lateReports(await staffAt(owner, "provincial_office"), now)).toEqual([]);
  });

  it("is counted by the due day the nation's office sets, and by no other office", async () => {
    const nation = await staffAt(owner, "provincial_office");
    const deadline = {
      level: "unit" as const,
      kind: "month" as const,
      daysAfter: 20,
      remindDaysBefore: 3,
      askedFrom: "2027-03-01",
    };
    good(await setDeadline(nation, deadline));
    expect((await lateReports(nation, now))[0]).toMatchObject({ daysLate: -10, dueOn: "2027-04-20" });
    const province = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    expect(await setDeadline(province, deadline)).toMatchObject({ refusal: "nation_only" });
    await owner.query(
      "UPDATE report_deadline SET days_after = 5, remind_days_before = 2 WHERE level = 'unit' AND kind = 'month'",
    );
  });
});

describe("a reminder", () => {
  const keys = (...units: string[]) => ({
    which: units.map((unitId) => keyOf({ unitId, kind: "month", startsOn: "2027-03-01" })),
  });

  it("goes to the offices of those chosen, once a day, and says whom nobody can be written to", async () => {
    const nation = await staffAt(owner, "provincial_office");
    await officeOf("P40");
    await officeOf("P01");
    expect(good(await remindLate(nation, keys("P40", "P01", "P79"), now))).toEqual({
      reminded: 2,
      today: 0,
      nobody: 1,
    });
    const { rows } = await owner.query("SELECT kind, body FROM outgoing_message ORDER BY id");
    expect(rows).toHaveLength(2);
    expect(rows[0].kind).toBe("reports.late");
    expect(rows[0].body).toMatch(/05\/04\/2027/);
    expect(await remindLate(nation, keys("P40", "P01"), now)).toMatchObject({ refusal: "reminded_today" });
    expect(await remindLate(nation, keys("P79"), now)).toMatchObject({ refusal: "nobody_to_write_to" });
    expect(await remindLate(nation, { which: [] }, now)).toMatchObject({ refusal: "nothing_chosen" });
    const tomorrow = new Date("2027-04-11T03:00:00Z");
    expect(good(await remindLate(nation, keys("P40"), tomorrow))).toMatchObject({ reminded: 1 });
    const late = await lateReports(nation, tomorrow);
    expect(late.find(({ unitId }) => unitId === "P40")).toMatchObject({ remindedToday: true, office: 1 });
  });

  it("says of a report that came back that it waits to be mended, since when, and why", async () => {
    const nation = await staffAt(owner, "provincial_office");
    await officeOf("P40");
    const [sender, checker] = [await addAccount(owner, { name: "Phan Thị Gửi" }), await addAccount(owner)];
    const back = await addReport(owner, {
      ...march,
      unitId: "P40",
      status: "returned",
      submittedBy: sender.id,
      submittedAt: new Date("2027-04-03T03:00:00Z"),
      returnedBy: checker.id,
      returnedAt: new Date("2027-04-07T18:00:00Z"),
      returnedNote: "Thiếu hai xã.",
    });
    // Who wrote it for the unit has it now, and is not told to remind anybody of it.
    expect(
      (await lateReports({ ...nation, accountId: sender.id } as typeof nation, now)).filter(({ isOwn }) => isOwn),
    ).toMatchObject([{ unitId: "P40" }]);
    const [late] = (await lateReports(nation, now)).filter(({ unitId }) => unitId === "P40");
    expect(late).toMatchObject({ state: "returned", returnedOn: "2027-04-08", holder: "Phan Thị Gửi" });
    good(await remindLate(nation, keys("P40"), now));
    const { rows } = await owner.query("SELECT kind, body FROM outgoing_message");
    // To the unit's office, and to who has it.
    expect(rows).toHaveLength(2);
    expect(late?.office).toBe(2);
    expect(rows[0].kind).toBe("reports.waiting");
    expect(rows[0].body).toMatch(/Thiếu hai xã\./);
    expect(rows[0].body).toMatch(/08\/04\/2027/);
    expect(rows[0].body).toContain(`/staff/reports/${back.id}`);
  });

  it("is not for one's own office, which has only to send", async () => {
    await officeOf("P40");
    const own = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    expect((await lateReports(own, now)).map(({ unitId, isOwn }) => [unitId, isOwn])).toEqual([["P40", true]]);
    expect(await remindLate(own, keys("P40"), now)).toMatchObject({ refusal: "own_to_send" });
    const approver = await staffAt(owner, "report_approver", { kind: "unit", unitId: "P40" });
    expect((await lateReports(approver, now)).map(({ isOwn }) => isOwn)).toEqual([false]);
    expect(good(await remindLate(approver, keys("P40"), now))).toMatchObject({ reminded: 1 });
    const nation = await staffAt(owner, "provincial_office");
    expect((await lateReports(nation, now)).some(({ isOwn }) => isOwn)).toBe(false);
  });

  it("is written once by twenty presses at a time", async () => {
    const nation = await staffAt(owner, "provincial_office");
    await officeOf("P40");
    const pressed = await Promise.all(Array.from({ length: 20 }, () => remindLate(nation, keys("P40"), now)));
    expect(pressed.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect((await owner.query("SELECT FROM outgoing_message")).rowCount).toBe(1);
  });

  it("reaches nobody beyond one's own units", async () => {
    await officeOf("P40");
    const other = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    expect(await remindLate(other, keys("P40"), now)).toMatchObject({ refusal: "not_late" });
  });

  it("is sent by the worker before the due day and on named days after it, never twice on one", async () => {
    const worker = systemActor("worker");
    await officeOf("P40");
    const on = (day: string) => remindOfReports(worker, new Date(`${day}T02:00:00Z`));
    expect(await on("2027-04-02")).toBe(0);
    expect(await on("2027-04-03")).toBe(1);
    expect(await on("2027-04-03")).toBe(0);
    expect(await on("2027-04-06")).toBe(1);
    expect(await on("2027-04-07")).toBe(0);
    expect(await on("2027-04-12")).toBe(1);
    const { rows } = await owner.query("SELECT kind FROM outgoing_message ORDER BY created_at, id");
    expect(rows.map(({ kind }) => kind)).toEqual(["reports.due", "reports.late", "reports.late"]);
    await addOfficialReport(owner, { ...march, unitId: "P40" });
    expect(await on("2027-04-19")).toBe(0);
  });

  it.each([
    [-2, 2, true],
    [0, 0, false],
    [1, 0, true],
    [2, 0, false],
    [56, 0, true],
    [57, 0, false],
  ])("%i days late with a word %i days before: %s", (daysLate, before, expected) => {
    expect(isDayToRemind(daysLate, before)).toBe(expected);
  });
});
