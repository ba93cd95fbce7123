import { beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { report } from "@/lib/reports/queries";
import { decideTogether } from "@/lib/reports/together/commands";
import { waitingCount, waitingReports } from "@/lib/reports/together/queries";
import { decideTogetherInput } from "@/lib/reports/together/schema";
import { useDatabase } from "../support/database";
import { good, staffAt } from "../support/desk";
import { addAccount, addHeldDrive, addReport } from "../support/facts";

const { owner } = useDatabase();
const now = new Date("2027-05-03T03:00:00Z");
const nation = { kind: "nation" } as const;
let approver: StaffActor;
let sender: { id: string };

beforeEach(async () => {
  await owner.query("TRUNCATE report, drive, report_import CASCADE");
  approver = await staffAt(owner, "report_approver", nation);
  sender = await addAccount(owner);
});

/** A report somebody sent for a unit's month; `by` is who sent it. */
async function sent(unitId: string, month: string, differing: object = {}): Promise<{ id: string; revision: number }> {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const endsOn = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  const base = { unitId, startsOn: `${month}-01`, endsOn, received: 40, status: "submitted" };
  const { id } = await addReport(owner, { ...base, submittedBy: sender.id, submittedAt: now, ...differing });
  return { id, revision: 1 };
}

const recorded = (unitId: string, communeId: string, heldOn: string, donations: number) =>
  addHeldDrive(owner, donations, { provinceId: unitId, communeId, creditedUnitId: unitId, heldOn });

const ask = (which: readonly { id: string; revision: number }[], differing: object = {}) =>
  decideTogetherInput.parse({
    which: which.map(({ id, revision }) => `${id}|${revision}`),
    deed: "approve",
    ...differing,
  });

const statusOf = async (id: string) =>
  (await owner.query("SELECT status, finality, checked_by IS NOT NULL AS checked FROM report WHERE id = $1", [id]))
    .rows[0];

describe("many reports", () => {
  it("of one spreadsheet come back to that spreadsheet's list, and to no other word's", () => {
    const file = "01990000-0000-7000-8000-000000000001";
    expect(ask([], { file, which: [`${file}|1`] })).toMatchObject({ file });
    expect(ask([], { file: "x&done=1", which: [`${file}|1`] }).file).toBeNull();
    expect(ask([], { which: [`${file}|1`] }).file).toBeNull();
  });

  it("are checked and approved at one press, each with its own events, and are official then", async () => {
    const all = await Promise.all(["P01", "P40", "P48"].map((unitId) => sent(unitId, "2027-03")));
    const result = good(await decideTogether(approver, ask(all, { finality: "final", note: "Đã đối chiếu" }), now));
    expect(result).toMatchObject({ decided: 3, refused: 0 });
    for (const { id } of all) {
      expect(await statusOf(id)).toEqual({ status: "approved", finality: "final", checked: true });
      expect((await report(approver, id))?.events.map(({ kind }) => kind)).toEqual(["approved", "checked"]);
    }
    const { rows } = await owner.query(
      "SELECT count(*)::int AS n FROM audit_event WHERE subject_id = ANY ($1) AND action IN ('report.check', 'report.approve')",
      [all.map(({ id }) => id)],
    );
    expect(rows[0].n).toBe(6);
  });

  it("are noted as checked alone when no more is asked", async () => {
    const one = await sent("P01", "2027-03");
    good(await decideTogether(approver, ask([one], { deed: "check" }), now));
    expect(await statusOf(one.id)).toMatchObject({ status: "checked" });
  });

  it("each keep a verdict of their own: one below what was recorded, an own, a changed and a foreign one leave the rest approved", async () => {
    const fine = await sent("P48", "2027-03");
    const below = await sent("P01", "2027-03");
    await recorded("P01", "C00004", "2027-03-10", 90);
    const own = await sent("P40", "2027-03", { submittedBy: approver.accountId });
    const changed = { ...(await sent("P40", "2027-02")), revision: 7 };
    const nowhere = { id: newId(), revision: 1 };
    const result = good(await decideTogether(approver, ask([below, own, fine, changed, nowhere]), now));
    expect(result.verdicts).toEqual([
      { id: below.id, verdict: "below_recorded" },
      { id: own.id, verdict: "own_report" },
      { id: fine.id, verdict: "done" },
      { id: changed.id, verdict: "changed_meanwhile" },
      { id: nowhere.id, verdict: "not_there" },
    ]);
    expect(result).toMatchObject({ decided: 1, refused: 4 });
    // Nothing of the refused one is kept: it was not checked on the way either.
    expect(await statusOf(below.id)).toEqual({ status: "submitted", finality: null, checked: false });
    const { rows } = await owner.query("SELECT kind FROM report_event WHERE report_id = $1", [below.id]);
    expect(rows).toEqual([]);
  });

  it("are approved once when two approvers press in the same second", async () => {
    const all = await Promise.all(["P01", "P40"].map((unitId) => sent(unitId, "2027-03")));
    const other = await staffAt(owner, "report_approver", nation);
    const both = await Promise.all([approver, other].map((actor) => decideTogether(actor, ask(all), now)));
    const decided = both.map((outcome) => (outcome.ok ? outcome.value.decided : 0));
    expect(decided.reduce((sum, one) => sum + one, 0)).toBe(2);
    const { rows } = await owner.query("SELECT count(*)::int AS n FROM report_event WHERE kind = 'approved'");
    expect(rows[0].n).toBe(2);
  });

  it("take the place of the version before, and leave it readable", async () => {
    const first = await sent("P01", "2027-03");
    good(await decideTogether(approver, ask([first]), now));
    const second = await sent("P01", "2027-03", {
      version: 2,
      received: 44,
      correctionReason: "Bổ sung",
      requestKey: newId(),
    });
    good(await decideTogether(approver, ask([second]), now));
    const { rows } = await owner.query(
      "SELECT version, superseded_at IS NULL AS official FROM report ORDER BY version",
    );
    expect(rows).toEqual([
      { version: 1, official: false },
      { version: 2, official: true },
    ]);
  });

  it.each([
    [[], "none_chosen"],
    [[{ id: newId(), revision: 1 }], "nothing_decided"],
  ])("of which none can be are refused in a word: %o", async (which, refusal) => {
    const input = { ...ask([{ id: newId(), revision: 1 }]), which };
    expect(await decideTogether(approver, input, now)).toMatchObject({ refusal });
  });

  it("are nobody's to decide who only writes or reads totals", async () => {
    const one = await sent("P01", "2027-03");
    for (const role of ["provincial_office", "committee_member"] as const) {
      const actor = await staffAt(owner, role, nation);
      await expect(decideTogether(actor, ask([one]), now)).rejects.toThrow(NotAllowed);
      await expect(waitingReports(actor, null)).rejects.toThrow(NotAllowed);
    }
  });
});

describe("the list of those that wait", () => {
  it("says of each beforehand why it cannot be, beside what was recorded", async () => {
    await sent("P48", "2027-03");
    await sent("P01", "2027-03", { explained: { received: "Bệnh viện tỉnh" } });
    await recorded("P01", "C00004", "2027-03-10", 90);
    await sent("P40", "2027-03", { submittedBy: approver.accountId });
    await sent("P33", "2027-03", { status: "draft", submittedBy: null, submittedAt: null });
    const { items, total } = await waitingReports(approver, null);
    expect(total).toBe(3);
    const of = (unitId: string) => items.find((one) => one.unitId === unitId);
    expect(of("P48")?.whyNot).toBeNull();
    expect(of("P01")).toMatchObject({
      recordedReceived: 90,
      whyNot: { refusal: "below_recorded", facts: { line: "received", stated: 40, recorded: 90 } },
    });
    expect(of("P40")?.whyNot).toMatchObject({ refusal: "own_report" });
    expect(await waitingCount(approver)).toBe(2);
  });

  it("holds what lies within the reader's reach, of one spreadsheet where asked for", async () => {
    const importId = newId();
    await owner.query(
      "INSERT INTO report_import (id, file_name, request_key, uploaded_by, status, applied_by, applied_at) VALUES ($1, 'quy-1.xlsx', $1, $2, 'applied', $2, now())",
      [importId, sender.id],
    );
    await sent("P01", "2027-03", { importId });
    await sent("P40", "2027-03");
    const hanoi = await staffAt(owner, "report_approver", { kind: "unit", unitId: "P01" });
    expect((await waitingReports(hanoi, null)).items.map(({ unitId }) => unitId)).toEqual(["P01"]);
    const all = await waitingReports(approver, importId);
    expect(all.items.map(({ unitId }) => unitId)).toEqual(["P01"]);
    expect(all.files).toEqual([{ id: importId, name: "quy-1.xlsx", reports: 1 }]);
  });
});
