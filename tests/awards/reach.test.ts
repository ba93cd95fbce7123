import { expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { balanceOf, chosenToSwap, fillPreview, lastFill } from "@/lib/awards/balance/queries";
import { moveCandidates, nominate, setQuotas } from "@/lib/awards/candidates/commands";
import { candidate, candidates } from "@/lib/awards/candidates/queries";
import { honoursToPrint } from "@/lib/awards/certificates/queries";
import { decideRound } from "@/lib/awards/decisions/commands";
import { dryRun } from "@/lib/awards/editing/queries";
import { families } from "@/lib/awards/families/queries";
import { deliverHonour, presentRound, revokeHonour } from "@/lib/awards/honours/commands";
import { ceremonyList, ledger } from "@/lib/awards/honours/queries";
import { decisionPaper, proposal } from "@/lib/awards/lists/queries";
import { undoMove } from "@/lib/awards/moves/commands";
import { nominees } from "@/lib/awards/nominees/queries";
import { earlierPapers } from "@/lib/awards/papers/queries";
import { cancelRound, commentRound, gatherCandidates, proposeRound } from "@/lib/awards/rounds/commands";
import { awardRound, awardRounds, nominationQuotas, roundHistory } from "@/lib/awards/rounds/queries";
import { newId } from "@/lib/core/ids";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addAccount } from "../support/facts";
import { addFamily, addRule } from "../support/honours";
import { choose, decision, honouringProvince, idsOf, manyDonors, now, plannedRound, signed } from "./world";

const { owner } = useDatabase();

/** A round of a province that has been decided, walked through step by step by its own people. */
async function decidedRound() {
  const world = await honouringProvince(owner);
  const donors = await manyDonors(owner, world.unitId, world.communeId, [31, 22, 21]);
  await addFamily(owner, { unitId: world.unitId, name: "Gia đình Người Thử" });
  const rule = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
  const roundId = await plannedRound(world, [rule.id]);
  await gatherCandidates(world.officer, roundId);
  const candidateIds = await idsOf(owner, roundId);
  await moveCandidates(world.officer, { roundId, candidateIds, to: "checked", because: "" });
  await moveCandidates(world.officer, {
    roundId,
    candidateIds: candidateIds.slice(0, 1),
    to: "returned",
    because: "thiếu giấy",
  });
  await choose(world, roundId, candidateIds);
  await commentRound(world.approver, { roundId, words: "Đã xem" });
  await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed });
  const decided = await decideRound(world.approver, decision(roundId, world.society));
  if (!decided.ok) throw new Error(decided.refusal);
  const honours = await owner.query<{ id: string }>("SELECT id FROM honour WHERE unit_id = $1", [world.unitId]);
  const [decisionId] = (
    await owner.query<{ id: string }>("SELECT id FROM award_decision WHERE round_id = $1", [roundId])
  ).rows;
  return {
    ...world,
    donors,
    ruleId: rule.id,
    roundId,
    candidateIds,
    honourIds: honours.rows.map(({ id }) => id),
    decisionId: decisionId?.id as string,
  };
}
type Round = Awaited<ReturnType<typeof decidedRound>>;

/** Everything the awards rooms can be asked about a round and its people, as somebody would see it. */
function looks(actor: StaffActor, of: Round): Record<string, () => Promise<unknown>> {
  const all = { kind: null, ruleId: null, status: null, q: "", page: 1 } as const;
  const round = { id: of.roundId, unitId: of.unitId };
  return {
    candidates: () => candidates(actor, of.roundId, all),
    candidate: () => candidate(actor, of.candidateIds[0] as string),
    history: () => roundHistory(actor, of.roundId),
    quotas: () => nominationQuotas(actor, of.roundId, of.ruleId),
    preview: () => fillPreview(actor, of.roundId, of.ruleId, 3),
    swap: () => chosenToSwap(actor, of.roundId, of.ruleId),
    fill: () => lastFill(actor, of.roundId),
    ledger: () => ledger(actor, { q: "", year: null, roundId: of.roundId, state: null, page: 1 }),
    wholeLedger: () => ledger(actor, { q: "nguoi thu", year: null, roundId: null, state: null, page: 1 }),
    guests: () => ceremonyList(actor, of.roundId),
    prints: async () => {
      const pages = [];
      for await (const page of honoursToPrint(actor, { roundId: of.roundId })) pages.push(...page);
      return pages;
    },
    proposal: () => proposal(actor, of.roundId),
    decision: () => decisionPaper(actor, of.roundId, of.decisionId),
    families: () => families(actor, { q: "", page: 1 }, now),
    papers: () => earlierPapers(actor, { status: "confirmed", page: 1 }),
    nominees: () => nominees(actor, { id: of.unitId, kind: "province" }, "donor", "người thử"),
    dryRun: () => dryRun(actor, of.unitId, of.ruleId, "2025-12-05"),
    round: () => awardRound(actor, of.roundId),
    rounds: () => awardRounds(actor),
    balance: () => balanceOf(actor, round, { kind: null, ruleId: null }),
  };
}

