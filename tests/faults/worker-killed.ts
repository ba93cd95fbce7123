import { randomInt } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { newId, newTicketCode } from "@/lib/core/ids";
import { type Fault, Promises } from "./fault";
import type { Ground } from "./ground";
import { announcedDrive, people } from "./world";

const kills = 8;
const bookings = 300;
const jobsAtOnce = 4;

/** The worker is killed while it confirms bookings by text message, again and again; then one lives on and finishes. */
export const workerKilled: Fault = {
  name: "worker-killed",
  async run(ground) {
    const promises = new Promises();
    const gateway = await Gateway.open();
    const env = { MAILBOX: "0", SMS_WEBHOOK_URL: gateway.address };
    const driveId = await bookedPeople(ground);
    // Handed over when their worker was killed, but not noted as sent: these, and no others, are handed over again.
    const cut = new Set<string>();
    for (let kill = 0; kill < kills; kill += 1) {
      const worker = ground.worker(env);
      const before = gateway.taken;
      await wakeWorker(ground);
      for (let waited = 0; waited < 200 && gateway.taken === before; waited += 1) await wait(50);
      await wait(randomInt(5, 400));
      await worker.kill();
      for (const id of await unnoted(ground, gateway.ids)) cut.add(id);
    }
    // A message whose worker died waits some minutes before it is tried again: let them have passed.
    await ground.owner.query("UPDATE outgoing_message SET due_at = now() WHERE status = 'queued'");
    const last = ground.worker(env);
    await wakeWorker(ground);
    const deadline = Date.now() + 120_000;
    while ((await unsent(ground, driveId)) > 0 && Date.now() < deadline) await wait(500);
    await last.stop();
    gateway.close();

    const { rows } = await ground.owner.query<{ messages: number; people: number }>(
      `SELECT count(m.id)::int AS messages, count(DISTINCT b.id)::int AS people FROM booking b
       LEFT JOIN outgoing_message m ON m.business_key = 'booking:' || b.id AND m.status = 'sent' WHERE b.drive_id = $1`,
      [driveId],
    );
    const { messages = 0, people = 0 } = rows[0] ?? {};
    promises.keep(messages === bookings && people === bookings, `${messages} messages for ${people} bookings`);
    promises.keep(gateway.different === bookings, `the gateway knows ${gateway.different} messages`);
    const twice = gateway.taken - gateway.different;
    promises.keep(twice === cut.size, `${twice} messages were handed over twice, but ${cut.size} were cut off`);
    // Each worker may do several jobs at once, and each job hands over one message at a time.
    promises.keep(cut.size <= kills * jobsAtOnce, `${cut.size} messages were cut off by ${kills} kills`);
    return promises.verdict(
      `${kills} kills among ${bookings} confirmations: ${messages} sent, each booking once; ${twice} handed over twice under the same id, for the gateway to drop`,
    );
  },
};

/** People with a phone, an open booking each, and the wish to be reminded. */
async function bookedPeople(ground: Ground): Promise<string> {
  const { driveId, slotIds } = await announcedDrive(ground.owner, { count: 1, capacity: bookings });
  const made = (await people(ground.owner, bookings)).map(({ donorId }, index) => ({
    donorId,
    phone: `+8490${String(1_000_000 + index)}`,
    bookingId: newId(),
    consentId: newId(),
    code: newTicketCode(),
  }));
  const column = <K extends keyof (typeof made)[number]>(name: K) => made.map((one) => one[name]);
  await ground.owner.query(
    "UPDATE donor SET phone = made.phone FROM unnest($1::uuid[], $2::text[]) AS made (id, phone) WHERE donor.id = made.id",
    [column("donorId"), column("phone")],
  );
  await ground.owner.query(
    `INSERT INTO consent (id, donor_id, purpose, text_version, channel)
     SELECT id, donor, 'reminders', 'test', 'web' FROM unnest($1::uuid[], $2::uuid[]) AS made (id, donor)`,
    [column("consentId"), column("donorId")],
  );
  await ground.owner.query(
    `INSERT INTO booking (id, slot_id, drive_id, donor_id, code, request_key, channel)
     SELECT id, $4, $5, donor, code, gen_random_uuid(), 'web' FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS made (id, donor, code)`,
    [column("bookingId"), column("donorId"), column("code"), slotIds[0], driveId],
  );
  await ground.owner.query("UPDATE slot SET booked = $2 WHERE id = $1", [slotIds[0], bookings]);
  return driveId;
}

/** What the clock does every minute, at once. */
async function wakeWorker(ground: Ground): Promise<void> {
  await ground.owner.query(
    "SELECT graphile_worker.add_job('bookings.confirm'), graphile_worker.add_job('notices.deliver')",
  );
}

/** Those of the messages the gateway knows that are not noted as sent. */
async function unnoted(ground: Ground, known: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await ground.owner.query<{ id: string }>(
    "SELECT id FROM outgoing_message WHERE id::text = ANY ($1) AND status <> 'sent'",
    [[...known]],
  );
  return rows.map(({ id }) => id);
}

async function unsent(ground: Ground, driveId: string): Promise<number> {
  const { rows } = await ground.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM booking b WHERE b.drive_id = $1 AND NOT EXISTS (
       SELECT FROM outgoing_message m WHERE m.business_key = 'booking:' || b.id AND m.status = 'sent')`,
    [driveId],
  );
  return rows[0]?.count ?? 0;
}

/** A text-message gateway that takes its time and remembers which ids it was given. */
class Gateway {
  taken = 0;
  readonly ids = new Set<string>();

  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static async open(): Promise<Gateway> {
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        gateway.taken += 1;
        gateway.ids.add(JSON.parse(body).id);
        setTimeout(() => response.end(), 15);
      });
    });
    const gateway = new Gateway(server);
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return gateway;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  get different(): number {
    return this.ids.size;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
