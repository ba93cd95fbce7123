import { randomUUID } from "node:crypto";
import { newId, newOpenCode } from "@/lib/core/ids";
import { nameSearchKey } from "@/lib/core/text";
import type { Prisma } from "@/lib/db/generated/client";
import { addAccount, addBooking, addDonor, addProvince, type Database, insert, some } from "./facts";

/** Valid rows of the honours, as `facts.ts` makes those of the rest: each function makes what its row stands on. */
type Differing<Row> = Partial<Row>;

export async function addAuthority(db: Database, differing: Differing<Prisma.AwardAuthorityCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  const name = some("Hội");
  return insert(db, "award_authority", {
    id: some("authority"),
    kind: "red_cross",
    level: "province",
    nameVi: name,
    nameEn: name,
    place: "Nơi thử",
    signatoryTitle: "Chủ tịch",
    ...differing,
    unitId,
  } satisfies Prisma.AwardAuthorityCreateManyInput);
}

export async function addRule(db: Database, differing: Differing<Prisma.AwardRuleCreateManyInput> = {}) {
  const scopeUnitId = differing.scopeUnitId ?? (await addProvince(db)).id;
  return insert(db, "award_rule", {
    id: some("rule"),
    scheme: "test",
    level: "province",
    subjectKind: "donor",
    metric: "lifetime_donations",
    threshold: 5,
    object: "commendation",
    nameVi: "Giấy khen thử",
    nameEn: "Trial commendation",
    authorityKind: "red_cross",
    validFrom: "2017-09-15",
    source: "test",
    ...differing,
    scopeUnitId,
  } satisfies Prisma.AwardRuleCreateManyInput);
}

export async function addEarlier(db: Database, differing: Differing<Prisma.EarlierDonationCreateManyInput> = {}) {
  const donorId = differing.donorId ?? (await addDonor(db)).id;
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "earlier_donation", {
    id: newId(),
    donations: 4,
    lastOn: "2019-05-04",
    evidence: "certificate",
    evidenceRef: some("paper"),
    requestKey: randomUUID(),
    ...differing,
    donorId,
    unitId,
  } satisfies Prisma.EarlierDonationCreateManyInput);
}

/** A paper that a second person has confirmed, with the donor's count moved as the application moves it. */
export async function addConfirmedEarlier(db: Database, donorId: string, donations: number, lastOn = "2019-05-04") {
  const decided = { status: "confirmed", decidedAt: new Date(), donations, lastOn, donorId };
  await addEarlier(db, { ...decided, decidedBy: (await addAccount(db)).id });
  await db.query("UPDATE donor SET earlier_count = earlier_count + $2 WHERE id = $1", [donorId, donations]);
}

export async function addFamily(db: Database, differing: Differing<Prisma.FamilyCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "family", {
    id: newId(),
    name: "Gia đình thử",
    ...differing,
    unitId,
  } satisfies Prisma.FamilyCreateManyInput);
}

export async function addMember(db: Database, differing: Differing<Prisma.FamilyMemberCreateManyInput> = {}) {
  const familyId = differing.familyId ?? (await addFamily(db)).id;
  const donorId = differing.donorId ?? (await addDonor(db)).id;
  return insert(db, "family_member", {
    id: newId(),
    relation: "spouse",
    consentedAt: new Date("2026-01-05T08:00:00+07:00"),
    consentChannel: "paper",
    ...differing,
    familyId,
    donorId,
  } satisfies Prisma.FamilyMemberCreateManyInput);
}

export async function addAwardPerson(db: Database, differing: Differing<Prisma.AwardPersonCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  const fullName = differing.fullName ?? `Người ${some("Thử")}`;
  return insert(db, "award_person", {
    id: newId(),
    nameKey: nameSearchKey(fullName),
    category: "mobiliser",
    ...differing,
    fullName,
    unitId,
  } satisfies Prisma.AwardPersonCreateManyInput);
}

export async function addReferral(db: Database, differing: Differing<Prisma.BookingReferralCreateManyInput> = {}) {
  const bookingId = differing.bookingId ?? (await addBooking(db)).id;
  const bookedBy =
    differing.bookedBy ?? (await db.query("SELECT donor_id FROM booking WHERE id = $1", [bookingId])).rows[0].donor_id;
  return insert(db, "booking_referral", {
    ...differing,
    bookingId,
    bookedBy,
  } satisfies Prisma.BookingReferralCreateManyInput);
}

