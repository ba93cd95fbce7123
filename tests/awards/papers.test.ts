import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { describeDecision, endRule, makeRule } from "@/lib/awards/editing/commands";
import { groundsOf } from "@/lib/awards/editing/grounds";
import { dryRun } from "@/lib/awards/editing/queries";
import { storedRules } from "@/lib/awards/editing/stored";
import { decidePaper, enterPaper } from "@/lib/awards/papers/commands";
import { earlierPapers } from "@/lib/awards/papers/queries";
import { gatherCandidates, planRound } from "@/lib/awards/rounds/commands";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addAccount, addDonor } from "../support/facts";
import { addRule } from "../support/honours";
import { honouringProvince, manyDonors } from "./world";

const { owner } = useDatabase();
const now = new Date("2026-11-26T09:00:00+07:00");

const paper = (donorId: string, differing = {}) => ({
  requestKey: randomUUID(),
  donorId,
  donations: 6,
  firstOn: "2015-01-05",
  lastOn: "2019-05-04",
  evidence: "certificate" as const,
  evidenceRef: "số 12",
  ...differing,
});

it("counts a paper once a second person has confirmed it, and never by the first alone", async () => {
  const world = await honouringProvince(owner);
  const donor = await addDonor(owner, { homeProvinceId: world.unitId, bornOn: "1985-03-03" });
  const request = paper(donor.id);
  const entered = await enterPaper(world.officer, request, now);
  expect(entered.ok).toBe(true);
  expect(await enterPaper(world.officer, request, now)).toEqual(entered);
  expect(await enterPaper(world.officer, paper(donor.id), now)).toMatchObject({ refusal: "already_entered" });
  if (!entered.ok) throw new Error(entered.refusal);
  const verdict = { paperId: entered.value.id, verdict: "confirmed" as const, because: "" };
  const waiting = await earlierPapers(world.approver, { status: "entered", page: 1 });
  expect(waiting.items, "whoever may confirm it finds it").toMatchObject([{ id: entered.value.id, isOwn: false }]);
  expect(await decidePaper(world.officer, verdict, now)).toMatchObject({ refusal: "same_person" });
  expect(await decidePaper(world.approver, { ...verdict, verdict: "refused" }, now)).toMatchObject({
    refusal: "reason_missing",
  });
  const answers = await Promise.all([
    decidePaper(world.approver, verdict, now),
    decidePaper(world.approver, verdict, now),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const { rows } = await owner.query("SELECT earlier_count FROM donor WHERE id = $1", [donor.id]);
  expect(rows[0].earlier_count).toBe(6);
});

it.each([
  [{ lastOn: "2026-11-27" }, "in_the_future"],
  [{ firstOn: "2019-06-01" }, "out_of_order"],
  [{ firstOn: "2003-01-01" }, "too_young"],
  [{ donations: 300 }, "too_many"],
])("refuses a paper that cannot be true: %o", async (differing, refusal) => {
  const world = await honouringProvince(owner);
  const donor = await addDonor(owner, { homeProvinceId: world.unitId, bornOn: "1985-03-03" });
  expect(await enterPaper(world.officer, paper(donor.id, differing), now)).toMatchObject({ refusal });
});

it("keeps the papers of another province's donors away", async () => {
  const [world, elsewhere] = [await honouringProvince(owner), await honouringProvince(owner)];
  const donor = await addDonor(owner, { homeProvinceId: world.unitId, bornOn: "1985-03-03" });
  await expect(enterPaper(elsewhere.officer, paper(donor.id), now)).rejects.toThrow(NotAllowed);
  const entered = await enterPaper(world.officer, paper(donor.id), now);
  const paperId = entered.ok ? entered.value.id : "";
  await expect(decidePaper(elsewhere.approver, { paperId, verdict: "confirmed", because: "" }, now)).rejects.toThrow(
    NotAllowed,
  );
});

it("tries a rule with the very number a round then takes in, and ends it without touching what it gave", async () => {
  const world = await honouringProvince(owner);
  await manyDonors(owner, world.unitId, null, [12, 15, 9]);
  const rule = {
    scopeUnitId: world.unitId,
    scheme: "thử",
    level: "province" as const,
    subjectKind: "donor" as const,
    metric: "lifetime_donations" as const,
    threshold: 10,
    repeats: "once" as const,
    object: "commendation" as const,
    authorityKind: "red_cross" as const,
    nameVi: "Giấy khen 10 lần",
    validFrom: "2026-01-01",
    source: "quyết định thử",
  };
  const made = await makeRule(world.officer, rule);
  if (!made.ok) throw new Error(made.refusal);
  expect(await makeRule(world.officer, rule)).toMatchObject({ refusal: "rule_overlaps" });
  expect(await makeRule(world.officer, { ...rule, threshold: undefined })).toMatchObject({
    refusal: "threshold_missing",
  });
  expect(await makeRule(world.officer, { ...rule, level: "nation" })).toMatchObject({ refusal: "level_not_yours" });

  const tried = await dryRun(world.officer, world.unitId, made.value.id, "2026-11-26");
  const round = await planRound(
    world.officer,
    {
      unitId: world.unitId,
      kind: "ad_hoc",
      name: "Thử",
      year: 2026,
      countedUntil: "2026-11-26",
      rules: [made.value.id],
      quotas: {},
    },
    now,
  );
  if (!round.ok) throw new Error(round.refusal);
  const gathered = await gatherCandidates(world.officer, round.value.id);
  expect(tried?.earned).toBe(2);
  expect(gathered).toMatchObject({ value: { added: tried?.earned } });

  expect(await endRule(world.officer, { ruleId: made.value.id, validTo: "2025-12-31" })).toMatchObject({
    refusal: "ends_before_it_begins",
  });
  expect(await endRule(world.officer, { ruleId: made.value.id, validTo: "2026-12-01" })).toMatchObject({ ok: true });
  expect(await dryRun(world.officer, world.unitId, made.value.id, "2026-12-01")).toBeNull();
  const committee = staffActor(
    "committee_member",
    { kind: "unit", unitId: world.unitId },
    { accountId: (await addAccount(owner)).id },
  );
  expect(await dryRun(committee, world.unitId, made.value.id, "2026-11-26")).toBeNull();
});

it("holds what a decision is named by among the grounds, of a unit's own rules only, and never ahead of its day", async () => {
  const world = await honouringProvince(owner);
  const elsewhere = await honouringProvince(owner);
  const number = "7/QĐ-UBND";
  for (const threshold of [5, 10])
    await addRule(owner, { scopeUnitId: world.unitId, threshold, decisionNumber: number });
  const foreign = await addRule(owner, { scopeUnitId: elsewhere.unitId, decisionNumber: number });
  const told = {
    unitId: world.unitId,
    decisionNumber: number,
    decisionOn: "2025-01-06",
    decisionBy: "Ủy ban nhân dân tỉnh Thử",
    decisionAbout: "ban hành Quy chế thử",
  };
  expect(await describeDecision(world.officer, { ...told, decisionOn: "2026-11-27" }, now)).toMatchObject({
    refusal: "decision_ahead",
  });
  expect(await describeDecision(world.officer, { ...told, decisionNumber: "8/QĐ" }, now)).toMatchObject({
    refusal: "rule_unknown",
  });
  await expect(describeDecision(elsewhere.officer, told, now)).rejects.toThrow(NotAllowed);
  expect(await describeDecision(world.officer, told, now)).toMatchObject({ ok: true });

  const groundsAt = async (unitId: string) =>
    groundsOf((await storedRules()).filter(({ scopeUnitId }) => scopeUnitId === unitId));
  expect(await groundsAt(world.unitId)).toEqual([
    { number, on: "2025-01-06", by: "Ủy ban nhân dân tỉnh Thử", about: "ban hành Quy chế thử" },
  ]);
  expect(await groundsAt(elsewhere.unitId)).toEqual([{ number, on: null, by: null, about: null }]);
  const { rows } = await owner.query(
    `SELECT detail ->> 'decision_number' AS number, jsonb_array_length(detail -> 'rules') AS rules FROM audit_event
     WHERE action = 'award.describe_decision' AND unit_id = $1`,
    [world.unitId],
  );
  expect(rows).toEqual([{ number, rules: 2 }]);
  expect(foreign.decisionNumber).toBe(number);
});

describe("grounds", () => {
  const rule = { decisionNumber: "1/QĐ", decisionOn: null, decisionBy: null, decisionAbout: null };
  it("stand once each, with all that any rule tells of them, by day and the undated last", () => {
    expect(
      groundsOf([
        { ...rule, decisionNumber: null },
        rule,
        { ...rule, decisionNumber: "9/QĐ", decisionOn: "2020-05-04" },
        { ...rule, decisionBy: "Hội" },
        { ...rule, decisionNumber: "2/QĐ" },
      ]),
    ).toEqual([
      { number: "9/QĐ", on: "2020-05-04", by: null, about: null },
      { number: "1/QĐ", on: null, by: "Hội", about: null },
      { number: "2/QĐ", on: null, by: null, about: null },
    ]);
  });
});
