import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { targetBoard, waitingTargets } from "@/lib/targets/board/queries";
import { decideTargets } from "@/lib/targets/decisions/commands";
import { draftTarget, stepTarget } from "@/lib/targets/proposals/commands";
import { unitTargets } from "@/lib/targets/queries";
import { decideTargetsInput, draftTargetInput, saveSplitInput, stepTargetInput } from "@/lib/targets/schema";
import { saveSplit } from "@/lib/targets/split/commands";
import { splitView } from "@/lib/targets/split/queries";
import { type TargetOf, targetFilters, yearOfUnits } from "@/lib/targets/split/whole";
import { staffActor } from "@/tests/support/actors";
import { useDatabase } from "@/tests/support/database";
import { addAccount, addHeldDrive, addOrganisation, addRoleAssignment } from "@/tests/support/facts";

const { owner } = useDatabase();
const now = new Date("2026-11-26T05:00:00Z");
const nation = { kind: "nation" } as const;
const hanoi = { kind: "unit", unitId: "P01" } as const;
/** This year's and the last's edition of one campaign. */
const edition = { now: "", before: "" };

beforeAll(async () => {
  const { rows } = await owner.query(
    `SELECT e.id, b.id AS before FROM campaign_edition e JOIN campaign_edition b
       ON b.campaign_id = e.campaign_id AND b.year = 2026 AND b.scope_unit_id = 'VN'
     WHERE e.year = 2027 AND e.scope_unit_id = 'VN' ORDER BY e.starts_on LIMIT 1`,
  );
  Object.assign(edition, { now: rows[0].id, before: rows[0].before });
});

async function staff(role: Parameters<typeof staffActor>[0], scope: Parameters<typeof staffActor>[1] = nation) {
  return staffActor(role, scope, { accountId: (await addAccount(owner)).id });
}

afterEach(async () => {
  await owner.query(`TRUNCATE target_event, target_split_part, target_split, target_proposal, body_target, outgoing_message, role_assignment,
    target_decision_file CASCADE`);
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
  await owner.query("TRUNCATE target_decision CASCADE");
});

const year = yearOfUnits(2027);
/** Every kind of whole that is shared. */
const wholes: [string, () => TargetOf][] = [
  ["a year", () => year],
  ["a first half", () => ({ ...year, period: "h1" })],
  ["a second half", () => ({ ...year, period: "h2" })],
  ["a campaign", () => ({ ...year, period: "campaign", editionId: edition.now })],
  ["a campaign's registrations", () => ({ ...year, period: "campaign", editionId: edition.now, metric: "registered" })],
];

/** A target as the draft's form sends it, sent on at once. */
async function proposed(of: TargetOf, fields: object): Promise<string> {
  const { editionId, period, metric } = of;
  const input = draftTargetInput.parse({
    ...{ unitId: "VN", year: "2027", period, metric, value: "1.000", intent: "propose" },
    ...(editionId === null ? {} : { editionId }),
    ...fields,
  });
  const made = await draftTarget(await staff("provincial_office"), input, now);
  if (!made.ok) throw new Error(made.refusal);
  return made.value.id;
}

const split = (of: TargetOf, values: Record<string, string>, fields: object = {}) =>
  saveSplitInput.parse({
    unitId: "VN",
    version: "0",
    ...targetFilters(of),
    keys: Object.keys(values).join(" "),
    ...Object.fromEntries(Object.entries(values).map(([key, value]) => [`v_${key}`, value])),
    ...fields,
  });

async function submitted(of: TargetOf, values: Record<string, string>, fields: object = {}): Promise<string> {
  const office = await staff("provincial_office");
  const saved = await saveSplit(office, split(of, values, { intent: "submit", ...fields }), now);
  if (!saved.ok) throw new Error(saved.refusal);
  return `${saved.value.id}|${saved.value.version}`;
}

const decision = (fields: object) =>
  decideTargetsInput.parse({
    unitId: "VN",
    year: "2027",
    number: "12/QĐ-BCĐ",
    decidedOn: "25/11/2026",
    signatory: "Nguyễn Văn Thử",
    requestKey: newId(),
    ...fields,
  });

