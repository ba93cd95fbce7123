import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { fillPlaces } from "@/lib/awards/balance/commands";
import { balanceOf, fillPreview } from "@/lib/awards/balance/queries";
import { sightOf } from "@/lib/awards/balance/sight";
import { moveCandidates, nominate, setQuotas } from "@/lib/awards/candidates/commands";
import { candidates } from "@/lib/awards/candidates/queries";
import { decideRound } from "@/lib/awards/decisions/commands";
import { planRound, proposeRound } from "@/lib/awards/rounds/commands";
import { awardRound } from "@/lib/awards/rounds/queries";
import type { PlanRound } from "@/lib/awards/rounds/schema";
import type { AwardRule } from "@/lib/awards/rules";
import { newId } from "@/lib/core/ids";
import vi from "@/lib/i18n/messages/vi/awards.json";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import {
  addAccount,
  addDonation,
  addDonor,
  addDrive,
  addMinistry,
  addNation,
  addOrganisation,
  addProvince,
} from "../support/facts";
import { addAuthority, addRule } from "../support/honours";
import { manyDonors, signed } from "./world";

const { owner } = useDatabase();
const now = new Date("2025-05-10T09:00:00+07:00");

/** The nation with its bodies, and so many provinces and ministries that name people, each with an officer. */
async function nation(provinces: number, ministries: number) {
  await addNation(owner);
  const [steering, institute] = [await bodyOf("steering_committee"), await bodyOf("health_institute")];
  const scope = { kind: "unit", unitId: "VN" } as const;
  const officer = staffActor("awards_officer", scope, { accountId: (await addAccount(owner)).id });
  const approver = staffActor("report_approver", scope, { accountId: (await addAccount(owner)).id });
  const units = [];
  for (let n = 0; n < provinces + ministries; n += 1) {
    const { id: unitId } = n < provinces ? await addProvince(owner) : await addMinistry(owner);
    const names = staffActor("awards_officer", { kind: "unit", unitId }, { accountId: (await addAccount(owner)).id });
    units.push({ unitId, officer: names, isProvince: n < provinces });
  }
  return { steering, institute, officer, approver, units };
}
/** A body of the nation that signs: the shipped one where there is one. */
async function bodyOf(kind: string): Promise<string> {
  const { rows } = await owner.query("SELECT id FROM award_authority WHERE unit_id = 'VN' AND kind = $1", [kind]);
  return rows[0]?.id ?? (await addAuthority(owner, { unitId: "VN", kind, level: "nation" })).id;
}

type Nation = Awaited<ReturnType<typeof nation>>;

const national = { scopeUnitId: "VN", level: "nation", metric: "nomination", threshold: null } as const;

async function roundOf(world: Nation, rules: AwardRule["id"][], differing: Partial<PlanRound>) {
  const made = await planRound(
    world.officer,
    {
      unitId: "VN",
      kind: "national_hundred",
      name: `Đợt thử ${randomUUID()}`,
      year: 2025,
      countedUntil: "2025-04-30",
      ceremonyOn: "2025-06-03",
      ceremonyPlace: "Hà Nội và Phú Thọ",
      theme: "Hiến máu cứu người, một nghĩa cử cao đẹp",
      rules,
      quotas: {},
      ...differing,
    } as PlanRound,
    now,
  );
  if (!made.ok) throw new Error(made.refusal);
  return made.value.id;
}

async function chooseAll(world: Nation, roundId: string, ruleId: string) {
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM award_candidate WHERE round_id = $1 AND rule_id = $2 AND status <> 'chosen' ORDER BY id",
    [roundId, ruleId],
  );
  const candidateIds = rows.map(({ id }) => id);
  await moveCandidates(world.officer, { roundId, candidateIds, to: "checked", because: "" });
  return moveCandidates(world.officer, { roundId, candidateIds, to: "chosen", because: "" });
}

const decision = (roundId: string, authorityId: string, number: string) => ({
  requestKey: newId(),
  roundId,
  authorityId,
  number,
  decidedOn: "2025-05-25",
  signatoryTitle: "Trưởng ban",
  signatoryName: "Người Ký Thử",
});

