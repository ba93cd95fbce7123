import { describe, expect, it } from "vitest";
import type { StaffActor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { moveCandidates } from "@/lib/awards/candidates/commands";
import { decideRound, refuseCandidate } from "@/lib/awards/decisions/commands";
import { sendBackProposal } from "@/lib/awards/decisions/sending-back";
import { cancelRound, gatherCandidates, proposeRound } from "@/lib/awards/rounds/commands";
import { awardRound, roundHistory, roundsSentBack, roundsToDecide } from "@/lib/awards/rounds/queries";
import { endRoundInput } from "@/lib/awards/rounds/schema";
import { violatedConstraint } from "@/lib/db/constraint";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addAccount } from "../support/facts";
import { addAwardDecision, addRule } from "../support/honours";
import {
  choose,
  decision,
  type HonouringProvince,
  honouringProvince,
  idsOf,
  manyDonors,
  plannedRound,
  signed,
} from "./world";

const { owner } = useDatabase();

/** A round of three by the society, and one by the People's Committee, that has gone up. */
async function proposedRound(by?: (world: HonouringProvince) => StaffActor) {
  const world = await honouringProvince(owner);
  await manyDonors(owner, world.unitId, world.communeId, [31, 22, 21, 45]);
  const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20, below: 40 });
  const forty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 40, authorityKind: "people_committee" });
  const roundId = await plannedRound(world, [twenty.id, forty.id]);
  await gatherCandidates(world.officer, roundId);
  await choose(world, roundId, await idsOf(owner, roundId));
  const sent = await propose(by ? by(world) : world.officer, roundId, "1/TTr");
  if (!sent.ok) throw new Error(sent.refusal);
  return { ...world, roundId };
}

const propose = (actor: StaffActor, roundId: string, number: string) =>
  proposeRound(actor, { roundId, number, proposedOn: "2025-12-12", ...signed });

const because = "Ba trường hợp chưa có giấy xác nhận.\nĐề nghị bổ sung rồi trình lại.";

/** Somebody who holds both roles in the province. */
async function bothRoles({ unitId }: { unitId: string }): Promise<StaffActor> {
  const scope = { kind: "unit", unitId } as const;
  const one = staffActor("awards_officer", scope, { accountId: (await addAccount(owner)).id });
  return { ...one, grants: [...one.grants, { role: "report_approver", scope, facilityId: null }] } as StaffActor;
}

