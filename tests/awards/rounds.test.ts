import { describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { moveCandidates, nominate, setQuotas, withdrawNomination } from "@/lib/awards/candidates/commands";
import { candidate, candidates } from "@/lib/awards/candidates/queries";
import { decideRound, refuseCandidate } from "@/lib/awards/decisions/commands";
import { presentRound, revokeHonour } from "@/lib/awards/honours/commands";
import { cancelRound, gatherCandidates, proposeRound, takeBackProposal } from "@/lib/awards/rounds/commands";
import { awardRound, awardRounds } from "@/lib/awards/rounds/queries";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addCommune, addOrganisation } from "../support/facts";
import { addConfirmedEarlier, addHonour, addRule } from "../support/honours";
import { choose, decision, honouringProvince, idsOf, manyDonors, now, plannedRound, signed } from "./world";

const { owner } = useDatabase();
const all = { kind: null, ruleId: null, status: null, q: "", page: 1 } as const;

describe("a round from its rules to the ledger", () => {
  it("gathers once, chooses within its number, is decided by each authority, and honours nobody twice whatever is rerun", async () => {
    const world = await honouringProvince(owner);
    await manyDonors(owner, world.unitId, world.communeId, [31, 22, 21, 9]);
    const twenty = await addRule(owner, {
      scopeUnitId: world.unitId,
      threshold: 20,
      authorityKind: "people_committee",
      object: "certificate_of_merit",
    });
    const five = await addRule(owner, { scopeUnitId: world.unitId, threshold: 5, below: 20 });
    const roundId = await plannedRound(world, [twenty.id, five.id], { quotas: { [twenty.id]: "2" } });

    expect(await gatherCandidates(world.officer, roundId)).toEqual({
      ok: true,
      value: { added: 4, moved: 0, there: 0 },
    });
    expect(await gatherCandidates(world.officer, roundId)).toEqual({
      ok: true,
      value: { added: 0, moved: 0, there: 4 },
    });

    const [first, second, third, fourth] = await idsOf(owner, roundId);
    const everybody = [first, second, third, fourth] as string[];
    expect(
      await moveCandidates(world.officer, { roundId, candidateIds: [first as string], to: "chosen", because: "" }),
    ).toMatchObject({ refusal: "not_checked" });
    await moveCandidates(world.officer, { roundId, candidateIds: everybody, to: "checked", because: "" });
    expect(
      await moveCandidates(world.officer, { roundId, candidateIds: everybody, to: "chosen", because: "" }),
    ).toMatchObject({
      refusal: "over_quota",
      facts: { quota: 2, chosen: 3, choosing: 3, left: 2, nameVi: "Giấy khen thử", nameEn: "Trial commendation" },
    });
    expect(
      await moveCandidates(world.officer, { roundId, candidateIds: [third as string], to: "passed_over", because: "" }),
    ).toMatchObject({ refusal: "reason_missing" });
    await choose(world, roundId, [first, second, fourth] as string[]);

    expect(await decideRound(world.approver, decision(roundId, world.society))).toMatchObject({
      refusal: "not_proposed",
    });
    expect(
      await proposeRound(world.officer, { roundId, number: "34/TTr", proposedOn: "2025-12-12", ...signed }),
    ).toMatchObject({
      ok: true,
    });
    expect(await gatherCandidates(world.officer, roundId)).toMatchObject({ refusal: "already_proposed" });

    const pressed = await Promise.all(
      [1, 2, 3].map((n) => decideRound(world.approver, decision(roundId, world.committee, `${n}/QĐ-UBND`))),
    );
    expect(pressed.filter(({ ok }) => ok)).toEqual([{ ok: true, value: { honoured: 2, fellAway: 0 } }]);
    expect(await decideRound(world.approver, decision(roundId, world.society))).toEqual({
      ok: true,
      value: { honoured: 1, fellAway: 0 },
    });
    const seen = await awardRound(world.officer, roundId);
    expect(seen).toMatchObject({ status: "decided", approved: 3, authorities: [] });
    expect(seen?.decisions.map(({ honours }) => honours).sort()).toEqual([1, 2]);

    const again = await plannedRound(world, [twenty.id, five.id], { name: "Đợt sau" });
    expect(await gatherCandidates(world.officer, again)).toEqual({ ok: true, value: { added: 1, moved: 0, there: 0 } });

    const { rows } = await owner.query(
      "SELECT count(*)::int AS honours, count(DISTINCT check_code)::int AS codes FROM honour WHERE unit_id = $1",
      [world.unitId],
    );
    expect(rows).toEqual([{ honours: 3, codes: 3 }]);
  });

  it("lets fall away who was honoured elsewhere, or whose paper was refused, between proposal and decision", async () => {
    const world = await honouringProvince(owner);
    const [stays, honoured, lost] = (await manyDonors(owner, world.unitId, null, [20, 20, 20])) as [
      string,
      string,
      string,
    ];
    const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
    const roundId = await plannedRound(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    await choose(world, roundId, await idsOf(owner, roundId));
    await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed });
    await addHonour(owner, { donorId: honoured, levelKey: "lifetime_donations:20:province", threshold: 20 });
    await owner.query("UPDATE earlier_donation SET donations = 3 WHERE donor_id = $1", [lost]);

    expect(await decideRound(world.approver, decision(roundId, world.society))).toEqual({
      ok: true,
      value: { honoured: 1, fellAway: 2 },
    });
    const { rows } = await owner.query(
      "SELECT donor_id, status, status_because FROM award_candidate WHERE round_id = $1 ORDER BY status_because NULLS LAST",
      [roundId],
    );
    expect(rows).toEqual([
      { donor_id: honoured, status: "refused", status_because: "already_honoured" },
      { donor_id: lost, status: "refused", status_because: "below_threshold" },
      { donor_id: stays, status: "approved", status_because: null },
    ]);
  });

  it("strikes a name with a reason, takes a proposal back, revokes, and may then give the level again", async () => {
    const world = await honouringProvince(owner);
    await manyDonors(owner, world.unitId, null, [20, 25]);
    const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
    const roundId = await plannedRound(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    const [best, other] = (await idsOf(owner, roundId)) as [string, string];
    await choose(world, roundId, [best, other]);
    const head = { title: "Chủ tịch", name: null };
    expect(await awardRound(world.officer, roundId)).toMatchObject({ proposer: head, proposalSignatory: null });
    const deputy = { signatoryTitle: "Phó Chủ tịch", signatoryName: "Người Ký Thay" };
    await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12", ...deputy });
    expect(await awardRound(world.officer, roundId)).toMatchObject({
      proposer: { title: "Phó Chủ tịch", name: "Người Ký Thay" },
      proposalSignatory: "Người Ký Thay",
    });
    expect(await takeBackProposal(world.officer, { roundId, because: "thiếu chữ ký" })).toMatchObject({ ok: true });
    expect(await awardRound(world.officer, roundId)).toMatchObject({ proposer: head, proposalSignatory: null });
    await proposeRound(world.officer, { roundId, number: "2/TTr", proposedOn: "2025-12-13", ...signed });
    expect(
      await refuseCandidate(world.approver, { roundId, candidateId: other, because: "đang bị khiếu nại" }),
    ).toMatchObject({ ok: true });
    expect(await decideRound(world.approver, decision(roundId, world.society))).toMatchObject({
      value: { honoured: 1 },
    });
    expect(await presentRound(world.officer, { roundId, absent: [] }, now)).toEqual({
      ok: true,
      value: { presented: 1, absent: 0 },
    });
    expect(await cancelRound(world.officer, { roundId, because: "muộn" })).toMatchObject({ refusal: "round_over" });

    const { rows } = await owner.query<{ id: string }>("SELECT id FROM honour WHERE unit_id = $1", [world.unitId]);
    const honourId = rows[0]?.id as string;
    expect(await revokeHonour(world.approver, { honourId, because: "giấy tờ giả" })).toMatchObject({ ok: true });
    expect(await revokeHonour(world.approver, { honourId, because: "giấy tờ giả" })).toMatchObject({
      refusal: "already_revoked",
    });
    const again = await plannedRound(world, [twenty.id], { name: "Đợt sau" });
    expect(await gatherCandidates(world.officer, again)).toMatchObject({ value: { added: 2 } });
  });
});