const given = async (of: TargetOf) => {
  const { rows } = await owner.query(
    `SELECT unit_id, value::float8 AS value FROM target WHERE decision_id IS NOT NULL AND superseded_at IS NULL AND year = $1
       AND period = $2 AND metric = $3 AND campaign_edition_id IS NOT DISTINCT FROM $4 ORDER BY value DESC`,
    [of.year, of.period, of.metric, of.editionId],
  );
  return rows.map(({ unit_id, value }) => [unit_id, value]);
};

describe.each(wholes)("%s over its parts", (_, whole) => {
  it("may disagree as a draft, is refused when submitted so, and is decided with its whole in one paper", async () => {
    const of = whole();
    const office = await staff("provincial_office");
    const decider = await staff("report_approver");
    const id = await proposed(of, {});
    const uneven = { P01: "600", P40: "500" };
    expect(await saveSplit(office, split(of, uneven), now)).toMatchObject({ ok: true, value: { version: 1 } });
    const view = await splitView(office, { unitId: "VN", of }, now);
    expect(view).toMatchObject({ whole: 1_000, state: "draft" });
    expect(view?.rows).toHaveLength(36);
    expect(await saveSplit(office, split(of, uneven, { version: "1", intent: "submit" }), now)).toEqual({
      ok: false,
      refusal: "parts_exceed_whole",
      facts: { sum: 1100, whole: 1000, difference: 100, missing: 0 },
    });
    const splits = [await submitted(of, { P01: "600", P40: "400" }, { version: "1" })];
    expect(await decideTargets(decider, decision({ splits }), now)).toMatchObject({ refusal: "whole_not_decided" });
    const both = decision({ splits, proposals: [id] });
    expect(await decideTargets(decider, both, now)).toMatchObject({ ok: true, value: { targets: 3 } });
    // The same request again is answered as the first time.
    expect(await decideTargets(decider, both, now)).toMatchObject({ ok: true, value: { targets: 3 } });
    expect(await given(of)).toEqual([
      ["VN", 1000],
      ["P01", 600],
      ["P40", 400],
    ]);
    // Nothing of it is any other target's.
    const { rows } = await owner.query("SELECT count(*)::int AS n FROM target WHERE decision_id IS NOT NULL");
    expect(rows[0].n).toBe(3);
  });

  it("is shared anew from what is in force, and the parts' versions before stay", async () => {
    const of = whole();
    const decider = await staff("report_approver");
    const id = await proposed(of, {});
    const first = [await submitted(of, { P01: "600", P40: "400" })];
    expect(await decideTargets(decider, decision({ splits: first, proposals: [id] }), now)).toMatchObject({ ok: true });
    const view = await splitView(decider, { unitId: "VN", of }, now);
    expect(view?.rows.flatMap(({ key, value }) => (value === null ? [] : [[key, value]]))).toEqual([
      ["P01", 600],
      ["P40", 400],
    ]);
    const again = [await submitted(of, { P01: "700", P40: "300" })];
    expect(await decideTargets(decider, decision({ splits: again, number: "13/QĐ" }), now)).toMatchObject({ ok: true });
    const { rows } = await owner.query(
      "SELECT version, superseded_at IS NULL AS latest FROM target WHERE unit_id = 'P01'",
    );
    expect(rows.filter(({ version }) => version === 2)).toEqual([{ version: 2, latest: true }]);
  });

  it("asks for a word when a part is given more than what the whole leaves", async () => {
    const of = whole();
    const decider = await staff("report_approver");
    const id = await proposed(of, {});
    const splits = [await submitted(of, { P01: "600", P40: "400" })];
    expect(await decideTargets(decider, decision({ splits, proposals: [id] }), now)).toMatchObject({ ok: true });
    const more = await proposed(of, { unitId: "P04", value: "50" });
    expect(await decideTargets(decider, decision({ proposals: [more], number: "13/QĐ" }), now)).toMatchObject({
      refusal: "parts_beyond_whole",
      facts: { sum: 1050, whole: 1000, period: of.period },
    });
  });

  it("stands beside what the units themselves proposed: what was sent, not what is drafted or assigned", async () => {
    const of = whole();
    await proposed(of, { unitId: "P01", value: "350.000" });
    await proposed(of, { unitId: "P40", value: "60.000", intent: "draft" });
    await proposed(of, { unitId: "P79", value: "400.000", intent: "assign" });
    const view = await splitView(await staff("provincial_office"), { unitId: "VN", of }, now);
    const told = view?.rows.filter((one) => one.proposed !== null).map((one) => [one.key, one.proposed]);
    expect(told).toEqual([["P01", 350_000]]);
  });

  it("of two who saved from the same version, the second hears who was first", async () => {
    const of = whole();
    const office = await staff("provincial_office");
    await proposed(of, {});
    const saves = ["1", "2"].map((value) => saveSplit(office, split(of, { P01: value }), now));
    const heard = (await Promise.all(saves)).map((one) => (one.ok ? "done" : one.refusal));
    // In the same instant the second meets the first's row, a moment later its version: either way it is not written.
    expect(heard.filter((one) => one === "done")).toHaveLength(1);
    expect(heard.find((one) => one !== "done")).toMatch(/^(somebody_first|changed_meanwhile)$/);
    expect(await saveSplit(office, split(of, { P01: "3" }), now)).toMatchObject({
      refusal: "changed_meanwhile",
      facts: { who: expect.any(String), version: 1 },
    });
  });

  it("is refused for a part that is none, and without a whole", async () => {
    const of = whole();
    const office = await staff("provincial_office");
    expect(await saveSplit(office, split(of, { P01: "1" }), now)).toMatchObject({ refusal: "no_whole" });
    await proposed(of, {});
    expect(await saveSplit(office, split(of, { C00004: "1" }), now)).toMatchObject({ refusal: "part_unknown" });
  });

  it("gives a province's bodies a target that stands among no unit's", async () => {
    const of = whole();
    const body = await addOrganisation(owner, { unitId: "P01" });
    const id = await proposed(of, { unitId: "P01" });
    const splits = [await submitted(of, { C00004: "700", [body.id]: "300" }, { unitId: "P01" })];
    const paper = decision({ unitId: "P01", splits, proposals: [id] });
    expect(await decideTargets(await staff("report_approver"), paper, now)).toMatchObject({ ok: true });
    const { rows } = await owner.query(
      'SELECT value, period, metric, campaign_edition_id AS "editionId" FROM body_target WHERE organisation_id = $1',
      [body.id],
    );
    const { year: _year, ...told } = of;
    expect(rows).toEqual([{ value: 300, ...told }]);
    expect(await given(of)).toEqual([
      ["P01", 1000],
      ["C00004", 700],
    ]);
  });

  it("answers what the units had proposed for the same target, in sight of whoever signs", async () => {
    const of = whole();
    const other: TargetOf = of.period === "h1" ? { ...of, period: "h2" } : { ...year, period: "h1" };
    await addRoleAssignment(owner, { role: "provincial_office", scopeKind: "unit", unitId: "P40" });
    const own = await proposed(of, {});
    const asked = await proposed(of, { unitId: "P40", value: "450" });
    const drafted = await proposed(of, { unitId: "P01", value: "700", intent: "draft" });
    const ofOther = await proposed(other, { unitId: "P40", value: "9" });
    const splits = [await submitted(of, { P01: "600", P40: "400" })];
    const decider = await staff("report_approver");
    const before = await unitTargets(decider, { unitId: "VN", year: 2027 }, now);
    expect(before?.splits[0]?.answers).toMatchObject([
      { id: asked, unitId: "P40", value: 450, given: 400, version: 1 },
    ]);
    const sign = (fields: object) => decideTargets(decider, decision({ splits, proposals: [own], ...fields }), now);
    expect(await sign({})).toMatchObject({ refusal: "answers_changed", facts: { unit: "Nghệ An", more: 0 } });
    expect(await sign({ answers: [`${asked}|2`] })).toMatchObject({ refusal: "answers_changed" });
    expect(await given(of)).toEqual([]);
    const signed = await sign({ answers: [`${asked}|1`] });
    expect(signed).toMatchObject({ ok: true, value: { targets: 3 } });
    if (!signed.ok) return;

    const { rows } = await owner.query("SELECT id, state, decision_id FROM target_proposal WHERE unit_id <> 'VN'");
    const stateOf = (id: string) => rows.find((one) => one.id === id);
    expect(stateOf(asked)).toMatchObject({ state: "replaced", decision_id: signed.value.decisionId });
    expect(stateOf(drafted)?.state).toBe("draft");
    expect(stateOf(ofOther)?.state).toBe("proposed");
    const { rows: audited } = await owner.query(
      "SELECT subject_id, unit_id, detail FROM audit_event WHERE action = 'target.replace' AND subject_id = $1",
      [asked],
    );
    expect(audited).toMatchObject([{ unit_id: "P40", detail: { value: 450, given: 400, number: "12/QĐ-BCĐ" } }]);

    const office = await staff("provincial_office", { kind: "unit", unitId: "P40" });
    const after = await unitTargets(office, { unitId: "P40", year: 2027 }, now);
    expect(after?.proposals.find(({ id }) => id === asked)).toMatchObject({
      state: "replaced",
      answer: { given: 400, number: "12/QĐ-BCĐ", on: "2026-11-25" },
    });
    expect(after?.happenings.find(({ kind }) => kind === "replaced")).toMatchObject({ proposalId: asked, value: 450 });
    const reads = async (day: string) =>
      (await waitingTargets(office, 2027, new Date(day)))
        .filter(({ deed }) => deed === "read")
        .map((one) => one.unitId);
    expect(await reads("2026-12-09T05:00:00Z")).toEqual(["P40"]);
    expect(await reads("2026-12-11T05:00:00Z")).toEqual([]);
    const { rows: letters } = await owner.query("SELECT kind, body FROM outgoing_message");
    expect(letters).toMatchObject([{ kind: "targets.replaced" }]);
    expect(letters[0].body).toMatch(/450/);
    expect(letters[0].body).toMatch(/400/);
    const again = stepTargetInput.parse({ proposalId: asked, version: 2, step: "withdraw" });
    expect(await stepTarget(office, again, now)).toMatchObject({ refusal: "replaced_meanwhile" });
  });
});

