import { createHash, randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { hashPassword, unlessBusy } from "@/lib/auth/passwords";
import { withinLimit } from "@/lib/auth/rate-limit";
import { beginSession, endSessionOfToken, endSessionsOfAccount } from "@/lib/auth/sessions";
import { newId } from "@/lib/core/ids";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { execute, type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { localizedPath } from "@/lib/i18n/path";
import { translatorFor } from "@/lib/i18n/translator";
import { queueMessage } from "@/lib/jobs/outbox";
import { type PasswordRefusal, whyNotPassword } from "../rules";
import type { SignedIn, SignInFrom } from "../sign-in";
import { invitationHours } from "./rules";
import type { AcceptInvitation } from "./schema";

/**
 * Makes a link with which the person sets a password, and ends the older ones. The token is nowhere but in the answer:
 * the database keeps its hash.
 */
export async function makeInvitation(by: Actor, accountId: string, tx: Runner): Promise<{ id: string; token: string }> {
  const id = newId();
  const token = randomBytes(32).toString("base64url");
  await execute(
    sql`WITH older AS (
        UPDATE account_invitation SET expires_at = now() WHERE account_id = ${accountId}::uuid AND used_at IS NULL AND expires_at > now())
      INSERT INTO account_invitation (id, account_id, token_hash, made_by, expires_at)
      VALUES (${id}::uuid, ${accountId}::uuid, ${hashToken(token)}, ${by.kind === "staff" ? by.accountId : null}::uuid,
        now() + make_interval(hours => ${invitationHours}))`,
    tx,
  );
  return { id, token };
}

/** The page where the link leads. */
export function invitationPath(token: string): string {
  return `/staff/invitation/${token}`;
}

/** Sends the link in the same transaction; the text is wiped once it has left. */
export async function sendInvitation(
  person: { email: string; name: string; locale: "vi" | "en"; isNew: boolean },
  invitation: { id: string; token: string },
  tx: Runner,
): Promise<void> {
  const t = translatorFor(person.locale);
  const link = `${process.env.PUBLIC_ORIGIN ?? ""}${localizedPath(person.locale, invitationPath(invitation.token))}`;
  await queueMessage(
    {
      channel: "email",
      recipient: person.email,
      kind: "account.invitation",
      subject: t(person.isNew ? "notices.invitation.subject" : "notices.password_link.subject"),
      body: t(person.isNew ? "notices.invitation.body" : "notices.password_link.body", { name: person.name, link }),
      locale: person.locale,
      businessKey: `invitation:${invitation.id}`,
      keepHours: invitationHours,
    },
    tx,
  );
}

/** Whose link this is, while it can be used; null for any other. */
export async function invitedPerson(token: string): Promise<{ name: string; email: string } | null> {
  return row(
    z.object({ name: z.string(), email: z.string() }),
    sql`SELECT a.name, a.email FROM account_invitation i JOIN account a ON a.id = i.account_id
      WHERE i.token_hash = ${hashToken(token)} AND i.used_at IS NULL AND i.expires_at > now() AND a.disabled_at IS NULL`,
  );
}

/** Sets the password of an invited person, uses the link up, and signs them in. All their older sessions end. */
export async function acceptInvitation(
  input: AcceptInvitation,
  from: SignInFrom,
): Promise<Outcome<SignedIn, PasswordRefusal | "invitation_over" | "too_often" | "busy">> {
  if (!(await withinLimit("invitation.address", from.address, { max: 60, perMinutes: 60 })))
    return refused("too_often");
  const person = await invitedPerson(input.token);
  if (person === null) return refused("invitation_over");
  const refusal = whyNotPassword(input.password, [person.email, person.name]);
  if (refusal) return refused(refusal);
  const hash = await unlessBusy(hashPassword(input.password));
  if (hash === "busy") return refused("busy");
  const opened = await undoing<SignedIn, "invitation_over">(async (tx) => {
    const account = await row(
      z.object({ id: z.string(), locale: z.enum(["vi", "en"]) }),
      sql`WITH used AS (
          UPDATE account_invitation SET used_at = now()
          WHERE token_hash = ${hashToken(input.token)} AND used_at IS NULL AND expires_at > now() RETURNING account_id),
        changed AS (
          UPDATE account SET password_hash = ${hash}, last_sign_in_at = now(), version = version + 1
          FROM used WHERE account.id = used.account_id AND account.disabled_at IS NULL RETURNING account.id, account.locale),
        audit AS (${auditFrom(null, "account.accept_invitation", { from: sql`changed`, subjectKind: "account", subjectId: sql`changed.id` })})
        SELECT id, locale FROM changed`,
      tx,
    );
    if (account === null) throw new Undo("invitation_over");
    await endSessionsOfAccount(account.id, "password_changed", {}, tx);
    if (from.tokenBefore) await endSessionOfToken(from.tokenBefore, "replaced", tx);
    const token = await beginSession({ kind: "staff", accountId: account.id }, from.device, tx);
    return { token, locale: account.locale };
  });
  return opened.ok ? done(opened.value) : refused(opened.refusal);
}

function hashToken(token: string): Buffer {
  return createHash("sha256").update(`invitation:${token}`).digest();
}
