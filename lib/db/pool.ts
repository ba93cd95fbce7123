import pg from "pg";
import { databaseLimits, databaseUrl } from "./config";
import { DatabaseUnavailable } from "./unavailable";

/** Civil dates stay "YYYY-MM-DD" and counts stay numbers: pg's own reading shifts the one by the machine's zone. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === pg.types.builtins.DATE) return (value: string) => value;
    if (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC) return (value: string) => Number(value);
    return pg.types.getTypeParser(oid, format as "text");
  }) as pg.CustomTypesConfig["getTypeParser"],
};

declare global {
  var giotHongPool: pg.Pool | undefined;
}

/** The one pool of this process, made at first use. */
export function pool(): pg.Pool {
  globalThis.giotHongPool ??= openPool();
  return globalThis.giotHongPool;
}

/** Refuses before any work is done when the queue in front of the pool is longer than it can serve in time. */
export function shedWhenCrowded(): void {
  if (pool().waitingCount >= databaseLimits.waiting) throw new DatabaseUnavailable("busy");
}

/** Closes the pool, for programs that end and tests that drop their database. */
export async function closePool(): Promise<void> {
  const open = globalThis.giotHongPool;
  globalThis.giotHongPool = undefined;
  await open?.end();
}

function openPool(): pg.Pool {
  const made = new pg.Pool({
    connectionString: databaseUrl(),
    max: databaseLimits.connections,
    connectionTimeoutMillis: databaseLimits.connectMilliseconds,
    idleTimeoutMillis: 30_000,
    statement_timeout: databaseLimits.statementMilliseconds,
    query_timeout: databaseLimits.silenceMilliseconds,
    lock_timeout: databaseLimits.lockMilliseconds,
    idle_in_transaction_session_timeout: databaseLimits.idleInTransactionMilliseconds,
    application_name: "giot-hong",
    types,
  });
  // Without a listener a restart of Postgres ends this process, be the connection idle or at work; the query at hand,
  // or the next one, meets the error itself.
  made.on("error", () => {});
  made.on("connect", (client) => client.on("error", () => {}));
  return made;
}
