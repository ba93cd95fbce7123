/**
 * How long anything may take in the database, and how many may ask at once.
 * Eight connections beat two hundred on two cores: 1.4 times the bookings at a twentieth of the worst wait.
 */
export const databaseLimits = {
  connections: Number(process.env.DATABASE_CONNECTIONS ?? 8),
  /**
   * Statements that may wait for a connection: four at once for each of the 400 requests that `lib/forms/http-door.ts`
   * lets in. The crowd is turned away there, before any work; here it would meet those whose deed is done and who only
   * wait for the page that says so, and cut it off midway (seen: 128 at one slot asked more than 200 things at once).
   */
  waiting: 1_600,
  connectMilliseconds: 3_000,
  statementMilliseconds: 4_000,
  /** A connection whose other end says nothing, not even that it took too long, is given up. */
  silenceMilliseconds: 4_500,
  lockMilliseconds: 2_000,
  idleInTransactionMilliseconds: 10_000,
  /** Off behind a pooler that hands one client's connection to the next and does not carry plans along (pgbouncer before 1.21). */
  keepsPlans: process.env.DATABASE_PREPARED !== "0",
} as const;

/** The address of the database for the application's own role; a sentence when it is missing. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: run `npm start`, which starts a database, or point it at yours.");
  return url;
}