/** Answers of every look; a refusal is an answer too. */
async function seen(actor: StaffActor, of: Round): Promise<[name: string, answer: string][]> {
  return Promise.all(
    Object.entries(looks(actor, of)).map(async ([name, look]): Promise<[string, string]> => {
      try {
        return [name, JSON.stringify(await look()) ?? "null"];
      } catch (error) {
        if (error instanceof NotAllowed) return [name, "not allowed"];
        throw error;
      }
    }),
  );
}

it("lets nobody of another province see anybody of a round, by any look there is", async () => {
  const round = await decidedRound();
  const elsewhere = await honouringProvince(owner);
  const ids = [round.roundId, ...round.donors, ...round.candidateIds, ...round.honourIds];
  for (const actor of [elsewhere.officer, elsewhere.approver, elsewhere.secretary])
    for (const [name, answer] of await seen(actor, round)) {
      expect(`${name}: ${answer}`).not.toMatch(/Người Thử/);
      for (const id of ids) expect(`${name}: ${answer}`).not.toContain(id);
    }
  // The same looks show the round's own officer plenty: the test looks where there is something to see.
  const own = await seen(round.officer, round);
  expect(own.filter(([, answer]) => answer.includes("Người Thử")).map(([name]) => name)).toEqual(
    expect.arrayContaining([
      "candidates",
      "candidate",
      "ledger",
      "wholeLedger",
      "guests",
      "prints",
      "proposal",
      "decision",
      "families",
      "papers",
      "nominees",
    ]),
  );
});

it("shows a committee numbers and no name, by any look there is", async () => {
  const round = await decidedRound();
  const committee = staffActor("committee_member", { kind: "unit", unitId: round.unitId });
  for (const [name, answer] of await seen(committee, round)) {
    expect(`${name}: ${answer}`).not.toMatch(/Người Thử/);
    for (const id of [...round.donors, ...round.candidateIds, ...round.honourIds])
      expect(`${name}: ${answer}`).not.toContain(id);
  }
  expect(await awardRound(committee, round.roundId)).toMatchObject({ candidates: 3, approved: 3 });
});

it("lets nobody of another province do anything to a round or its honours", async () => {
  const round = await decidedRound();
  const { officer, approver } = await honouringProvince(owner);
  const { roundId, candidateIds } = round;
  const [donorId, honourId] = [round.donors[0] as string, round.honourIds[0] as string];
  const named = { roundId, ruleId: round.ruleId, unitId: round.unitId, donorId, citation: "x" };
  const deeds: (() => Promise<unknown>)[] = [
    () => gatherCandidates(officer, roundId),
    () => moveCandidates(officer, { roundId, candidateIds, to: "checked", because: "" }),
    () => undoMove(officer, { roundId, moveId: newId() }),
    () =>
      setQuotas(officer, {
        roundId,
        ruleId: round.ruleId,
        quotas: [{ unitId: round.communeId, quota: 2, began: null }],
      }),
    () => nominate(officer, named, now),
    () => proposeRound(officer, { roundId, number: "2/TTr", proposedOn: "2025-12-12", ...signed }),
    () => commentRound(approver, { roundId, words: "x" }),
    () => decideRound(approver, decision(roundId, round.society, "9/QĐ")),
    () => presentRound(officer, { roundId, absent: [] }, now),
    () => cancelRound(officer, { roundId, because: "x" }),
    () => revokeHonour(approver, { honourId, because: "x" }),
    () => deliverHonour(officer, { honourId, words: "x" }),
  ];
  for (const deed of deeds) await expect(deed()).rejects.toThrow(NotAllowed);
});

it("writes each step of a round into the audit, and who looked", async () => {
  const round = await decidedRound();
  await presentRound(round.officer, { roundId: round.roundId, absent: [] }, now);
  await revokeHonour(round.approver, { honourId: round.honourIds[0] as string, because: "giấy tờ giả" });
  const other = staffActor(
    "awards_officer",
    { kind: "unit", unitId: round.unitId },
    { accountId: (await addAccount(owner)).id },
  );
  await seen(other, round);
  const { rows } = await owner.query<{ action: string; n: number }>(
    `SELECT action, count(*)::int AS n FROM audit_event
     WHERE actor_id = ANY ($1) AND action ~ '^(award|honour)[.]' GROUP BY action`,
    [[round.officer.accountId, round.approver.accountId, other.accountId]],
  );
  const counted = Object.fromEntries(rows.map(({ action, n }) => [action, n]));
  expect(counted).toMatchObject({
    "award.made": 1,
    "award.gathered": 1,
    "award.checked": 4,
    "award.returned": 1,
    "award.chosen": 3,
    "award.comment": 1,
    "award.proposed": 1,
    "award.decided": 1,
    "award.presented": 1,
    "honour.revoked": 1,
    "award.read_candidates": 1,
    "award.read_candidate": 1,
    "award.find_nominees": 1,
    "award.try_rule": 1,
  });
});
