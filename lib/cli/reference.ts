import { withDatabase } from "@/lib/cli/database";
import { readEnvFile } from "@/lib/cli/environment";
import { withClient } from "@/lib/cli/fill";
import { command, say } from "@/lib/cli/say";
import { loadReference } from "@/lib/imports/reference";

/** `npm run db:reference`: reads the files of `prisma/reference` again where they have changed, and says what changed. */
await command(async () => {
  readEnvFile();
  await withDatabase(async (urls) => {
    const { changed, lines } = await withClient(urls.owner, (client) => loadReference(client));
    for (const line of lines) say.line(`  ${line}`);
    say.done(changed ? "Reference data loaded" : "Reference data is current");
  });
});
