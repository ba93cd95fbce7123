import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/db/generated/client";
import { addOrganisation, addProvince, type Database, insert, some } from "./facts";

/** Valid rows around targets, as `facts.ts` makes the others. */
type Differing<Row> = Partial<Row>;

export async function addTargetDecision(db: Database, differing: Differing<Prisma.TargetDecisionCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "target_decision", {
    id: newId(),
    number: some("QĐ"),
    decidedOn: "2026-12-20",
    signatory: "Người Ký Thử",
    requestKey: newId(),
    decidedAt: new Date("2026-12-20T10:00:00+07:00"),
    ...differing,
    unitId,
  } satisfies Prisma.TargetDecisionCreateManyInput);
}

export async function addDecisionFile(
  db: Database,
  differing: Differing<Prisma.TargetDecisionFileCreateManyInput> = {},
) {
  const decisionId = differing.decisionId ?? (await addTargetDecision(db)).id;
  return insert(db, "target_decision_file", {
    name: "quyet-dinh.pdf",
    mediaType: "application/pdf",
    bytes: new Uint8Array([37, 80, 68, 70, 45]),
    ...differing,
    decisionId,
  } satisfies Prisma.TargetDecisionFileCreateManyInput);
}

export async function addProposal(db: Database, differing: Differing<Prisma.TargetProposalCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "target_proposal", {
    id: newId(),
    year: 2027,
    period: "year",
    metric: "units",
    value: 12_000,
    countingBasis: "donations",
    origin: "unit",
    state: "draft",
    ...differing,
    unitId,
  } satisfies Prisma.TargetProposalCreateManyInput);
}

export async function addSplit(db: Database, differing: Differing<Prisma.TargetSplitCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "target_split", {
    id: newId(),
    year: 2027,
    whole: 12_000,
    countingBasis: "donations",
    state: "draft",
    ...differing,
    unitId,
  } satisfies Prisma.TargetSplitCreateManyInput);
}

export async function addSplitPart(db: Database, differing: Differing<Prisma.TargetSplitPartCreateManyInput> = {}) {
  const splitId = differing.splitId ?? (await addSplit(db)).id;
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "target_split_part", {
    partKey: unitId,
    value: 1_000,
    ...differing,
    splitId,
    unitId,
  } satisfies Prisma.TargetSplitPartCreateManyInput);
}

export async function addBodyTarget(db: Database, differing: Differing<Prisma.BodyTargetCreateManyInput> = {}) {
  const organisationId = differing.organisationId ?? (await addOrganisation(db)).id;
  const decisionId = differing.decisionId ?? (await addTargetDecision(db)).id;
  return insert(db, "body_target", {
    id: newId(),
    year: 2027,
    value: 200,
    inForceFrom: "2026-12-20",
    ...differing,
    organisationId,
    decisionId,
  } satisfies Prisma.BodyTargetCreateManyInput);
}

export async function addHeadcount(
  db: Database,
  differing: Differing<Prisma.OrganisationHeadcountCreateManyInput> = {},
) {
  const organisationId = differing.organisationId ?? (await addOrganisation(db)).id;
  return insert(db, "organisation_headcount", {
    year: 2027,
    people: 400,
    ...differing,
    organisationId,
  } satisfies Prisma.OrganisationHeadcountCreateManyInput);
}

export async function addTargetEvent(db: Database, differing: Differing<Prisma.TargetEventCreateManyInput> = {}) {
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  return insert(db, "target_event", {
    id: newId(),
    year: 2027,
    kind: "comment",
    words: "Thử",
    ...differing,
    unitId,
  } satisfies Prisma.TargetEventCreateManyInput);
}
