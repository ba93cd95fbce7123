import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withDatabase } from "@/lib/cli/database";
import { readEnvFile } from "@/lib/cli/environment";
import { migrateDatabase } from "@/lib/cli/fill";
import { command, say, Trouble } from "@/lib/cli/say";
import { migrationsFolder } from "@/lib/db/migrations";
import { prismaSchema, sqlToReach } from "@/lib/db/schema-engine";

/**
 * `npm run db:draft -- what_it_brings`: after `prisma/schema.prisma` has been changed, writes the SQL that takes the
 * database there as a new migration. It applies nothing: what Prisma cannot say (CHECK, EXCLUDE, partial and expression
 * indexes, grants to the application) is added to the file by hand before `npm run db:migrate`.
 */
await command(async () => {
  const name = process.argv[2] ?? "";
  if (!/^[a-z][a-z0-9_]{2,60}$/.test(name))
    throw new Trouble("Say in small letters what the migration brings: npm run db:draft -- drive_supplies");
  readEnvFile();
  await withDatabase(async (urls) => {
    await migrateDatabase(urls);
    const sql = await sqlToReach(prismaSchema(), urls.owner);
    if (sql === "") {
      say.done("The database is already what prisma/schema.prisma says; nothing to draft");
      return;
    }
    const file = join(draftFolder(name), "migration.sql");
    writeFileSync(file, `${sql}\n`);
    say.done(`Drafted ${file}`);
    say.line("Read it, add what Prisma cannot say and a GRANT for each new table, then run npm run db:migrate.");
  });
});

function draftFolder(name: string): string {
  const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(migrationsFolder, `${timestamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}
