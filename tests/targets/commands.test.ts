import { afterEach, describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { targetBoard, waitingTargets } from "@/lib/targets/board/queries";
import { tellHeadcount } from "@/lib/targets/bodies/commands";
import { decideTargets } from "@/lib/targets/decisions/commands";
import { agreeTarget, commentTarget, draftTarget, stepTarget } from "@/lib/targets/proposals/commands";
import { decisionFile, unitTargets } from "@/lib/targets/queries";
import {
  agreeTargetInput,
  agreeTogetherInput,
  commentTargetInput,
  decideTargetsInput,
  draftTargetInput,
  stepTargetInput,
} from "@/lib/targets/schema";
import { staffActor } from "@/tests/support/actors";
import { useDatabase } from "@/tests/support/database";
import { addAccount, addCampaignEdition, addCommune, addOrganisation } from "@/tests/support/facts";

const { owner } = useDatabase();
const now = new Date("2026-11-26T05:00:00Z");
const nation = { kind: "nation" } as const;
const hanoi = { kind: "unit", unitId: "P01" } as const;

async function staff(role: Parameters<typeof staffActor>[0], scope: Parameters<typeof staffActor>[1] = nation) {
  return staffActor(role, scope, { accountId: (await addAccount(owner)).id });
}

afterEach(async () => {
  await owner.query(`TRUNCATE target_event, target_split_part, target_split, target_proposal, body_target, organisation_headcount,
    target_decision_file CASCADE`);
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
  await owner.query("TRUNCATE target_decision CASCADE");
});

const draft = (fields: object) =>
  draftTargetInput.parse({ unitId: "VN", year: "2027", period: "year", value: "2.100.000", ...fields });
const decision = (fields: object) =>
  decideTargetsInput.parse({
    unitId: "VN",
    year: "2027",
    number: "12 / QĐ-BCĐ",
    decidedOn: "25/11/2026",
    signatory: "Nguyễn Văn Thử",
    requestKey: newId(),
    ...fields,
  });

async function proposed(fields: object = {}): Promise<string> {
  const made = await draftTarget(await staff("provincial_office"), draft({ intent: "propose", ...fields }), now);
  if (!made.ok) throw new Error(made.refusal);
  return made.value.id;
}

describe("what next year may bring", () => {
  it.each([
    [2025, 2026],
    [2026, 2027],
    [2027, 2027],
    [2028, 2028],
  ])("on the page of %i is told of %i: the year being planned", async (year, projectedYear) => {
    const view = await unitTargets(await staff("provincial_office"), { unitId: "VN", year }, now);
    expect(view?.projectedYear).toBe(projectedYear);
  });
});

describe("a target's life", () => {
  it("stands on a campaign of the nation's, its own or that of the level above, and on no other's", async () => {
    const edition = async (scopeUnitId: string) => (await addCampaignEdition(owner, { scopeUnitId })).id;
    const asked = async (editionId: string, unitId = "P01") =>
      draftTarget(
        await staff("provincial_office"),
        draft({ unitId, period: "campaign", editionId, value: "900" }),
        now,
      );
    const other = await edition("P40");
    expect(await asked(other)).toMatchObject({ ok: false, refusal: "edition_unknown" });
    expect((await asked(await edition("VN"))).ok).toBe(true);
    expect((await asked(await edition("P01"))).ok).toBe(true);
    expect((await asked(await edition("P01"), (await addCommune(owner, { parentId: "P01" })).id)).ok).toBe(true);
  });

  it("is drafted, commented, agreed at a meeting and decided, with every step in its trail", async () => {
    const office = await staff("provincial_office");
    const made = await draftTarget(office, draft({}), now);
    expect(made).toMatchObject({ ok: true, value: { unitId: "VN", year: 2027 } });
    if (!made.ok) return;
    const { id } = made.value;
    const step = (fields: object) => stepTargetInput.parse({ proposalId: id, ...fields });
    expect(await stepTarget(office, step({ version: 1, step: "propose" }), now)).toMatchObject({ ok: true });
    const member = await staff("committee_member");
    const said = commentTargetInput.parse({ unitId: "VN", year: "2027", proposalId: id, words: "Nên cao hơn." });
    expect(await commentTarget(member, said, now)).toMatchObject({ ok: true });
    const meeting = { meetingName: "Hội nghị tổng kết", meetingOn: "20/11/2026", meetingPlace: "Hà Nội" };
    const agreed = (version: number) => agreeTargetInput.parse({ proposalId: id, version, ...meeting });
    expect(await agreeTarget(office, agreed(1), now)).toMatchObject({ ok: false, refusal: "changed_meanwhile" });
    expect(await agreeTarget(office, agreed(2), now)).toMatchObject({ ok: true });
    const decider = await staff("report_approver");
    expect(await decideTargets(decider, decision({ proposals: [id] }), now)).toMatchObject({
      ok: true,
      value: { targets: 1 },
    });
    const view = await unitTargets(member, { unitId: "VN", year: 2027 }, now);
    expect(view?.versions).toMatchObject([
      {
        value: 2100000,
        version: 1,
        from: "2026-11-25",
        until: null,
        decisionNumber: "12/QĐ-BCĐ",
        signatory: "Nguyễn Văn Thử",
      },
    ]);
    expect(view?.proposals).toMatchObject([{ state: "decided", meetingName: "Hội nghị tổng kết" }]);
    expect(view?.happenings.map((one) => one.kind)).toEqual(
      expect.arrayContaining(["drafted", "proposed", "comment", "agreed", "decided"]),
    );
  });

  it("is adjusted from a day on with a reason; the version before ends on that day and stays", async () => {
    const decider = await staff("report_approver");
    const on = { year: "2026", unitId: "P04", value: "1.000" };
    const first = await proposed(on);
    const early = new Date("2026-01-10T05:00:00Z");
    await decideTargets(
      decider,
      decision({ ...on, proposals: [first], decidedOn: "2026-01-05", number: "1/QĐ" }),
      early,
    );
    const held = await unitTargets(decider, { unitId: "P04", year: 2026 }, now);
    const adjusts = held?.versions[0]?.id;
    const more = { ...on, adjusts, value: "1.200", effectiveFrom: "2026-12-01", reason: "Nhu cầu điều trị tăng" };
    const second = await proposed(more);
    expect(await decideTargets(decider, decision({ ...on, proposals: [second], number: "2/QĐ" }), now)).toMatchObject({
      ok: true,
    });
    const view = await unitTargets(decider, { unitId: "P04", year: 2026 }, now);
    expect(view?.versions).toMatchObject([
      { version: 2, value: 1200, from: "2026-12-01", until: null, reason: "Nhu cầu điều trị tăng" },
      { version: 1, value: 1000, from: "2026-01-05", until: "2026-12-01" },
    ]);
    const [, cao] = await targetBoard(decider, { year: 2026, unitId: "VN" }, now);
    expect(cao).toBeDefined();
    const board = await targetBoard(decider, { year: 2026, unitId: "P04" }, now);
    expect(board[0]).toMatchObject({ value: 1000, version: 1 });
    const again = await draftTarget(await staff("provincial_office"), draft({ ...more, intent: "draft" }), now);
    expect(again).toMatchObject({ ok: false, refusal: "superseded_meanwhile" });
  });

  it("keeps a campaign's pair, registered and received, apart", async () => {
    const { rows } = await owner.query(
      "SELECT id FROM campaign_edition WHERE year = 2026 AND scope_unit_id = 'VN' LIMIT 1",
    );
    const pair = {
      year: "2026",
      unitId: "P01",
      period: "campaign",
      editionId: rows[0].id,
      value: "2.740",
      registered: "3.500",
    };
    await proposed(pair);
    const view = await unitTargets(await staff("committee_member", hanoi), { unitId: "P01", year: 2026 }, now);
    expect(view?.proposals.map((one) => [one.metric, one.value, one.countedIn]).sort()).toEqual([
      ["registered", 3500, "people"],
      ["units", 2740, "donations"],
    ]);
  });
});

describe("who may", () => {
  it("a province proposes its own and is not assigned to by itself; the nation decides", async () => {
    const office = await staff("provincial_office", hanoi);
    const own = { unitId: "P01", value: "350.000" };
    expect(await draftTarget(office, draft({ ...own, intent: "assign" }), now)).toMatchObject({
      refusal: "not_assigned_to_itself",
    });
    const made = await draftTarget(office, draft({ ...own, intent: "propose" }), now);
    if (!made.ok) throw new Error(made.refusal);
    await expect(draftTarget(office, draft({ unitId: "P40", value: "1" }), now)).rejects.toThrow(NotAllowed);
    const ofHanoi = await staff("report_approver", hanoi);
    const sign = () => decision({ unitId: "P01", proposals: [made.value.id] });
    await expect(decideTargets(ofHanoi, sign(), now)).rejects.toThrow(NotAllowed);
    const ofNation = await staff("report_approver");
    expect((await waitingTargets(ofNation, 2027)).map((one) => [one.unitId, one.deed])).toEqual([["P01", "decide"]]);
    expect(await waitingTargets(ofHanoi, 2027)).toEqual([]);
    expect(await decideTargets(ofNation, sign(), now)).toMatchObject({ ok: true });
  });

  it("a province assigns and decides for its communes", async () => {
    const office = await staff("provincial_office", hanoi);
    const made = await draftTarget(office, draft({ unitId: "C00004", value: "800", intent: "assign" }), now);
    if (!made.ok) throw new Error(made.refusal);
    const ofHanoi = await staff("report_approver", hanoi);
    const signed = await decideTargets(ofHanoi, decision({ unitId: "C00004", proposals: [made.value.id] }), now);
    expect(signed).toMatchObject({ ok: true });
    expect(
      await unitTargets(
        await staff("committee_member", { kind: "unit", unitId: "P40" }),
        { unitId: "C00004", year: 2027 },
        now,
      ),
    ).toBeNull();
  });
});

describe("bad input is refused with a word of its own", () => {
  const issue = (
    input: object,
    schema: { safeParse(input: object): { success: boolean; error?: { issues: { message: string }[] } } },
  ) => schema.safeParse(input).error?.issues[0]?.message;
  const form = { unitId: "VN", year: "2027", period: "year", value: "1" };

  it("nothing chosen is said at the list, together with what else is missing", () => {
    const said = (schema: typeof decideTargetsInput | typeof agreeTogetherInput) =>
      schema
        .safeParse({ unitId: "VN", year: "2027", requestKey: newId() })
        .error?.issues.map(({ path, message }) => [path[0], message.startsWith("targets.") ? message : "missing"]);
    expect(said(decideTargetsInput)).toEqual(
      expect.arrayContaining([
        ["proposals", "targets.error.nothing_chosen"],
        ["number", "missing"],
      ]),
    );
    expect(said(agreeTogetherInput)?.map(([field]) => field)).toEqual(
      expect.arrayContaining(["proposals", "meetingName", "meetingOn", "meetingPlace"]),
    );
  });

  it.each([
    [{ ...form, value: "1.95,0.0" }, "targets.error.value_malformed"],
    [{ ...form, adjusts: newId(), effectiveFrom: "31/02/2026", reason: "x" }, "targets.error.day_impossible"],
    [{ ...form, adjusts: newId(), reason: "x" }, "targets.error.effective_missing"],
    [{ ...form, period: "campaign" }, "targets.error.edition_missing"],
  ])("%j: %s", (input, message) => expect(issue(input, draftTargetInput)).toBe(message));

  it("a unit that is not there in that year: unit_not_there", async () => {
    const { rows } = await owner.query(
      "SELECT id FROM unit WHERE kind = 'province' AND valid_to = '2025-07-01' LIMIT 1",
    );
    const office = await staff("provincial_office");
    expect(await draftTarget(office, draft({ unitId: rows[0].id, value: "1" }), now)).toMatchObject({
      refusal: "unit_not_there",
    });
  });

  it("a decision of tomorrow, a number that is taken, a second open proposal, another's level", async () => {
    const decider = await staff("report_approver");
    const id = await proposed();
    const sign = (fields: object) => decideTargets(decider, decision({ proposals: [id], ...fields }), now);
    expect(await sign({ decidedOn: "27/11/2026" })).toMatchObject({ refusal: "decided_in_future" });
    const office = await staff("provincial_office");
    expect(await draftTarget(office, draft({}), now)).toMatchObject({ refusal: "already_open" });
    expect(await sign({})).toMatchObject({ ok: true });
    expect(await sign({})).toMatchObject({ refusal: "already_decided" });
    const other = await proposed({ unitId: "P01", value: "5" });
    expect(await sign({ proposals: [other], number: "12/qđ-bcđ" })).toMatchObject({ refusal: "number_taken" });
    const commune = await proposed({ unitId: "C00004", value: "5" });
    expect(await sign({ proposals: [other, commune], number: "13/QĐ" })).toMatchObject({ refusal: "several_levels" });
    const nothing = { ...decision({ proposals: [id], number: "13/QĐ" }), proposals: [] };
    expect(await decideTargets(decider, nothing, now)).toMatchObject({ refusal: "nothing_chosen" });
  });

  it("a paper that is not what it says", async () => {
    const decider = await staff("report_approver");
    const id = await proposed();
    const html = new File(["<script>alert(1)</script>"], "qd.pdf", { type: "application/pdf" });
    expect(await decideTargets(decider, decision({ proposals: [id], file: html }), now)).toMatchObject({
      refusal: "file_unknown",
    });
    const large = new File([new Uint8Array(1_000_001)], "qd.pdf");
    expect(await decideTargets(decider, decision({ proposals: [id], file: large }), now)).toMatchObject({
      refusal: "file_too_large",
    });
    const pdf = new File(["%PDF-1.7\n"], '../Quyết định" số 12.exe', { type: "text/html" });
    const signed = await decideTargets(decider, decision({ proposals: [id], file: pdf }), now);
    if (!signed.ok) throw new Error(signed.refusal);
    const kept = await decisionFile(decider, signed.value.decisionId);
    expect(kept).toMatchObject({ name: "Quyết-định-số-12.pdf", mediaType: "application/pdf" });
    expect(await decisionFile(await staff("committee_member", hanoi), signed.value.decisionId)).toBeNull();
  });
});

describe("two at once", () => {
  it("of two who decide one proposal, one does; nothing is half in force", async () => {
    const id = await proposed();
    const deciders = await Promise.all([1, 2, 3, 4].map(() => staff("report_approver")));
    const heard = await Promise.all(
      deciders.map((who, index) => decideTargets(who, decision({ proposals: [id], number: `${index}/QĐ` }), now)),
    );
    expect(heard.map((one) => (one.ok ? "done" : one.refusal)).sort()).toEqual([
      "already_decided",
      "already_decided",
      "already_decided",
      "done",
    ]);
    const { rows } = await owner.query(
      `SELECT (SELECT count(*)::int FROM target WHERE unit_id = 'VN' AND year = 2027) AS targets,
         (SELECT count(*)::int FROM target_decision) AS decisions`,
    );
    expect(rows).toEqual([{ targets: 1, decisions: 1 }]);
  });

  it("of two decisions with one number over two units, one is signed", async () => {
    const ids = [await proposed({ unitId: "P01", value: "1" }), await proposed({ unitId: "P40", value: "1" })];
    const decider = await staff("report_approver");
    const heard = await Promise.all(ids.map((id) => decideTargets(decider, decision({ proposals: [id] }), now)));
    expect(heard.map((one) => (one.ok ? "done" : one.refusal)).sort()).toEqual(["done", "number_taken"]);
  });

  it("the same request many times at once is one decision with one answer", async () => {
    const id = await proposed();
    const decider = await staff("report_approver");
    const paper = decision({ proposals: [id] });
    const heard = await Promise.all(Array.from({ length: 6 }, () => decideTargets(decider, paper, now)));
    const first = heard[0];
    expect(first).toMatchObject({ ok: true });
    for (const one of heard) expect(one).toEqual(first);
  });

  it("tells a body's headcount once, and not over a newer one", async () => {
    const body = await addOrganisation(owner, { unitId: "P01" });
    const office = await staff("provincial_office", hanoi);
    const told = { organisationId: body.id, year: 2026, people: 400 };
    expect(await tellHeadcount(office, { ...told, version: 0 }, now)).toMatchObject({ ok: true });
    expect(await tellHeadcount(office, { ...told, version: 0, people: 500 }, now)).toMatchObject({
      refusal: "headcount_changed",
    });
    expect(await tellHeadcount(office, { ...told, version: 1, people: 500 }, now)).toMatchObject({ ok: true });
    const elsewhere = await staff("provincial_office", { kind: "unit", unitId: "P40" });
    await expect(tellHeadcount(elsewhere, { ...told, version: 2 }, now)).rejects.toThrow(NotAllowed);
  });
});
