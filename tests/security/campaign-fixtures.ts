import { newId } from "@/lib/core/ids";
import type { ActionFixture, RouteFixture } from "./fixtures";
import { insideUnit, type World } from "./world";

/** A campaign of the inside unit's own with its edition of 2027, made as by its office, that nothing counts on. */
async function newCampaign(world: World, change = "edited"): Promise<{ id: string; changeId: string }> {
  const [id, changeId] = [`thu-${newId()}`, newId()];
  await world.db.query(
    `WITH made AS (
       INSERT INTO campaign (id, name_vi, short_vi, name_en, short_en, kind, sort_order, owner_unit_id, name_key)
       VALUES ($1, $1, $1, $1, $1, 'campaign', 1000, $2, $1) RETURNING *
     ), edition AS (
       INSERT INTO campaign_edition (id, campaign_id, year, scope_unit_id, starts_on, ends_on, dates_from, source)
       SELECT $1 || '-2027', id, 2027, $2, '2027-03-01', '2027-03-31', 'decided', 'thử' FROM made RETURNING *)
     INSERT INTO campaign_change (id, campaign_id, unit_id, kind, before, after)
     SELECT $3, made.id, $2, $4, jsonb_build_object('campaign', to_jsonb(made)), jsonb_build_object('campaign', to_jsonb(made))
     FROM made`,
    [id, insideUnit, changeId, change],
  );
  return { id, changeId };
}

const names = (word: string) => ({
  nameVi: word,
  nameEn: word,
  shortVi: word.slice(0, 40),
  shortEn: word.slice(0, 40),
});
const days = { startsOn: "2027-04-01", endsOn: "2027-04-30" };

/** Campaigns of the inside unit's own, made anew for each caller. */
export const campaignActionFixtures: Readonly<Record<string, ActionFixture>> = {
  makeCampaignAction: {
    form: () => ({ requestKey: newId(), unitId: insideUnit, year: "2027", ...names(`Ngày hội ${newId()}`), ...days }),
  },
  editCampaignAction: {
    form: async (world) => ({
      campaignId: (await newCampaign(world)).id,
      version: "1",
      ...names(`Ngày hội ${newId()}`),
    }),
  },
  stepCampaignAction: {
    form: async (world) => ({ campaignId: (await newCampaign(world)).id, step: "withdraw" }),
  },
  saveEditionAction: {
    form: async (world) => ({ campaignId: (await newCampaign(world)).id, version: "1", year: "2027", ...days }),
  },
  withdrawEditionAction: { form: async (world) => ({ editionId: `${(await newCampaign(world)).id}-2027` }) },
  undoCampaignChangeAction: { form: async (world) => ({ changeId: (await newCampaign(world)).changeId }) },
};

export const campaignRouteFixtures: Readonly<Record<string, RouteFixture>> = {
  "/staff/drives/campaigns/[id]": {
    address: async (world) => `/staff/drives/campaigns/${(await newCampaign(world)).id}`,
  },
  "/staff/drives/campaigns/[id]/[year]": {
    address: async (world) => `/staff/drives/campaigns/${(await newCampaign(world)).id}/2027`,
  },
};
