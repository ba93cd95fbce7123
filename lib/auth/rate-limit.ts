import { createHash } from "node:crypto";
import sql from "sql-template-tag";
import { z } from "zod";
import { prepared, rows } from "@/lib/db/statement";

/** How often something may be tried. */
export interface RateLimit {
  readonly max: number;
  readonly perMinutes: number;
}

/** A try of `what` by `whom`: an address, a phone, an account. */
export interface Try {
  readonly what: string;
  readonly whom: string;
  readonly limit: RateLimit;
}

/**
 * Counts one try of `what` by `whom` and answers whether it is within the limit. Counters live in Postgres, so several
 * servers share them; `whom` is stored as a hash only.
 */
export function withinLimit(what: string, whom: string, limit: RateLimit): Promise<boolean> {
  return withinLimits([{ what, whom, limit }]);
}

/**
 * Counts one try under several headings at once, and answers whether it is within every limit. Whoever counts the same
 * headings names them in the same order, so that no two wait for each other.
 */
export async function withinLimits(tries: readonly Try[]): Promise<boolean> {
  const buckets = tries.map(({ what, whom }) => bucketOf(what, whom));
  const counted = await rows(
    z.object({ bucket: z.string(), hits: z.number() }),
    prepared(sql`INSERT INTO rate_limit (bucket, window_started_at, hits)
      SELECT bucket, date_bin(make_interval(mins => minutes), now(), timestamptz '2000-01-01'), 1
      FROM unnest(${buckets}::text[], ${tries.map(({ limit }) => limit.perMinutes)}::int[]) AS try (bucket, minutes)
      ON CONFLICT (bucket, window_started_at) DO UPDATE SET hits = rate_limit.hits + 1
      RETURNING bucket, hits`),
  );
  const hits = new Map(counted.map((one) => [one.bucket, one.hits]));
  return tries.every(({ limit }, index) => (hits.get(buckets[index] ?? "") ?? 0) <= limit.max);
}

function bucketOf(what: string, whom: string): string {
  return `${what}:${createHash("sha256").update(whom).digest("base64url").slice(0, 22)}`;
}
