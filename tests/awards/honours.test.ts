import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { candidates } from "@/lib/awards/candidates/queries";
import { guestsOf } from "@/lib/awards/ceremony/called";
import { honoursToPrint } from "@/lib/awards/certificates/queries";
import { decideRound, refuseCandidate } from "@/lib/awards/decisions/commands";
import { deliverHonour, presentRound, revokeHonour } from "@/lib/awards/honours/commands";
import { ceremonyList, ledger, ownHonours } from "@/lib/awards/honours/queries";
import { decisionPaper, proposal } from "@/lib/awards/lists/queries";
import { ownNextRung } from "@/lib/awards/own/queries";
import { gatherCandidates, proposeRound } from "@/lib/awards/rounds/commands";
import { awardRound, roundsToDecide } from "@/lib/awards/rounds/queries";
import { publicCertificate, publicWall } from "@/lib/awards/wall/queries";
import { givenNameSortKey } from "@/lib/core/text";

import { donorActor, staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addConsent } from "../support/facts";
import { addHonour, addRule } from "../support/honours";
import { choose, decision, honouringProvince, idsOf, manyDonors, now, plannedRound, signed } from "./world";

/** What a round leaves behind: its papers, its ceremony, the ledger of its honours. */

const { owner } = useDatabase();

