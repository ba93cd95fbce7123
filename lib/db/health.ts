import { pendingMigrations } from "./migrations";
import { pool } from "./pool";

/** Whether the site can work. */
export interface Health {
  status: "ok" | "unavailable";
  database: "ok" | "unreachable";
  migrations: { state: "current" | "pending" | "unknown"; pending: string[] };
}

const patienceMilliseconds = 2_000;

/** Whether the site can work: the database answers, and has had every migration this code brings. Never throws. */
export async function health(): Promise<Health> {
  const unknown = { state: "unknown" as const, pending: [] };
  let timer: NodeJS.Timeout | undefined;
  const lateness = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The database did not answer in time.")), patienceMilliseconds);
  });
  try {
    const pending = await Promise.race([pendingMigrations(pool()), lateness]);
    return pending.length === 0
      ? { status: "ok", database: "ok", migrations: { state: "current", pending } }
      : { status: "unavailable", database: "ok", migrations: { state: "pending", pending } };
  } catch {
    return { status: "unavailable", database: "unreachable", migrations: unknown };
  } finally {
    clearTimeout(timer);
  }
}
