import { expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { joinFamily, leaveFamily, makeFamily } from "@/lib/awards/families/commands";
import { families, familyOf } from "@/lib/awards/families/queries";
import { newId } from "@/lib/core/ids";
import { useDatabase } from "../support/database";
import { addDonor } from "../support/facts";
import { addRule } from "../support/honours";
import { honouringProvince, manyDonors } from "./world";

const { owner } = useDatabase();
const now = new Date("2026-11-26T09:00:00+07:00");

it("makes a family of donors who said so, adds up what they gave, and lets a member leave", async () => {
  const [world, far] = [await honouringProvince(owner), await honouringProvince(owner)];
  await addRule(owner, {
    scopeUnitId: world.unitId,
    subjectKind: "family",
    metric: "family_donations",
    threshold: 10,
    object: "cup",
  });
  const [first, second] = (await manyDonors(owner, world.unitId, world.communeId, [3, 4])) as [string, string];
  const asked = { familyId: newId(), unitId: world.unitId, name: "Gia đình thử" };
  expect(await makeFamily(world.officer, asked)).toEqual(await makeFamily(world.officer, asked));
  const join = (donorId: string, familyId = asked.familyId) =>
    joinFamily(world.officer, { familyId, donorId, relation: "head", channel: "paper", consent: "yes" }, now);
  expect(await join(first)).toMatchObject({ ok: true });
  expect(await join(second)).toMatchObject({ ok: true });
  const other = { ...asked, familyId: newId() };
  await makeFamily(world.officer, other);
  expect(await join(second, other.familyId)).toMatchObject({ refusal: "in_a_family" });
  expect(await join((await addDonor(owner, { homeProvinceId: far.unitId })).id)).toMatchObject({
    refusal: "donor_elsewhere",
  });
  const family = await familyOf(world.officer, asked.familyId, now);
  expect(family).toMatchObject({ donations: 7, members: 2, next: { left: 3 } });
  const memberId = family?.people[0]?.id ?? "";
  expect(await leaveFamily(world.officer, { familyId: asked.familyId, memberId }, now)).toMatchObject({ ok: true });
  expect(await leaveFamily(world.officer, { familyId: asked.familyId, memberId }, now)).toMatchObject({
    refusal: "left_already",
  });
  expect((await families(world.officer, { q: "gia dinh", page: 1 }, now)).items).toHaveLength(2);
  expect((await families(far.officer, { q: "", page: 1 }, now)).items).toHaveLength(0);
  expect(await familyOf(far.officer, asked.familyId, now)).toBeNull();
  await expect(makeFamily(far.officer, asked)).rejects.toThrow(NotAllowed);
  await expect(leaveFamily(far.officer, { familyId: asked.familyId, memberId }, now)).rejects.toThrow(NotAllowed);
});