/** A donor's link, open unless told otherwise. */
export async function addInvitation(db: Database, differing: Differing<Prisma.DonorInvitationCreateManyInput> = {}) {
  const donorId = differing.donorId ?? (await addDonor(db)).id;
  return insert(db, "donor_invitation", {
    id: newId(),
    code: newOpenCode(),
    ...differing,
    donorId,
  } satisfies Prisma.DonorInvitationCreateManyInput);
}

export async function addRound(db: Database, differing: Differing<Prisma.AwardRoundCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "award_round", {
    id: newId(),
    kind: "year_end",
    name: some("Tổng kết"),
    year: 2027,
    countedUntil: "2027-12-05",
    ...differing,
    unitId,
  } satisfies Prisma.AwardRoundCreateManyInput);
}

export async function addRoundRule(db: Database, differing: Differing<Prisma.AwardRoundRuleCreateManyInput> = {}) {
  const roundId = differing.roundId ?? (await addRound(db)).id;
  const ruleId = differing.ruleId ?? (await addRule(db)).id;
  return insert(db, "award_round_rule", {
    ...differing,
    roundId,
    ruleId,
  } satisfies Prisma.AwardRoundRuleCreateManyInput);
}

export async function addQuota(db: Database, differing: Differing<Prisma.AwardQuotaCreateManyInput> = {}) {
  const { roundId, ruleId } = differing.ruleId ? { roundId: "", ruleId: "" } : await addRoundRule(db);
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "award_quota", {
    roundId,
    ruleId,
    quota: 3,
    ...differing,
    unitId,
  } satisfies Prisma.AwardQuotaCreateManyInput);
}

export async function addCandidate(db: Database, differing: Differing<Prisma.AwardCandidateCreateManyInput> = {}) {
  const named = differing.roundId
    ? { roundId: differing.roundId, ruleId: differing.ruleId ?? "" }
    : await addRoundRule(db);
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  const donorId = differing.donorId === undefined ? (await addDonor(db)).id : differing.donorId;
  return insert(db, "award_candidate", {
    id: newId(),
    subjectKind: "donor",
    source: "rule",
    counted: 20,
    ...differing,
    ...named,
    donorId,
    unitId,
  } satisfies Prisma.AwardCandidateCreateManyInput);
}

export async function addFill(db: Database, differing: Differing<Prisma.AwardFillCreateManyInput> = {}) {
  const named = differing.roundId
    ? { roundId: differing.roundId, ruleId: differing.ruleId ?? "" }
    : await addRoundRule(db);
  return insert(db, "award_fill", {
    id: newId(),
    chosen: 3,
    ...differing,
    roundId: named.roundId,
    ruleId: named.ruleId,
  } satisfies Prisma.AwardFillCreateManyInput);
}

export async function addMove(db: Database, differing: Differing<Prisma.AwardMoveCreateManyInput> = {}) {
  const roundId = differing.roundId ?? (await addRound(db)).id;
  return insert(db, "award_move", {
    id: newId(),
    asked: some("asked"),
    moved: 1,
    ...differing,
    roundId,
  } satisfies Prisma.AwardMoveCreateManyInput);
}

export async function addMoveItem(db: Database, differing: Differing<Prisma.AwardMoveItemCreateManyInput> = {}) {
  const moveId = differing.moveId ?? (await addMove(db)).id;
  const candidateId = differing.candidateId ?? (await addCandidate(db)).id;
  return insert(db, "award_move_item", {
    fromStatus: "gathered",
    toStatus: "checked",
    toVersion: 1,
    ...differing,
    moveId,
    candidateId,
  } satisfies Prisma.AwardMoveItemCreateManyInput);
}

/** A press that checked one candidate of a round, who stands as it left them. */
export async function addPress(db: Database, roundId: string, candidateId: string): Promise<string> {
  const move = await addMove(db, { roundId });
  await addMoveItem(db, { moveId: move.id, candidateId });
  return move.id;
}

