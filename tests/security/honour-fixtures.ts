import { sightOf } from "@/lib/awards/balance/sight";
import { newId } from "@/lib/core/ids";
import { addOrganisation } from "../support/facts";
import {
  addAuthority,
  addAwardDecision,
  addAwardPerson,
  addCandidate,
  addCeremony,
  addEarlier,
  addFamily,
  addFill,
  addHonour,
  addMember,
  addOldList,
  addOldListRow,
  addPress,
  addRound,
  addRoundRule,
  addRule,
  addTemplate,
} from "../support/honours";
import type { ActionFixture, RouteFixture } from "./fixtures";
import { day, insideUnit, newDonor, type World } from "./world";

/** A round of the province inside, by one rule under which people are named. */
async function newRound(world: World, differing: Parameters<typeof addRound>[1] = {}) {
  const round = await addRound(world.db, {
    unitId: insideUnit,
    year: Number(day(-1).slice(0, 4)),
    countedUntil: day(-1),
    ...differing,
  });
  const rule = await addRule(world.db, {
    scopeUnitId: insideUnit,
    scheme: `test ${round.id}`,
    subjectKind: "person",
    metric: "nomination",
    threshold: null,
    repeats: "yearly",
  });
  await addRoundRule(world.db, { roundId: round.id, ruleId: rule.id });
  return { roundId: round.id, ruleId: rule.id };
}

/** A person of merit who stands in a new round. */
async function newCandidate(world: World, status: string, differing: Parameters<typeof addRound>[1] = {}) {
  const round = await newRound(world, differing);
  const person = await addAwardPerson(world.db, { unitId: insideUnit, category: "leader" });
  const candidate = await addCandidate(world.db, {
    ...round,
    unitId: insideUnit,
    subjectKind: "person",
    donorId: null,
    personId: person.id,
    counted: null,
    source: "hand",
    citation: "Thành tích thử",
    status,
  });
  return { ...round, candidateId: candidate.id };
}

/** Donors who stand in a new round by what they gave, in an order. */
async function newOrder(world: World, statuses: readonly string[]) {
  const round = await addRound(world.db, { unitId: insideUnit, countedUntil: day(-1) });
  const rule = await addRule(world.db, { scopeUnitId: insideUnit, scheme: `test ${round.id}`, threshold: 5 });
  await addRoundRule(world.db, { roundId: round.id, ruleId: rule.id });
  const about = { roundId: round.id, ruleId: rule.id };
  const candidateIds: string[] = [];
  for (const [at, status] of statuses.entries()) {
    const { donorId } = await newDonor(world.db);
    const named = { ...about, unitId: insideUnit, donorId, counted: 20 - at, status };
    candidateIds.push((await addCandidate(world.db, named)).id);
  }
  return { ...about, candidateIds };
}

const proposed = { status: "proposed", proposalNumber: "1/TTr", proposedOn: day() } as const;

/** A body that signs, of the province inside: the shipped one where there is one. */
async function authorityOf(world: World): Promise<string> {
  const { rows } = await world.db.query(
    "SELECT id FROM award_authority WHERE unit_id = $1 AND kind = 'red_cross' LIMIT 1",
    [insideUnit],
  );
  return rows[0]?.id ?? (await addAuthority(world.db, { unitId: insideUnit })).id;
}

