import sql from "sql-template-tag";
import { z } from "zod";
import { execute, row } from "@/lib/db/statement";
import { usesMailbox } from "@/lib/jobs/outbox";
import { sendEmail, sendText } from "./gateways";

/** A gateway that does not take a message is asked again after 2, 4, 8, 16 … minutes, this often in all. */
const mostTries = 8;

/** Kinds whose text opens a door: somebody waits for them, so they go first, and they are wiped as soon as they have left. */
const secretKinds = ["sign_in.code", "account.invitation"];

const taken = z.object({
  id: z.string(),
  channel: z.enum(["email", "sms"]),
  recipient: z.string(),
  subject: z.string(),
  body: z.string(),
  attempts: z.number(),
  stale: z.boolean(),
});
type Taken = z.output<typeof taken>;

/**
 * Delivers whatever is due, one message after the other; several workers share the work. A message is counted as tried
 * before it is handed over, so one that kills the worker is not tried for ever, and one sent in the worker's last
 * second may go out twice rather than never.
 */
export async function deliverQueued(): Promise<{ delivered: number; refused: number }> {
  const counts = { delivered: 0, refused: 0 };
  for (let message = await takeNext(); message !== null; message = await takeNext()) {
    if (await deliver(message)) counts.delivered += 1;
    else counts.refused += 1;
  }
  return counts;
}

/**
 * Takes the next message that is due and puts its next try off before it is handed over: while one worker is at it, no
 * other takes the same.
 */
async function takeNext(): Promise<Taken | null> {
  return row(
    taken,
    sql`UPDATE outgoing_message
      SET attempts = attempts + 1, due_at = now() + make_interval(mins => (2 ^ least(attempts + 1, 10))::integer)
      WHERE id = (SELECT id FROM outgoing_message
        WHERE status = 'queued' AND due_at <= now()
        ORDER BY kind = ANY (${secretKinds}::text[]) DESC, due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, channel, recipient, subject, body, attempts, purge_after <= now() AS stale`,
  );
}

/** With the local mailbox in use a message stays here to be read on its page; one past its time is not sent any more. */
async function deliver(message: Taken): Promise<boolean> {
  if (usesMailbox()) {
    await settle(message.id, "held", null);
    return true;
  }
  if (message.stale) {
    await settle(message.id, "failed", "too_late");
    return false;
  }
  try {
    await (message.channel === "email" ? sendEmail(message) : sendText(message));
  } catch (error) {
    // Gateways like to quote the recipient; the error's code or name says enough.
    const code = (error as { code?: unknown }).code;
    const why = typeof code === "string" ? code : (error as Error).name;
    await settle(message.id, message.attempts >= mostTries ? "failed" : "queued", why);
    return false;
  }
  await execute(
    sql`UPDATE outgoing_message SET status = 'sent', sent_at = now(), error = NULL,
        body = CASE WHEN kind = ANY (${secretKinds}::text[]) THEN '' ELSE body END
      WHERE id = ${message.id}::uuid`,
  );
  return true;
}

async function settle(id: string, status: "held" | "queued" | "failed", error: string | null): Promise<void> {
  await execute(sql`UPDATE outgoing_message SET status = ${status}, error = ${error} WHERE id = ${id}::uuid`);
}
