import { describe, expect, it, vi } from "vitest";
import { NotAllowed } from "@/lib/auth/authorize";
import { undoCampaignChange } from "@/lib/campaigns/changes/commands";
import { saveEdition, withdrawEdition } from "@/lib/campaigns/editions/commands";
import { makeCampaign, stepCampaign } from "@/lib/campaigns/own/commands";
import { campaignPlanned, campaignsWithdrawn, campaignTrail } from "@/lib/campaigns/own/queries";
import { driveOn, edition, form, made, nation } from "../support/campaigns";
import { useDatabase } from "../support/database";
import { good } from "../support/desk";

const { owner } = useDatabase();

/** Two deeds that come one right after the other, while somebody else holds the campaign. */
async function closeUpon<A, B>(campaignId: string, first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const holding = await owner.connect();
  try {
    await holding.query("BEGIN");
    await holding.query("SELECT FROM campaign WHERE id = $1 FOR UPDATE", [campaignId]);
    const waiting = (count: number) =>
      vi.waitFor(async () => {
        const { rowCount } = await owner.query(
          "SELECT DISTINCT l.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()",
        );
        expect(rowCount).toBe(count);
      }, 20_000);
    const one = first();
    await waiting(1);
    const two = second();
    await waiting(2);
    await holding.query("COMMIT");
    return await Promise.all([one, two]);
  } finally {
    holding.release();
  }
}

describe("a change taken back", () => {
  it("never wipes out a save that came the moment before", async () => {
    const { id, actor } = await made();
    good(await saveEdition(actor, edition(id)));
    const [change] = await campaignTrail(actor, { id });
    const [saved, undone] = await closeUpon(
      id,
      () => saveEdition(actor, edition(id, { version: "2", endsOn: "2027-04-30" })),
      () => undoCampaignChange(actor, change?.id ?? ""),
    );
    expect(saved).toMatchObject({ ok: true });
    expect(undone).toMatchObject({ ok: false, refusal: "changed_since" });
    expect((await campaignPlanned(actor, id))?.editions).toMatchObject([{ endsOn: "2027-04-30", version: 3 }]);
  });

  it("is known to be the latest by when it held the campaign, not by when its form was sent", async () => {
    const { id, actor } = await made();
    const [made_] = await campaignTrail(actor, { id });
    const [saved, again] = await closeUpon(
      id,
      () => saveEdition(actor, edition(id)),
      () => saveEdition(actor, edition(id, { version: "2", endsOn: "2027-04-30" })),
    );
    expect([saved.ok, again.ok]).toEqual([true, true]);
    const trail = await campaignTrail(actor, { id });
    expect(trail.map((one) => one.datesAfter?.endsOn)).toEqual(["2027-04-30", "2027-04-20", "2027-04-15"]);
    expect(await undoCampaignChange(actor, made_?.id ?? "")).toMatchObject({ refusal: "changed_since" });
    for (const change of trail.slice(0, 2)) good(await undoCampaignChange(actor, change.id));
    expect((await campaignPlanned(actor, id))?.editions).toMatchObject([
      { startsOn: "2027-04-01", endsOn: "2027-04-15", version: 5 },
    ]);
  });

  it("happens once however many ask at once, also of a campaign that is no more", async () => {
    const { id, actor } = await made();
    good(await stepCampaign(actor, { campaignId: id, step: "withdraw" }));
    const [withdrawn] = await campaignsWithdrawn(actor);
    const all = await Promise.all([1, 2, 3].map(() => undoCampaignChange(actor, withdrawn?.id ?? "")));
    expect(all.map((one) => (one.ok ? "done" : one.refusal)).sort()).toEqual([
      ...["done", "undone_already", "undone_already"],
    ]);
  });

  it("leaves alone what somebody has written past the trail", async () => {
    const { id, actor, editionId } = await made();
    good(await saveEdition(actor, edition(id)));
    await owner.query("UPDATE campaign_edition SET ends_on = '2027-05-05', version = version + 1 WHERE id = $1", [
      editionId,
    ]);
    const [change] = await campaignTrail(actor, { id });
    expect(await undoCampaignChange(actor, change?.id ?? "")).toMatchObject({ refusal: "changed_since" });
  });

  it("tells the drives that lie outside the days of before", async () => {
    const { id, actor, unitId, editionId } = await made();
    good(await saveEdition(actor, edition(id)));
    await driveOn(editionId, unitId, "2027-04-18");
    const [change] = await campaignTrail(actor, { id });
    expect(good(await undoCampaignChange(actor, change?.id ?? ""))).toMatchObject({ moved: 1 });
  });
});

describe("a province's campaign", () => {
  it("is dated by the nation's office too, and taken away by its own office only", async () => {
    const { id, actor, editionId } = await made();
    const national = await nation();
    good(await saveEdition(national, edition(id)));
    await expect(stepCampaign(national, { campaignId: id, step: "withdraw" })).rejects.toThrow(NotAllowed);
    await expect(withdrawEdition(national, editionId)).rejects.toThrow(NotAllowed);
    const [change, first] = await campaignTrail(national, { id });
    good(await undoCampaignChange(national, change?.id ?? ""));
    await expect(undoCampaignChange(national, first?.id ?? "")).rejects.toThrow(NotAllowed);
    good(await stepCampaign(actor, { campaignId: id, step: "withdraw" }));
    expect((await campaignsWithdrawn(national)).filter((one) => one.campaignId === id)).toEqual([]);
    const [withdrawn] = await campaignsWithdrawn(actor);
    await expect(undoCampaignChange(national, withdrawn?.id ?? "")).rejects.toThrow(NotAllowed);
    good(await undoCampaignChange(actor, withdrawn?.id ?? ""));
  });

  it("of the nation's own is the nation's office's to take away", async () => {
    const national = await nation();
    const { id } = good(await makeCampaign(national, form("VN", { shortVi: "Cả nước một lòng" })));
    good(await stepCampaign(national, { campaignId: id, step: "withdraw" }));
  });
});
