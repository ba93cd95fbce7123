import { anywhere, may } from "@/lib/auth/authorize";
import { currentStaff } from "@/lib/auth/current";
import { proposal } from "@/lib/awards/lists/queries";
import { isOfficialFormat, officialFile } from "@/lib/documents/official/file";
import { proposalPaper } from "@/lib/documents/official/proposal";

type Context = { params: Promise<{ id: string }> };

/** The proposal of a round with its list, as PDF or Word, for those who see the names. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const actor = await currentStaff();
  if (actor === null) return noAnswer(401);
  const format = new URL(request.url).searchParams.get("as") ?? "pdf";
  if (!may(actor, "award.view", anywhere) || !isOfficialFormat(format)) return noAnswer(404);
  const found = await proposal(actor, id);
  return found === null ? noAnswer(404) : officialFile(proposalPaper(found), format);
}

export {
  mayReadHere as OPTIONS,
  readOnly as DELETE,
  readOnly as PATCH,
  readOnly as POST,
  readOnly as PUT,
} from "../../../../answer";

import { noAnswer } from "../../../../answer";
