import { Client } from "pg";
import type { DatabaseUrls } from "@/lib/cli/environment";
import { say, Trouble } from "@/lib/cli/say";
import { migrate } from "@/lib/db/migrations";
import { topUpDemo, whyNoDemo } from "@/lib/imports/demo";
import { loadReference } from "@/lib/imports/reference";
import { installQueue } from "@/lib/jobs/queue";

/** Brings the structure up to date: migrations, then the queue's tables. */
export async function migrateDatabase(urls: DatabaseUrls): Promise<void> {
  const began = Date.now();
  const applied = await withClient(urls.owner, async (client) => {
    await requireVersion(client);
    await admitApplication(client, new URL(urls.app).username);
    return migrate(client);
  });
  await installQueue(urls.owner);
  say.done(
    applied.length > 0 ? `Database structure: ${applied.length} migrations applied` : "Database structure is current",
    began,
  );
}

/** Loads the reference files that have changed since this database last read them. */
export async function loadReferenceFiles(urls: DatabaseUrls): Promise<void> {
  const began = Date.now();
  const { changed } = await withClient(urls.owner, async (client) => {
    const loaded = await loadReference(client);
    if (loaded.changed) await countRows(client);
    return loaded;
  });
  say.done(changed ? "Reference data loaded" : "Reference data is current", began);
}

/** Tops up the demonstration: drives from some months ago to sixty days ahead. `DEMO=0` leaves the database as it is. */
export async function topUpDemoData(urls: DatabaseUrls, now = new Date()): Promise<void> {
  if (process.env.DEMO === "0") return;
  const began = Date.now();
  const { lines } = await withClient(urls.owner, async (client) => {
    const site = { origin: process.env.PUBLIC_ORIGIN, asked: process.env.DEMO === "1" };
    const why = await whyNoDemo(client, site);
    if (why !== null) {
      say.notice(withoutDemo[why]);
      return { lines: [] };
    }
    const written = await topUpDemo(client, { now });
    if (written.lines.length > 0) await countRows(client);
    return written;
  });
  for (const line of lines) say.line(`  ${line}`);
  say.done("Demo data is current", began);
}

const withoutDemo = {
  real_people: "This database holds real people, so no demonstration is added to it: set DEMO=0 to say so yourself.",
  public_site: "This site is for the public, so no demonstration is added: set DEMO=1 if it is to be one, else DEMO=0.",
} as const;

/** The first visitor comes before the database has counted what was written: without this, with poor plans. */
async function countRows(client: Client): Promise<void> {
  const { rows } = await client.query<{ tables: string }>(
    "SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS tables FROM pg_tables WHERE tableowner = current_user",
  );
  if (rows[0]?.tables) await client.query(`ANALYZE ${rows[0].tables}`);
}

/** Opens one connection for a piece of work and closes it whatever happens. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: "giothong" });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    const { hostname, port } = new URL(url);
    throw new Trouble(
      `The database at ${hostname}:${port || 5432} cannot be reached (${(error as Error).message}): start it, or mend DATABASE_URL.`,
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function requireVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version: string }>("SHOW server_version");
  const version = rows[0]?.server_version ?? "";
  if (Number.parseInt(version, 10) < 15)
    throw new Trouble(
      `This database is PostgreSQL ${version}, and Giọt Hồng needs 15 or newer: upgrade it or name another.`,
    );
}

/**
 * The migrations grant to the role `giothong_app`. On a server of somebody else's the application may sign in under
 * another name, which then becomes a member of it.
 */
async function admitApplication(client: Client, appUser: string): Promise<void> {
  const { rows } = await client.query<{ exists: boolean; member: boolean; owner: string }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'giothong_app') AS "exists", current_user AS owner,
            EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
                    WHERE g.rolname = 'giothong_app' AND u.rolname = $1) AS member`,
    [appUser],
  );
  const { exists, member, owner } = rows[0] ?? { exists: false, member: false, owner: "" };
  try {
    if (!exists) await client.query("CREATE ROLE giothong_app NOLOGIN");
    if (appUser !== "giothong_app" && appUser !== owner && !member)
      await client.query(`GRANT giothong_app TO ${client.escapeIdentifier(appUser)}`);
  } catch {
    throw new Trouble(
      `The role of DATABASE_OWNER_URL may not make the application's role: let an administrator run \`CREATE ROLE giothong_app NOLOGIN; GRANT giothong_app TO "${appUser}";\` once, then start again.`,
    );
  }
}
