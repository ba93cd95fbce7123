import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { queueMessage } from "@/lib/jobs/outbox";
import { deliverQueued } from "@/lib/notices/jobs";
import { useDatabase } from "../support/database";

const { owner } = useDatabase();
let gateway: Server;
let taken: string[] = [];
let refuses = false;
let slow = 0;

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => {
      body += piece;
    });
    request.on("end", () =>
      setTimeout(() => {
        if (!refuses) taken.push(JSON.parse(body).id);
        response.writeHead(refuses ? 503 : 200).end();
      }, slow),
    );
  });
  await new Promise<void>((ready) => gateway.listen(0, "127.0.0.1", ready));
  const address = gateway.address() as { port: number };
  process.env.MAILBOX = "0";
  process.env.SMS_WEBHOOK_URL = `http://127.0.0.1:${address.port}/`;
});
afterAll(() => {
  delete process.env.SMS_WEBHOOK_URL;
  gateway.close();
});
beforeEach(async () => {
  await owner.query("DELETE FROM outgoing_message");
  taken = [];
  refuses = false;
  slow = 0;
});

const text = (kind = "bookings.reminder") =>
  queueMessage({
    channel: "sms",
    recipient: "+84900000009",
    kind,
    subject: "thử",
    body: "thử",
    locale: "vi",
    businessKey: newId(),
    keepHours: 24,
  });
const rows = async () =>
  (await owner.query("SELECT status, attempts, due_at > now() AS later FROM outgoing_message")).rows;

describe("delivering messages", () => {
  it("hands each message over once, however many workers are at it and however old the backlog", async () => {
    for (let n = 0; n < 5; n += 1) await text();
    await owner.query(
      "UPDATE outgoing_message SET created_at = now() - interval '2 hours', due_at = now() - interval '2 hours'",
    );
    slow = 50;
    await Promise.all([deliverQueued(), deliverQueued(), deliverQueued()]);
    expect(taken).toHaveLength(5);
    expect(new Set(taken).size).toBe(5);
  });

  it("waits between two tries, also after an outage, and does not burn them all at once", async () => {
    await text();
    await owner.query(
      "UPDATE outgoing_message SET created_at = now() - interval '2 hours', due_at = now() - interval '2 hours'",
    );
    refuses = true;
    await deliverQueued();
    expect(await rows()).toEqual([{ status: "queued", attempts: 1, later: true }]);
  });

  it("gives up after the last try, and says so", async () => {
    await text();
    refuses = true;
    for (let n = 0; n < 9; n += 1) {
      await deliverQueued();
      await owner.query("UPDATE outgoing_message SET due_at = now() WHERE status = 'queued'");
    }
    expect(await rows()).toMatchObject([{ status: "failed", attempts: 8 }]);
  });

  it("sends the code somebody waits for before a morning of reminders", async () => {
    for (let n = 0; n < 3; n += 1) await text();
    await text("sign_in.code");
    await deliverQueued();
    const { rows: code } = await owner.query("SELECT id, body FROM outgoing_message WHERE kind = 'sign_in.code'");
    expect(taken[0]).toBe(code[0].id);
    expect(code[0].body).toBe("");
  });
});
