import { todayInVietnam } from "@/lib/core/time";
import { publicUnits } from "@/lib/units/queries";
import { unitsAnswerShape } from "@/lib/units/schema";
import { answering, jsonAnswer, keep, mayRead, Problem, parametersOf, sentences } from "../../answer";
import { unitsParameters } from "../parameters";

/** `/api/v1/units?kind=&parent=&asOf=`: units of the country as they were on a day, in one answer. */
export const GET = answering(async (request) => {
  const { kind, parent, asOf = todayInVietnam(new Date()), q } = parametersOf(request, unitsParameters);
  const found = await publicUnits({ kind, parent, asOf, text: q });
  if (found === null) throw new Problem(404, "parent_not_found", { code: parent ?? "", asOf });
  const t = sentences(request);
  const answer = unitsAnswerShape.parse({
    asOf,
    count: found.units.length,
    complete: found.notHeld.length === 0,
    notes: found.notHeld.map((word) => t(`units.not_held.${word}`)),
    units: found.units,
  });
  return jsonAnswer(request, answer, keep.reference, found.notHeld.length > 0 ? { vary: "accept-language" } : {});
});

export const OPTIONS = mayRead;

export { readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT } from "../../answer";
