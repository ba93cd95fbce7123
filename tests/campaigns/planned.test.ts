import { describe, expect, it } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { undoCampaignChange } from "@/lib/campaigns/changes/commands";
import { saveEdition, withdrawEdition } from "@/lib/campaigns/editions/commands";
import { editCampaign, makeCampaign, stepCampaign } from "@/lib/campaigns/own/commands";
import {
  campaignPlanned,
  campaignsPlanned,
  campaignsWithdrawn,
  campaignTrail,
  targetsOnEdition,
} from "@/lib/campaigns/own/queries";
import { editCampaignInput } from "@/lib/campaigns/own/schema";
import { publicCampaignOwner, publicCampaigns } from "@/lib/campaigns/queries";
import { campaignChoices, editionChoices } from "@/lib/drives/choices/queries";
import { publicEditions } from "@/lib/progress/editions/queries";
import { whatIsTold } from "@/lib/progress/told";
import { staffActor } from "../support/actors";
import { driveOn, edition, form, made, nation, office } from "../support/campaigns";
import { useDatabase } from "../support/database";
import { good } from "../support/desk";
import { addAccount, addCampaignEdition, addCommune, addTarget } from "../support/facts";

const { owner } = useDatabase();

const audited = async (id: string) =>
  (
    await owner.query(
      "SELECT action FROM audit_event WHERE subject_kind = 'campaign' AND subject_id = $1 ORDER BY happened_at, id",
      [id],
    )
  ).rows.map((found) => found.action);

