import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "@/lib/cli/paths";
import { ensureDatabase } from "@/lib/cli/roles";
import { command, say, Trouble } from "@/lib/cli/say";
import { dropDatabases, openTestServer } from "@/lib/cli/test-database";
import { prismaSchema, sqlToReach } from "@/lib/db/schema-engine";

/**
 * `npm run db:draft -- <what_changes>`: writes the SQL between the migrations there are and what `schema.prisma` says
 * now into a new migration, to be read and completed by hand. The migrations are measured by applying them to a
 * database made for the purpose.
 */
await command(async () => {
  const name = process.argv[2] ?? "";
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Trouble(
      "Name the change in small letters and underscores, for example: npm run db:draft -- venue_phone.",
    );
  const sql = await difference();
  if (sql === "") {
    say.done("The migrations already say all that schema.prisma says: nothing to draft");
    return;
  }
  const folder = join(root, "prisma/migrations", `${timestamp()}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), `${sql}\n${grantsFor(sql)}`);
  say.done(`Drafted ${relative(root, join(folder, "migration.sql"))}`);
  say.line("  Prisma knows no CHECK, no EXCLUDE and no partial index: add them, read the rest, then start as ever.");
});

async function difference(): Promise<string> {
  const { cluster, template, release } = await openTestServer();
  const database = `test_${process.pid}_draft`;
  try {
    await ensureDatabase(cluster, database, template);
    return await sqlToReach(prismaSchema(), cluster.url("giothong_owner", database));
  } finally {
    await dropDatabases(cluster, database);
    await release();
  }
}

/** New tables are the owner's: the application is let in by name. */
function grantsFor(sql: string): string {
  const tables = [...sql.matchAll(/^CREATE TABLE ("[^"]+")/gm)].map(([, table]) => table);
  return tables.length > 0 ? `\nGRANT SELECT, INSERT, UPDATE, DELETE ON ${tables.join(", ")} TO giothong_app;\n` : "";
}

/** Now, as Prisma names migrations: YYYYMMDDhhmmss in UTC. */
function timestamp(): string {
  return new Date().toISOString().replaceAll(/[-:T]/g, "").slice(0, 14);
}
