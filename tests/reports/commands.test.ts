import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { correctReport, decideReport, saveReport } from "@/lib/reports/commands";
import { publicOfficialMonths } from "@/lib/reports/official/queries";
import { report, reportCalendar, reportsToDo, unitNotThen } from "@/lib/reports/queries";
import type { DecideReport, SaveReport } from "@/lib/reports/schema";
import { useDatabase } from "../support/database";
import { good, staffAt } from "../support/desk";
import { addDrive, addOutreach, addReport } from "../support/facts";
import { figuresOf } from "../support/figures";

const { owner } = useDatabase();
const now = new Date("2027-04-03T03:00:00Z");

let office: StaffActor;
let approver: StaffActor;

beforeEach(async () => {
  await owner.query("TRUNCATE report, drive, outreach_activity, outgoing_message CASCADE");
  office = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
  approver = await staffAt(owner, "report_approver", { kind: "unit", unitId: "P01" });
});

function asked(differing: Partial<SaveReport> & { received?: number } = {}): SaveReport {
  const { received = 100, ...rest } = differing;
  return {
    id: newId(),
    revision: null,
    unitId: "P01",
    kind: "month",
    startsOn: "2027-03-01",
    deed: "send",
    figures: figuresOf({ received }),
    explained: { received: "Bệnh viện tỉnh tự ghi" },
    problems: "Thiếu túi máu 350 ml",
    ...rest,
  };
}

const decision = (id: string, revision: number, differing: Partial<DecideReport>): DecideReport => ({
  id,
  revision,
  decision: "check",
  finality: "provisional",
  ...differing,
});

async function recorded(donations: number, differing: Parameters<typeof addDrive>[1] = {}) {
  const drive = await addDrive(owner, {
    provinceId: "P01",
    communeId: "C00004",
    creditedUnitId: "P01",
    status: "closed",
    ...differing,
  });
  await owner.query(
    `INSERT INTO drive_total (drive_id, donations, voluntary, first_time, volume_ml) VALUES ($1, $2, $2, $3, $2 * 350)`,
    [drive.id, donations, Math.floor(donations / 4)],
  );
  return drive;
}

/** Sent, checked, approved. */
async function official(input = asked(), differing: Partial<DecideReport> = {}): Promise<string> {
  const { id } = good(await saveReport(office, input, now));
  good(await decideReport(approver, decision(id, 2, { decision: "check" }), now));
  good(await decideReport(approver, decision(id, 3, { decision: "approve", ...differing }), now));
  return id;
}

