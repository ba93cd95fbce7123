import { systemActor } from "@/lib/auth/system";
import { openDatabase } from "@/lib/cli/database";
import { readEnvFile } from "@/lib/cli/environment";
import { command, say } from "@/lib/cli/say";
import { closePool } from "@/lib/db/pool";
import { sealAnew } from "@/lib/donors/seal-anew";

/** `npm run keys:seal-anew`: after the identity keys were changed, brings every stored number under the new ones. */
await command(async () => {
  readEnvFile();
  const database = await openDatabase();
  try {
    process.env.DATABASE_URL = database.urls.app;
    process.env.IDENTITY_HASH_KEY ??= database.secrets.IDENTITY_HASH_KEY;
    process.env.IDENTITY_ENCRYPTION_KEY ??= database.secrets.IDENTITY_ENCRYPTION_KEY;
    const { sealed, twice } = await sealAnew(systemActor("cli.seal_anew"));
    say.line(`${sealed} numbers sealed with the keys in use.`);
    if (twice > 0)
      say.notice(`${twice} numbers stand under both keys: the same person was registered twice meanwhile.`);
    else say.line("The previous keys can go.");
  } finally {
    await closePool();
    if (!database.wasRunning) await database.stop();
  }
});
