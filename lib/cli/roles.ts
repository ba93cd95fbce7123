import pg from "pg";
import type { Cluster } from "@/lib/cli/postgres";

/**
 * Makes the two roles of the embedded database and the database they share. The owner holds the structure and runs
 * migrations; the application holds rows only, so that even a hole in it cannot rewrite the audit.
 */
export async function ensureRoles(cluster: Cluster): Promise<void> {
  await asSuperuser(cluster, async (client) => {
    const { ownerPassword, appPassword } = cluster.secrets;
    // CREATEROLE: the first migration names the application's role, here as on any other server.
    await ensureRole(client, "giothong_owner", `LOGIN CREATEROLE PASSWORD ${client.escapeLiteral(ownerPassword)}`);
    await ensureRole(client, "giothong_app", `LOGIN PASSWORD ${client.escapeLiteral(appPassword)}`);
  });
}

/** Makes a database of the owner's when it is missing; a template makes it a copy. */
export async function ensureDatabase(cluster: Cluster, name: string, template?: string): Promise<void> {
  await asSuperuser(cluster, async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount) return;
    const from = template ? ` TEMPLATE ${client.escapeIdentifier(template)} STRATEGY FILE_COPY` : "";
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER giothong_owner${from}`);
  });
}

/** Does something as the cluster's superuser on its maintenance database. */
export async function asSuperuser<T>(cluster: Cluster, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: cluster.url("postgres", "postgres") });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, name: string, options: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [name]);
  await client.query(`${rowCount ? "ALTER" : "CREATE"} ROLE ${name} ${options}`);
}
