import { anywhere, may } from "@/lib/auth/authorize";
import { currentStaff } from "@/lib/auth/current";
import { deskQueue, deskVersion } from "@/lib/visits/queue/queries";

type Context = { params: Promise<{ driveId: string }> };

const headers = { "Cache-Control": "private, no-store" };

/**
 * The queue and numbers of a desk, for its poll: 304 while nothing has changed since the version at hand, 401 when the
 * session has ended, 404 for a drive that is not there for this person.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { driveId } = await params;
  const actor = await currentStaff();
  if (actor === null) return new Response(null, { status: 401, headers });
  if (!may(actor, "desk.view", anywhere)) return new Response(null, { status: 404, headers });
  const version = await deskVersion(actor, driveId);
  if (version === null) return new Response(null, { status: 404, headers });
  const etag = `"${version}"`;
  if (request.headers.get("if-none-match") === etag) {
    return new Response(null, { status: 304, headers: { ...headers, ETag: etag } });
  }
  const queue = await deskQueue(actor, driveId);
  if (queue === null) return new Response(null, { status: 404, headers });
  return Response.json(queue, { headers: { ...headers, ETag: `"${queue.version}"` } });
}

export {
  mayReadHere as OPTIONS,
  readOnly as DELETE,
  readOnly as PATCH,
  readOnly as POST,
  readOnly as PUT,
} from "../../../answer";