describe("splits of one paper", () => {
  it("are each of their own whole: a year and its half are decided together", async () => {
    const half: TargetOf = { ...year, period: "h1" };
    const proposals = [await proposed(year, {}), await proposed(half, { value: "400" })];
    const splits = [
      await submitted(year, { P01: "600", P40: "400" }),
      await submitted(half, { P01: "250", P40: "150" }),
    ];
    const signed = await decideTargets(await staff("report_approver"), decision({ splits, proposals }), now);
    expect(signed).toMatchObject({ ok: true, value: { targets: 6 } });
    expect(await given(half)).toEqual([
      ["VN", 400],
      ["P01", 250],
      ["P40", 150],
    ]);
    const board = await targetBoard(await staff("report_approver"), { year: 2027, unitId: "VN" }, now);
    expect(board[0]).toMatchObject({ value: 1000, partsSum: 1000, partsKnown: 2 });
  });

  it("and a unit's own paper in the same moment: one of them answers the proposal, neither waits for ever", async () => {
    const id = await proposed(year, {});
    const asked = await proposed(year, { unitId: "P40", value: "400" });
    const splits = [await submitted(year, { P01: "600", P40: "400" })];
    const decider = await staff("report_approver");
    const whole = decideTargets(decider, decision({ splits, proposals: [id], answers: [`${asked}|1`] }), now);
    const part = decideTargets(decider, decision({ proposals: [`${asked}|1`], number: "13/QĐ" }), now);
    const heard = (await Promise.all([whole, part])).map((one) => (one.ok ? "signed" : one.refusal));
    expect(heard[0]).toBe("signed");
    expect(["signed", "replaced_meanwhile"]).toContain(heard[1]);
    expect(await given(year)).toEqual([
      ["VN", 1000],
      ["P01", 600],
      ["P40", 400],
    ]);
  });
});

