import { parseArgs } from "node:util";
import { inviteFirstAdministrator } from "@/lib/accounts/people/first-administrator";
import { invitationHours } from "@/lib/accounts/people/rules";
import { type FirstAdministrator, firstAdministratorInput } from "@/lib/accounts/people/schema";
import { systemActor } from "@/lib/auth/system";
import { withDatabase } from "@/lib/cli/database";
import { readEnvFile } from "@/lib/cli/environment";
import { portInUse } from "@/lib/cli/run-record";
import { command, say, Trouble } from "@/lib/cli/say";
import { pendingMigrations } from "@/lib/db/migrations";
import { closePool, pool } from "@/lib/db/pool";
import { localizedPath } from "@/lib/i18n/path";

const usage = 'npm run invite:administrator -- <e-mail> "<name>" [--english] [--beside]';

/**
 * `npm run invite:administrator`: lets the first administrator in, whom nobody is there to invite. Prints a link, good
 * once, with which they set their password; nothing is sent.
 */
await command(async () => {
  const { person, beside } = wanted(process.argv.slice(2));
  readEnvFile();
  await withDatabase(async (urls) => {
    process.env.DATABASE_URL = urls.app;
    try {
      const pending = await pendingMigrations(pool());
      if (pending.length > 0)
        throw new Trouble("This database has no tables yet, or old ones: run `npm run db:migrate` first.");
      const invited = await inviteFirstAdministrator(systemActor("cli.invite_administrator"), person, { beside });
      if (!invited.ok) throw new Trouble(whyNot[invited.refusal]);
      say.line(`Within ${invitationHours} hours and once, ${person.email} sets a password here:`);
      say.line(`${originOfSite()}${localizedPath(person.locale, invited.value.path)}`);
    } finally {
      await closePool();
    }
  });
});

const whyNot = {
  administrator_exists:
    "There is an administrator already, who invites others on the page /staff/people. When nobody can sign in any more, add --beside to let in one more.",
  account_disabled: "This account has been shut: choose another address, or let an administrator open it again.",
} as const;

function wanted(args: string[]): { person: FirstAdministrator; beside: boolean } {
  const options = {
    english: { type: "boolean", default: false },
    beside: { type: "boolean", default: false },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [email, name, ...more] = positionals;
    if (more.length > 0) throw new Error("too many words");
    const person = firstAdministratorInput.parse({ email, name, locale: values.english ? "en" : "vi" });
    return { person, beside: values.beside };
  } catch {
    throw new Trouble(`That is not understood; it is ${usage}, with a whole e-mail address and a name in quotes.`);
  }
}

/** Where the site is reached: as it is told, else where it is served from this folder now. */
function originOfSite(): string {
  return process.env.PUBLIC_ORIGIN ?? `http://localhost:${portInUse() ?? process.env.PORT ?? 3000}`;
}
