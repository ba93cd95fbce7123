import { expect, it } from "vitest";
import { earnedOn } from "@/lib/awards/earning/earned";
import { rulesFor } from "@/lib/awards/rules";
import { awardRuleShape } from "@/lib/awards/schema";
import { useDatabase } from "../support/database";
import { addBooking, addDonation, addDonor, addNation, addProvince, addVisit } from "../support/facts";
import {
  addAwardPerson,
  addConfirmedEarlier,
  addEarlier,
  addFamily,
  addHonour,
  addMember,
  addReferral,
  addRule,
} from "../support/honours";

const { owner } = useDatabase();

/** A rule as written, in the shape the rules read. */
async function rule(differing: Parameters<typeof addRule>[1]) {
  const row = await addRule(owner, { scheme: "earning", ...differing });
  return awardRuleShape.parse({
    below: null,
    periodMonths: null,
    repeats: "once",
    cooldownYears: 0,
    excludedYears: 0,
    quota: null,
    validTo: null,
    decisionNumber: null,
    decisionOn: null,
    decisionBy: null,
    decisionAbout: null,
    doubt: null,
    isDemo: false,
    version: 1,
    ...row,
  });
}

async function earners(unitId: string, rules: Awaited<ReturnType<typeof rule>>[], until: string) {
  const found = [];
  for await (const page of earnedOn({ id: unitId, kind: unitId === "VN" ? "nation" : "province" }, rules, until))
    found.push(...page);
  return found.map(({ subjectId, rule: given, counted, earlier }) => ({ subjectId, rule: given.id, counted, earlier }));
}

it("counts donations of the day and before, confirmed papers, no voided and no replacement donation", async () => {
  const { id: unitId } = await addProvince(owner);
  const donor = await addDonor(owner, { homeProvinceId: unitId, donationCount: 4 });
  const five = await rule({ scopeUnitId: unitId, threshold: 5 });
  for (const differing of [{}, { status: "voided" }, { kind: "replacement" }])
    await addDonation(owner, { donorId: donor.id, ...differing });
  await addConfirmedEarlier(owner, donor.id, 4);
  await addEarlier(owner, { donorId: donor.id, donations: 9 });
  expect(await earners(unitId, [five], "2027-03-14")).toEqual([
    { subjectId: donor.id, rule: five.id, counted: 5, earlier: 4 },
  ]);
  expect(await earners(unitId, [five], "2027-03-13")).toEqual([]);
});

it("gives each province its own rules, the new ones from the day they begin", async () => {
  await addNation(owner);
  const [a, b] = [await addProvince(owner), await addProvince(owner)];
  const rules = [
    await rule({ scopeUnitId: a.id, threshold: 5, validTo: "2027-07-01" }),
    await rule({ scopeUnitId: a.id, threshold: 7, validFrom: "2027-07-01" }),
    await rule({ scopeUnitId: b.id, threshold: 10 }),
  ];
  const inA = await addDonor(owner, { homeProvinceId: a.id });
  const inB = await addDonor(owner, { homeProvinceId: b.id });
  for (const { id } of [inA, inB]) await addConfirmedEarlier(owner, id, 6);
  const of = async (unitId: string, on: string) =>
    (await earners(unitId, rulesFor(rules, unitId, on), on)).map(({ subjectId }) => subjectId);
  expect(await of(a.id, "2027-06-30")).toEqual([inA.id]);
  expect(await of(a.id, "2027-07-01")).toEqual([]);
  expect(await of(b.id, "2027-07-01")).toEqual([]);
  await addConfirmedEarlier(owner, inB.id, 4);
  expect(await of(b.id, "2027-07-01")).toEqual([inB.id]);
});

it("does not honour a donor again who moved, nor within the cooldown, nor whoever was honoured of late", async () => {
  const { id: unitId } = await addProvince(owner);
  const elsewhere = (await addProvince(owner)).id;
  const yearly = { metric: "period_donations", periodMonths: 12, repeats: "yearly", cooldownYears: 3, threshold: 1 };
  const life = await rule({ scopeUnitId: unitId, threshold: 20 });
  const often = await rule({ scopeUnitId: unitId, ...yearly });
  const careful = await rule({ scopeUnitId: unitId, threshold: 21, excludedYears: 3, level: "commune" });
  const moved = await addDonor(owner, { homeProvinceId: unitId });
  await addConfirmedEarlier(owner, moved.id, 21);
  await addHonour(owner, {
    donorId: moved.id,
    unitId: elsewhere,
    levelKey: "lifetime_donations:20:province",
    threshold: 20,
  });
  await addHonour(owner, {
    donorId: moved.id,
    unitId: elsewhere,
    level: "commune",
    levelKey: "nomination:x",
    threshold: null,
    honouredOn: "2025-01-01",
  });
  expect(await earners(unitId, [life, careful], "2027-03-14")).toEqual([]);
  expect((await earners(unitId, [careful], "2028-01-01")).map(({ subjectId }) => subjectId)).toEqual([moved.id]);

  const given = await addDonation(owner, { donorId: moved.id });
  await owner.query("UPDATE donor SET donation_count = 1 WHERE id = $1", [given.donorId]);
  const before = { donorId: moved.id, unitId, threshold: 1, levelKey: "period_donations:1:province:2025" };
  await addHonour(owner, { ...before, honouredOn: "2025-06-14" });
  expect(await earners(unitId, [often], "2027-06-14")).toEqual([]);
});

it("adds up a family's donations, and counts for a mobiliser whom they brought and who gave", async () => {
  const { id: unitId } = await addProvince(owner);
  const family = await addFamily(owner, { unitId });
  for (const donations of [2, 3]) {
    const { donorId } = await addMember(owner, { familyId: family.id });
    await addConfirmedEarlier(owner, donorId, donations);
  }
  const left = await addMember(owner, { familyId: family.id, leftAt: new Date() });
  await addConfirmedEarlier(owner, left.donorId, 9);
  const fifth = await rule({
    scopeUnitId: unitId,
    subjectKind: "family",
    metric: "family_donations",
    threshold: 5,
    object: "cup",
  });
  expect(await earners(unitId, [fifth], "2027-03-14")).toEqual([
    { subjectId: family.id, rule: fifth.id, counted: 5, earlier: 5 },
  ]);

  const mobiliser = await addAwardPerson(owner, { unitId });
  const brought = async (gave: boolean) => {
    const booking = await addBooking(owner);
    await addReferral(owner, { bookingId: booking.id, personId: mobiliser.id });
    const { id: visitId } = await addVisit(owner, {
      bookingId: booking.id,
      driveId: booking.driveId,
      donorId: booking.donorId,
      status: gave ? "donated" : "left",
    });
    if (gave) await addDonation(owner, { visitId });
  };
  for (const gave of [true, true, false]) await brought(gave);
  const two = await rule({
    scopeUnitId: unitId,
    subjectKind: "mobiliser",
    metric: "mobilised_donors",
    threshold: 2,
    periodMonths: 12,
    repeats: "yearly",
  });
  expect((await earners(unitId, [two], "2027-12-05")).map(({ counted }) => counted)).toEqual([2]);
});