export const honourActionFixtures: Readonly<Record<string, ActionFixture>> = {
  planRoundAction: {
    form: async (world) => ({
      unitId: insideUnit,
      kind: "ad_hoc",
      name: `Đợt thử ${crypto.randomUUID()}`,
      year: "2026",
      countedUntil: day(),
      "rules[]": [
        (
          await addRule(world.db, {
            scopeUnitId: insideUnit,
            scheme: crypto.randomUUID(),
            subjectKind: "person",
            metric: "nomination",
            threshold: null,
          })
        ).id,
      ],
    }),
  },
  amendRoundAction: {
    form: async (world) => {
      const { roundId } = await newRound(world);
      return { roundId, version: "1", name: `Đợt thử ${crypto.randomUUID()}` };
    },
  },
  makeRuleAction: {
    form: () => ({
      scopeUnitId: insideUnit,
      scheme: crypto.randomUUID(),
      level: "province",
      subjectKind: "donor",
      metric: "lifetime_donations",
      threshold: "9",
      object: "commendation",
      authorityKind: "red_cross",
      nameVi: "Giấy khen thử",
      validFrom: day(),
      source: "thử",
    }),
  },
  endRuleAction: {
    form: async (world) => ({
      ruleId: (await addRule(world.db, { scopeUnitId: insideUnit, scheme: crypto.randomUUID() })).id,
      validTo: day(),
    }),
  },
  describeDecisionAction: {
    form: async (world) => {
      const decisionNumber = crypto.randomUUID();
      await addRule(world.db, { scopeUnitId: insideUnit, scheme: decisionNumber, decisionNumber });
      return { unitId: insideUnit, decisionNumber, decisionOn: day() };
    },
  },
  saveTemplateAction: {
    form: async (world) => ({
      authorityId: await authorityOf(world),
      ...(await templateInUse(world)),
      name: "Mẫu thử",
      orientation: "landscape",
      heading: "Đầu trang",
      body: "Tặng\n{name}",
      placeLine: "{place}",
      signatoryTitle: "{signatory_title}",
      signatoryName: "{signatory}",
      sealMm: "24",
    }),
  },
  setTemplateUseAction: { form: async (world) => ({ id: (await templateInUse(world)).id, to: "retired" }) },
  enterPaperAction: {
    form: async (world) => ({
      requestKey: crypto.randomUUID(),
      donorId: (await newDonor(world.db)).donorId,
      donations: "3",
      lastOn: "2019-05-04",
      evidence: "certificate",
      evidenceRef: crypto.randomUUID(),
    }),
  },
  decidePaperAction: {
    form: async (world) => ({
      paperId: (await addEarlier(world.db, { donorId: (await newDonor(world.db)).donorId, unitId: insideUnit })).id,
      verdict: "confirmed",
    }),
  },
  makeFamilyAction: {
    form: () => ({ familyId: newId(), unitId: insideUnit, name: "Gia đình thử" }),
  },
  joinFamilyAction: {
    form: async (world) => ({
      familyId: (await addFamily(world.db, { unitId: insideUnit })).id,
      donorId: (await newDonor(world.db)).donorId,
      relation: "head",
      channel: "paper",
      consent: "yes",
    }),
  },
  leaveFamilyAction: {
    form: async (world) => {
      const familyId = (await addFamily(world.db, { unitId: insideUnit })).id;
      return { familyId, memberId: (await addMember(world.db, { familyId })).id };
    },
  },
  readOldListAction: {
    form: () => ({
      requestKey: newId(),
      unitId: insideUnit,
      file: new Blob(["Họ tên;Mức;Ngày nhận\nNgười Lạ;5;14/06/2015\n"], { type: "text/csv" }),
    }),
  },
  resolveListRowAction: {
    form: async (world) => ({ importId: await newOldList(world), line: "2", answer: "skipped" }),
  },
  applyOldListAction: {
    form: async (world) => ({ importId: await newOldList(world) }),
    heard: ["nothing_to_apply"],
  },
  discardOldListAction: { form: async (world) => ({ importId: await newOldList(world) }) },
  gatherCandidatesAction: { form: async (world) => ({ roundId: (await newRound(world)).roundId }) },
  moveCandidatesAction: {
    form: async (world) => {
      const { roundId, candidateId } = await newCandidate(world, "gathered");
      return { roundId, "candidateIds[]": [candidateId], to: "checked" };
    },
  },
  fillPlacesAction: {
    form: async (world) => {
      const { candidateIds, ...about } = await newOrder(world, ["checked"]);
      return { ...about, requestKey: crypto.randomUUID(), places: "1", seen: sightOf(candidateIds) };
    },
  },
  undoFillAction: {
    form: async (world) => {
      const { roundId, ruleId } = await newOrder(world, []);
      return { roundId, fillId: (await addFill(world.db, { roundId, ruleId })).id };
    },
  },
  undoMoveAction: {
    form: async (world) => {
      const { roundId, candidateIds } = await newOrder(world, ["checked"]);
      return { roundId, moveId: await addPress(world.db, roundId, candidateIds[0] as string) };
    },
  },
  swapCandidatesAction: {
    form: async (world) => {
      const { roundId, candidateIds } = await newOrder(world, ["chosen", "checked"]);
      return {
        requestKey: crypto.randomUUID(),
        roundId,
        outId: candidateIds[0] ?? "",
        inId: candidateIds[1] ?? "",
        because: "Cân đối",
      };
    },
  },
  setQuotasAction: {
    form: async (world) => {
      const { rows } = await world.db.query("SELECT id FROM unit WHERE parent_id = $1 LIMIT 1", [insideUnit]);
      const commune = rows[0].id as string;
      return { ...(await newRound(world)), "units[]": [commune], [`quota:${commune}`]: "3" };
    },
  },
  proposeRoundAction: {
    form: async (world) => ({
      roundId: (await newCandidate(world, "chosen")).roundId,
      number: "12/TTr",
      proposedOn: day(),
      signatoryTitle: "Chủ tịch",
      signatoryName: "Người Ký Thử",
    }),
  },
  takeBackProposalAction: {
    form: async (world) => ({ roundId: (await newRound(world, proposed)).roundId, because: "Sửa danh sách" }),
  },
  cancelRoundAction: { form: async (world) => ({ roundId: (await newRound(world)).roundId, because: "Bão" }) },
  presentRoundAction: {
    form: async (world) => ({ roundId: (await newRound(world, { ...proposed, status: "decided" })).roundId }),
  },
  arrangeCeremonyAction: {
    form: async (world) => ({
      roundId: await newHonouredRound(world),
      ceremonyOn: day(5),
      beginsAt: "08:00",
      ceremonyPlace: "Nhà văn hoá thử",
      seatRows: "4",
      seatsInRow: "6",
    }),
  },
  moveSeatAction: {
    form: async (world) => {
      const { roundId, honourId } = await newCeremony(world);
      return { roundId, honourId, seat: "B2" };
    },
  },
  inviteGuestsAction: { form: async (world) => ({ roundId: (await newCeremony(world)).roundId }) },
  nominateAction: {
    form: async (world) => ({
      ...(await newRound(world)),
      unitId: insideUnit,
      personName: "Người Được Nêu",
      personCategory: "leader",
      citation: "Thành tích thử",
    }),
  },
  withdrawNominationAction: {
    form: async (world) => {
      const { roundId, candidateId } = await newCandidate(world, "gathered");
      return { roundId, candidateId, because: "Xin rút" };
    },
  },
  commentRoundAction: {
    form: async (world) => ({ roundId: (await newRound(world)).roundId, words: "Xem lại danh sách" }),
  },
  decideRoundAction: {
    form: async (world) => ({
      requestKey: crypto.randomUUID(),
      roundId: (await newCandidate(world, "chosen", proposed)).roundId,
      authorityId: await authorityOf(world),
      number: `${crypto.randomUUID().slice(0, 8)}/QĐ`,
      decidedOn: day(),
      signatoryTitle: "Chủ tịch",
      signatoryName: "Người Ký Thử",
    }),
  },
  sendBackProposalAction: {
    form: async (world) => ({
      roundId: (await newCandidate(world, "chosen", proposed)).roundId,
      because: "Thiếu giấy tờ của ba trường hợp",
    }),
  },
  refuseCandidateAction: {
    form: async (world) => {
      const { roundId, candidateId } = await newCandidate(world, "chosen", proposed);
      return { roundId, candidateId, because: "Còn khiếu nại" };
    },
  },
  revokeHonourAction: {
    form: async (world) => ({ honourId: await newHonour(world), because: "Giấy tờ không đúng", sure: "yes" }),
  },
  deliverHonourAction: { form: async (world) => ({ honourId: await newHonour(world), words: "Trao tại nhà" }) },
};

