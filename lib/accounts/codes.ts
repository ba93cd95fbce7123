import { createHmac, randomInt } from "node:crypto";
import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import { withinLimit, withinLimits } from "@/lib/auth/rate-limit";
import { beginSession, endSessionOfToken } from "@/lib/auth/sessions";
import { newId } from "@/lib/core/ids";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { execute, row, transaction } from "@/lib/db/statement";
import type { Locale } from "@/lib/i18n/routing";
import { translatorFor } from "@/lib/i18n/translator";
import { canSend, queueMessage } from "@/lib/jobs/outbox";
import { type ContactRefusal, formatContact, parseContact } from "./contact";
import type { SignInFrom } from "./sign-in";

/** How long a one-time code can be used, and how often it may be mistyped (`one_time_code_few_attempts`). */
export const codeMinutes = 10;
const codeTries = 5;

export type AskRefusal = ContactRefusal | "too_often" | "no_text_messages" | "no_letters";

/**
 * Sends a one-time code to a phone or e-mail. Whether anybody is known there makes no difference to the answer or the
 * work: a contact without a person is where a new donor begins. A new code ends the older ones.
 */
export async function askCode(
  typedContact: string,
  from: { address: string; locale: Locale },
): Promise<Outcome<{ contact: string }, AskRefusal>> {
  const parsed = parseContact(typedContact);
  if (!parsed.ok) return parsed;
  const contact = parsed.value;
  if (!canSend(contact.channel)) return refused(contact.channel === "sms" ? "no_text_messages" : "no_letters");
  const within = await withinLimits([
    { what: "code.contact", whom: contact.value, limit: { max: 3, perMinutes: 10 } },
    { what: "code.contact_day", whom: contact.value, limit: { max: 12, perMinutes: 24 * 60 } },
    { what: "code.address", whom: from.address, limit: { max: 60, perMinutes: 60 } },
    // Text messages cost money: somebody with many addresses must not send them without end.
    { what: "code.everybody", whom: contact.channel, limit: { max: 3_000, perMinutes: 60 } },
  ]);
  if (!within) return refused("too_often");

  const id = newId();
  const code = String(randomInt(0, 1_000_000)).padStart(6, "0");
  const t = translatorFor(from.locale);
  await transaction(async (tx) => {
    await execute(
      sql`WITH older AS (
          UPDATE one_time_code SET expires_at = now()
          WHERE contact = ${contact.value} AND used_at IS NULL AND expires_at > now())
        INSERT INTO one_time_code (id, contact, code_hash, expires_at)
        VALUES (${id}::uuid, ${contact.value}, ${hashCode(contact.value, code)}, now() + make_interval(mins => ${codeMinutes}))`,
      tx,
    );
    await queueMessage(
      {
        channel: contact.channel,
        recipient: contact.value,
        kind: "sign_in.code",
        subject: t("notices.code.subject"),
        body: t(contact.channel === "sms" ? "notices.code.sms" : "notices.code.email", {
          code,
          minutes: `${codeMinutes}`,
        }),
        locale: from.locale,
        businessKey: `code:${id}`,
        keepHours: 1,
      },
      tx,
    );
  });
  return done({ contact: formatContact(contact.value) });
}

export type ProveRefusal = "contact_unreadable" | "code_wrong" | "code_over" | "too_often";

/**
 * Checks a code and opens a session for the contact; which of the people who share it signs in is chosen afterwards.
 * Each code bears five tries; the statement counts a try and compares at once, so that many at the same moment are
 * still five. An unknown contact answers like a code that is over.
 */
export async function proveCode(
  typedContact: string,
  code: string,
  from: SignInFrom,
): Promise<Outcome<{ token: string }, ProveRefusal>> {
  const parsed = parseContact(typedContact);
  if (!parsed.ok) return refused("contact_unreadable");
  const contact = parsed.value.value;
  if (!(await withinLimit("code.try_address", from.address, { max: 200, perMinutes: 60 }))) return refused("too_often");
  const tried = await row(
    z.object({ right: z.boolean(), attempts: z.number() }),
    sql`UPDATE one_time_code SET attempts = attempts + 1,
        used_at = CASE WHEN code_hash = ${hashCode(contact, code)} THEN now() END
      WHERE id = (SELECT id FROM one_time_code WHERE contact = ${contact} ORDER BY created_at DESC, id DESC LIMIT 1)
        AND used_at IS NULL AND expires_at > now() AND attempts < ${codeTries}
      RETURNING used_at IS NOT NULL AS right, attempts`,
  );
  if (tried === null) return refused("code_over");
  if (!tried.right) {
    return tried.attempts >= codeTries
      ? refused("code_over")
      : refused("code_wrong", { left: codeTries - tried.attempts });
  }
  const token = await transaction(async (tx) => {
    if (from.tokenBefore) await endSessionOfToken(from.tokenBefore, "replaced", tx);
    const fresh = await beginSession({ kind: "donor", donorId: null, contact }, from.device, tx);
    await recordAudit(null, { action: "session.begin", subjectKind: "contact" }, tx);
    return fresh;
  });
  return done({ token });
}

/** Keyed, so that a copy of the database cannot be searched for six digits in a moment. */
function hashCode(contact: string, code: string): Buffer {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: `npm start` makes one; in production give your own.");
  return createHmac("sha256", `one-time-code:${secret}`).update(`${contact}:${code}`).digest();
}
