import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { fillPlaces, swapCandidates, undoFill } from "@/lib/awards/balance/commands";
import { fillPreview } from "@/lib/awards/balance/queries";
import { sightOf } from "@/lib/awards/balance/sight";
import { moveCandidates } from "@/lib/awards/candidates/commands";
import { decideRound } from "@/lib/awards/decisions/commands";
import { undoMove } from "@/lib/awards/moves/commands";
import { gatherCandidates, proposeRound } from "@/lib/awards/rounds/commands";
import { newId } from "@/lib/core/ids";
import { useDatabase } from "../support/database";
import { addRule } from "../support/honours";
import { choose, decision, honouringProvince, idsOf, manyDonors, plannedRound, signed } from "./world";

const { owner } = useDatabase();

/** A round of one rule over donors with these counts, gathered and not looked at. */
async function gatheredRound(counts: readonly number[], quota: string | null = null) {
  const world = await honouringProvince(owner);
  await manyDonors(owner, world.unitId, world.communeId, counts);
  const rule = await addRule(owner, { scopeUnitId: world.unitId, threshold: 5 });
  const roundId = await plannedRound(world, [rule.id], { quotas: quota === null ? {} : { [rule.id]: quota } });
  await gatherCandidates(world.officer, roundId);
  return { ...world, roundId, ruleId: rule.id, ids: await idsOf(owner, roundId) };
}
type Round = Awaited<ReturnType<typeof gatheredRound>>;
type To = "checked" | "returned" | "chosen" | "passed_over";

async function press(round: Round, candidateIds: readonly string[], to: To, because = "lý do") {
  const moved = await moveCandidates(round.officer, {
    roundId: round.roundId,
    candidateIds: [...candidateIds],
    to,
    because,
  });
  if (!moved.ok) throw new Error(moved.refusal);
  return moved.value;
}

const undo = (round: Round, moveId: string) => undoMove(round.officer, { roundId: round.roundId, moveId });

