import { describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { moveCandidates, nominate, setQuotas, withdrawNomination } from "@/lib/awards/candidates/commands";
import { candidate, candidates } from "@/lib/awards/candidates/queries";
import { honoursToPrint } from "@/lib/awards/certificates/queries";
import { decideRound, refuseCandidate } from "@/lib/awards/decisions/commands";
import { deliverHonour, presentRound, revokeHonour } from "@/lib/awards/honours/commands";
import { ceremonyList, ledger, ownHonours } from "@/lib/awards/honours/queries";
import { decisionPaper, proposal } from "@/lib/awards/lists/queries";
import { ownNextRung } from "@/lib/awards/own/queries";
import { cancelRound, gatherCandidates, planRound, proposeRound, takeBackProposal } from "@/lib/awards/rounds/commands";
import { awardRound, awardRounds } from "@/lib/awards/rounds/queries";
import type { PlanRound } from "@/lib/awards/rounds/schema";
import { publicCertificate, publicWall } from "@/lib/awards/wall/queries";
import { donorActor, staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addConsent, addOrganisation } from "../support/facts";
import { addConfirmedEarlier, addHonour, addRule } from "../support/honours";
import { honouringProvince, manyDonors } from "./world";

const { owner } = useDatabase();
const now = new Date("2025-12-10T09:00:00+07:00");

type World = Awaited<ReturnType<typeof honouringProvince>>;

async function round(world: World, rules: string[], differing: Partial<PlanRound> = {}): Promise<string> {
  const made = await planRound(
    world.officer,
    {
      unitId: world.unitId,
      kind: "year_end",
      name: "Tổng kết năm 2025",
      year: 2025,
      countedUntil: "2025-12-05",
      rules,
      quotas: {},
      ...differing,
    },
    now,
  );
  if (!made.ok) throw new Error(made.refusal);
  return made.value.id;
}

const all = { kind: null, ruleId: null, status: null, q: "", page: 1 } as const;
const idsOf = async (roundId: string, status: "gathered" | "checked" | "chosen" | null = null) =>
  (
    await owner.query<{ id: string }>(
      "SELECT id FROM award_candidate WHERE round_id = $1 AND ($2::text IS NULL OR status = $2) ORDER BY counted DESC, id",
      [roundId, status],
    )
  ).rows.map(({ id }) => id);

async function choose(world: World, roundId: string, ids: string[]) {
  for (const to of ["checked", "chosen"] as const) {
    const moved = await moveCandidates(world.officer, { roundId, candidateIds: ids, to, because: "" });
    if (!moved.ok) throw new Error(moved.refusal);
  }
}

const decision = (roundId: string, authorityId: string, number = "12/QĐ") => ({
  roundId,
  authorityId,
  number,
  decidedOn: "2025-12-20",
  signatoryTitle: "Chủ tịch",
  signatoryName: "Người Ký Thử",
});

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
    const roundId = await round(world, [twenty.id, five.id], { quotas: { [twenty.id]: "2" } });

    expect(await gatherCandidates(world.officer, roundId)).toEqual({
      ok: true,
      value: { added: 4, moved: 0, there: 0 },
    });
    expect(await gatherCandidates(world.officer, roundId)).toEqual({
      ok: true,
      value: { added: 0, moved: 0, there: 4 },
    });

    const [first, second, third, fourth] = await idsOf(roundId);
    const everybody = [first, second, third, fourth] as string[];
    expect(
      await moveCandidates(world.officer, { roundId, candidateIds: [first as string], to: "chosen", because: "" }),
    ).toMatchObject({ refusal: "not_checked" });
    await moveCandidates(world.officer, { roundId, candidateIds: everybody, to: "checked", because: "" });
    expect(
      await moveCandidates(world.officer, { roundId, candidateIds: everybody, to: "chosen", because: "" }),
    ).toMatchObject({
      refusal: "over_quota",
      facts: { quota: 2, chosen: 3 },
    });
    expect(
      await moveCandidates(world.officer, { roundId, candidateIds: [third as string], to: "passed_over", because: "" }),
    ).toMatchObject({ refusal: "reason_missing" });
    await choose(world, roundId, [first, second, fourth] as string[]);

    expect(await decideRound(world.approver, decision(roundId, world.society))).toMatchObject({
      refusal: "not_proposed",
    });
    expect(await proposeRound(world.officer, { roundId, number: "34/TTr", proposedOn: "2025-12-12" })).toMatchObject({
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

    const again = await round(world, [twenty.id, five.id], { name: "Đợt sau" });
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
    const roundId = await round(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    await choose(world, roundId, await idsOf(roundId));
    await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12" });
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
    const roundId = await round(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    const [best, other] = (await idsOf(roundId)) as [string, string];
    await choose(world, roundId, [best, other]);
    await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12" });
    expect(await takeBackProposal(world.officer, { roundId, because: "thiếu chữ ký" })).toMatchObject({ ok: true });
    await proposeRound(world.officer, { roundId, number: "2/TTr", proposedOn: "2025-12-13" });
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
    const again = await round(world, [twenty.id], { name: "Đợt sau" });
    expect(await gatherCandidates(world.officer, again)).toMatchObject({ value: { added: 2 } });
  });
});

describe("the papers of a round", () => {
  it("name whom it proposes and whom each body honoured, for those who see names within the unit, and for nobody else", async () => {
    const world = await honouringProvince(owner);
    const elsewhere = await honouringProvince(owner);
    const committee = staffActor("committee_member", { kind: "unit", unitId: world.unitId });
    await manyDonors(owner, world.unitId, null, [31, 22, 21]);
    const number = "122/QĐ-BCĐQG";
    const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20, decisionNumber: number });
    const thirty = await addRule(owner, {
      scopeUnitId: world.unitId,
      threshold: 30,
      object: "certificate_of_merit",
      authorityKind: "people_committee",
    });
    const roundId = await round(world, [twenty.id, thirty.id]);
    await gatherCandidates(world.officer, roundId);
    await choose(world, roundId, await idsOf(roundId));
    expect(await proposal(world.officer, roundId)).toBeNull();
    await proposeRound(world.officer, { roundId, number: "34/TTr", proposedOn: "2025-12-12" });
    const [struck] = (await candidates(world.officer, roundId, { ...all, ruleId: twenty.id })).items;
    await refuseCandidate(world.approver, { roundId, candidateId: struck?.id as string, because: "khiếu nại" });
    await decideRound(world.approver, decision(roundId, world.society, "12/QĐ"));
    await decideRound(world.approver, decision(roundId, world.committee, "13/QĐ"));

    const sent = await proposal(world.officer, roundId);
    expect(sent).toMatchObject({
      round: { number: "34/TTr", proposedOn: "2025-12-12", grounds: [number], issuer: { id: world.society } },
      addressees: [{ id: world.committee }, { id: world.society }],
    });
    expect(sent?.people.map(({ ruleId }) => ruleId)).toEqual([thirty.id, twenty.id, twenty.id]);
    const decided = (await awardRound(world.officer, roundId))?.decisions ?? [];
    const papers = await Promise.all(decided.map(({ id }) => decisionPaper(world.officer, roundId, id)));
    expect(papers.map((paper) => [paper?.decision.number, paper?.people.length]).sort()).toEqual([
      ["12/QĐ", 1],
      ["13/QĐ", 1],
    ]);
    const honours = await ceremonyList(world.officer, roundId);
    await revokeHonour(world.approver, { honourId: honours[0]?.id as string, because: "giấy tờ giả" });
    const after = await Promise.all(decided.map(({ id }) => decisionPaper(world.officer, roundId, id)));
    expect(after.map((paper) => paper?.people.length)).toEqual([1, 1]);

    const [id] = decided.map((one) => one.id) as [string];
    for (const outsider of [elsewhere.officer, committee]) {
      expect(await proposal(outsider, roundId)).toBeNull();
      expect(await decisionPaper(outsider, roundId, id)).toBeNull();
    }
    expect(await decisionPaper(world.officer, roundId, roundId)).toBeNull();
    const { rows } = await owner.query(
      "SELECT detail->>'shown' AS shown FROM audit_event WHERE actor_id = $1 AND action = 'award.read_proposal'",
      [world.officer.accountId],
    );
    expect(rows).toEqual([{ shown: "3" }]);
  });
});