/** The template for all papers of the body that signs inside, made when there is none. */
async function templateInUse(world: World): Promise<{ id: string; version: string }> {
  const authorityId = await authorityOf(world);
  const { rows } = await world.db.query(
    "SELECT id, version FROM certificate_template WHERE authority_id = $1 AND object IS NULL AND retired_at IS NULL",
    [authorityId],
  );
  const { id, version } = rows[0] ?? (await addTemplate(world.db, { authorityId }));
  return { id, version: `${version ?? 1}` };
}

/** An old list of the province inside with one row to decide about. */
async function newOldList(world: World): Promise<string> {
  const list = await addOldList(world.db, { unitId: insideUnit });
  await addOldListRow(world.db, { importId: list.id, verdict: "uncertain", reason: "spelling" });
  return list.id;
}

async function newHonour(world: World): Promise<string> {
  const organisationId = (await addOrganisation(world.db, { unitId: insideUnit })).id;
  const honour = await addHonour(world.db, {
    unitId: insideUnit,
    subjectKind: "collective",
    donorId: null,
    organisationId,
  });
  return honour.id;
}

const ofRound = (below: string): RouteFixture => ({
  address: async (world) => `/staff/awards/${(await newRound(world)).roundId}${below}`,
});

export const honourRouteFixtures: Readonly<Record<string, RouteFixture>> = {
  "/staff/awards/[id]": ofRound(""),
  "/staff/awards/[id]/nominate": ofRound("/nominate"),
  "/staff/awards/[id]/quotas": ofRound("/quotas"),
  "/staff/awards/[id]/edit": ofRound("/edit"),
  "/staff/awards/templates/[id]": {
    address: async (world) => `/staff/awards/templates/${(await templateInUse(world)).id}`,
  },
  "/staff/awards/[id]/balance": ofRound("/balance"),
  "/staff/awards/[id]/papers": ofRound("/papers"),
  "/api/staff/awards/[id]/certificates": {
    address: async (world) => `/api/staff/awards/${await newHonouredRound(world)}/certificates`,
  },
  "/api/staff/awards/[id]/merge": {
    address: async (world) => `/api/staff/awards/${await newHonouredRound(world)}/merge?as=csv`,
  },
  "/staff/awards/[id]/seating": {
    address: async (world) => `/staff/awards/${(await newCeremony(world)).roundId}/seating`,
  },
  "/api/staff/awards/[id]/invitations": {
    address: async (world) => `/api/staff/awards/${(await newCeremony(world)).roundId}/invitations`,
  },
  "/api/staff/awards/[id]/proposal": {
    address: async (world) => `/api/staff/awards/${await newHonouredRound(world)}/proposal?as=docx`,
  },
  "/api/staff/awards/[id]/decision": {
    address: async (world) => {
      const roundId = await newHonouredRound(world);
      const { rows } = await world.db.query("SELECT id FROM award_decision WHERE round_id = $1", [roundId]);
      return `/api/staff/awards/${roundId}/decision?decision=${rows[0].id}`;
    },
  },
  "/staff/awards/import/[id]": { address: async (world) => `/staff/awards/import/${await newOldList(world)}` },
  "/honours/check/[code]": { address: () => "/honours/check/2222222222222222", placeless: true },
};

