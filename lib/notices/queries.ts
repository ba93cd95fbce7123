import sql from "sql-template-tag";
import { z } from "zod";
import { rows } from "@/lib/db/statement";
import { usesMailbox } from "@/lib/jobs/outbox";

const letterShape = z.object({
  id: z.string(),
  channel: z.enum(["email", "sms"]),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  locale: z.string(),
  created_at: z.date(),
});

export interface Letter {
  readonly id: string;
  readonly channel: "email" | "sms";
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  /** The language it is written in. */
  readonly locale: string;
  readonly createdAt: Date;
}

/**
 * The newest messages of the local mailbox, or null where there is none. It exists only on a machine whose launcher
 * runs its own database (`MAILBOX=1`); everywhere else messages leave the house and can be read by nobody here.
 */
export async function publicMailbox(limit = 50): Promise<Letter[] | null> {
  if (!usesMailbox()) return null;
  const found = await rows(
    letterShape,
    sql`SELECT id, channel, recipient, subject, body, locale, created_at FROM outgoing_message
      ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
  );
  return found.map(({ created_at, ...letter }) => ({ ...letter, createdAt: created_at }));
}
