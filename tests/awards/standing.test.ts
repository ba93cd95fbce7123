import { describe, expect, it } from "vitest";
import { candidate, candidates } from "@/lib/awards/candidates/queries";
import { certificatesToPrint } from "@/lib/awards/certificates/queries";
import { decideRound } from "@/lib/awards/decisions/commands";
import { deliverHonour, presentRound, revokeHonour } from "@/lib/awards/honours/commands";
import { ceremonyList, handover, ledger } from "@/lib/awards/honours/queries";
import { ledgerFiltersOf, revokeInput } from "@/lib/awards/honours/schema";
import { gatherCandidates, proposeRound } from "@/lib/awards/rounds/commands";
import { awardRound, roundHistory } from "@/lib/awards/rounds/queries";
import { candidateStatuses, roundStatuses, trueStanding } from "@/lib/awards/rounds/rules";
import { newId } from "@/lib/core/ids";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addRule } from "../support/honours";
import { choose, decision, honouringProvince, idsOf, manyDonors, now, plannedRound, signed } from "./world";

/** How what a round gave stands afterwards: in hands, waiting for somebody absent, not recorded, revoked. */

const { owner } = useDatabase();
const held = new Date("2025-12-24T09:00:00+07:00");

/** A decided round of a province that honours these counts by each of these rungs. */
async function decided(counts: readonly number[], rungs: readonly { threshold: number; scheme?: string }[]) {
  const world = await honouringProvince(owner);
  await manyDonors(owner, world.unitId, world.communeId, counts);
  const rules = [];
  for (const rung of rungs) rules.push((await addRule(owner, { scopeUnitId: world.unitId, ...rung })).id);
  const roundId = await plannedRound(world, rules);
  await gatherCandidates(world.officer, roundId);
  await choose(world, roundId, await idsOf(owner, roundId));
  await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed });
  await decideRound(world.approver, decision(roundId, world.society));
  return { world, roundId, honours: (await ceremonyList(world.officer, roundId)).map(({ id }) => id) };
}

const any = { kind: null, ruleId: null, status: null, q: "", page: 1 } as const;

describe("an honour that was revoked", () => {
  it("is told by its round: in its decision, its rule, its history, the row and the ladder; it is not printed", async () => {
    const { world, roundId, honours } = await decided([20, 21, 22], [{ threshold: 20 }]);
    const [gone] = honours as [string];
    const day = new Date("2025-12-28T23:30:00+07:00");
    await revokeHonour(world.approver, { honourId: gone, because: "Giấy tờ giả" }, day);

    const round = await awardRound(world.officer, roundId);
    const decisionId = round?.decisions[0]?.id ?? "";
    expect(round?.decisions).toMatchObject([{ honours: 3, revoked: 1 }]);
    expect(round?.rules).toMatchObject([{ approved: 3, revoked: 1 }]);
    expect(await certificatesToPrint(world.officer, { roundId, decisionId })).toBe(2);
    expect(await handover(world.officer, roundId)).toEqual({ delivered: 0, absent: 0, unrecorded: 2, revoked: 1 });

    const { items } = await candidates(world.officer, roundId, any);
    const [row] = items.filter(({ revokedOn }) => revokedOn !== null);
    expect(row).toMatchObject({ status: "approved", revokedOn: "2025-12-28" });
    expect(items).toHaveLength(3);
    const looked = await candidate(world.officer, row?.id ?? "");
    expect(looked?.honours).toMatchObject([{ honourId: gone, threshold: 20, revokedOn: "2025-12-28" }]);
    expect(looked?.missed).toEqual([]);

    const told = (await roundHistory(world.officer, roundId)).filter(({ kind }) => kind === "revoked");
    expect(told).toMatchObject([{ candidateId: row?.id, honourVi: "Giấy khen thử", words: null }]);
    expect(looked?.notes.map(({ kind }) => kind)).toContain("revoked");
    // Why stays with the ledger.
    expect(JSON.stringify([told, looked])).not.toContain("Giấy tờ giả");
  });

  it("is told to nobody outside the round's unit", async () => {
    const { world, roundId, honours } = await decided([20], [{ threshold: 20 }]);
    const elsewhere = await honouringProvince(owner);
    const committee = staffActor("committee_member", { kind: "unit", unitId: world.unitId });
    await revokeHonour(world.approver, { honourId: honours[0] ?? "", because: "Ghi nhầm" });
    for (const outsider of [elsewhere.officer, committee]) {
      expect(await roundHistory(outsider, roundId)).toEqual([]);
      expect(await handover(outsider, roundId)).toEqual({ delivered: 0, absent: 0, unrecorded: 0, revoked: 0 });
    }
  });

  it("is not taken back before somebody says that they are sure", () => {
    const form = { honourId: newId(), because: "Ghi nhầm" };
    expect(revokeInput.safeParse(form).error?.issues).toMatchObject([
      { path: ["sure"], message: "awards.error.not_sure" },
    ]);
    expect(revokeInput.parse({ ...form, sure: "yes" })).toMatchObject({ back: "" });
  });
});

