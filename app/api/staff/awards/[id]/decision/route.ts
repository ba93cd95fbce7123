import { anywhere, may } from "@/lib/auth/authorize";
import { currentStaff } from "@/lib/auth/current";
import { decisionPaper } from "@/lib/awards/lists/queries";
import { decisionOf } from "@/lib/documents/official/decision";
import { isOfficialFormat, officialFile } from "@/lib/documents/official/file";

type Context = { params: Promise<{ id: string }> };

/** One body's decision on a round with its list, as PDF or Word, for those who see the names. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const actor = await currentStaff();
  if (actor === null) return noAnswer(401);
  const asked = new URL(request.url).searchParams;
  const format = asked.get("as") ?? "pdf";
  if (!may(actor, "award.view", anywhere) || !isOfficialFormat(format)) return noAnswer(404);
  const found = await decisionPaper(actor, id, asked.get("decision") ?? "");
  return found === null ? noAnswer(404) : officialFile(decisionOf(found), format);
}

export {
  mayReadHere as OPTIONS,
  readOnly as DELETE,
  readOnly as PATCH,
  readOnly as POST,
  readOnly as PUT,
} from "../../../../answer";

import { noAnswer } from "../../../../answer";
