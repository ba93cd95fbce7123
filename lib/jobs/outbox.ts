import sql from "sql-template-tag";
import { newId } from "@/lib/core/ids";
import { execute, type Runner } from "@/lib/db/statement";

/** A letter or text message to somebody. */
export interface OutgoingMessage {
  readonly channel: "email" | "sms";
  /** An e-mail address, or a phone in E.164. */
  readonly recipient: string;
  /** What it is about, as a word ("sign_in.code"); decides nothing, tells the mailbox and the statistics. */
  readonly kind: string;
  readonly subject: string;
  readonly body: string;
  readonly locale: "vi" | "en";
  /** The same key is never sent twice, however often a deed is repeated: `"reminder:<booking>:day_before"`. */
  readonly businessKey: string;
  /** How long the text is kept at most; short for codes and links. */
  readonly keepHours: number;
}

/**
 * Puts a message on its way in the caller's transaction: it goes out if and only if the deed is done. The row itself is
 * the queue; the job only wakes the worker, which looks every minute anyway. A message whose business key is known
 * already is left out.
 */
export function queueMessage(message: OutgoingMessage, on?: Runner): Promise<void> {
  return queueMessages([message], on);
}

/** The same for many messages in one statement: whoever waits for the transaction does not wait longer for a thousand. */
export async function queueMessages(messages: readonly OutgoingMessage[], on?: Runner): Promise<void> {
  if (messages.length === 0) return;
  const asked = JSON.stringify(messages.map((message) => ({ ...message, id: newId() })));
  await execute(
    sql`WITH queued AS (
        INSERT INTO outgoing_message (id, channel, recipient, kind, subject, body, locale, business_key, purge_after)
        SELECT m.id, m.channel, m.recipient, m.kind, m.subject, m.body, m.locale, m."businessKey",
          now() + make_interval(hours => m."keepHours")
        FROM jsonb_to_recordset(${asked}::jsonb) AS m (id uuid, channel text, recipient text, kind text, subject text,
          body text, locale text, "businessKey" text, "keepHours" int)
        ON CONFLICT (business_key) DO NOTHING RETURNING id)
      SELECT (graphile_worker.add_job('notices.deliver', job_key => 'notices.deliver')).id
      WHERE EXISTS (SELECT FROM queued)`,
    on,
  );
}

/** Is the local mailbox in use: messages are shown on a page of this machine, and none leaves it. Never on a real site. */
export function usesMailbox(): boolean {
  return process.env.MAILBOX === "1" && !process.env.PUBLIC_ORIGIN?.startsWith("https://");
}

/** Can a message leave this site by this channel? A site without a text-message gateway still has e-mail. */
export function canSend(channel: OutgoingMessage["channel"]): boolean {
  return usesMailbox() || Boolean(channel === "email" ? process.env.SMTP_URL : process.env.SMS_WEBHOOK_URL);
}