describe("the papers of a round", () => {
  it("name whom it proposes and whom each body honoured, for those who see names within the unit, and for nobody else", async () => {
    const world = await honouringProvince(owner);
    const elsewhere = await honouringProvince(owner);
    const committee = staffActor("committee_member", { kind: "unit", unitId: world.unitId });
    await manyDonors(owner, world.unitId, null, [31, 22, 21]);
    const number = "122/QĐ-BCĐQG";
    const twenty = await addRule(owner, {
      scopeUnitId: world.unitId,
      threshold: 20,
      decisionNumber: number,
      decisionOn: "2017-09-15",
    });
    const thirty = await addRule(owner, {
      scopeUnitId: world.unitId,
      threshold: 30,
      object: "certificate_of_merit",
      authorityKind: "people_committee",
    });
    const roundId = await plannedRound(world, [twenty.id, thirty.id]);
    await gatherCandidates(world.officer, roundId);
    await choose(world, roundId, await idsOf(owner, roundId));
    expect(await proposal(world.officer, roundId)).toBeNull();
    await proposeRound(world.officer, { roundId, number: "34/TTr", proposedOn: "2025-12-12", ...signed });
    const [struck] = (
      await candidates(world.officer, roundId, {
        kind: null,
        ruleId: twenty.id,
        status: null,
        q: "",
        page: 1,
      })
    ).items;
    await refuseCandidate(world.approver, { roundId, candidateId: struck?.id as string, because: "khiếu nại" });
    await decideRound(world.approver, decision(roundId, world.society, "12/QĐ"));
    await decideRound(world.approver, decision(roundId, world.committee, "13/QĐ"));

    const sent = await proposal(world.officer, roundId);
    expect(sent).toMatchObject({
      round: {
        number: "34/TTr",
        proposedOn: "2025-12-12",
        grounds: [{ number, on: "2017-09-15", by: null, about: null }],
        issuer: { id: world.society },
        signatory: { title: signed.signatoryTitle, name: signed.signatoryName },
      },
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

it("calls and lists people as Vietnamese names are ordered, Đ after D", async () => {
  const world = await honouringProvince(owner);
  await manyDonors(owner, world.unitId, null, [20, 20, 20, 20]);
  const names = ["Vy", "Đạt", "Ngân", "Dung"].map((given) => `Trần Thử ${given}`);
  await owner.query(
    `UPDATE donor d SET full_name = x.name, given_name_key = x.key
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM donor WHERE home_province_id = $1) one,
       unnest($2::text[], $3::text[]) WITH ORDINALITY AS x (name, key, n)
     WHERE d.id = one.id AND x.n = one.n`,
    [world.unitId, names, names.map(givenNameSortKey)],
  );
  const roundId = await plannedRound(world, [(await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 })).id]);
  await gatherCandidates(world.officer, roundId);
  await choose(world, roundId, await idsOf(owner, roundId));
  await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed });
  await decideRound(world.approver, decision(roundId, world.society));
  const ordered = ["Dung", "Đạt", "Ngân", "Vy"].map((given) => `Trần Thử ${given}`);
  const named = (people: readonly { name: string }[] = []) => people.map(({ name }) => name);
  expect(named((await proposal(world.officer, roundId))?.people)).toEqual(ordered);
  expect(named(await ceremonyList(world.officer, roundId))).toEqual(ordered);
  const guests = await guestsOf(roundId, sql`true`);
  expect(named(guests.toSorted((a, b) => a.byName - b.byName))).toEqual(ordered);
});

describe("the ceremony", () => {
  it("keeps for those who were absent what they did not receive, once, until it is delivered", async () => {
    const world = await honouringProvince(owner);
    await manyDonors(owner, world.unitId, null, [20, 21, 22]);
    const elsewhere = await honouringProvince(owner);
    const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
    const roundId = await plannedRound(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    await choose(world, roundId, await idsOf(owner, roundId));
    await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed });
    expect(await presentRound(world.officer, { roundId, absent: [] }, now)).toMatchObject({ refusal: "not_decided" });
    expect(await roundsToDecide(world.approver)).toMatchObject([{ id: roundId, proposalNumber: "1/TTr", chosen: 3 }]);
    for (const other of [world.officer, elsewhere.approver]) expect(await roundsToDecide(other)).toEqual([]);
    await decideRound(world.approver, decision(roundId, world.society));
    expect(await roundsToDecide(world.approver)).toEqual([]);
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

it("neither presents nor misses who had the paper before the ceremony", async () => {
  const world = await honouringProvince(owner);
  await manyDonors(owner, world.unitId, null, [20, 21, 22]);
  const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
  const roundId = await plannedRound(world, [twenty.id]);
  await gatherCandidates(world.officer, roundId);
  await choose(world, roundId, await idsOf(owner, roundId));
  await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed });
  await decideRound(world.approver, decision(roundId, world.society));
  const [early, absent] = (await ceremonyList(world.officer, roundId)).map(({ id }) => id) as [string, string];
  const at = new Date("2025-12-21T09:00:00+07:00");
  await deliverHonour(world.officer, { honourId: early, words: "Trao tại nhà" }, at);
  const received = (await ceremonyList(world.officer, roundId)).filter(({ deliveredAt }) => deliveredAt !== null);
  expect(received.map(({ id }) => id)).toEqual([early]);

  const held = { roundId, absent: [early, absent] };
  expect(await presentRound(world.officer, held, new Date("2025-12-24T09:00:00+07:00"))).toEqual({
    ok: true,
    value: { presented: 1, absent: 1 },
  });
  const { items } = await ledger(world.officer, { q: "", year: null, roundId, state: "delivered", page: 1 });
  expect(items.find(({ id }) => id === early)).toMatchObject({ presentedAt: null, deliveredAt: at });
  const { rows } = await owner.query("SELECT kind FROM honour_event WHERE honour_id = $1 ORDER BY happened_at", [
    early,
  ]);
  expect(rows.map(({ kind }) => kind)).toEqual(["granted", "delivered"]);
});

describe("the ledger", () => {
  it("holds what was decided, prints it, calls it up, confirms it by its code, and names only who agreed", async () => {
    const world = await honouringProvince(owner);
    const [open, shy] = (await manyDonors(owner, world.unitId, world.communeId, [22, 31])) as [string, string];
    await addConsent(owner, { donorId: open, purpose: "public_honours" });
    const twenty = await addRule(owner, { scopeUnitId: world.unitId, threshold: 20 });
    const roundId = await plannedRound(world, [twenty.id]);
    await gatherCandidates(world.officer, roundId);
    await choose(world, roundId, await idsOf(owner, roundId));
    await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2025-12-12", ...signed });
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
