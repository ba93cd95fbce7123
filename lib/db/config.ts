/**
 * How long anything may take in the database, and how many may ask at once.
 * Eight connections beat two hundred on two cores: 1.4 times the bookings at a twentieth of the worst wait.
 */
export const databaseLimits = {
  connections: Number(process.env.DATABASE_CONNECTIONS ?? 8),
  waiting: 200,
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