it("runs the Red Drops of 18 collectives and 11 people: named by units, decided by the institute, once a year", async () => {
  const world = await nation(3, 0);
  const yearly = { ...national, repeats: "yearly", authorityKind: "health_institute", object: "title" } as const;
  const bodies = await addRule(owner, { ...yearly, scheme: "red-drops test", subjectKind: "collective" });
  const people = await addRule(owner, { ...yearly, scheme: "red-drops test", subjectKind: "person" });
  const quotas = { [bodies.id]: "18", [people.id]: "11" };
  const roundId = await roundOf(world, [bodies.id, people.id], { kind: "red_drops", quotas });
  const share = (ruleId: string, quota: number) =>
    setQuotas(world.officer, {
      roundId,
      ruleId,
      quotas: world.units.map(({ unitId }) => ({ unitId, quota, began: null })),
    });
  for (const [ruleId, quota] of [
    [bodies.id, 7],
    [people.id, 4],
  ] as const)
    expect(await share(ruleId, quota)).toMatchObject({ ok: true });

  const categories = ["leader", "policy_adviser", "journalist", "artist"] as const;
  const collectives: string[] = [];
  for (const { unitId, officer } of world.units) {
    const named = (ruleId: string, subject: object) =>
      nominate(officer, { roundId, ruleId, unitId, citation: "Nhiều năm nòng cốt.", ...subject }, now);
    for (let n = 0; n < 7; n += 1) {
      const organisationId = (await addOrganisation(owner, { unitId })).id;
      collectives.push(organisationId);
      expect(await named(bodies.id, { organisationId })).toMatchObject({ ok: true });
    }
    for (const personCategory of categories)
      expect(await named(people.id, { personName: `Người ${unitId} ${personCategory}`, personCategory })).toMatchObject(
        {
          ok: true,
        },
      );
    // One more than the unit was given, in a sentence that says so.
    const beyond = await named(people.id, { personName: "Người Thứ Năm", personCategory: "leader" });
    expect(beyond).toMatchObject({ ok: false, refusal: "quota_full" });
    expect(!beyond.ok && vi.refusal[beyond.refusal as "quota_full"]).toMatch(/đã dùng hết số suất đề cử/);
  }

  // 21 and 12 were named; the round has 18 and 11 places.
  for (const [rule, over] of [
    [bodies, { quota: 18, chosen: 21 }],
    [people, { quota: 11, chosen: 12 }],
  ] as const) {
    expect(await chooseAll(world, roundId, rule.id)).toMatchObject({ refusal: "over_quota", facts: over });
    const { rows } = await owner.query<{ id: string }>(
      "SELECT id FROM award_candidate WHERE round_id = $1 AND rule_id = $2 ORDER BY id LIMIT $3",
      [roundId, rule.id, over.quota],
    );
    const candidateIds = rows.map(({ id }) => id);
    expect(await moveCandidates(world.officer, { roundId, candidateIds, to: "chosen", because: "" })).toMatchObject({
      ok: true,
    });
  }
  const byGroup = await balanceOf(world.officer, { id: roundId, unitId: "VN" }, { kind: "person", ruleId: null });
  expect(byGroup.map(({ dimension }) => dimension)).toEqual(["category", "unit"]);

  await proposeRound(world.officer, { roundId, number: "7/TTr", proposedOn: "2025-05-12", ...signed });
  expect(await decideRound(world.approver, decision(roundId, world.steering, "1/QĐ"))).toMatchObject({
    refusal: "nothing_to_decide",
  });
  await expect(decideRound(world.officer, decision(roundId, world.institute, "2/QĐ"))).rejects.toThrow(NotAllowed);
  const pressed = await Promise.all(
    [1, 2, 3].map((n) => decideRound(world.approver, decision(roundId, world.institute, `${n}/QĐ-VHH`))),
  );
  expect(pressed.filter(({ ok }) => ok)).toEqual([{ ok: true, value: { honoured: 29, fellAway: 0 } }]);
  const seen = await awardRound(world.officer, roundId);
  expect(Object.fromEntries(seen?.rules.map(({ ruleId, approved }) => [ruleId, approved]) ?? [])).toEqual({
    [bodies.id]: 18,
    [people.id]: 11,
  });

  // Named again the same year: the ledger remembers. Whoever was not chosen may be named again.
  const again = await roundOf(world, [bodies.id], { kind: "red_drops" });
  const answers = [];
  for (const organisationId of collectives)
    answers.push(
      await nominate(
        world.officer,
        { roundId: again, ruleId: bodies.id, unitId: "VN", organisationId, citation: "Lần nữa." },
        now,
      ),
    );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
  expect(answers.filter((answer) => !answer.ok && answer.refusal === "already_honoured")).toHaveLength(18);
});

/** So many people who gave at a ministry's own drives. */
async function givenFor(unitId: string, people: number): Promise<string[]> {
  const donors = [];
  for (let n = 0; n < people; n += 1) {
    const drive = await addDrive(owner, { creditedUnitId: unitId, heldOn: "2025-02-02" });
    const { id } = await addDonor(owner);
    await addDonation(owner, { donorId: id, driveId: drive.id });
    donors.push(id);
  }
  return donors;
}

