import { describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { amendRound } from "@/lib/awards/amending/commands";
import { roundPlan } from "@/lib/awards/amending/queries";
import { type AmendedPart, amendedParts, isAmendable, whyNotAmend } from "@/lib/awards/amending/rules";
import { type AmendRound, amendRoundInput } from "@/lib/awards/amending/schema";
import { gatherCandidates } from "@/lib/awards/rounds/commands";
import { type RoundStatus, roundStatuses } from "@/lib/awards/rounds/rules";
import { newId } from "@/lib/core/ids";
import { staffActor } from "../support/actors";
import { useDatabase } from "../support/database";
import { addAccount } from "../support/facts";
import { addCeremony, addRule } from "../support/honours";
import { choose, honouringProvince, idsOf, manyDonors, plannedRound } from "./world";

const { owner } = useDatabase();

describe("what of a round may still change", () => {
  const all = [...amendedParts];
  const afterwards: AmendedPart[] = ["ceremony", "occasion"];
  const open: Record<RoundStatus, AmendedPart[]> = {
    draft: all,
    gathering: all,
    checking: all,
    commenting: all,
    proposed: afterwards,
    decided: afterwards,
    presented: [],
    cancelled: [],
  };
  it.each(roundStatuses.map((status) => [status, open[status]] as const))("%s: %j", (status, parts) => {
    const round = { status, hasHall: false };
    expect(amendedParts.filter((part) => whyNotAmend(part, round) === null)).toEqual(parts);
    expect(isAmendable(round)).toBe(parts.length > 0);
    const seated = whyNotAmend("ceremony", { status, hasHall: true });
    expect(seated).toBe(parts.length > 0 ? "seated_already" : "round_over");
  });
});

/** A planned round of one honour with places, and a second person of its office. */
async function roundToAmend() {
  const world = await honouringProvince(owner);
  const rule = await addRule(owner, { scopeUnitId: world.unitId, threshold: 5 });
  const roundId = await plannedRound(world, [rule.id], {
    quotas: { [rule.id]: "3" },
    nominationsUntil: "2025-11-30",
    ceremonyPlace: "Cung Văn hoá",
    theme: "Chủ đề cũ",
  });
  const scope = { kind: "unit", unitId: world.unitId } as const;
  const colleague = staffActor("awards_officer", scope, { accountId: (await addAccount(owner)).id });
  return { ...world, colleague, ruleId: rule.id, roundId };
}
type World = Awaited<ReturnType<typeof roundToAmend>>;

const planNow = async (world: World) => {
  const plan = await roundPlan(world.officer, world.roundId);
  if (plan === null) throw new Error("The round is not seen.");
  return plan;
};

/** The form as it is sent with everything as it stands. */
async function formOf(world: World, differing: Partial<AmendRound> = {}): Promise<AmendRound> {
  const plan = await planNow(world);
  return {
    roundId: plan.id,
    version: plan.version,
    name: plan.name,
    nominationsUntil: plan.nominationsUntil ?? undefined,
    ceremonyOn: plan.ceremonyOn ?? undefined,
    ceremonyPlace: plan.ceremonyPlace ?? undefined,
    theme: plan.theme ?? undefined,
    hosts: plan.hosts ?? undefined,
    quotas: Object.fromEntries(plan.rules.map(({ id, quota }) => [id, quota === null ? "" : `${quota}`])),
    ...differing,
  };
}

it("changes what was typed, takes away what was emptied, and notes what changed", async () => {
  const world = await roundToAmend();
  const form = await formOf(world, {
    name: "Tổng kết năm 2025, lần hai",
    nominationsUntil: "2025-12-01",
    ceremonyOn: "2025-12-20",
    theme: undefined,
    hosts: "Hội Chữ thập đỏ",
    quotas: { [world.ruleId]: "" },
  });
  expect(await amendRound(world.officer, form)).toEqual({ ok: true, value: { id: world.roundId } });
  expect(await planNow(world)).toMatchObject({
    name: "Tổng kết năm 2025, lần hai",
    nominationsUntil: "2025-12-01",
    ceremonyOn: "2025-12-20",
    ceremonyPlace: "Cung Văn hoá",
    theme: null,
    hosts: "Hội Chữ thập đỏ",
    rules: [{ id: world.ruleId, quota: null }],
    version: form.version + 1,
  });
  const { rows } = await owner.query(
    "SELECT detail -> 'changed' AS changed, detail -> 'quotas' AS quotas FROM audit_event WHERE actor_id = $1 AND action = 'award.changed'",
    [world.officer.accountId],
  );
  expect(rows).toEqual([
    { changed: ["name", "nominationsUntil", "ceremonyOn", "theme", "hosts"], quotas: { [world.ruleId]: null } },
  ]);
});

it("is one change however often one form is sent, and nothing where nothing differs", async () => {
  const world = await roundToAmend();
  const form = await formOf(world, { theme: "Chủ đề mới" });
  const pressed = await Promise.all([1, 2, 3].map(() => amendRound(world.officer, form)));
  expect(pressed).toEqual(Array(3).fill({ ok: true, value: { id: world.roundId } }));
  expect((await planNow(world)).version).toBe(form.version + 1);
});

it("overwrites nothing of another editor's, says who it was, and takes the second look's answer", async () => {
  const world = await roundToAmend();
  const [mine, theirs] = [
    await formOf(world, { name: "Tên của tôi" }),
    await formOf(world, { ceremonyPlace: "Nhà hát" }),
  ];
  const pressed = await Promise.all([amendRound(world.officer, mine), amendRound(world.colleague, theirs)]);
  expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
  expect(pressed.find(({ ok }) => !ok)).toMatchObject({
    refusal: "changed_meanwhile",
    facts: { who: expect.any(String), at: expect.stringMatching(/^\d\d:\d\d$/) },
  });
  const again = await formOf(world, { name: "Tên của tôi", ceremonyPlace: "Nhà hát" });
  expect(await amendRound(world.officer, again)).toMatchObject({ ok: true });
  expect(await planNow(world)).toMatchObject({ name: "Tên của tôi", ceremonyPlace: "Nhà hát" });
});

it("keeps what is closed when it is not sent, and refuses it when it is", async () => {
  const world = await roundToAmend();
  await owner.query(
    "UPDATE award_round SET status = 'decided', proposal_number = '1/TTr', proposed_on = '2025-12-10', version = version + 1 WHERE id = $1",
    [world.roundId],
  );
  const { version } = await planNow(world);
  const sent = { roundId: world.roundId, version, quotas: {} };
  const open = { ceremonyOn: "2025-12-22", ceremonyPlace: "Nhà hát", theme: "Chủ đề mới" };
  expect(await amendRound(world.officer, { ...sent, ...open })).toMatchObject({ ok: true });
  expect(await planNow(world)).toMatchObject({
    ...open,
    name: "Tổng kết năm 2025",
    nominationsUntil: "2025-11-30",
    rules: [{ quota: 3 }],
  });
  const next = { ...sent, ...open, version: version + 1 };
  for (const closed of [{ name: "Tên khác" }, { nominationsUntil: "2025-12-31" }, { quotas: { [world.ruleId]: "9" } }])
    expect(await amendRound(world.officer, { ...next, ...closed })).toMatchObject({ refusal: "already_proposed" });
  await addCeremony(owner, { roundId: world.roundId });
  expect(await amendRound(world.officer, { ...next, ceremonyOn: "2025-12-23" })).toMatchObject({
    refusal: "seated_already",
  });
  expect(await amendRound(world.officer, { ...sent, version: version + 1, theme: "Lại khác" })).toMatchObject({
    ok: true,
  });
  expect(await planNow(world)).toMatchObject({ ceremonyOn: "2025-12-22", theme: "Lại khác" });
});

it("refuses a name that is taken or missing, a ceremony before the count, and fewer places than are chosen", async () => {
  const world = await roundToAmend();
  await plannedRound(world, [world.ruleId], { name: "Đợt khác" });
  await manyDonors(owner, world.unitId, world.communeId, [30, 22]);
  await gatherCandidates(world.officer, world.roundId);
  await choose(world, world.roundId, await idsOf(owner, world.roundId));
  const refusalOf = async (differing: Partial<AmendRound>) => {
    const said = await amendRound(world.officer, await formOf(world, differing));
    return said.ok ? null : [said.refusal, said.facts];
  };
  const before = await planNow(world);
  expect(await refusalOf({ name: "Đợt khác" })).toEqual(["name_taken", undefined]);
  expect(await refusalOf({ name: undefined })).toEqual(["name_missing", undefined]);
  expect(await refusalOf({ ceremonyOn: "2025-12-04" })).toEqual(["ceremony_before_count", undefined]);
  const quota = (typed: string) => refusalOf({ quotas: { [world.ruleId]: typed } });
  expect(await quota("1")).toEqual(["below_chosen", { rule: world.ruleId, chosen: 2 }]);
  for (const typed of ["0", "hai", "1,5", "3000000000"]) expect((await quota(typed))?.[0]).toBe("quota_malformed");
  expect(await planNow(world)).toEqual(before);
  expect(await quota("2")).toBeNull();
});

it("is its own unit's, and for whoever runs its rounds alone", async () => {
  const world = await roundToAmend();
  const elsewhere = await honouringProvince(owner);
  const form = await formOf(world, { name: "Tên khác" });
  for (const actor of [elsewhere.officer, world.approver]) {
    expect(await roundPlan(actor, world.roundId)).toBeNull();
    await expect(amendRound(actor, form)).rejects.toThrow(NotAllowed);
  }
});

it("reads its form as it is typed", () => {
  const typed = { roundId: newId(), version: "2", name: "  Tên   đợt ", ceremonyOn: "20/12/2025", "quota:r": " 5 " };
  expect(amendRoundInput.parse(typed)).toMatchObject({
    version: 2,
    name: "Tên đợt",
    ceremonyOn: "2025-12-20",
    quotas: { r: "5" },
  });
  expect(amendRoundInput.safeParse({ ...typed, ceremonyOn: "mai" }).error?.issues[0]?.message).toBe(
    "awards.error.day_malformed",
  );
});
