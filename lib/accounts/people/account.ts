import sql from "sql-template-tag";
import { z } from "zod";
import { newId } from "@/lib/core/ids";
import { type Runner, row } from "@/lib/db/statement";

/** The account of an e-mail address, made when there is none yet and locked otherwise. */
export async function accountFor(
  { email, name, locale }: { email: string; name: string; locale: "vi" | "en" },
  tx: Runner,
): Promise<{ id: string; isNew: boolean; isDisabled: boolean }> {
  const made = await row(
    z.object({ id: z.string() }),
    sql`INSERT INTO account (id, email, name, locale) VALUES (${newId()}::uuid, ${email}, ${name}, ${locale})
      ON CONFLICT (email) DO NOTHING RETURNING id`,
    tx,
  );
  if (made !== null) return { ...made, isNew: true, isDisabled: false };
  const found = await row(
    z.object({ id: z.string(), isDisabled: z.boolean() }),
    sql`SELECT id, disabled_at IS NOT NULL AS "isDisabled" FROM account WHERE email = ${email} FOR UPDATE`,
    tx,
  );
  if (found === null) throw new Error("The account was neither made nor found.");
  return { ...found, isNew: false };
}