async function standing(round: Round) {
  const { rows } = await owner.query<{ id: string; status: string; because: string | null; fill: string | null }>(
    "SELECT id, status, status_because AS because, fill_id AS fill FROM award_candidate WHERE round_id = $1",
    [round.roundId],
  );
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

it("takes exactly one press back: each as they stood before it, with the reason they had", async () => {
  const round = await gatheredRound([30, 22, 21, 20]);
  const [a, b, c, d] = round.ids as [string, string, string, string];
  await press(round, [a, b], "checked", "");
  await press(round, [c], "returned", "thiếu giấy");
  const before = await standing(round);
  const back = await press(round, round.ids, "passed_over", "đợt sau");
  expect(back.moved).toBe(4);
  expect(await undo(round, back.id)).toEqual({ ok: true, value: { back: 4 } });
  expect(await standing(round)).toEqual(before);
  expect(before.get(c)).toMatchObject({ status: "returned", because: "thiếu giấy" });
  expect(before.get(d)).toMatchObject({ status: "gathered", because: null });

  const { rows } = await owner.query(
    "SELECT count(*)::int AS n FROM audit_event WHERE actor_id = $1 AND action = 'award.undone'",
    [round.officer.accountId],
  );
  expect(rows).toEqual([{ n: 4 }]);
});

it("is one undoing with one answer, however often it is pressed, and does not follow what is done afterwards", async () => {
  const round = await gatheredRound([30, 22]);
  const { id } = await press(round, round.ids, "checked", "");
  const pressed = await Promise.all([1, 2, 3, 4].map(() => undo(round, id)));
  expect(pressed).toEqual(Array(4).fill({ ok: true, value: { back: 2 } }));
  await press(round, round.ids, "checked", "");
  expect(await undo(round, id)).toEqual({ ok: true, value: { back: 2 } });
  expect(await idsOf(owner, round.roundId, "checked")).toHaveLength(2);
});

it("refuses when somebody has moved any of them since, and then moves nobody", async () => {
  const round = await gatheredRound([30, 22, 21]);
  const { id } = await press(round, round.ids, "checked", "");
  await press(round, round.ids.slice(0, 2), "chosen", "");
  const before = await standing(round);
  expect(await undo(round, id)).toEqual({ ok: false, refusal: "moved_since", facts: { count: 2 } });
  expect(await standing(round)).toEqual(before);
});

it("refuses what would be over the places, a proposal that was sent, a press of another round", async () => {
  const round = await gatheredRound([30, 22], "1");
  const [first, second] = round.ids as [string, string];
  await press(round, round.ids, "checked", "");
  await press(round, [first], "chosen", "");
  const away = await press(round, [first], "passed_over");
  await press(round, [second], "chosen", "");
  expect(await undo(round, away.id)).toMatchObject({ refusal: "over_quota", facts: { quota: 1, chosen: 2 } });
  await proposeRound(round.officer, { roundId: round.roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed });
  expect(await undo(round, away.id)).toMatchObject({ refusal: "already_proposed" });
  const other = await gatheredRound([30]);
  expect(await undo(other, away.id)).toMatchObject({ refusal: "not_there" });
  await expect(undoMove(other.officer, { roundId: round.roundId, moveId: away.id })).rejects.toThrow(NotAllowed);
  await expect(undoMove(round.approver, { roundId: round.roundId, moveId: away.id })).rejects.toThrow(NotAllowed);
});

it("puts back whom a filling chose as chosen by it, and as chosen by nobody's filling once that was taken back", async () => {
  const round = await gatheredRound([30, 22, 21]);
  await press(round, round.ids, "checked", "");
  const preview = await fillPreview(round.officer, round.roundId, round.ruleId, 2);
  const requestKey = randomUUID();
  const asked = { roundId: round.roundId, ruleId: round.ruleId, places: 2, seen: sightOf(preview?.ids ?? []) };
  await fillPlaces(round.officer, { ...asked, requestKey });
  const [first] = round.ids as [string];
  const away = await press(round, [first], "passed_over");
  await undo(round, away.id);
  expect((await standing(round)).get(first)).toEqual({ status: "chosen", because: null, fill: requestKey });
  const again = await press(round, [first], "passed_over");
  await undoFill(round.officer, { roundId: round.roundId, fillId: requestKey });
  await undo(round, again.id);
  expect((await standing(round)).get(first)).toEqual({ status: "chosen", because: null, fill: null });
});

it("answers the same request twice as the first time, and refuses its key for another deed", async () => {
  const round = await gatheredRound([30, 22, 21], "2");
  const [a, b, c] = round.ids as [string, string, string];
  const asked = {
    requestKey: newId(),
    roundId: round.roundId,
    candidateIds: [a, b],
    to: "checked" as const,
    because: "",
  };
  const pressed = await Promise.all([1, 2, 3].map(() => moveCandidates(round.officer, asked)));
  expect(pressed).toEqual(Array(3).fill({ ok: true, value: { id: asked.requestKey, moved: 2 } }));
  expect(await moveCandidates(round.officer, { ...asked, to: "chosen" })).toMatchObject({
    refusal: "candidate_unknown",
  });
  expect(await moveCandidates(round.officer, { ...asked, candidateIds: [c] })).toMatchObject({
    refusal: "candidate_unknown",
  });

  await press(round, [c], "checked", "");
  await press(round, [a], "chosen", "");
  const swap = { requestKey: newId(), roundId: round.roundId, outId: a, inId: c, because: "cân đối" };
  const swapped = await Promise.all([1, 2, 3].map(() => swapCandidates(round.officer, swap)));
  expect(swapped).toEqual(Array(3).fill({ ok: true, value: { id: c, moveId: swap.requestKey } }));
  expect(await swapCandidates(round.officer, { ...swap, requestKey: newId() })).toMatchObject({
    refusal: "list_moved",
  });
  expect(await undo(round, swap.requestKey)).toEqual({ ok: true, value: { back: 2 } });
  expect(await idsOf(owner, round.roundId, "chosen")).toEqual([a]);
});

it("answers a decision entered twice by one form as the first time", async () => {
  const round = await gatheredRound([30, 22, 21]);
  await choose(round, round.roundId, round.ids);
  await proposeRound(round.officer, { roundId: round.roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed });
  const [, , fallen] = round.ids as [string, string, string];
  await owner.query(
    "UPDATE earlier_donation e SET status = 'refused', decided_because = 'giả' FROM award_candidate c WHERE c.id = $1 AND e.donor_id = c.donor_id",
    [fallen],
  );
  const asked = decision(round.roundId, round.society);
  const pressed = await Promise.all([1, 2, 3].map(() => decideRound(round.approver, asked)));
  expect(pressed).toEqual(Array(3).fill({ ok: true, value: { honoured: 2, fellAway: 1 } }));
  expect(await decideRound(round.approver, { ...asked, requestKey: newId() })).toMatchObject({ ok: false });
});
