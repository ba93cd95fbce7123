import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { normalizeLine } from "@/lib/core/text";
import { daysFields } from "../editions/schema";
import { campaignSteps } from "../rules";

const id = z.string().refine(isId, "forms.error.not_in_list");
const line = (most: number) => z.string().transform(normalizeLine).pipe(z.string().min(2).max(most));

const names = {
  nameVi: line(120),
  nameEn: line(120),
  shortVi: line(40),
  shortEn: line(40),
  organiserVi: line(160).optional(),
  descriptionVi: line(500).optional(),
  descriptionEn: line(500).optional(),
};

/** A campaign of a unit's own, with its first edition. */
export const makeCampaignInput = z.object({
  requestKey: id,
  unitId: z.string().regex(/^[A-Z][A-Za-z0-9-]{1,29}$/, "forms.error.not_in_list"),
  ...names,
  ...daysFields,
});
export type MakeCampaign = z.output<typeof makeCampaignInput>;

const campaignId = z.string().regex(/^[a-z0-9-]{1,60}$/, "forms.error.not_in_list");
const version = z.coerce.number().int().min(1).max(1_000_000);

/** How a campaign is called from now on. */
export const editCampaignInput = z.object({ campaignId, version, ...names });
export type EditCampaign = z.output<typeof editCampaignInput>;

/** That a campaign is to end, to go on, or never to have been. */
export const stepCampaignInput = z.object({ campaignId, step: z.enum(campaignSteps) });
export type StepCampaign = z.output<typeof stepCampaignInput>;