it("honours the nation's hundred: every unit names within its places, the nation chooses and decides, nobody twice", async () => {
  const world = await nation(34, 2);
  const rule = await addRule(owner, {
    ...national,
    scheme: "hundred test",
    subjectKind: "donor",
    repeats: "once",
    authorityKind: "steering_committee",
    object: "certificate_of_merit",
  });
  const roundId = await roundOf(world, [rule.id], { quotas: { [rule.id]: "100" }, nominationsUntil: "2025-05-15" });
  // Four for each province, two for each ministry: 140 names for 100 places.
  const places = ({ isProvince }: { isProvince: boolean }) => (isProvince ? 4 : 2);
  expect(
    await setQuotas(world.officer, {
      roundId,
      ruleId: rule.id,
      quotas: world.units.map((unit) => ({ unitId: unit.unitId, quota: places(unit), began: null })),
    }),
  ).toMatchObject({ ok: true });

  for (const unit of world.units) {
    const given = Array.from({ length: places(unit) + 1 }, (_, n) => 90 - n * 7);
    const donors = unit.isProvince ? await manyDonors(owner, unit.unitId, null, given) : await givenFor(unit.unitId, 3);
    const name = (donorId: string) =>
      nominate(
        unit.officer,
        { roundId, ruleId: rule.id, unitId: unit.unitId, donorId, citation: "Tiêu biểu của đơn vị." },
        now,
      );
    // All at once, and one too many: exactly as many as there are places.
    const answers = await Promise.all(donors.map(name));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(places(unit));
    expect(answers.filter((answer) => !answer.ok).map((answer) => !answer.ok && answer.refusal)).toEqual([
      "quota_full",
    ]);
  }
  const [one, another] = world.units as [Nation["units"][0], Nation["units"][0]];
  // A province sees whom it named, not whom another named, and names nobody of another's.
  const all = { kind: null, ruleId: null, status: null, q: "", page: 1 } as const;
  expect((await candidates(one.officer, roundId, all)).total).toBe(4);
  const theirs = await owner.query<{ donor_id: string }>(
    "SELECT donor_id FROM award_candidate WHERE round_id = $1 AND unit_id = $2 LIMIT 1",
    [roundId, another.unitId],
  );
  const stranger = { roundId, ruleId: rule.id, donorId: theirs.rows[0]?.donor_id as string, citation: "x" };
  await expect(nominate(one.officer, { ...stranger, unitId: another.unitId }, now)).rejects.toThrow(NotAllowed);
  expect(await nominate(one.officer, { ...stranger, unitId: one.unitId }, now)).toMatchObject({
    refusal: "subject_elsewhere",
  });
  // After the day the office still names by hand, the units no more.
  const late = new Date("2025-05-16T08:00:00+07:00");
  expect(await nominate(one.officer, { ...stranger, unitId: one.unitId }, late)).toMatchObject({
    refusal: "nominations_closed",
  });

  const { rows } = await owner.query<{ id: string }>("SELECT id FROM award_candidate WHERE round_id = $1", [roundId]);
  expect(rows).toHaveLength(140);
  const candidateIds = rows.map(({ id }) => id);
  await expect(moveCandidates(one.officer, { roundId, candidateIds, to: "checked", because: "" })).rejects.toThrow(
    NotAllowed,
  );
  await moveCandidates(world.officer, { roundId, candidateIds, to: "checked", because: "" });
  const preview = await fillPreview(world.officer, roundId, rule.id, 100);
  expect(preview?.ids.length).toBeLessThanOrEqual(100);
  const filled = { requestKey: newId(), roundId, ruleId: rule.id, places: 100, seen: sightOf(preview?.ids ?? []) };
  await expect(fillPlaces(one.officer, filled)).rejects.toThrow(NotAllowed);
  expect(await fillPlaces(world.officer, filled)).toMatchObject({ ok: true });
  // Equals at the line are for people to decide.
  const rest = (
    await owner.query<{ id: string }>(
      "SELECT id FROM award_candidate WHERE round_id = $1 AND status = 'checked' ORDER BY id LIMIT $2",
      [roundId, 100 - (preview?.ids.length ?? 0)],
    )
  ).rows.map(({ id }) => id);
  if (rest.length > 0)
    expect(
      await moveCandidates(world.officer, { roundId, candidateIds: rest, to: "chosen", because: "" }),
    ).toMatchObject({ ok: true });

  await proposeRound(world.officer, { roundId, number: "9/TTr", proposedOn: "2025-05-17", ...signed });
  await expect(decideRound(world.officer, decision(roundId, world.steering, "1/QĐ"))).rejects.toThrow(NotAllowed);
  expect(await decideRound(world.approver, decision(roundId, world.steering, "100/QĐ-BCĐQG"))).toMatchObject({
    value: { honoured: 100, fellAway: 0 },
  });
  expect(await decideRound(world.approver, decision(roundId, world.steering, "101/QĐ-BCĐQG"))).toMatchObject({
    ok: false,
  });

  // Whoever is of the hundred is not of a later hundred.
  const next = await roundOf(world, [rule.id], { year: 2026, countedUntil: "2026-04-30", ceremonyOn: "2026-06-03" });
  const honoured = await owner.query<{ donor_id: string }>(
    "SELECT donor_id FROM award_candidate WHERE round_id = $1 AND status = 'approved' LIMIT 5",
    [roundId],
  );
  for (const { donor_id: donorId } of honoured.rows)
    expect(
      await nominate(
        world.officer,
        { roundId: next, ruleId: rule.id, unitId: "VN", donorId, citation: "Lần nữa." },
        now,
      ),
    ).toMatchObject({ refusal: "already_honoured" });
});