/** A decided round of one honour with the hall of its ceremony. */
async function newCeremony(world: World): Promise<{ roundId: string; honourId: string }> {
  const roundId = await newHonouredRound(world);
  await world.db.query("UPDATE award_round SET ceremony_on = $2, ceremony_place = 'Nhà văn hoá thử' WHERE id = $1", [
    roundId,
    day(5),
  ]);
  await addCeremony(world.db, { roundId });
  const { rows } = await world.db.query(
    "SELECT h.id FROM honour h JOIN award_candidate c ON c.id = h.candidate_id WHERE c.round_id = $1",
    [roundId],
  );
  await world.db.query(
    "INSERT INTO ceremony_seat (honour_id, subject_id, round_id, row_no, seat_no) SELECT id, person_id, $2, 1, 1 FROM honour WHERE id = $1",
    [rows[0].id, roundId],
  );
  return { roundId, honourId: rows[0].id };
}

/** A round of one honour that was decided. */
async function newHonouredRound(world: World): Promise<string> {
  const { roundId, ruleId, candidateId } = await newCandidate(world, "approved", { ...proposed, status: "decided" });
  const { rows } = await world.db.query("SELECT person_id FROM award_candidate WHERE id = $1", [candidateId]);
  const decision = await addAwardDecision(world.db, { roundId, authorityId: await authorityOf(world) });
  await addHonour(world.db, {
    unitId: insideUnit,
    subjectKind: "person",
    donorId: null,
    personId: rows[0].person_id,
    levelKey: `nomination:${ruleId}`,
    ruleId,
    decisionId: decision.id,
    candidateId,
    origin: "round",
    checkCode: crypto.randomUUID().replaceAll("-", "").slice(0, 16),
  });
  return roundId;
}
