import { publicDrives } from "@/lib/drives/queries";
import { answering, jsonAnswer, keep, mayRead, Problem, parametersOf } from "../../answer";
import { drivesParameters } from "../parameters";
import { drivesAnswerShape } from "./shape";
import { told } from "./tell";

/** `/api/v1/drives?province=&commune=&from=&to=`: announced drives that are not over, soonest first. */
export const GET = answering(async (request) => {
  const { province, commune, from, to, limit, offset } = parametersOf(request, drivesParameters);
  if (from !== undefined && to !== undefined && from > to)
    throw new Problem(400, "from_after_to", { parameter: "from" });
  const { items, total } = await publicDrives({
    provinceCode: province,
    communeCode: commune,
    from,
    to,
    limit,
    offset,
  });
  const answer = drivesAnswerShape.parse({
    total,
    limit,
    offset,
    containsDemo: items.some((drive) => drive.isDemo),
    drives: items.map(told),
  });
  return jsonAnswer(request, answer, keep.live, nextPage(request, offset + limit, total));
});

export const OPTIONS = mayRead;

function nextPage(request: Request, offset: number, total: number): Record<string, string> {
  if (offset >= total) return {};
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("offset", String(offset));
  return { link: `<${pathname}?${searchParams}>; rel="next"` };
}

export { readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT } from "../../answer";
