import type { JobHelpers } from "graphile-worker";

/**
 * Removes what has served its time: sessions a month after their end, one-time codes after a day, counters of rate
 * limits after a day, messages on the day their own rule says, and spreadsheets that nobody applied within two
 * weeks; old lists of honours after sixty days. Safe to run at any time and twice.
 */
export async function discardExpired({ query, logger }: Pick<JobHelpers, "query" | "logger">): Promise<void> {
  const counts: string[] = [];
  for (const { what, sql } of expired) {
    const { rowCount } = await query(sql);
    if (rowCount) counts.push(`${rowCount} ${what}`);
  }
  if (counts.length > 0) logger.info(`Discarded ${counts.join(", ")}`);
}

const expired = [
  {
    what: "sessions",
    sql: "DELETE FROM session WHERE least(expires_at, coalesce(ended_at, expires_at)) < now() - interval '30 days'",
  },
  { what: "one-time codes", sql: "DELETE FROM one_time_code WHERE expires_at < now() - interval '1 day'" },
  { what: "rate-limit counters", sql: "DELETE FROM rate_limit WHERE window_started_at < now() - interval '1 day'" },
  {
    what: "spreadsheets",
    sql: "DELETE FROM report_import WHERE status = 'read' AND uploaded_at < now() - interval '14 days'",
  },
  { what: "old lists", sql: "DELETE FROM honour_import WHERE uploaded_at < now() - interval '60 days'" },
  { what: "messages", sql: "DELETE FROM outgoing_message WHERE purge_after < now()" },
];
