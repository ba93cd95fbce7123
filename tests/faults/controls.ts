import { setTimeout as wait } from "node:timers/promises";
import type { ClientBase } from "pg";
import { newId, newTicketCode } from "@/lib/core/ids";
import { check, type Findings } from "./checker";
import { askOnce, askUntilSettled, donationWish } from "./client";
import { Crowd } from "./crowd";
import { type Fault, Promises } from "./fault";
import type { Ground } from "./ground";
import { History } from "./history";
import { tablesOf } from "./tables";
import { announcedDrive, bleedingAt, freshKey, openDrive, people } from "./world";

/** Versions broken on purpose, each of which the checker must catch by the kind of harm it does. */
export const controls: Fault = {
  name: "controls",
  async run(ground) {
    const promises = new Promises();
    const tried: [string, keyof Findings, (ground: Ground) => Promise<Findings>][] = [
      ["commits that do not wait for the disk", "lost", unsynced],
      ["booking that looks first and inserts then", "oversold", lookThenInsert],
      ["a donation recorded twice", "doubled", twiceRecorded],
      ["a total that has drifted", "drifted", drifted],
      ["a deed without its audit row", "doubled", unaudited],
    ];
    const caught: string[] = [];
    for (const [what, kind, breaking] of tried) {
      const findings = await breaking(ground);
      promises.keep(findings[kind].length > 0, `${what} was not noticed`);
      caught.push(`${what}: ${findings[kind].length} ${kind}`);
    }
    return promises.verdict(`${tried.length} broken versions caught: ${caught.join("; ")}`);
  },
};

/** The site on a database that says "done" before it has written, killed under load. */
async function unsynced(ground: Ground): Promise<Findings> {
  const history = new History("controls-unsynced");
  const crowd = await Crowd.gather(ground, 1_500);
  await ground.asSuperuser(
    "ALTER ROLE giothong_app SET synchronous_commit = off",
    "ALTER SYSTEM SET wal_writer_delay = '10s'",
    "ALTER SYSTEM SET wal_writer_flush_after = '1GB'",
    "SELECT pg_reload_conf()",
  );
  const server = await ground.server();
  try {
    let over = false;
    const busy = Array.from({ length: 8 }, async () => {
      while (!over) await askOnce(server.port, crowd.nextWish(), history);
    });
    await wait(3_000);
    await ground.killPostgres();
    over = true;
    await Promise.all(busy);
    await ground.startPostgres();
    return check(history.read(), await tablesOf(ground.owner, crowd.driveIds));
  } finally {
    await server.stop();
    await ground.keepPromises();
  }
}

/** Forty at once for ten places, by the code everybody writes first. */
async function lookThenInsert(ground: Ground): Promise<Findings> {
  const { driveId, slotIds } = await announcedDrive(ground.owner, { count: 1, capacity: 10 });
  const [slotId] = slotIds;
  const history = new History("controls-look-then-insert");
  const donors = await people(ground.owner, 40);
  await Promise.all(
    donors.map(async ({ donorId }) => {
      const asked = { what: "booking", key: freshKey(), about: slotId ?? "", donorId } as const;
      const id = newId();
      history.note({ ...asked, said: "asked" });
      const { rows } = await ground.owner.query("SELECT booked < capacity AS free FROM slot WHERE id = $1", [slotId]);
      await wait(20);
      if (!rows[0].free) return history.note({ ...asked, said: "refused", word: "slot_full" });
      await ground.owner.query(
        `INSERT INTO booking (id, slot_id, drive_id, donor_id, code, request_key, channel) VALUES ($1, $2, $3, $4, $5, $6, 'web')`,
        [id, slotId, driveId, donorId, newTicketCode(), asked.key],
      );
      await ground.owner.query("UPDATE slot SET booked = least(capacity, booked + 1) WHERE id = $1", [slotId]);
      history.note({ ...asked, said: "done", id });
    }),
  );
  return check(history.read(), await tablesOf(ground.owner, [driveId]));
}

const twiceRecorded = (ground: Ground) =>
  afterwards(ground, "controls-twice", async (db, driveId) => {
    await db.query("DROP INDEX donation_one_per_visit");
    await db.query(
      `INSERT INTO donation (id, number, drive_id, visit_id, donor_id, given_on, given_at, kind, first_time, component,
         volume_ml, segment, request_key)
       SELECT gen_random_uuid(), 'HN26999999', drive_id, visit_id, donor_id, given_on, given_at, kind, first_time, component,
         volume_ml, segment, gen_random_uuid() FROM donation WHERE drive_id = $1 LIMIT 1`,
      [driveId],
    );
  });

const drifted = (ground: Ground) =>
  afterwards(ground, "controls-drifted", async (db, driveId) => {
    await db.query("UPDATE drive_total SET volume_ml = volume_ml + 1 WHERE drive_id = $1", [driveId]);
  });

const unaudited = (ground: Ground) =>
  afterwards(ground, "controls-unaudited", async (db, driveId) => {
    await db.query("DELETE FROM audit_event WHERE drive_id = $1 AND action = 'donation.record'", [driveId]);
  });

/** Records three bags rightly, breaks the tables in a transaction, lets the checker look, and takes it back. */
async function afterwards(
  ground: Ground,
  name: string,
  breakIt: (db: ClientBase, driveId: string) => Promise<void>,
): Promise<Findings> {
  const history = new History(name);
  const open = await openDrive(ground.owner);
  const chairs = await bleedingAt(ground.owner, open.driveId, 3);
  const server = await ground.server();
  for (const chair of chairs) await askUntilSettled(() => server.port, donationWish(open, chair), history);
  await server.stop();
  const client = await ground.owner.connect();
  try {
    await client.query("BEGIN");
    await breakIt(client, open.driveId);
    return check(history.read(), await tablesOf(client, [open.driveId]));
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}