describe("nominations", () => {
  it("never pass the unit's number, however many press at once, and free a place when taken back", async () => {
    const world = await honouringProvince(owner);
    const rule = await addRule(owner, {
      scopeUnitId: world.unitId,
      subjectKind: "person",
      metric: "nomination",
      threshold: null,
      repeats: "yearly",
    });
    const roundId = await plannedRound(world, [rule.id]);
    const named = (n: number) =>
      nominate(
        world.secretary,
        {
          roundId,
          ruleId: rule.id,
          unitId: world.communeId,
          personName: `Người Vận Động ${n}`,
          personCategory: "leader",
          citation: "Nhiều năm vận động hiến máu.",
        },
        now,
      );
    expect(await named(0)).toMatchObject({ refusal: "no_quota" });
    expect(
      await setQuotas(world.officer, {
        roundId,
        ruleId: rule.id,
        quotas: [{ unitId: world.communeId, quota: 3, began: null }],
      }),
    ).toMatchObject({ ok: true });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => named(n)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(answers.filter((answer) => !answer.ok).map((answer) => !answer.ok && answer.refusal)).toEqual(
      Array(7).fill("quota_full"),
    );
    for (const quota of [2, null])
      expect(
        await setQuotas(world.officer, {
          roundId,
          ruleId: rule.id,
          quotas: [{ unitId: world.communeId, quota, began: 3 }],
        }),
      ).toMatchObject({ refusal: "below_nominated", facts: { unit: world.communeId } });

    const [one] = await idsOf(owner, roundId);
    expect(
      await withdrawNomination(world.secretary, { roundId, candidateId: one as string, because: "xin rút" }),
    ).toMatchObject({ ok: true });
    expect(await named(20)).toMatchObject({ ok: true });
    expect(await named(21)).toMatchObject({ refusal: "quota_full" });
  });

  it("are given places by two at once, neither undoing what the other gave", async () => {
    const world = await honouringProvince(owner);
    const rule = await addRule(owner, { scopeUnitId: world.unitId });
    const roundId = await plannedRound(world, [rule.id]);
    const [a, b] = [world.communeId, (await addCommune(owner, { parentId: world.unitId })).id];
    const give = (...boxes: [string, number | null, number | null][]) =>
      setQuotas(world.officer, {
        roundId,
        ruleId: rule.id,
        quotas: boxes.map(([unitId, began, quota]) => ({ unitId, began, quota })),
      });
    const saved = async () => {
      const quotas = await owner.query("SELECT unit_id, quota FROM award_quota WHERE round_id = $1", [roundId]);
      return Object.fromEntries(quotas.rows.map(({ unit_id, quota }) => [unit_id, quota]));
    };
    const noted = async () =>
      (await owner.query("SELECT FROM award_event WHERE round_id = $1 AND kind = 'changed'", [roundId])).rowCount;
    // Both opened the page while no box had a number.
    const both = await Promise.all([give([a, null, 5], [b, null, null]), give([a, null, null], [b, null, 3])]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await saved()).toEqual({ [a]: 5, [b]: 3 });
    const times = await noted();
    // A third, whose page is as old, gives one of them another number: told of it, nothing of theirs is written.
    expect(await give([a, null, 4], [b, null, 3])).toMatchObject({
      refusal: "quota_changed",
      facts: { unit: a, more: 0 },
    });
    // Nothing changed is nothing to note; the same number typed by both is no quarrel.
    expect(await give([a, 5, 5], [b, 3, 3])).toMatchObject({ ok: true });
    expect(await noted()).toBe(times);
    expect(await give([a, null, 5])).toMatchObject({ ok: true });
    expect(await give([a, 5, null], [b, 3, 3])).toMatchObject({ ok: true });
    expect(await saved()).toEqual({ [b]: 3 });
  });

  it("name only their own people, once, and nobody who holds the honour", async () => {
    const world = await honouringProvince(owner);
    const elsewhere = await honouringProvince(owner);
    const rule = await addRule(owner, {
      scopeUnitId: world.unitId,
      subjectKind: "collective",
      metric: "nomination",
      threshold: null,
      repeats: "yearly",
    });
    const roundId = await plannedRound(world, [rule.id]);
    const body = (organisationId: string) =>
      nominate(
        world.officer,
        { roundId, ruleId: rule.id, unitId: world.unitId, organisationId, citation: "Tổ chức đều đặn." },
        now,
      );
    const ours = (await addOrganisation(owner, { unitId: world.unitId })).id;
    expect(await body((await addOrganisation(owner, { unitId: elsewhere.unitId })).id)).toMatchObject({
      refusal: "subject_elsewhere",
    });
    expect(await body(ours)).toMatchObject({ ok: true });
    expect(await body(ours)).toMatchObject({ refusal: "already_candidate" });
    const held = (await addOrganisation(owner, { unitId: world.unitId })).id;
    await addHonour(owner, {
      subjectKind: "collective",
      donorId: null,
      organisationId: held,
      levelKey: `nomination:${rule.id}:2025`,
      threshold: null,
    });
    expect(await body(held)).toMatchObject({ refusal: "already_honoured" });
  });
});

