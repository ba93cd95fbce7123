import { withDatabase } from "@/lib/cli/database";
import { readEnvFile } from "@/lib/cli/environment";
import { migrateDatabase } from "@/lib/cli/fill";
import { command } from "@/lib/cli/say";

/** `npm run db:migrate`: brings the structure of the database up to date. */
await command(async () => {
  readEnvFile();
  await withDatabase(migrateDatabase);
});
