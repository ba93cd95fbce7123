import { todayInVietnam, yearOf } from "@/lib/core/time";
import { outreachLately } from "@/lib/progress/outreach/queries";
import { answering, jsonAnswer, keep, mayRead, Problem, parametersOf } from "../../answer";
import { outreachParameters } from "../parameters";

/**
 * `/api/v1/outreach?year=&unit=&period=`: talks held, media made and people reached, as approved reports and the log
 * tell them and as they were printed.
 */
export const GET = answering(async (request) => {
  const { year = yearOf(todayInVietnam(new Date())), unit = "VN", period } = parametersOf(request, outreachParameters);
  const answer = await outreachLately({ unitCode: unit, year, period });
  if (answer === null) throw new Problem(404, "unit_not_found", { code: unit });
  return jsonAnswer(request, answer, keep.live);
});

export const OPTIONS = mayRead;

export { readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT } from "../../answer";