describe("a monthly report", () => {
  it("goes from its office through checking and approval and becomes official, with events and audit", async () => {
    await recorded(40);
    const id = await official();
    const told = await report(office, id);
    expect(told).toMatchObject({
      status: "approved",
      finality: "provisional",
      received: 100,
      recorded: { received: 40, voluntary: 40, firstTime: 10, drives: 1 },
      recordedThen: { received: 40 },
      problems: "Thiếu túi máu 350 ml",
    });
    expect(told?.events.map((event) => event.kind).reverse()).toEqual(["drafted", "submitted", "checked", "approved"]);
    const { rows } = await owner.query("SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY id", [id]);
    expect(rows.map(({ action }) => action)).toEqual([
      "report.draft",
      "report.submit",
      "report.check",
      "report.approve",
    ]);
    const months = await publicOfficialMonths({ unitId: "P01", from: "2027-01-01", to: "2027-12-31" });
    expect(months).toMatchObject([{ official: 100, recorded: 40 }]);
  });

  it("is returned with a note that its sender is written, mended and sent again", async () => {
    const { id } = good(await saveReport(office, asked(), now));
    expect(await decideReport(approver, decision(id, 2, { decision: "return" }), now)).toMatchObject({
      refusal: "note_missing",
    });
    good(await decideReport(approver, decision(id, 2, { decision: "return", note: "Thiếu huyện miền núi" }), now));
    const { rows } = await owner.query("SELECT body FROM outgoing_message");
    expect(rows[0].body).toContain("Thiếu huyện miền núi");
    expect((await reportsToDo(office)).items).toMatchObject([{ id, status: "returned", note: "Thiếu huyện miền núi" }]);
    good(await saveReport(office, asked({ id, revision: 3, received: 120 }), now));
    expect(await report(office, id)).toMatchObject({ status: "submitted", received: 120 });
  });

  it("may not state less than was recorded, line by line, and says the numbers", async () => {
    await recorded(40);
    expect(await saveReport(office, asked({ received: 39 }), now)).toEqual({
      ok: false,
      refusal: "below_recorded",
      facts: { line: "received", stated: 39, recorded: 40 },
    });
    const voluntary = asked({ figures: figuresOf({ received: 50, voluntary: 12 }) });
    expect(await saveReport(office, voluntary, now)).toMatchObject({
      refusal: "below_recorded",
      facts: { line: "voluntary", stated: 12, recorded: 40 },
    });
    await addOutreach(owner, { unitId: "P01", quantity: 3 });
    const outreach = asked({ figures: figuresOf({ received: 50, outreachSessions: 2 }) });
    expect(await saveReport(office, outreach, now)).toMatchObject({ facts: { line: "outreachSessions", recorded: 3 } });
    // Nothing of a refused report stays.
    expect((await owner.query("SELECT FROM report")).rowCount).toBe(0);
  });

  it("says where more than was recorded comes from, and states no part above the whole", async () => {
    expect(await saveReport(office, asked({ explained: {} }), now)).toMatchObject({
      refusal: "elsewhere_unexplained",
      facts: { more: 100 },
    });
    const parts = asked({ figures: figuresOf({ received: 10, voluntary: 11 }) });
    expect(await saveReport(office, parts, now)).toMatchObject({ refusal: "part_above_received" });
    const many = asked({ figures: figuresOf({ received: 10, segments: { student: 6, worker: 5 } }) });
    expect(await saveReport(office, many, now)).toMatchObject({ refusal: "segments_above_received" });
  });

  it("is refused at approval when more was recorded meanwhile than it states", async () => {
    const { id } = good(await saveReport(office, asked({ received: 50 }), now));
    good(await decideReport(approver, decision(id, 2, { decision: "check" }), now));
    await recorded(51);
    expect(await decideReport(approver, decision(id, 3, { decision: "approve" }), now)).toMatchObject({
      refusal: "below_recorded",
      facts: { stated: 50, recorded: 51 },
    });
  });

  it("that is too low a total by every measure says so of both at once, in a draft too", async () => {
    await recorded(50);
    const figures = { ...figuresOf({ received: 3 }), voluntary: 40 };
    for (const deed of ["send", "save"] as const)
      expect(await saveReport(office, asked({ deed, figures }), now)).toMatchObject({
        refusal: "received_below_all",
        facts: { line: "received", received: 3, recorded: 50, ofPart: "voluntary", part: 40 },
      });
    const enough = { ...figuresOf({ received: 60 }), voluntary: 70 };
    expect(await saveReport(office, asked({ figures: enough }), now)).toMatchObject({ refusal: "part_above_received" });
  });

  it("of a volume that so many units cannot have is not sent; what was recorded counts as it is", async () => {
    const told = (figures: object) => asked({ figures: { ...figuresOf({ received: 200 }), ...figures } });
    const refused = { refusal: "volume_impossible", facts: { line: "volumeMl", units: 200 } };
    expect(await saveReport(office, told({ volumeMl: 100 }), now)).toMatchObject(refused);
    expect(await saveReport(office, told({ volumeMl: 200 * 450 + 1, apheresis: 0 }), now)).toMatchObject(refused);
    // A draft may still wait for its number.
    expect(await saveReport(office, { ...told({ volumeMl: 100 }), deed: "save" }, now)).toMatchObject({ ok: true });
    await owner.query("TRUNCATE report CASCADE");
    good(await saveReport(office, told({ volumeMl: 200 * 450 + 100, apheresis: 2 }), now));
  });

  it("is sent only once its period is over, and never for a unit that did not exist then", async () => {
    const running = asked({ startsOn: "2027-04-01" });
    expect(await saveReport(office, running, now)).toMatchObject({ refusal: "period_running" });
    expect(await saveReport(office, { ...running, deed: "save" }, now)).toMatchObject({ ok: true });
    expect(await saveReport(office, asked({ startsOn: "2027-05-01" }), now)).toMatchObject({ refusal: "period_ahead" });
    expect(await saveReport(office, asked({ startsOn: "2027-03-02" }), now)).toMatchObject({
      refusal: "period_unknown",
    });
    const merged = await staffAt(owner, "provincial_office", { kind: "nation" });
    const { rows } = await owner.query(
      "SELECT id FROM unit WHERE kind = 'province' AND valid_to = '2025-07-01' LIMIT 1",
    );
    const gone = asked({ unitId: rows[0].id, startsOn: "2025-07-01" });
    expect(await saveReport(merged, gone, now)).toMatchObject({ refusal: "unit_not_then" });
    expect(await saveReport(merged, { ...gone, id: newId(), startsOn: "2025-06-01" }, now)).toMatchObject({ ok: true });
  });

  it("of a unit that was not in the period is answered with when it was and what it became", async () => {
    const nation = await staffAt(owner, "provincial_office");
    const gone = await unitNotThen(nation, { unitId: "P06-2025", kind: "month", startsOn: "2026-10-01" });
    expect(gone).toMatchObject({
      name: "Bắc Kạn",
      until: "2025-07-01",
      hasEnded: true,
      successors: [{ id: "P19", name: "Thái Nguyên" }],
    });
    // A year in the middle of which it ended is its successor's as well.
    expect(await unitNotThen(nation, { unitId: "P06-2025", kind: "year", startsOn: "2025-01-01" })).toMatchObject({
      hasEnded: true,
    });
    expect(await unitNotThen(nation, { unitId: "P19", kind: "month", startsOn: "2025-03-01" })).toMatchObject({
      from: "2025-07-01",
      hasEnded: false,
    });
    expect(await unitNotThen(nation, { unitId: "P01", kind: "month", startsOn: "2026-10-01" })).toBeNull();
    expect(await unitNotThen(office, { unitId: "P06-2025", kind: "month", startsOn: "2026-10-01" })).toBeNull();
  });

  it("keeps a unit from ending before a period it has reported on", async () => {
    await official();
    await expect(owner.query("UPDATE unit SET valid_to = '2027-03-15' WHERE id = 'P01'")).rejects.toMatchObject({
      constraint: "report_unit_existed",
    });
    await owner.query("BEGIN; UPDATE unit SET valid_to = '2027-04-01' WHERE id = 'P01'; ROLLBACK");
  });

  it("is approved by somebody else than its sender, whatever roles they hold", async () => {
    const both = {
      ...office,
      grants: [...office.grants, { role: "report_approver", scope: { kind: "nation" }, facilityId: null }],
    } as unknown as StaffActor;
    const { id } = good(await saveReport(both, asked(), now));
    expect(await decideReport(both, decision(id, 2, {}), now)).toMatchObject({ refusal: "own_report" });
  });

  it("is out of reach for another province, and for a committee member beyond the table", async () => {
    const { id } = good(await saveReport(office, asked(), now));
    const other = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P40" });
    await expect(saveReport(other, asked(), now)).rejects.toThrow(NotAllowed);
    expect(await report(other, id)).toBeNull();
    const member = await staffAt(owner, "committee_member");
    expect(await report(member, id)).toBeNull();
    expect((await reportCalendar(member, 2027, "P01")).units.every((unit) => unit.kind !== "commune")).toBe(true);
    expect((await reportCalendar(office, 2027, "P01")).units.some((unit) => unit.kind === "commune")).toBe(true);
  });

  it("is a commune's within its province", async () => {
    const commune = await staffAt(owner, "provincial_office", { kind: "commune", communeId: "C00004" });
    const { id } = good(await saveReport(commune, asked({ unitId: "C00004" }), now));
    expect(await report(approver, id)).toMatchObject({ unitKind: "commune", decisions: ["check", "return"] });
    await expect(saveReport(commune, asked(), now)).rejects.toThrow(NotAllowed);
  });
});

