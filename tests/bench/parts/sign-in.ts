import { hashPassword } from "@/lib/auth/passwords";
import { hiddenFields, plainPost } from "../forms";
import { fire } from "../generator";
import type { BenchDatabase, Server } from "../house";
import { numbered } from "../made-up";
import type { Part } from "../part";
import { type Line, ms } from "../report";
import { median } from "../rounds";

/** Whoever asks with a stranger's phone or address learns nothing, not even from how long the answer takes. */
export const signIn: Part = {
  name: "sign-in",
  about: "asking with known and unknown phones and accounts: how far the answers lie apart",
  run: async ({ house, small }) => {
    const database = await small();
    await addAccounts(database);
    await database.owner.query("TRUNCATE rate_limit");
    const site = await house.serve(database.urls.app);
    try {
      return [
        await apart(site, "/staff/sign-in", "Signing in, account known or not", (n, known) => ({
          email: known ? accountOf(n) : `nobody${n}@giothong.example`,
          password: "not the right one",
        })),
        // Ten digits as somebody types them: those of a donor, and those of nobody.
        await apart(site, "/sign-in", "Asking for a code, phone known or not", (n, known) => ({
          contact: `09${String(known ? n + 10 : 70_000_000 + n).padStart(8, "0")}`,
        })),
      ];
    } finally {
      await site.stop();
      await database.owner.query("TRUNCATE rate_limit; DELETE FROM outgoing_message WHERE kind = 'sign_in.code'");
    }
  },
};

const tries = 60;
const allowedMs = 20;
const accountOf = (n: number) => `known${n}@giothong.example`;

async function addAccounts({ owner }: BenchDatabase): Promise<void> {
  const hash = await hashPassword("mot giot mau hong");
  for (let n = 0; n < tries; n++)
    await owner.query(
      "INSERT INTO account (id, email, name, password_hash) VALUES ($1, $2, 'Người đo', $3) ON CONFLICT DO NOTHING",
      [numbered("account", n), accountOf(n), hash],
    );
}

/** Known and unknown in turn, one at a time, each from an address of its own so that no limit is reached. */
async function apart(
  site: Server,
  path: string,
  what: string,
  fieldsOf: (n: number, known: boolean) => Record<string, string>,
): Promise<Line> {
  const hidden = await hiddenFields(site.origin, path);
  const ask = async (n: number, known: boolean) => {
    const post = plainPost(
      site.origin,
      { path, fields: fieldsOf(n, known), address: `10.1.${n}.${known ? 1 : 2}` },
      hidden,
    );
    let sent = false;
    let bytes = 0;
    const { p50, statuses } = await fire(site.origin, {
      connections: 1,
      seconds: 10,
      next: () => {
        if (sent) return null;
        sent = true;
        return post;
      },
      seen: (_, answer) => {
        bytes = answer.length;
      },
    });
    return { took: p50, answer: `${Object.keys(statuses)} ${bytes}` };
  };
  for (let n = 0; n < 5; n++) await ask(200 + n, false);
  const took: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  let different = 0;
  for (let n = 0; n < tries; n++) {
    const [one, other] = [await ask(n, true), await ask(n, false)];
    took.known.push(one.took);
    took.unknown.push(other.took);
    // What was typed is in the page; the same length of it, and so of the page.
    if (one.answer.split(" ")[0] !== other.answer.split(" ")[0]) different += 1;
  }
  const [known, unknown] = [median(took.known), median(took.unknown)];
  return {
    what,
    wanted: `< ${allowedMs} ms apart`,
    measured: `${ms(Math.abs(known - unknown))} apart: known ${ms(known)}, unknown ${ms(unknown)} (medians of ${tries}); ${different} answers of another status`,
    met: Math.abs(known - unknown) < allowedMs && different === 0,
  };
}