describe("what the parts are weighed by", () => {
  afterEach(async () => {
    await owner.query("TRUNCATE drive CASCADE");
  });

  it("is each donation once, of a running year scaled by its whole's first day, with few kept back", async () => {
    const office = await staff("provincial_office", hanoi);
    const school = await addOrganisation(owner, { unitId: "P01", kind: "school", name: "Trường Cân Nặng" });
    const committee = await addOrganisation(owner, { unitId: "P01", kind: "commune", name: "Ủy ban nhân dân phường" });
    const { rows: communes } = await owner.query(
      "SELECT id FROM unit WHERE parent_id = 'P01' AND kind = 'commune' AND valid_to IS NULL ORDER BY id LIMIT 4",
    );
    const [first, second, few, next] = communes.map(({ id }) => id as string);
    const held = (communeId: string | undefined, hostOrganisationId: string, heldOn: string, donations: number) =>
      addHeldDrive(owner, donations, {
        provinceId: "P01",
        communeId,
        creditedUnitId: "P01",
        hostOrganisationId,
        heldOn,
      });
    await held(first, school.id, "2026-01-01", 60);
    await held(first, committee.id, "2026-11-20", 40);
    await held(second, committee.id, "2026-11-25", 90);
    await held(few, committee.id, "2026-11-25", 3);
    await held(next, committee.id, "2026-11-25", 7);
    const view = await splitView(office, { unitId: "P01", of: year }, now);
    const of = (key: string | undefined) => view?.rows.find((row) => row.key === key);
    expect(view).toMatchObject({ lastYearRuns: true, beforeYear: 2026 });
    // 330 of 365 days are over since the first drive: a commune's one drive in November is not a drive a week.
    expect(of(school.id)?.lastYear).toBe(66);
    expect(of(first)?.lastYear).toBe(44);
    expect(of(second)?.lastYear).toBe(100);
    expect(of(few)).toMatchObject({ lastYear: null, fewer: true });
    expect(of(next)).toMatchObject({ lastYear: null, fewer: true });
    expect(of(committee.id)).toBeUndefined();

    // The first half is over: what it brought stands as it is. The second runs since its own first drive.
    const half = await splitView(office, { unitId: "P01", of: { ...year, period: "h1" } }, now);
    expect(half).toMatchObject({ lastYearRuns: false, beforeYear: 2026 });
    expect(half?.rows.filter(({ lastYear }) => lastYear !== null).map(({ key, lastYear }) => [key, lastYear])).toEqual([
      [school.id, 60],
    ]);
    const second_ = await splitView(office, { unitId: "P01", of: { ...year, period: "h2" } }, now);
    expect(second_?.lastYearRuns).toBe(true);
    expect(second_?.rows.find(({ key }) => key === school.id)?.lastYear).toBeNull();
  });

  it("is for a campaign its last edition, wherever it was, and nothing outside it", async () => {
    const { rows: communes } = await owner.query(
      "SELECT id FROM unit WHERE parent_id = 'P01' AND kind = 'commune' AND valid_to IS NULL ORDER BY id LIMIT 3",
    );
    const [first, second, few] = communes.map(({ id }) => id as string);
    const committee = await addOrganisation(owner, {
      unitId: "P01",
      kind: "commune",
      name: "Hội đồng nhân dân phường",
    });
    const held = async (communeId: string | undefined, donations: number, inCampaign: boolean) => {
      const { id } = await addHeldDrive(owner, donations, {
        provinceId: "P01",
        communeId,
        creditedUnitId: "P01",
        hostOrganisationId: committee.id,
        heldOn: "2026-03-01",
      });
      if (inCampaign)
        await owner.query("INSERT INTO drive_campaign (drive_id, edition_id) VALUES ($1, $2)", [id, edition.before]);
    };
    await held(first, 40, true);
    await held(first, 500, false);
    await held(second, 30, true);
    await held(few, 2, true);
    const of: TargetOf = { ...year, period: "campaign", editionId: edition.now };
    const view = await splitView(await staff("provincial_office", hanoi), { unitId: "P01", of }, now);
    expect(view).toMatchObject({ lastYearRuns: false, beforeYear: 2026 });
    const row = (key: string | undefined) => view?.rows.find((one) => one.key === key);
    expect(row(first)).toMatchObject({ lastYear: 40, fewer: false });
    expect(row(few)).toMatchObject({ lastYear: null, fewer: true });
    const ofNation = await splitView(await staff("provincial_office"), { unitId: "VN", of }, now);
    expect(ofNation?.rows.find(({ key }) => key === "P01")?.lastYear).toBe(72);
    expect(ofNation?.rows.find(({ key }) => key === "P40")?.lastYear).toBeNull();
    // An edition of another year is none of this one's.
    const wrong = { ...of, editionId: edition.before };
    expect(await splitView(await staff("provincial_office"), { unitId: "VN", of: wrong }, now)).toBeNull();
  });
});
