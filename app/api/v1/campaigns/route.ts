import { publicCampaigns } from "@/lib/campaigns/queries";
import { campaignsAnswerShape } from "@/lib/campaigns/schema";
import { answering, jsonAnswer, keep, mayRead, parametersOf } from "../../answer";
import { campaignsParameters } from "../parameters";

/** `/api/v1/campaigns?year=`: campaigns with their editions. */
export const GET = answering(async (request) => {
  const { year = null } = parametersOf(request, campaignsParameters);
  return jsonAnswer(
    request,
    campaignsAnswerShape.parse({ year, campaigns: await publicCampaigns({ year }) }),
    keep.reference,
  );
});

export const OPTIONS = mayRead;

export { readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT } from "../../answer";
