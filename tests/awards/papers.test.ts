import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { endRule, makeRule } from "@/lib/awards/editing/commands";
import { dryRun } from "@/lib/awards/editing/queries";
import { decidePaper, enterPaper } from "@/lib/awards/papers/commands";
import { earlierPapers } from "@/lib/awards/papers/queries";
import { gatherCandidates, planRound } from "@/lib/awards/rounds/commands";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addAccount, addDonor } from "../support/facts";
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
