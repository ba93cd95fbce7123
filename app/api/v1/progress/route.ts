import { daysInMonth, todayInVietnam, yearOf } from "@/lib/core/time";
import { progressAnswer } from "@/lib/progress/answer";
import { progressLately, sumsOverTimeLately } from "@/lib/progress/lately";
import { answering, jsonAnswer, keep, mayRead, Problem, parametersOf, sentences } from "../../answer";
import { progressParameters } from "../parameters";

/**
 * `/api/v1/progress?year=&unit=&campaign=&asOf=&period=&view=&month=`: how far a unit has come, published and recorded side by
 * side; with `view` also unit by unit, by the units of then or of now.
 */
export const GET = answering(async (request) => {
  const asked = parametersOf(request, progressParameters);
  const { asOf, unit = "VN", campaign, view, month } = asked;
  const half = asked.period === "h1" && !asOf && !campaign && !/^\d{5}$/.test(unit) ? ("h1" as const) : undefined;
  const today = todayInVietnam(new Date());
  const year = asked.year ?? (month ? yearOf(`${month}-01`) : yearOf(asOf ?? today));
  const period = periodOf(year, month);
  // By the units of then, a month's province may have been another one by the end of the year.
  const on = asOf ?? (view === "then" && month !== undefined && period.to < today ? period.to : undefined);
  const progress = await progressLately({ year, unitCode: unit, campaignId: campaign, asOf: on, half });
  const provinceCode = unit === "VN" ? null : unit;
  const sums = view ? await sumsOverTimeLately({ ...period, view, provinceCode, today }) : null;
  if (progress === null) {
    const unitAlone = campaign === undefined ? null : await progressLately({ year, unitCode: unit });
    throw unitAlone === null
      ? new Problem(404, "unit_not_found", { code: unit })
      : new Problem(404, "campaign_not_found", { campaign: campaign ?? "", year: String(year) });
  }
  if (sums === null) return jsonAnswer(request, progressAnswer(progress), keep.live);
  const t = sentences(request);
  const notes = sums.notHeld.map((word) => t(`units.not_held.${word}`));
  const answer = { ...progressAnswer(progress), byUnits: { ...sums, notes } };
  return jsonAnswer(request, answer, keep.live, notes.length > 0 ? { vary: "accept-language" } : {});
});

/** The first and the last day of a month, or of the whole year. */
function periodOf(year: number, month?: string): { from: string; to: string } {
  if (month === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const [of, number] = month.split("-").map(Number) as [number, number];
  return { from: `${month}-01`, to: `${month}-${daysInMonth(of, number)}` };
}

export const OPTIONS = mayRead;

export { readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT } from "../../answer";
