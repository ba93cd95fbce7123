import { anywhere, may } from "@/lib/auth/authorize";
import { currentStaff } from "@/lib/auth/current";
import { communeChoices, facilityChoices, organisationChoices, venueChoices } from "@/lib/venues/queries";

/** What a planner's list finds for the letters typed so far: `?kind=venue&q=ba dinh&within=P01`. Scope is the queries' own. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentStaff();
  if (actor === null || !may(actor, "drive.plan", anywhere)) return new Response(null, { status: 404 });
  const asked = new URL(request.url).searchParams;
  const text = (asked.get("q") ?? "").slice(0, 100);
  const find = new Map([
    ["venue", () => venueChoices(actor, text)],
    ["host", () => organisationChoices(actor, text)],
    ["facility", () => facilityChoices(actor, text)],
    ["commune", () => communeChoices(actor, text, asked.get("within"))],
  ]).get(asked.get("kind") ?? "");
  if (!find) return new Response(null, { status: 404 });
  return Response.json({ choices: await find() }, { headers: { "cache-control": "private, no-store" } });
}

export {
  mayReadHere as OPTIONS,
  readOnly as DELETE,
  readOnly as PATCH,
  readOnly as POST,
  readOnly as PUT,
} from "../../answer";
