import { createHash } from "node:crypto";
import sql from "sql-template-tag";
import { z } from "zod";
import { row } from "@/lib/db/statement";

/** How often something may be tried. */
export interface RateLimit {
  readonly max: number;
  readonly perMinutes: number;
}

/**
 * Counts one try of `what` by `whom` and answers whether it is within the limit. Counters live in Postgres, so several
 * servers share them; `whom` (a phone, an address) is stored as a hash only.
 */
export async function withinLimit(what: string, whom: string, limit: RateLimit): Promise<boolean> {
  const bucket = `${what}:${createHash("sha256").update(whom).digest("base64url").slice(0, 22)}`;
  const counted = await row(
    z.object({ hits: z.number() }),
    sql`INSERT INTO rate_limit (bucket, window_started_at, hits)
      VALUES (${bucket}, date_bin(make_interval(mins => ${limit.perMinutes}), now(), timestamptz '2000-01-01'), 1)
      ON CONFLICT (bucket, window_started_at) DO UPDATE SET hits = rate_limit.hits + 1
      RETURNING hits`,
  );
  return (counted?.hits ?? 0) <= limit.max;
}