describe("a correction", () => {
  it("is a version of its own; the approved one stays official until it is approved, and can be found afterwards", async () => {
    const first = await official(asked({ received: 100 }));
    const { id } = good(
      await correctReport(office, { id: first, requestKey: newId(), reason: "Bổ sung hai điểm" }, now),
    );
    expect(await report(office, id)).toMatchObject({ version: 2, status: "draft", received: 100, mayWrite: true });
    const later = new Date("2027-05-10T03:00:00Z");
    good(await saveReport(office, asked({ id, revision: 1, received: 130 }), later));
    const during = await publicOfficialMonths({ unitId: "P01", from: "2027-03-01", to: "2027-03-31" });
    expect(during).toMatchObject([{ official: 100 }]);
    good(await decideReport(approver, decision(id, 3, { decision: "check" }), later));
    good(await decideReport(approver, decision(id, 4, { decision: "approve", finality: "final" }), later));
    const asOf = new Date("2027-04-20T00:00:00Z");
    const march = { unitId: "P01", from: "2027-03-01", to: "2027-03-31" };
    expect(await publicOfficialMonths(march)).toMatchObject([{ official: 130, isFinal: true }]);
    expect(await publicOfficialMonths({ ...march, asOf })).toMatchObject([{ official: 100 }]);
    const old = await report(office, first);
    expect(old).toMatchObject({ received: 100, version: 1, mayCorrect: false });
    expect(old?.supersededAt).toEqual(later);
    expect(old?.versions.map((version) => version.received)).toEqual([130, 100]);
  });

  it("is begun once, by the same request and by two people at a time", async () => {
    const first = await official();
    const request = { id: first, requestKey: newId(), reason: "Bổ sung hai điểm" };
    const [a, b] = await Promise.all([correctReport(office, request, now), correctReport(office, request, now)]);
    expect(a).toEqual({ ok: true, value: { id: request.requestKey } });
    expect(b).toEqual(a);
    expect(await correctReport(office, { ...request, requestKey: newId() }, now)).toMatchObject({
      refusal: "correction_open",
    });
  });
});

