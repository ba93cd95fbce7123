import { Readable } from "node:stream";
import { anywhere, may } from "@/lib/auth/authorize";
import { currentStaff } from "@/lib/auth/current";
import { ceremony, guests } from "@/lib/awards/ceremony/queries";
import { isId } from "@/lib/core/ids";
import { fileHeaders, mediaTypes } from "@/lib/documents/download";
import { invitationsPdf } from "@/lib/documents/invitations/batch";
import { noAnswer } from "../../../../answer";

type Context = { params: Promise<{ id: string }> };

/** The invitations of a ceremony as one PDF, or those of the guests named by `guest`; drawn while it is fetched. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const actor = await currentStaff();
  if (actor === null) return noAnswer(401);
  if (!may(actor, "award.view", anywhere) || !isId(id)) return noAnswer(404);
  const planned = await ceremony(actor, id);
  if (planned?.on == null || planned.place === null) return noAnswer(404);
  const asked = new URL(request.url);
  const only = asked.searchParams.getAll("guest").filter(isId);
  const invited = (await guests(actor, id)).filter((guest) => only.length === 0 || only.includes(guest.id));
  if (invited.length === 0) return noAnswer(404);
  const paper = invitationsPdf(
    invited,
    { ...planned, on: planned.on, place: planned.place },
    process.env.PUBLIC_ORIGIN ?? asked.origin,
  );
  request.signal.addEventListener("abort", () => paper.destroy());
  return new Response(Readable.toWeb(paper as unknown as Readable) as ReadableStream, {
    headers: {
      ...fileHeaders("giay-moi.pdf", mediaTypes.pdf),
      "cache-control": "private, no-store",
      "x-certificates": `${invited.length}`,
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