export async function addAwardEvent(db: Database, differing: Differing<Prisma.AwardEventCreateManyInput> = {}) {
  const roundId = differing.roundId ?? (await addRound(db)).id;
  return insert(db, "award_event", {
    id: newId(),
    kind: "made",
    ...differing,
    roundId,
  } satisfies Prisma.AwardEventCreateManyInput);
}

export async function addAwardDecision(db: Database, differing: Differing<Prisma.AwardDecisionCreateManyInput> = {}) {
  const roundId = differing.roundId ?? (await addRound(db)).id;
  const authorityId = differing.authorityId ?? (await addAuthority(db)).id;
  return insert(db, "award_decision", {
    id: newId(),
    number: some("QĐ"),
    decidedOn: "2027-12-15",
    signatoryTitle: "Chủ tịch",
    signatoryName: "Người Ký Thử",
    ...differing,
    roundId,
    authorityId,
  } satisfies Prisma.AwardDecisionCreateManyInput);
}

/** An honour from an old list, unless told otherwise. */
export async function addHonour(db: Database, differing: Differing<Prisma.HonourCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  const donorId = differing.donorId === undefined ? (await addDonor(db)).id : differing.donorId;
  return insert(db, "honour", {
    id: newId(),
    subjectKind: "donor",
    levelKey: "lifetime_donations:5:province",
    scheme: "test",
    level: "province",
    object: "commendation",
    threshold: 5,
    honouredOn: "2020-06-14",
    origin: "list",
    ...differing,
    unitId,
    donorId,
  } satisfies Prisma.HonourCreateManyInput);
}

export async function addHonourEvent(db: Database, differing: Differing<Prisma.HonourEventCreateManyInput> = {}) {
  const honourId = differing.honourId ?? (await addHonour(db)).id;
  return insert(db, "honour_event", {
    id: newId(),
    kind: "granted",
    ...differing,
    honourId,
  } satisfies Prisma.HonourEventCreateManyInput);
}

export async function addTemplate(db: Database, differing: Differing<Prisma.CertificateTemplateCreateManyInput> = {}) {
  const authorityId = differing.authorityId === undefined ? (await addAuthority(db)).id : differing.authorityId;
  return insert(db, "certificate_template", {
    id: some("template"),
    authorityKind: "red_cross",
    name: "Mẫu thử",
    heading: "Tiêu đề",
    body: "Tặng {name}",
    closing: "",
    ...differing,
    authorityId,
  } satisfies Prisma.CertificateTemplateCreateManyInput);
}

export async function addOldList(db: Database, differing: Differing<Prisma.HonourImportCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  const uploadedBy = differing.uploadedBy ?? (await addAccount(db)).id;
  return insert(db, "honour_import", {
    id: newId(),
    fileName: "danh-sach.xlsx",
    requestKey: randomUUID(),
    ...differing,
    unitId,
    uploadedBy,
  } satisfies Prisma.HonourImportCreateManyInput);
}

/** A row of an old list that nobody was found for, unless told otherwise. */
export async function addOldListRow(db: Database, differing: Differing<Prisma.HonourImportRowCreateManyInput> = {}) {
  const importId = differing.importId ?? (await addOldList(db)).id;
  return insert(db, "honour_import_row", {
    line: 2,
    kind: "honour",
    fullName: "Người Thử",
    amount: 5,
    gotOn: "2015-06-14",
    verdict: "not_found",
    ...differing,
    importId,
  } satisfies Prisma.HonourImportRowCreateManyInput);
}

/** A hall of ten rows of ten seats for a round's ceremony. */
export async function addCeremony(db: Database, differing: Differing<Prisma.CeremonyCreateManyInput> = {}) {
  const roundId = differing.roundId ?? (await addRound(db)).id;
  return insert(db, "ceremony", {
    seatRows: 10,
    seatsInRow: 10,
    ...differing,
    roundId,
  } satisfies Prisma.CeremonyCreateManyInput);
}

export async function addSeat(db: Database, differing: Differing<Prisma.CeremonySeatCreateManyInput> = {}) {
  const roundId = differing.roundId ?? (await addCeremony(db)).roundId;
  const honourId = differing.honourId ?? (await addHonour(db)).id;
  return insert(db, "ceremony_seat", {
    subjectId: newId(),
    rowNo: 1,
    seatNo: 1,
    ...differing,
    roundId,
    honourId,
  } satisfies Prisma.CeremonySeatCreateManyInput);
}
