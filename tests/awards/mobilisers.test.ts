import { expect, it } from "vitest";
import { moveCandidates } from "@/lib/awards/candidates/commands";
import { candidate, candidates } from "@/lib/awards/candidates/queries";
import { decideRound } from "@/lib/awards/decisions/commands";
import { ownHonours } from "@/lib/awards/honours/queries";
import { gatherCandidates, planRound, proposeRound } from "@/lib/awards/rounds/commands";
import { newId } from "@/lib/core/ids";
import { donorActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addBooking, addDonation, addDonor, addVisit } from "../support/facts";
import { addAwardPerson, addInvitation, addReferral, addRule } from "../support/honours";
import { honouringProvince, signed } from "./world";

const { owner } = useDatabase();

/** Somebody booked by an invitation, came and gave. */
async function bring(by: { donorId?: string; personId?: string; invitationId?: string; doubt?: string }) {
  const booking = await addBooking(owner, { status: "arrived" });
  await addReferral(owner, { bookingId: booking.id, ...by });
  const about = { bookingId: booking.id, driveId: booking.driveId, donorId: booking.donorId };
  const { id: visitId } = await addVisit(owner, { ...about, status: "donated" });
  await addDonation(owner, { visitId });
}

it("honours a donor for whom they brought by their own link, beside people of merit, each once", async () => {
  const world = await honouringProvince(owner);
  const inviter = await addDonor(owner, { homeProvinceId: world.unitId, fullName: "Người Mời Thử" });
  const { id: invitationId } = await addInvitation(owner, { donorId: inviter.id });
  for (let n = 0; n < 3; n += 1) await bring({ donorId: inviter.id, invitationId });
  await bring({ donorId: inviter.id, invitationId, doubt: "loop" });
  // Known as a person of merit as well: one candidate, for what both brought.
  const both = await addDonor(owner, { homeProvinceId: world.unitId });
  const person = await addAwardPerson(owner, { unitId: world.unitId, donorId: both.id });
  await bring({ donorId: both.id });
  await bring({ personId: person.id });
  const elsewhere = await addDonor(owner);
  for (let n = 0; n < 3; n += 1) await bring({ donorId: elsewhere.id });

  const rule = await addRule(owner, {
    scopeUnitId: world.unitId,
    subjectKind: "mobiliser",
    metric: "mobilised_donors",
    threshold: 2,
    periodMonths: 12,
    repeats: "yearly",
  });
  const made = await planRound(
    world.officer,
    {
      unitId: world.unitId,
      kind: "year_end",
      name: "Tổng kết",
      year: 2027,
      countedUntil: "2027-12-05",
      rules: [rule.id],
      quotas: {},
    },
    new Date("2027-12-06T09:00:00+07:00"),
  );
  if (!made.ok) throw new Error(made.refusal);
  const roundId = made.value.id;
  expect(await gatherCandidates(world.officer, roundId)).toMatchObject({ value: { added: 2 } });
  expect(await gatherCandidates(world.officer, roundId)).toMatchObject({ value: { added: 0, there: 2 } });
  const { items } = await candidates(world.officer, roundId, {
    kind: null,
    ruleId: null,
    status: null,
    q: "",
    page: 1,
  });
  expect(items.map(({ counted, rank }) => [counted, rank])).toEqual([
    [3, 1],
    [2, 2],
  ]);
  const seen = await candidate(world.officer, items[0]?.id ?? "");
  expect(seen?.name).toBe("Người Mời Thử");
  expect(seen?.brought.reduce((sum, { people }) => sum + people, 0)).toBe(3);

  const candidateIds = items.map(({ id }) => id);
  for (const to of ["checked", "chosen"] as const)
    await moveCandidates(world.officer, { roundId, candidateIds, to, because: "" });
  const later = new Date("2027-12-10T09:00:00+07:00");
  await proposeRound(world.officer, { roundId, number: "1/TTr", proposedOn: "2027-12-07", ...signed }, later);
  expect(
    await decideRound(
      world.approver,
      {
        requestKey: newId(),
        roundId,
        authorityId: world.society,
        number: "2/QĐ",
        decidedOn: "2027-12-10",
        signatoryTitle: "Chủ tịch",
        signatoryName: "Người Ký Thử",
      },
      later,
    ),
  ).toMatchObject({ value: { honoured: 2, fellAway: 0 } });
  expect(await ownHonours(donorActor(inviter.id))).toHaveLength(1);
});