describe("a unit's own campaign", () => {
  it("is made with its first edition, once however often the form is sent", async () => {
    const { actor, unitId } = await office();
    const input = form(unitId);
    const both = await Promise.all([makeCampaign(actor, input), makeCampaign(actor, input)]);
    const [{ id }] = both.map(good) as [{ id: string }];
    expect(both.map(good)).toEqual([{ id }, { id }]);
    expect(id).toBe(`${unitId.toLowerCase()}-giot-hong-que-lua`);
    expect(await audited(id)).toEqual(["campaign.made"]);
    expect(await campaignPlanned(actor, id)).toMatchObject({
      ownerUnitId: unitId,
      editions: [{ year: 2027, startsOn: "2027-04-01", endsOn: "2027-04-15", datesFrom: "decided", madeHere: true }],
    });
    expect(await makeCampaign(actor, form(unitId, { shortVi: "Quê lúa" }))).toMatchObject({ refusal: "name_taken" });
    expect(await makeCampaign(actor, form(unitId, { nameVi: "Tên khác" }))).toMatchObject({ refusal: "short_taken" });
  });

  it("is offered to its own drives and told on its own board, the nation's list and the open API; nowhere else", async () => {
    const { id, actor, unitId, code, editionId } = await made();
    const other = await office();
    const named = (list: readonly { id: string }[]) => list.some((one) => one.id === id || one.id === editionId);
    expect(named(await editionChoices(actor, "2027-04-01"))).toBe(true);
    expect(named(await editionChoices(other.actor, "2027-04-01"))).toBe(false);
    expect(named(await campaignChoices(actor))).toBe(true);
    expect(named(await campaignChoices(other.actor))).toBe(false);
    const told = async (unitCode: string) =>
      named(
        (await whatIsTold({ year: 2027, unitCode, campaignId: null, replayedOf: null }, "2027-05-01"))?.campaigns ?? [],
      );
    expect([await told(code), await told(other.code), await told("VN")]).toEqual([true, false, false]);
    expect((await publicCampaigns()).find((one) => one.id === id)).toMatchObject({ owner: code, endedOn: null });
    expect(await publicCampaignOwner(id)).toBe(code);
    const commune = await addCommune(owner, { parentId: unitId });
    const ofNation = await addCampaignEdition(owner, { campaignId: id, startsOn: "2027-01-01", endsOn: "2027-01-05" });
    expect(
      (
        await whatIsTold({ year: 2027, unitCode: commune.code, campaignId: null, replayedOf: null }, "2027-05-01")
      )?.campaigns.find((one) => one.id === id),
    ).toMatchObject({ startsOn: "2027-04-01" });
    await owner.query("DELETE FROM campaign_edition WHERE id = $1", [ofNation.id]);
    expect(await publicEditions({ campaignId: id, unitCode: code, year: 2027, upToYear: 2027 })).toMatchObject([
      { year: 2027, startsOn: "2027-04-01" },
    ]);
    expect(named(await campaignsPlanned(await nation(), 2027))).toBe(true);
    expect(named(await campaignsPlanned(other.actor, 2027))).toBe(false);
  });

  it("is marked as made up when its office is", async () => {
    const { unitId } = await office();
    const account = await addAccount(owner, { isDemo: true });
    const actor = staffActor("provincial_office", { kind: "unit", unitId }, { accountId: account.id });
    const { id } = good(await makeCampaign(actor, form(unitId)));
    const real = await made();
    const marks = new Map((await publicCampaigns()).map((one) => [one.id, one.isDemo]));
    expect([marks.get(id), marks.get(real.id)]).toEqual([true, false]);
  });

  it("is its own office's, and of no other", async () => {
    const { id } = await made();
    const other = await office();
    expect(await campaignPlanned(other.actor, id)).toBeNull();
    await expect(saveEdition(other.actor, edition(id))).rejects.toThrow(NotAllowed);
    await expect(stepCampaign(other.actor, { campaignId: id, step: "withdraw" })).rejects.toThrow(NotAllowed);
  });

  it("is renamed while nothing counts on it, described at any time", async () => {
    const { id, actor, unitId, editionId } = await made();
    const { requestKey: _, unitId: _unit, year: _year, startsOn: _from, endsOn: _to, ...names } = form(unitId);
    const edit = (differing: object) => editCampaignInput.parse({ campaignId: id, version: 1, ...names, ...differing });
    good(await editCampaign(actor, edit({ nameVi: "Ngày hội mới" })));
    expect(await editCampaign(actor, edit({}))).toMatchObject({ refusal: "changed_meanwhile" });
    await driveOn(editionId, unitId, "2027-04-02");
    expect(await editCampaign(actor, edit({ version: 2, nameVi: "Tên thứ ba" }))).toMatchObject({
      refusal: "in_use",
      facts: { drives: 1, targets: 0 },
    });
    good(await editCampaign(actor, edit({ version: 2, nameVi: "Ngày hội mới", descriptionVi: "Mỗi năm một lần." })));
    expect(await campaignPlanned(actor, id)).toMatchObject({
      nameVi: "Ngày hội mới",
      descriptionVi: "Mỗi năm một lần.",
    });
  });

  it("ends and goes on; withdrawn with its editions it can be brought back", async () => {
    const { id, actor } = await made();
    const step = (word: "end" | "reopen" | "withdraw", now = new Date("2027-05-01T00:00:00Z")) =>
      stepCampaign(actor, { campaignId: id, step: word }, now);
    expect(await step("end", new Date("2027-01-01T00:00:00Z"))).toMatchObject({ refusal: "editions_ahead" });
    good(await step("end"));
    expect(await step("end")).toMatchObject({ refusal: "ended_already" });
    expect(
      await saveEdition(actor, edition(id, { version: 0, year: 2028, startsOn: "2028-04-01", endsOn: "2028-04-02" })),
    ).toMatchObject({ refusal: "campaign_ended" });
    good(await step("reopen"));
    const before = await campaignPlanned(actor, id);
    good(await step("withdraw"));
    expect(await campaignPlanned(actor, id)).toBeNull();
    const [withdrawn] = await campaignsWithdrawn(actor);
    expect(withdrawn).toMatchObject({ campaignId: id, nameVi: "Ngày hội Giọt hồng quê lúa" });
    good(await undoCampaignChange(actor, withdrawn?.id ?? ""));
    expect(await campaignPlanned(actor, id)).toEqual(before);
    expect(await undoCampaignChange(actor, withdrawn?.id ?? "")).toMatchObject({ refusal: "undone_already" });
    expect(await audited(id)).toEqual([
      ...["campaign.made", "campaign.ended", "campaign.reopened", "campaign.withdrawn", "campaign.undone"],
    ]);
  });

  it("counts on its page all that keeps it from going away, cancelled drives and replaced targets too", async () => {
    const { id, actor, unitId, editionId } = await made();
    const { id: driveId } = await driveOn(editionId, unitId, "2027-04-02");
    await owner.query("UPDATE drive SET status = 'cancelled', status_reason = 'thử' WHERE id = $1", [driveId]);
    expect((await campaignPlanned(actor, id))?.editions).toMatchObject([{ drives: 0, drivesOff: 1, targets: 0 }]);
    expect(await withdrawEdition(actor, editionId)).toMatchObject({ refusal: "in_use", facts: { what: "drives" } });
    const target = { unitId, period: "campaign", campaignEditionId: editionId };
    await addTarget(owner, { ...target, supersededAt: new Date("2027-03-01T00:00:00Z") });
    expect((await campaignPlanned(actor, id))?.editions).toMatchObject([{ targets: 0, targetsBeside: 1 }]);
    expect(await stepCampaign(actor, { campaignId: id, step: "withdraw" })).toMatchObject({
      refusal: "in_use",
      facts: { drives: 1, targets: 1, what: "both" },
    });
  });

  it("stays while a drive or a target counts on it", async () => {
    const { id, actor, unitId, editionId } = await made();
    await addTarget(owner, { unitId, period: "campaign", campaignEditionId: editionId });
    expect(await withdrawEdition(actor, editionId)).toMatchObject({
      refusal: "in_use",
      facts: { drives: 0, targets: 1 },
    });
    expect(await stepCampaign(actor, { campaignId: id, step: "withdraw" })).toMatchObject({ refusal: "in_use" });
    const [first] = await campaignTrail(actor, { id });
    expect(await undoCampaignChange(actor, first?.id ?? "")).toMatchObject({
      refusal: "in_use",
      facts: { drives: 0, targets: 1, what: "targets" },
    });
    expect(await targetsOnEdition(actor, editionId)).toMatchObject([{ unitId, value: 12_000 }]);
  });
});

