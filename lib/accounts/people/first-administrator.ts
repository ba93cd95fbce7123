import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { SystemActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { accountFor } from "./account";
import { invitationPath, makeInvitation } from "./invitation";
import type { FirstAdministrator } from "./schema";

/**
 * Whether somebody runs this house: an administrator of the nation who can sign in. One who has not set a password yet
 * can still lose the link, and the password of a made-up one is public, so neither counts.
 */
export async function hasAdministrator(on?: Runner): Promise<boolean> {
  const found = await row(
    z.object({ there: z.boolean() }),
    sql`SELECT EXISTS (SELECT FROM role_assignment r JOIN account a ON a.id = r.account_id
        WHERE r.role = 'administrator' AND r.scope_kind = 'nation' AND r.revoked_at IS NULL
          AND a.disabled_at IS NULL AND a.password_hash IS NOT NULL AND NOT a.is_demo) AS there`,
    on,
  );
  return found?.there ?? false;
}

/**
 * Makes somebody administrator of the nation and answers the path of the one link with which they set their password;
 * it is kept nowhere. Asked again for the same address it makes a fresh link and ends the older one. Refused when an
 * administrator can sign in already, unless `beside` says that another is wanted: whoever has the keys of the server
 * may let in somebody when all others have lost theirs.
 */
export async function inviteFirstAdministrator(
  actor: SystemActor,
  person: FirstAdministrator,
  { beside }: { beside: boolean },
): Promise<Outcome<{ path: string }, "administrator_exists" | "account_disabled">> {
  return undoing(async (tx) => {
    if (!beside && (await hasAdministrator(tx))) throw new Undo<"administrator_exists">("administrator_exists");
    const account = await accountFor(person, tx);
    if (account.isDisabled) throw new Undo<"account_disabled">("account_disabled");
    const granted = await execute(
      sql`INSERT INTO role_assignment (id, account_id, role, scope_kind)
        VALUES (${newId()}::uuid, ${account.id}::uuid, 'administrator', 'nation') ON CONFLICT DO NOTHING`,
      tx,
    );
    const subject = { subjectKind: "account", subjectId: account.id };
    await recordAudit(actor, { action: "account.send_link", ...subject }, tx);
    if (granted > 0) {
      const detail = { role: "administrator", scope: "nation" };
      await recordAudit(actor, { action: "role.grant", ...subject, detail }, tx);
    }
    const { token } = await makeInvitation(actor, account.id, tx);
    return { path: invitationPath(token) };
  });
}
