export const dynamic = "force-dynamic";

/** Whether this process answers at all; asks nothing of the database, so that a slow one does not get the site restarted. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}

export {
  mayRead as OPTIONS,
  readOnly as DELETE,
  readOnly as PATCH,
  readOnly as POST,
  readOnly as PUT,
} from "../answer";
