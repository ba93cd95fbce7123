import { health } from "@/lib/db/health";

export const dynamic = "force-dynamic";

/** Whether the site can work, for load balancers and the curious: 200, or 503 with the same body. Never kept by a cache. */
export async function GET(): Promise<Response> {
  const body = await health();
  const well = body.status === "ok";
  return Response.json(body, {
    status: well ? 200 : 503,
    headers: {
      "cache-control": "no-store",
      "access-control-allow-origin": "*",
      ...(well ? {} : { "retry-after": "5" }),
    },
  });
}

export {
  mayRead as OPTIONS,
  readOnly as DELETE,
  readOnly as PATCH,
  readOnly as POST,
  readOnly as PUT,
} from "../answer";
