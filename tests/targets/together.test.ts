import { afterEach, describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { waitingTargets } from "@/lib/targets/board/queries";
import { decideTargets } from "@/lib/targets/decisions/commands";
import { exceedsAnew } from "@/lib/targets/rules";
import { agreeTogetherInput, decideTargetsInput, mostTogether } from "@/lib/targets/schema";
import { togetherPath } from "@/lib/targets/together/address";
import { agreeTogether } from "@/lib/targets/together/commands";
import { type TogetherDeed, togetherLevels, togetherProposals, toSignTogether } from "@/lib/targets/together/queries";
import { staffActor } from "@/tests/support/actors";
import { useDatabase } from "@/tests/support/database";
import { addAccount } from "@/tests/support/facts";
import { addProposal } from "@/tests/support/targets";

const { owner } = useDatabase();
const now = new Date("2026-11-26T05:00:00Z");
const nation = { kind: "nation" } as const;
const hanoi = { kind: "unit", unitId: "P01" } as const;

async function staff(role: Parameters<typeof staffActor>[0], scope: Parameters<typeof staffActor>[1] = nation) {
  return staffActor(role, scope, { accountId: (await addAccount(owner)).id });
}

afterEach(async () => {
  await owner.query("TRUNCATE target_event, target_proposal CASCADE");
  await owner.query("DELETE FROM target WHERE source_figure_id IS NULL");
  await owner.query("TRUNCATE target_decision CASCADE");
});

const paper = (proposals: readonly string[], fields: object = {}) =>
  decideTargetsInput.parse({
    unitId: "VN",
    year: "2027",
    proposals,
    number: "12/QĐ-BCĐ",
    decidedOn: "2026-11-25",
    signatory: "Nguyễn Văn Thử",
    requestKey: newId(),
    ...fields,
  });
const meeting = (proposals: readonly string[], fields: object = {}) =>
  agreeTogetherInput.parse({
    unitId: "VN",
    year: "2027",
    proposals,
    meetingName: "Hội nghị tổng kết năm 2026",
    meetingOn: "2026-11-20",
    meetingPlace: "Hà Nội",
    ...fields,
  });

/** A proposal of each unit for 2027, named as a page shows it. */
async function proposedBy(unitIds: readonly string[], value = 1_000): Promise<string[]> {
  const made: string[] = [];
  for (const unitId of unitIds) made.push(`${(await addProposal(owner, { unitId, value, state: "proposed" })).id}|1`);
  return made;
}

async function unitsBelow(parentId: string, kinds: readonly string[]): Promise<string[]> {
  const { rows } = await owner.query(
    "SELECT id FROM unit WHERE parent_id = $1 AND kind = ANY ($2) AND valid_to IS NULL ORDER BY id",
    [parentId, kinds],
  );
  return rows.map(({ id }) => id);
}

const count = async (statement: string) => Number((await owner.query(statement)).rows[0].count);
const decided = () => count("SELECT count(*) FROM target WHERE decision_id IS NOT NULL");

describe("one paper over many", () => {
  it("signs the nation's 36 with one number, one audit row and a trail under each", async () => {
    const units = await unitsBelow("VN", ["province", "ministry"]);
    expect(units).toHaveLength(36);
    const proposals = await proposedBy(units);
    const signed = await decideTargets(await staff("report_approver"), paper(proposals), now);
    expect(signed).toMatchObject({ ok: true, value: { targets: 36 } });
    expect(await count("SELECT count(DISTINCT decision_id) FROM target WHERE decision_number = '12/QĐ-BCĐ'")).toBe(1);
    expect(await count("SELECT count(*) FROM target_event WHERE kind = 'decided'")).toBe(36);
    if (!signed.ok) return;
    const { rows } = await owner.query("SELECT detail FROM audit_event WHERE subject_id = $1", [
      signed.value.decisionId,
    ]);
    expect(rows).toMatchObject([{ detail: { number: "12/QĐ-BCĐ", proposals: 36 } }]);
  });

  it("signs all communes of a province", async () => {
    const communes = await unitsBelow("P01", ["commune"]);
    expect(communes.length).toBeGreaterThan(50);
    expect(communes.length).toBeLessThanOrEqual(mostTogether);
    const proposals = await proposedBy(communes, 10);
    const signed = await decideTargets(await staff("report_approver", hanoi), paper(proposals, { unitId: "P01" }), now);
    expect(signed).toMatchObject({ ok: true, value: { targets: communes.length } });
  });

  it("signs nothing with a number that is taken", async () => {
    const approver = await staff("report_approver");
    const [first = "", ...others] = await proposedBy(["P01", "P40", "P79"]);
    expect(await decideTargets(approver, paper([first]), now)).toMatchObject({ ok: true });
    expect(await decideTargets(approver, paper(others), now)).toEqual({ ok: false, refusal: "number_taken" });
    expect(await decided()).toBe(1);
  });

  it("signs nothing where one has changed since it was seen, and names it", async () => {
    const proposals = await proposedBy(["P01", "P40"]);
    await owner.query("UPDATE target_proposal SET version = 2, value = 9 WHERE unit_id = 'P40'");
    const approver = await staff("report_approver");
    expect(await decideTargets(approver, paper(proposals), now)).toMatchObject({
      ok: false,
      refusal: "one_changed",
      facts: { unit: "Nghệ An" },
    });
    await owner.query("UPDATE target_proposal SET version = 1, state = 'withdrawn' WHERE unit_id = 'P40'");
    expect(await decideTargets(approver, paper(proposals), now)).toMatchObject({
      refusal: "one_not_open",
      facts: { unit: "Nghệ An" },
    });
    expect(await decided()).toBe(0);
  });

  it("keeps a province's approver from another's communes and from what the nation decides", async () => {
    const [other = ""] = await unitsBelow("P40", ["commune"]);
    const [own = ""] = await unitsBelow("P01", ["commune"]);
    const [ofOther = "", ofOwn = "", ofProvince = ""] = await proposedBy([other, own, "P01"]);
    const approver = await staff("report_approver", hanoi);
    for (const beyond of [ofOther, ofProvince])
      await expect(decideTargets(approver, paper([ofOwn, beyond]), now)).rejects.toThrow(NotAllowed);
    expect(await decided()).toBe(0);
    const levels = await togetherLevels(approver, 2027, "target.decide");
    expect(levels.map(({ id, waiting }) => [id, waiting])).toEqual([["P01", 1]]);
    const ask = (id: string, kind: "nation" | "province") =>
      togetherProposals(approver, { year: 2027, level: { id, kind }, deed: "target.decide" }, now);
    await expect(ask("VN", "nation")).rejects.toThrow(NotAllowed);
    await expect(ask("P40", "province")).rejects.toThrow(NotAllowed);
    expect((await ask("P01", "province")).items.map((one) => one.unitId)).toEqual([own]);
  });

  it("leads each paper to an address of its own, though as many were signed before", () => {
    const at = { unitId: "VN", year: 2027 };
    expect(togetherPath("decide", at, 3, newId())).not.toBe(togetherPath("decide", at, 3, newId()));
  });

  it("counts among what waits, level by level, what the page of that level lists", async () => {
    await proposedBy(["P01", ...(await unitsBelow("P40", ["commune"])).slice(0, 6)]);
    const approver = await staff("report_approver");
    const { together, others } = await toSignTogether(approver, await waitingTargets(approver, 2026), 3);
    expect(together.map(({ id, year, waiting }) => [id, year, waiting])).toEqual([["P40", 2027, 6]]);
    expect(others.map(({ unitId, deed }) => [unitId, deed])).toEqual([["P01", "decide"]]);
    const level = { id: "P40", kind: "province" } as const;
    const { total } = await togetherProposals(approver, { year: 2027, level, deed: "target.decide" }, now);
    expect(total).toBe(6);
  });

  it("shows the nation's own first, then its parts, beside what is in force and what was received", async () => {
    await proposedBy(["P40", "VN", "P01"]);
    const [commune = ""] = await unitsBelow("P01", ["commune"]);
    await proposedBy([commune]);
    await addProposal(owner, { unitId: "P79", state: "draft" });
    const approver = await staff("report_approver");
    const level = { id: "VN", kind: "nation" } as const;
    const view = await togetherProposals(approver, { year: 2027, level, deed: "target.decide" }, now);
    expect(view.items.map((one) => one.unitId)).toEqual(["VN", "P01", "P40"]);
    expect(view.total).toBe(3);
    expect(view.lastYearRuns).toBe(true);
  });
});

describe("parts beyond their decided whole", () => {
  const sums = { whole: 1_000, sum: 1_200, difference: 200 };

  it("are signed only with the word for exactly these sums, which the audit keeps", async () => {
    const approver = await staff("report_approver");
    expect(await decideTargets(approver, paper(await proposedBy(["VN"])), now)).toMatchObject({ ok: true });
    const parts = await proposedBy(["P01", "P40"], 600);
    const sign = (fields: object) => decideTargets(approver, paper(parts, { number: "13/QĐ", ...fields }), now);
    const asked = await sign({});
    expect(asked).toMatchObject({ ok: false, refusal: "parts_beyond_whole", facts: sums });
    if (asked.ok) return;
    expect(await sign({ beyond: ["1100>1000@VN 2027 year units "] })).toMatchObject({ refusal: "parts_beyond_whole" });
    expect(await decided()).toBe(1);
    const signed = await sign({ beyond: [String(asked.facts?.words)] });
    expect(signed).toMatchObject({ ok: true, value: { targets: 2 } });
    if (!signed.ok) return;
    const { rows } = await owner.query("SELECT detail FROM audit_event WHERE subject_id = $1", [
      signed.value.decisionId,
    ]);
    expect(rows).toMatchObject([{ detail: { beyond: [asked.facts?.words] } }]);
    // What exceeds already may be lowered without another word.
    await owner.query("UPDATE target_proposal SET state = 'withdrawn', decision_id = NULL");
    const less = await proposedBy(["P01"], 550);
    expect(await decideTargets(approver, paper(less, { number: "14/QĐ" }), now)).toMatchObject({ ok: true });
  });

  it("are asked about when the whole is lowered beneath them, and not when the same paper raises it", async () => {
    const approver = await staff("report_approver");
    const both = await proposedBy(["VN", "P01"]);
    expect(await decideTargets(approver, paper(both), now)).toMatchObject({ ok: true });
    const lower = await proposedBy(["VN"], 900);
    expect(await decideTargets(approver, paper(lower, { number: "13/QĐ" }), now)).toMatchObject({
      refusal: "parts_beyond_whole",
      facts: { whole: 900, sum: 1_000 },
    });
    await owner.query("UPDATE target_proposal SET state = 'withdrawn' WHERE state = 'proposed'");
    const raised = [...(await proposedBy(["VN"], 2_000)), ...(await proposedBy(["P40"]))];
    expect(await decideTargets(approver, paper(raised, { number: "14/QĐ" }), now)).toMatchObject({ ok: true });
  });

  it("are asked about for all wholes at once, however many one paper lowers beneath their parts", async () => {
    const approver = await staff("report_approver");
    const provinces = (await unitsBelow("VN", ["province"])).slice(0, 25);
    expect(await decideTargets(approver, paper(await proposedBy(provinces)), now)).toMatchObject({ ok: true });
    for (const [at, province] of provinces.entries()) {
      const communes = await proposedBy((await unitsBelow(province, ["commune"])).slice(0, 1), 900);
      const signed = await decideTargets(approver, paper(communes, { number: `${at + 20}/QĐ` }), now);
      expect(signed).toMatchObject({ ok: true });
    }
    const lower = await proposedBy(provinces, 800);
    const sign = (fields: object) => decideTargets(approver, paper(lower, { number: "13/QĐ", ...fields }), now);
    const asked = await sign({});
    expect(asked).toMatchObject({ refusal: "parts_beyond_whole", facts: { sum: 900, whole: 800, more: 24 } });
    if (asked.ok) return;
    const words = String(asked.facts?.words).split("\n");
    expect(words).toHaveLength(25);
    // All but one given: that one is told, and still all that are needed are listed.
    expect(await sign({ beyond: words.slice(0, -1) })).toMatchObject({
      facts: { more: 0, words: asked.facts?.words },
    });
    expect(await sign({ beyond: words })).toMatchObject({ ok: true, value: { targets: 25 } });
  });

  it("are seen by the second of two papers signed in the same moment", async () => {
    const approver = await staff("report_approver");
    expect(await decideTargets(approver, paper(await proposedBy(["VN"])), now)).toMatchObject({ ok: true });
    const parts = await proposedBy(["P01", "P40"], 600);
    const heard = await Promise.all(
      parts.map((part, at) => decideTargets(approver, paper([part], { number: `${20 + at}/QĐ` }), now)),
    );
    expect(heard.map((one) => (one.ok ? "signed" : one.refusal)).sort()).toEqual(["parts_beyond_whole", "signed"]);
  });

  it.each([
    [{ whole: 100, parts: 90 }, { whole: 100, parts: 100 }, false],
    [{ whole: 100, parts: 90 }, { whole: 100, parts: 101 }, true],
    [{ whole: 100, parts: 120 }, { whole: 100, parts: 110 }, false],
    [{ whole: 100, parts: 120 }, { whole: 100, parts: 121 }, true],
    [{ whole: null, parts: 120 }, { whole: 100, parts: 120 }, true],
    [{ whole: 100, parts: 120 }, { whole: null, parts: 500 }, false],
  ])("from %j to %j asks: %s", (before, after, asks) => expect(exceedsAnew(before, after)).toBe(asks));
});

describe("one meeting over many", () => {
  it("is noted for all of them, with an audit row and a trail for each", async () => {
    const proposals = await proposedBy(["P01", "P40", "P79"]);
    expect(await agreeTogether(await staff("provincial_office"), meeting(proposals), now)).toEqual({
      ok: true,
      value: { agreed: 3 },
    });
    expect(
      await count(
        "SELECT count(*) FROM target_proposal WHERE state = 'agreed' AND meeting_name = 'Hội nghị tổng kết năm 2026'",
      ),
    ).toBe(3);
    expect(await count("SELECT count(*) FROM target_event WHERE kind = 'agreed'")).toBe(3);
    const ids = proposals.map((one) => one.split("|")[0]);
    const { rows } = await owner.query(
      "SELECT subject_id FROM audit_event WHERE action = 'target.agree' AND subject_id = ANY ($1)",
      [ids],
    );
    expect(rows).toHaveLength(3);
  });

  it("is asked about only where none is noted yet, though what is agreed still waits to be signed", async () => {
    const office = await staff("provincial_office");
    const [first = ""] = await proposedBy(["P01", "P40"]);
    expect(await agreeTogether(office, meeting([first]), now)).toMatchObject({ ok: true });
    const level = { id: "VN", kind: "nation" } as const;
    const listed = async (actor: typeof office, deed: TogetherDeed) => [
      (await togetherLevels(actor, 2027, deed)).map(({ id, waiting }) => [id, waiting]),
      (await togetherProposals(actor, { year: 2027, level, deed }, now)).items.map(({ unitId }) => unitId),
    ];
    expect(await listed(office, "target.draft")).toEqual([[["VN", 1]], ["P40"]]);
    expect(await listed(await staff("report_approver"), "target.decide")).toEqual([[["VN", 2]], ["P01", "P40"]]);
  });

  it("is noted for none where one has changed, the day lies ahead, nothing is ticked, or one is another's", async () => {
    const office = await staff("provincial_office");
    const proposals = await proposedBy(["P01", "P40"]);
    const none = { ...meeting(proposals), proposals: [] };
    expect(await agreeTogether(office, none, now)).toMatchObject({ refusal: "none_agreed" });
    const ahead = meeting(proposals, { meetingOn: "2026-11-27" });
    expect(await agreeTogether(office, ahead, now)).toMatchObject({ refusal: "meeting_in_future" });
    const ofHanoi = await staff("provincial_office", hanoi);
    await expect(agreeTogether(ofHanoi, meeting(proposals), now)).rejects.toThrow(NotAllowed);
    await owner.query("UPDATE target_proposal SET version = 2 WHERE unit_id = 'P40'");
    expect(await agreeTogether(office, meeting(proposals), now)).toMatchObject({
      refusal: "one_changed",
      facts: { unit: "Nghệ An" },
    });
    expect(await count("SELECT count(*) FROM target_proposal WHERE state = 'agreed'")).toBe(0);
  });
});
