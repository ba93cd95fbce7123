import { Readable } from "node:stream";
import { anywhere, may } from "@/lib/auth/authorize";
import { currentStaff } from "@/lib/auth/current";
import { certificatesToPrint, certificateTemplates, honoursToPrint } from "@/lib/awards/certificates/queries";
import { isId } from "@/lib/core/ids";
import { certificatesPdf } from "@/lib/documents/certificates/batch";
import { certificateWords } from "@/lib/documents/certificates/words";
import { fileHeaders, mediaTypes } from "@/lib/documents/download";
import { noAnswer } from "../../../../answer";

type Context = { params: Promise<{ id: string }> };

/**
 * The certificates of a round as one PDF, drawn while it is fetched. `x-certificates` says how many there will be, so
 * that a page can show how far it has come; ending the request ends the drawing.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const actor = await currentStaff();
  if (actor === null) return noAnswer(401);
  if (!may(actor, "award.view", anywhere) || !isId(id)) return noAnswer(404);
  const asked = new URL(request.url).searchParams;
  const honourIds = asked.getAll("honour").filter(isId);
  const decisionId = asked.get("decision");
  const search = {
    roundId: id,
    decisionId: isId(decisionId) ? decisionId : null,
    ...(honourIds.length > 0 ? { honourIds } : {}),
  };
  const count = await certificatesToPrint(actor, search);
  if (count === 0) return noAnswer(404);
  const paper = certificatesPdf(honoursToPrint(actor, search), await certificateTemplates(actor), certificateWords(), {
    origin: process.env.PUBLIC_ORIGIN ?? new URL(request.url).origin,
    title: "Giấy chứng nhận",
  });
  request.signal.addEventListener("abort", () => paper.destroy());
  return new Response(Readable.toWeb(paper as unknown as Readable) as ReadableStream, {
    headers: {
      ...fileHeaders("giay-chung-nhan.pdf", mediaTypes.pdf),
      "cache-control": "private, no-store",
      "x-certificates": `${count}`,
    },
  });
}

export {
  mayReadHere as OPTIONS,
  readOnly as DELETE,
  readOnly as PATCH,
  readOnly as POST,
  readOnly as PUT,
} from "../../../../answer";