describe("an edition's days", () => {
  it("are changed with the drives that come to lie outside told first, and changed back", async () => {
    const { id, actor, unitId, editionId } = await made();
    await driveOn(editionId, unitId, "2027-04-02");
    await driveOn(editionId, unitId, "2027-04-12");
    expect(await saveEdition(actor, edition(id))).toMatchObject({ refusal: "drives_outside", facts: { count: 1 } });
    expect(good(await saveEdition(actor, edition(id, { agreed: "yes" })))).toMatchObject({ moved: 1 });
    expect((await campaignPlanned(actor, id))?.editions).toMatchObject([
      { startsOn: "2027-04-10", drives: 2, drivesOutside: 1, version: 2 },
    ]);
    const [change] = await campaignTrail(actor, { id, year: 2027 });
    expect(change).toMatchObject({
      kind: "edition_changed",
      datesBefore: { startsOn: "2027-04-01", endsOn: "2027-04-15" },
      datesAfter: { startsOn: "2027-04-10", endsOn: "2027-04-20" },
      drivesOutside: 1,
    });
    good(await undoCampaignChange(actor, change?.id ?? ""));
    expect((await campaignPlanned(actor, id))?.editions).toMatchObject([
      { startsOn: "2027-04-01", endsOn: "2027-04-15", drivesOutside: 0, version: 3 },
    ]);
  });

  it("of two who change them at once one is told so", async () => {
    const { id, actor } = await made();
    const both = await Promise.all([
      saveEdition(actor, edition(id)),
      saveEdition(actor, edition(id, { endsOn: "2027-04-30" })),
    ]);
    expect(both.map((one) => (one.ok ? "done" : one.refusal)).sort()).toEqual(["changed_meanwhile", "done"]);
  });

  it("of a national campaign are the nation's office's, who says from where", async () => {
    const actor = await nation();
    const at = (differing: object) =>
      edition("hanh-trinh-do", { year: 2030, startsOn: "2030-06-01", endsOn: "2030-07-31", ...differing });
    const { actor: provincial } = await office();
    await expect(saveEdition(provincial, at({}))).rejects.toThrow(NotAllowed);
    expect(await saveEdition(actor, at({}))).toMatchObject({ refusal: "source_missing" });
    expect(await saveEdition(actor, at({ decisionNumber: "12/QĐ-BCĐ" }))).toMatchObject({
      refusal: "decision_without_day",
    });
    const before = (await campaignPlanned(actor, "hanh-trinh-do"))?.editions.find(({ year }) => year === 2030);
    expect(before).toMatchObject({ datesFrom: "rule", madeHere: false });
    const decision = { decisionNumber: "12/QĐ-BCĐ", decidedOn: "05/01/2030", signatory: "Nguyễn Thử" };
    good(await saveEdition(actor, at(decision)));
    const after = (await campaignPlanned(actor, "hanh-trinh-do"))?.editions.find(({ year }) => year === 2030);
    expect(after).toMatchObject({ datesFrom: "decided", source: "12/QĐ-BCĐ, 05/01/2030, Nguyễn Thử" });
    expect(await withdrawEdition(actor, "hanh-trinh-do-2030")).toMatchObject({ refusal: "of_the_files" });
    expect(await stepCampaign(actor, { campaignId: "hanh-trinh-do", step: "withdraw" })).toMatchObject({
      refusal: "of_the_files",
    });
    const [change] = await campaignTrail(actor, { id: "hanh-trinh-do" });
    good(await undoCampaignChange(actor, change?.id ?? ""));
    const again = (await campaignPlanned(actor, "hanh-trinh-do"))?.editions.find(({ year }) => year === 2030);
    expect({ ...again, version: 1 }).toEqual({ ...before, version: 1 });
  });

  it("of a year the files do not hold are written down and withdrawn again", async () => {
    const actor = await nation();
    const address = "https://giotmauvang.org.vn/ke-hoach";
    good(
      await saveEdition(
        actor,
        edition("hanh-trinh-do", { version: 0, year: 2031, startsOn: "2031-06-01", endsOn: "2031-07-31", address }),
      ),
    );
    good(await withdrawEdition(actor, "hanh-trinh-do-2031"));
    const [change] = await campaignTrail(actor, { id: "hanh-trinh-do" });
    good(await undoCampaignChange(actor, change?.id ?? ""));
    expect((await campaignPlanned(actor, "hanh-trinh-do"))?.editions[0]).toMatchObject({ year: 2031, source: address });
  });

  it("of a year that was withdrawn here and came with the files since are the files'", async () => {
    const actor = await nation();
    const address = "https://giotmauvang.org.vn/ke-hoach";
    const year = edition("hanh-trinh-do", {
      version: 0,
      year: 2033,
      startsOn: "2033-06-01",
      endsOn: "2033-07-31",
      address,
    });
    good(await saveEdition(actor, year));
    good(await withdrawEdition(actor, "hanh-trinh-do-2033"));
    const [withdrawn] = await campaignTrail(actor, { id: "hanh-trinh-do" });
    await addCampaignEdition(owner, {
      ...{ id: "hanh-trinh-do-2033", campaignId: "hanh-trinh-do", year: 2033, datesFrom: "rule" },
      ...{ startsOn: "2033-06-01", endsOn: "2033-07-30" },
    });
    expect(await withdrawEdition(actor, "hanh-trinh-do-2033")).toMatchObject({ refusal: "of_the_files" });
    expect(await undoCampaignChange(actor, withdrawn?.id ?? "")).toMatchObject({ refusal: "year_taken" });
    await owner.query("DELETE FROM campaign_edition WHERE id = 'hanh-trinh-do-2033'");
  });

  it.each([
    ["ends_before_start", { endsOn: "2027-04-09" }],
    ["not_in_year", { startsOn: "2028-04-10", endsOn: "2028-04-20" }],
    ["too_long", { endsOn: "2028-04-20" }],
    ["main_day_outside", { mainOn: "2027-05-01" }],
    ["decision_without_number", { signatory: "Nguyễn Thử" }],
  ])("are refused as %s", async (refusal, differing) => {
    const { id, actor } = await made();
    expect(await saveEdition(actor, edition(id, differing))).toMatchObject({ refusal });
  });

  it("do not overlap those of another year of the same campaign", async () => {
    const { id, actor } = await made({ startsOn: "2027-12-01", endsOn: "2028-01-15" });
    const next = edition(id, { version: 0, year: 2028, startsOn: "2028-01-15", endsOn: "2028-02-01" });
    expect(await saveEdition(actor, next)).toMatchObject({ refusal: "days_overlap" });
  });
});