describe("who sees and does what", () => {
  it("keeps a province's round from another's officer, and names from the committee", async () => {
    const world = await honouringProvince(owner);
    const elsewhere = await honouringProvince(owner);
    await manyDonors(owner, world.unitId, null, [20]);
    const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
    const roundId = await plannedRound(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    const [candidateId] = (await idsOf(owner, roundId)) as [string];

    expect(await awardRound(elsewhere.officer, roundId)).toBeNull();
    expect((await awardRounds(elsewhere.officer)).map(({ id }) => id)).not.toContain(roundId);
    expect(await candidates(elsewhere.officer, roundId, all)).toEqual({ items: [], total: 0, groupName: null });
    expect(await candidate(elsewhere.officer, candidateId)).toBeNull();
    for (const deed of [
      () => gatherCandidates(elsewhere.officer, roundId),
      () => moveCandidates(elsewhere.officer, { roundId, candidateIds: [candidateId], to: "checked", because: "" }),
      () => decideRound(elsewhere.approver, decision(roundId, world.society)),
      () => decideRound(world.officer, decision(roundId, world.society)),
      () => nominate(elsewhere.officer, { roundId, ruleId: twenty.id, unitId: world.unitId, citation: "x" }, now),
    ])
      await expect(deed()).rejects.toThrow(NotAllowed);

    const committee = staffActor("committee_member", { kind: "unit", unitId: world.unitId });
    expect(await awardRound(committee, roundId)).toMatchObject({ candidates: 1 });
    expect(await candidates(committee, roundId, all)).toEqual({ items: [], total: 0, groupName: null });
    expect(await candidate(committee, candidateId)).toBeNull();
  });

  it("shows what a count consists of, and writes down who looked", async () => {
    const world = await honouringProvince(owner);
    const [donorId] = (await manyDonors(owner, world.unitId, world.communeId, [20])) as [string];
    await addConfirmedEarlier(owner, donorId, 2, "2025-03-03");
    const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
    const roundId = await plannedRound(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    const { items } = await candidates(world.officer, roundId, { ...all, q: "nguoi thu" });
    const seen = await candidate(world.officer, items[0]?.id ?? "");
    expect(seen?.donations.reduce((sum, { donations }) => sum + donations, 0)).toBe(seen?.counted);
    const { rows } = await owner.query(
      "SELECT action FROM audit_event WHERE actor_id = $1 AND action LIKE 'award.read%' ORDER BY action",
      [world.officer.accountId],
    );
    expect(rows.map(({ action }) => action)).toEqual(["award.read_candidate", "award.read_candidates"]);
  });
});

it("approves Hà Nội's round of 2025 with the published sizes, out of more than three thousand candidates", async () => {
  const world = await honouringProvince(owner);
  await manyDonors(
    owner,
    world.unitId,
    world.communeId,
    Array.from({ length: 3200 }, (_, i) => 5 + (i % 60)),
  );
  const by = { scopeUnitId: world.unitId, metric: "nomination", threshold: null, repeats: "yearly" } as const;
  const merit = { ...by, authorityKind: "people_committee", object: "certificate_of_merit" } as const;
  const rules = {
    donors: await addRule(owner, { scopeUnitId: world.unitId, threshold: 5 }),
    meritCollective: await addRule(owner, { ...merit, scheme: "merit", subjectKind: "collective" }),
    meritPerson: await addRule(owner, { ...merit, scheme: "merit", subjectKind: "person" }),
    collective: await addRule(owner, { ...by, scheme: "society", subjectKind: "collective" }),
    person: await addRule(owner, { ...by, scheme: "society", subjectKind: "person" }),
    work: await addRule(owner, { ...by, scheme: "work", subjectKind: "person" }),
    family: await addRule(owner, { ...by, scheme: "family", subjectKind: "family", object: "title" }),
  };
  const sizes: Record<Exclude<keyof typeof rules, "donors">, number> = {
    meritCollective: 4,
    meritPerson: 3,
    collective: 42,
    person: 87,
    work: 200,
    family: 152,
  };
  const named = Object.keys(sizes) as (keyof typeof sizes)[];
  const roundId = await plannedRound(world, [rules.donors.id, ...named.map((name) => rules[name].id)], {
    quotas: Object.fromEntries(named.map((name) => [rules[name].id, `${sizes[name]}`])),
  });
  expect(await gatherCandidates(world.officer, roundId)).toMatchObject({ value: { added: 3200 } });

  for (const name of named) {
    const rule = rules[name];
    for (let n = 0; n < sizes[name] + (name === "meritPerson" ? 1 : 0); n += 1) {
      const subject =
        rule.subjectKind === "collective"
          ? { organisationId: (await addOrganisation(owner, { unitId: world.unitId })).id }
          : rule.subjectKind === "family"
            ? {
                familyId: (
                  await owner.query(
                    "INSERT INTO family (id, name, unit_id) VALUES (gen_random_uuid(), $1, $2) RETURNING id",
                    [`Gia đình ${n}`, world.unitId],
                  )
                ).rows[0].id as string,
              }
            : { personName: `Người ${name} ${n}`, personCategory: "movement_leader" as const };
      expect(
        await nominate(
          world.officer,
          { roundId, ruleId: rule.id, unitId: world.unitId, citation: "Thành tích tiêu biểu.", ...subject },
          now,
        ),
      ).toMatchObject({ ok: true });
    }
    const ids = (
      await owner.query<{ id: string }>(
        "SELECT id FROM award_candidate WHERE round_id = $1 AND rule_id = $2 ORDER BY id",
        [roundId, rule.id],
      )
    ).rows.map(({ id }) => id);
    await moveCandidates(world.officer, { roundId, candidateIds: ids, to: "checked", because: "" });
    if (ids.length > sizes[name])
      expect(
        await moveCandidates(world.officer, { roundId, candidateIds: ids, to: "chosen", because: "" }),
      ).toMatchObject({ refusal: "over_quota" });
    expect(
      await moveCandidates(world.officer, {
        roundId,
        candidateIds: ids.slice(0, sizes[name]),
        to: "chosen",
        because: "",
      }),
    ).toMatchObject({ ok: true });
  }
  const doubtful = (await idsOf(owner, roundId, "gathered")).slice(0, 2);
  await moveCandidates(world.officer, {
    roundId,
    candidateIds: doubtful,
    to: "returned",
    because: "số lần chưa có giấy",
  });
  expect(
    await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed }),
  ).toMatchObject({
    refusal: "still_returned",
  });
  await moveCandidates(world.officer, { roundId, candidateIds: doubtful, to: "passed_over", because: "để đợt sau" });
  expect(
    await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed }),
  ).toMatchObject({
    ok: true,
  });
  expect(await decideRound(world.approver, decision(roundId, world.committee, "6001/QĐ-UBND"))).toMatchObject({
    value: { honoured: 7 },
  });
  expect(await decideRound(world.approver, decision(roundId, world.society, "88/QĐ-HCTĐ"))).toMatchObject({
    value: { honoured: 42 + 87 + 200 + 152 },
  });
  const seen = await awardRound(world.officer, roundId);
  expect(
    Object.fromEntries(
      named.map((name) => [name, seen?.rules.find(({ ruleId }) => ruleId === rules[name].id)?.approved]),
    ),
  ).toEqual(sizes);
}, 120_000);