describe("at the same second", () => {
  it("ten colleagues begin one report of one month", async () => {
    const begun = await Promise.all(Array.from({ length: 10 }, () => saveReport(office, asked({ deed: "save" }), now)));
    expect(begun.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(begun.filter((outcome) => !outcome.ok && outcome.refusal === "already_begun")).toHaveLength(9);
  });

  it("the same form sent five times makes one, and answers alike", async () => {
    const input = asked();
    const sent = await Promise.all(Array.from({ length: 5 }, () => saveReport(office, input, now)));
    expect(new Set(sent.map((outcome) => JSON.stringify(outcome)))).toEqual(
      new Set([JSON.stringify({ ok: true, value: { id: input.id, sent: true } })]),
    );
  });

  it("two approvers decide once: the second is told that it changed", async () => {
    const { id } = good(await saveReport(office, asked(), now));
    const other = await staffAt(owner, "report_approver");
    const decided = await Promise.all([
      decideReport(approver, decision(id, 2, { decision: "check" }), now),
      decideReport(other, decision(id, 2, { decision: "return", note: "Sai kỳ" }), now),
    ]);
    expect(decided.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(decided.find((outcome) => !outcome.ok)).toMatchObject({ refusal: "changed_meanwhile" });
  });

  it("a report stands for its month in every order of approvals: one official a month", async () => {
    await addReport(owner, { unitId: "P01", kind: "year", startsOn: "2026-01-01", endsOn: "2026-12-31" });
    await official();
    const { rows } = await owner.query(
      "SELECT count(*)::int AS many FROM report WHERE unit_id = 'P01' AND kind = 'month' AND status = 'approved' AND superseded_at IS NULL",
    );
    expect(rows[0].many).toBe(1);
    expect(await saveReport(office, asked({ id: randomUUID() }), now)).toMatchObject({ refusal: "already_official" });
  });
});