describe("the ceremony", () => {
  it("keeps for those who were absent what they did not receive, once, until it is delivered", async () => {
    const world = await honouringProvince(owner);
    await manyDonors(owner, world.unitId, null, [20, 21, 22]);
    const elsewhere = await honouringProvince(owner);
    const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
    const roundId = await round(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    await choose(world, roundId, await idsOf(roundId));
    await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12" });
    expect(await presentRound(world.officer, { roundId, absent: [] }, now)).toMatchObject({ refusal: "not_decided" });
    await decideRound(world.approver, decision(roundId, world.society));
    const guests = await ceremonyList(world.officer, roundId);
    const absent = guests[1]?.id as string;
    const foreign = (await addHonour(owner, { unitId: elsewhere.unitId })).id;
    await expect(presentRound(elsewhere.officer, { roundId, absent: [absent] }, now)).rejects.toThrow(NotAllowed);

    const pressed = await Promise.all(
      [1, 2].map(() => presentRound(world.officer, { roundId, absent: [absent, foreign] }, now)),
    );
    expect(pressed.filter(({ ok }) => ok)).toEqual([{ ok: true, value: { presented: 2, absent: 1 } }]);
    expect(pressed.filter((one) => !one.ok)).toMatchObject([{ refusal: "not_decided" }]);

    const search = { q: "", year: null, roundId, state: "waiting", page: 1 } as const;
    expect((await ledger(world.officer, search)).items).toMatchObject([
      { id: absent, presentedAt: null, deliveredAt: null },
    ]);
    await expect(deliverHonour(elsewhere.officer, { honourId: absent, words: "tại nhà" })).rejects.toThrow(NotAllowed);
    const later = new Date("2025-12-28T09:00:00+07:00");
    expect(await deliverHonour(world.officer, { honourId: absent, words: "Trao tại nhà" }, later)).toMatchObject({
      ok: true,
    });
    expect(await deliverHonour(world.officer, { honourId: absent, words: "lần nữa" }, later)).toMatchObject({
      refusal: "already_delivered",
    });
    expect((await ledger(world.officer, search)).total).toBe(0);
    expect((await ledger(world.officer, { ...search, state: "delivered" })).total).toBe(3);
    const { rows } = await owner.query(
      "SELECT kind, words FROM honour_event WHERE honour_id = $1 AND kind <> 'granted' ORDER BY happened_at",
      [absent],
    );
    expect(rows).toEqual([
      { kind: "absent", words: null },
      { kind: "delivered", words: "Trao tại nhà" },
    ]);
  });
});

describe("the ledger", () => {
  it("holds what was decided, prints it, calls it up, confirms it by its code, and names only who agreed", async () => {
    const world = await honouringProvince(owner);
    const [open, shy] = (await manyDonors(owner, world.unitId, world.communeId, [22, 31])) as [string, string];
    await addConsent(owner, { donorId: open, purpose: "public_honours" });
    const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
    const roundId = await round(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    await choose(world, roundId, await idsOf(roundId));
    await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12" });
    await decideRound(world.approver, decision(roundId, world.society));

    const kept = await ledger(world.officer, { q: "", year: 2025, roundId, state: "waiting", page: 1 });
    expect(kept.total).toBe(2);
    expect(new Set(kept.items.map(({ serial }) => serial)).size).toBe(2);
    const printed = [];
    for await (const page of honoursToPrint(world.officer, { roundId })) printed.push(...page);
    expect(printed.map(({ threshold, decisionNumber }) => [threshold, decisionNumber])).toEqual([
      [20, "12/QĐ"],
      [20, "12/QĐ"],
    ]);
    expect(await ceremonyList(world.officer, roundId)).toHaveLength(2);
    const elsewhere = await honouringProvince(owner);
    expect(await ceremonyList(elsewhere.officer, roundId)).toEqual([]);
    expect((await ledger(elsewhere.officer, { q: "", year: null, roundId, state: null, page: 1 })).total).toBe(0);

    const codes = await owner.query<{ donor_id: string; check_code: string }>(
      "SELECT donor_id, check_code FROM honour WHERE unit_id = $1",
      [world.unitId],
    );
    const codeOf = (donorId: string) => codes.rows.find(({ donor_id }) => donor_id === donorId)?.check_code ?? "";
    expect(await publicCertificate(codeOf(open))).toMatchObject({
      isOpen: true,
      decisionNumber: "12/QĐ",
      revokedOn: null,
    });
    expect(await publicCertificate(codeOf(shy))).toMatchObject({ isOpen: false });
    expect(await publicCertificate("2222222222222222")).toBeNull();
    expect((await publicWall({ year: null, unitId: world.unitId, page: 1 })).total).toBe(1);
    await owner.query("UPDATE consent SET withdrawn_at = now() WHERE donor_id = $1", [open]);
    expect((await publicWall({ year: null, unitId: world.unitId, page: 1 })).items).toEqual([]);
    expect(await ownHonours(donorActor(open))).toHaveLength(1);
    expect(await ownNextRung(donorActor(open), now)).toBeNull();
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
    const roundId = await round(world, [rule.id]);
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
        units: [world.communeId],
        quotas: { [world.communeId]: "3" },
      }),
    ).toMatchObject({ ok: true });
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => named(n)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(answers.filter((answer) => !answer.ok).map((answer) => !answer.ok && answer.refusal)).toEqual(
      Array(7).fill("quota_full"),
    );
    expect(
      await setQuotas(world.officer, {
        roundId,
        ruleId: rule.id,
        units: [world.communeId],
        quotas: { [world.communeId]: "2" },
      }),
    ).toMatchObject({ refusal: "below_nominated" });

    const [one] = await idsOf(roundId);
    expect(
      await withdrawNomination(world.secretary, { roundId, candidateId: one as string, because: "xin rút" }),
    ).toMatchObject({ ok: true });
    expect(await named(20)).toMatchObject({ ok: true });
    expect(await named(21)).toMatchObject({ refusal: "quota_full" });
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
    const roundId = await round(world, [rule.id]);
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
    const roundId = await round(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    const [candidateId] = (await idsOf(roundId)) as [string];

    expect(await awardRound(elsewhere.officer, roundId)).toBeNull();
    expect((await awardRounds(elsewhere.officer)).map(({ id }) => id)).not.toContain(roundId);
    expect(await candidates(elsewhere.officer, roundId, all)).toMatchObject({ items: [], total: 0 });
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
    expect(await candidates(committee, roundId, all)).toMatchObject({ items: [], total: 0 });
    expect(await candidate(committee, candidateId)).toBeNull();
  });

  it("shows what a count consists of, and writes down who looked", async () => {
    const world = await honouringProvince(owner);
    const [donorId] = (await manyDonors(owner, world.unitId, world.communeId, [20])) as [string];
    await addConfirmedEarlier(owner, donorId, 2, "2025-03-03");
    const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
    const roundId = await round(world, [twenty.id]);
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
  const roundId = await round(world, [rules.donors.id, ...named.map((name) => rules[name].id)], {
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
  const doubtful = (await idsOf(roundId, "gathered")).slice(0, 2);
  await moveCandidates(world.officer, {
    roundId,
    candidateIds: doubtful,
    to: "returned",
    because: "số lần chưa có giấy",
  });
  expect(await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12" })).toMatchObject({
    refusal: "still_returned",
  });
  await moveCandidates(world.officer, { roundId, candidateIds: doubtful, to: "passed_over", because: "để đợt sau" });
  expect(await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12" })).toMatchObject({
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