describe("what a ceremony left", () => {
  it("is counted as it was recorded, and who waits is in the ledger with the day they were missed", async () => {
    const { world, roundId, honours } = await decided([20, 21, 22, 23], [{ threshold: 20 }]);
    const [early, absent, gone] = honours as [string, string, string];
    expect(await handover(world.officer, roundId)).toEqual({ delivered: 0, absent: 0, unrecorded: 4, revoked: 0 });
    await deliverHonour(world.officer, { honourId: early, words: "Trao tại nhà" }, now);
    expect(await handover(world.officer, roundId)).toEqual({ delivered: 1, absent: 0, unrecorded: 3, revoked: 0 });
    await revokeHonour(world.approver, { honourId: gone, because: "Ghi nhầm" }, now);
    expect(await presentRound(world.officer, { roundId, absent: [absent] }, held)).toEqual({
      ok: true,
      value: { presented: 1, absent: 1 },
    });
    expect(await handover(world.officer, roundId)).toEqual({ delivered: 2, absent: 1, unrecorded: 0, revoked: 1 });

    const waiting = { q: "", year: null, roundId, state: "waiting", page: 1 } as const;
    const { items } = await ledger(world.officer, waiting);
    expect(items).toMatchObject([{ id: absent, absentOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }]);
    await deliverHonour(world.officer, { honourId: absent, words: "Gửi tận nhà" }, held);
    expect(await handover(world.officer, roundId)).toEqual({ delivered: 3, absent: 0, unrecorded: 0, revoked: 1 });
    expect((await ledger(world.officer, waiting)).total).toBe(0);
  });

  it("keeps both papers of an absent person who receives two honours, named by one of them", async () => {
    const { world, roundId } = await decided(
      [20],
      [
        { threshold: 20, scheme: newId() },
        { threshold: 5, scheme: newId() },
      ],
    );
    const called = await ceremonyList(world.officer, roundId);
    expect(called).toHaveLength(2);
    const people = new Map(called.map((guest) => [guest.subjectId, guest.id]));
    const value = await presentRound(world.officer, { roundId, absent: [...people.values()].slice(0, 1) }, held);
    expect(value).toEqual({ ok: true, value: { presented: 0, absent: called.length } });
    expect(await handover(world.officer, roundId)).toMatchObject({ delivered: 0, absent: called.length });
  });
});

describe("how a candidate truly stands", () => {
  const standing = (
    round: (typeof roundStatuses)[number],
    status: (typeof candidateStatuses)[number],
    revokedOn: string | null = null,
  ) => trueStanding({ status: round }, { status, revokedOn });

  it.each([
    ["checking", "gathered", "gathered"],
    ["commenting", "chosen", "chosen"],
    ["proposed", "chosen", "proposed"],
    ["proposed", "checked", "not_chosen"],
    ["proposed", "approved", "approved"],
    ["decided", "gathered", "not_chosen"],
    ["presented", "passed_over", "passed_over"],
    ["presented", "refused", "refused"],
    ["cancelled", "chosen", "dropped"],
    ["cancelled", "passed_over", "passed_over"],
  ] as const)("in a round that is %s, %s is %s", (round, status, truth) => {
    expect(standing(round, status)).toBe(truth);
  });

  it("is revoked once the honour is, whatever the round", () => {
    for (const round of roundStatuses) expect(standing(round, "approved", "2025-12-28")).toBe("revoked");
  });

  it("is looked at only in a round that is open", () => {
    for (const round of ["proposed", "decided", "presented", "cancelled"] as const)
      for (const status of candidateStatuses)
        expect(["gathered", "checked", "returned", "chosen"]).not.toContain(standing(round, status));
  });
});

it("takes back of the ledger's address what it is filtered by, and nothing else", () => {
  expect(ledgerFiltersOf("q=An&state=waiting&done=revoked&honour=1&next=//x")).toEqual({ q: "An", state: "waiting" });
});
