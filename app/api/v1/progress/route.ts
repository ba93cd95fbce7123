import { todayInVietnam, yearOf } from "@/lib/core/time";
import { progressAnswer } from "@/lib/progress/answer";
import { progressLately } from "@/lib/progress/lately";
import { answering, jsonAnswer, keep, mayRead, Problem, parametersOf } from "../../answer";
import { progressParameters } from "../parameters";

/** `/api/v1/progress?year=&unit=&campaign=&asOf=`: how far a unit has come, published and recorded side by side. */
export const GET = answering(async (request) => {
  const asked = parametersOf(request, progressParameters);
  const { asOf, unit = "VN", campaign } = asked;
  const year = asked.year ?? yearOf(asOf ?? todayInVietnam(new Date()));
  const progress = await progressLately({ year, unitCode: unit, campaignId: campaign, asOf });
  if (progress === null) {
    const unitAlone = campaign === undefined ? null : await progressLately({ year, unitCode: unit });
    throw unitAlone === null
      ? new Problem(404, "unit_not_found", { code: unit })
      : new Problem(404, "campaign_not_found", { campaign: campaign ?? "", year: String(year) });
  }
  return jsonAnswer(request, progressAnswer(progress), keep.live);
});

export const OPTIONS = mayRead;

export { readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT } from "../../answer";