describe("a proposal sent back whole", () => {
  it("opens for its office with the reason, which goes when it is proposed again", async () => {
    const { roundId, officer, approver, society } = await proposedRound();
    expect(await sendBackProposal(approver, { roundId, because })).toEqual({ ok: true, value: { id: roundId } });

    expect(await awardRound(officer, roundId)).toMatchObject({
      status: "commenting",
      sentBackBecause: because,
      proposalNumber: null,
      proposalSignatory: null,
      isOwnProposal: false,
      chosen: 4,
    });
    expect(await roundHistory(officer, roundId)).toContainEqual(
      expect.objectContaining({ kind: "sent_back", words: because }),
    );
    expect(await roundsSentBack(officer)).toMatchObject([{ id: roundId, sentBackBecause: because }]);
    expect(await roundsSentBack(approver)).toEqual([]);
    expect(await roundsToDecide(approver)).toEqual([]);
    const { rows } = await owner.query(
      "SELECT actor_id, detail FROM audit_event WHERE action = 'award.sent_back' AND subject_id = $1",
      [roundId],
    );
    expect(rows).toEqual([{ actor_id: approver.accountId, detail: { round: roundId, proposal: "1/TTr" } }]);

    const [best] = await idsOf(owner, roundId);
    expect(
      await moveCandidates(officer, {
        roundId,
        candidateIds: [best as string],
        to: "passed_over",
        because: "chưa có giấy",
      }),
    ).toMatchObject({ ok: true });
    expect(await propose(officer, roundId, "2/TTr")).toMatchObject({ ok: true });
    expect(await awardRound(officer, roundId)).toMatchObject({
      status: "proposed",
      sentBackAt: null,
      sentBackBecause: null,
      proposalNumber: "2/TTr",
      isOwnProposal: true,
    });
    expect(await roundsSentBack(officer)).toEqual([]);
    expect(await roundsToDecide(approver)).toMatchObject([{ id: roundId }]);
    expect(await decideRound(approver, decision(roundId, society))).toMatchObject({ value: { honoured: 3 } });
    expect(await awardRound(officer, roundId)).toMatchObject({ status: "decided", approved: 3 });
  });

  it("needs a reason", async () => {
    const { roundId, officer, approver } = await proposedRound();
    for (const form of [{ roundId }, { roundId, because: "  " }])
      expect(endRoundInput.safeParse(form).error?.issues).toMatchObject([{ message: "awards.error.reason_missing" }]);
    for (const words of ["", "  "])
      expect(await sendBackProposal(approver, { roundId, because: words })).toMatchObject({
        refusal: "reason_missing",
      });
    expect(await awardRound(officer, roundId)).toMatchObject({ status: "proposed", proposalNumber: "1/TTr" });
  });

  it("goes back once, whoever presses at the same time", async () => {
    const { roundId, approver } = await proposedRound();
    const pressed = await Promise.all(
      [1, 2, 3].map((n) => sendBackProposal(approver, { roundId, because: `lần ${n}` })),
    );
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
    expect(pressed.flatMap((one) => (one.ok ? [] : [one.refusal]))).toEqual(["already_sent_back", "already_sent_back"]);
    const { rows } = await owner.query("SELECT kind FROM award_event WHERE round_id = $1 AND kind = 'sent_back'", [
      roundId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it("goes back by its approver alone, before anybody has decided, and while it is a proposal", async () => {
    const { roundId, officer, approver, secretary, society, committee, unitId } = await proposedRound();
    const elsewhere = await honouringProvince(owner);
    const member = staffActor("committee_member", { kind: "unit", unitId });
    for (const actor of [officer, secretary, member, elsewhere.approver])
      await expect(sendBackProposal(actor, { roundId, because })).rejects.toThrow(NotAllowed);

    expect(await decideRound(approver, decision(roundId, society))).toMatchObject({ value: { honoured: 3 } });
    expect(await sendBackProposal(approver, { roundId, because })).toMatchObject({ refusal: "part_decided" });
    expect(await decideRound(approver, decision(roundId, committee, "13/QĐ"))).toMatchObject({ ok: true });
    expect(await sendBackProposal(approver, { roundId, because })).toMatchObject({ refusal: "round_decided" });

    const open = await plannedRound(elsewhere, [(await addRule(owner, { scopeUnitId: elsewhere.unitId })).id]);
    expect(await sendBackProposal(elsewhere.approver, { roundId: open, because })).toMatchObject({
      refusal: "not_proposed",
    });
    await cancelRound(elsewhere.officer, { roundId: open, because: "bão" });
    expect(await sendBackProposal(elsewhere.approver, { roundId: open, because })).toMatchObject({
      refusal: "round_over",
    });
  });

  it("keeps its reason from those who see numbers alone, and waits no more once the round is cancelled", async () => {
    const { roundId, officer, approver, unitId } = await proposedRound();
    await sendBackProposal(approver, { roundId, because });
    const member = staffActor("committee_member", { kind: "unit", unitId });
    const seen = await awardRound(member, roundId);
    expect(seen).toMatchObject({ sentBackBecause: null, chosen: 4 });
    expect(seen?.sentBackAt).toBeInstanceOf(Date);
    expect(await cancelRound(officer, { roundId, because: "bão" })).toMatchObject({ ok: true });
    expect(await roundsSentBack(officer)).toEqual([]);
  });
});

describe("a decision on a proposal", () => {
  it("keeps the words it was approved with, beside it and in the history; without any it has none", async () => {
    const { roundId, officer, approver, society, committee, unitId } = await proposedRound();
    const words = "Đồng ý cả danh sách.\nTrao ngay tại lễ.";
    await decideRound(approver, { ...decision(roundId, society, "12/QĐ"), words });
    await decideRound(approver, { ...decision(roundId, committee, "13/QĐ"), words: "" });
    const seen = await awardRound(officer, roundId);
    expect(seen?.decisions.map((one) => [one.number, one.words])).toEqual([
      ["12/QĐ", words],
      ["13/QĐ", null],
    ]);
    const told = (await roundHistory(officer, roundId)).filter(({ kind }) => kind === "decided");
    expect(told.map((one) => one.words).sort()).toEqual([`12/QĐ\n${words}`, "13/QĐ"]);
    const member = staffActor("committee_member", { kind: "unit", unitId });
    expect((await awardRound(member, roundId))?.decisions.map((one) => one.words)).toEqual([null, null]);
  });

  it("is another's than the one who sent it, whatever roles they hold", async () => {
    const { roundId, officer, approver, society, unitId } = await proposedRound();
    const both = await bothRoles({ unitId });
    await sendBackProposal(approver, { roundId, because });
    expect(await propose(both, roundId, "2/TTr")).toMatchObject({ ok: true });

    expect(await awardRound(both, roundId)).toMatchObject({ isOwnProposal: true });
    expect(await roundsToDecide(both)).toEqual([]);
    const [best] = (await idsOf(owner, roundId)) as [string];
    expect(await decideRound(both, decision(roundId, society))).toMatchObject({ refusal: "own_proposal" });
    expect(await refuseCandidate(both, { roundId, candidateId: best, because: "khiếu nại" })).toMatchObject({
      refusal: "own_proposal",
    });
    expect(await sendBackProposal(both, { roundId, because })).toMatchObject({ refusal: "own_proposal" });
    const round = { roundId, authorityId: society };
    await expect(
      addAwardDecision(owner, { ...round, decidedBy: both.accountId, proposedBy: null }).catch((error) =>
        Promise.reject(new Error(violatedConstraint(error) ?? "another reason")),
      ),
    ).rejects.toThrow("award_decision_by_another");

    expect(await roundsToDecide(approver)).toMatchObject([{ id: roundId }]);
    expect(await decideRound(approver, decision(roundId, society))).toMatchObject({ ok: true });
    const { rows } = await owner.query("SELECT proposed_by, decided_by FROM award_decision WHERE round_id = $1", [
      roundId,
    ]);
    expect(rows).toEqual([{ proposed_by: both.accountId, decided_by: approver.accountId }]);
    expect(officer.accountId).not.toBe(both.accountId);
  });
});
