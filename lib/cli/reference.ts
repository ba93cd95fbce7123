import { withDatabase } from "@/lib/cli/database";
import { readEnvFile } from "@/lib/cli/environment";
import { loadReferenceFiles } from "@/lib/cli/fill";
import { command } from "@/lib/cli/say";

/** `npm run db:reference`: reads the files of `prisma/reference` again where they have changed. */
await command(async () => {
  readEnvFile();
  await withDatabase(loadReferenceFiles);
});
