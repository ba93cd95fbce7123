import { randomUUID } from "node:crypto";
import pg from "pg";
import { mint, type StaffActor } from "@/lib/auth/actor";
import { newId } from "@/lib/core/ids";
import { todayInVietnam } from "@/lib/core/time";
import { types } from "@/lib/db/pool";
import { asked } from "@/lib/db/statement";
import { checkCharacterOf, localDonationNumber } from "@/lib/donations/din";
import { keepDonation } from "@/lib/donations/statements";
import { actionId, scriptedPost } from "../forms";
import { fire, request, type Volley } from "../generator";
import type { BenchDatabase, OpponentRoute, Server } from "../house";
import { asOpponent, fromBody } from "../opposing";
import type { Bench, Part } from "../part";
import { relayTo } from "../relay";
import { against, type Line, ms, percent, rate } from "../report";
import { alternating, type Measured, measured, middleOf } from "../rounds";
import { type DeskStage, stageDesks, totalsAgree } from "../stage";

/** T4: what it costs that a donation is kept with its totals and its audit; and the action around it. */
export const donation: Part = {
  name: "donation",
  about: "the donation statement against a plain insert, the action against B, round trips counted",
  run: async (bench) => {
    const database = await bench.small();
    const stage = await stageDesks(bench.house, database);
    try {
      return [
        ...(await statements(bench, database, stage)),
        ...(await actions(bench, database, stage)),
        await roundTrips(bench, database, stage),
      ];
    } finally {
      await stage.clear();
    }
  },
};

let bags = 0;
const nextNumber = () => localDonationNumber("BN", 2026, bags++ % 1_000_000);

/** A number as the scanner gives it, with its check character. */
const scanned = (number: string) => number + checkCharacterOf(number);

// ── the statement alone ──

const ordinary = {
  kind: "voluntary",
  component: "whole_blood",
  volumeMl: 350,
  adverseReaction: null,
  adverseSeverity: null,
  flags: [] as string[],
  lastGivenOn: null,
};

function kept(actor: StaffActor, bag: { driveId: string; visitId: string; requestKey: string; number: string }) {
  const now = new Date();
  return keepDonation(actor, { ...ordinary, ...bag, givenAt: now, today: todayInVietnam(now), now });
}

/** The bare fact: one row in one table, and nobody is told. Its plan is kept, as ours is. */
const plainInsert = (visit: { driveId: string; visitId: string }) => ({
  name: "plain_insert",
  text: `INSERT INTO donation (id, number, drive_id, visit_id, donor_id, given_on, given_at, kind, first_time, component, volume_ml, segment, request_key)
    SELECT $1, $2, $3, $4, donor_id, $5, now(), 'voluntary', true, 'whole_blood', 350, segment, $6 FROM visit WHERE id = $4`,
  values: [newId(), nextNumber(), visit.driveId, visit.visitId, todayInVietnam(new Date()), randomUUID()],
});

/** The same rows as the one statement writes, one after the other, every plan kept: how it is usually done. */
const oneByOne = (visit: { driveId: string; visitId: string }) => {
  const { name, text, values } = plainInsert(visit);
  const { driveId, visitId } = visit;
  return [
    { name: "begin", text: "BEGIN", values: [] },
    {
      name: "visit",
      text: "UPDATE visit SET status = 'donated', closed_at = now(), version = version + 1 WHERE id = $1",
      values: [visitId],
    },
    {
      name: "donor",
      text: `UPDATE donor SET donation_count = donation_count + 1, last_given_on = $2, last_component = 'whole_blood', last_volume_ml = 350
        WHERE id = (SELECT donor_id FROM visit WHERE id = $1)`,
      values: [visitId, values[4]],
    },
    { name, text, values },
    {
      name: "event",
      text: "INSERT INTO donation_event (id, donation_id, kind, change) VALUES ($1, $2, 'recorded', '{}')",
      values: [newId(), values[0]],
    },
    {
      name: "total",
      text: `INSERT INTO drive_total AS t (drive_id, donations, voluntary, first_time, at_least_350_ml, volume_ml) VALUES ($1, 1, 1, 1, 1, 350)
        ON CONFLICT (drive_id) DO UPDATE SET donations = t.donations + 1, voluntary = t.voluntary + 1, first_time = t.first_time + 1,
          at_least_350_ml = t.at_least_350_ml + 1, volume_ml = t.volume_ml + 350`,
      values: [driveId],
    },
    {
      name: "breakdown",
      text: `INSERT INTO drive_breakdown (drive_id, kind, first_time, component, volume_ml, segment, donations)
        VALUES ($1, 'voluntary', true, 'whole_blood', 350, 'worker', 1)
        ON CONFLICT (drive_id, kind, first_time, component, volume_ml, segment) DO UPDATE SET donations = drive_breakdown.donations + 1`,
      values: [driveId],
    },
    {
      name: "audit",
      text: `INSERT INTO audit_event (id, actor_kind, action, subject_kind, subject_id, drive_id) VALUES ($1, 'staff', 'donation.record', 'donation', $2, $3)`,
      values: [newId(), values[0], driveId],
    },
    { name: "commit", text: "COMMIT", values: [] },
  ];
};

async function statements(bench: Bench, database: BenchDatabase, stage: DeskStage): Promise<Line[]> {
  const pool = new pg.Pool({ connectionString: database.urls.app, max: 8, types });
  const actor = mint<StaffActor>({
    kind: "staff",
    accountId: stage.accountId,
    name: "",
    sessionId: newId(),
    grants: [],
  });
  const run = (write: (client: pg.PoolClient, n: number) => Promise<unknown>) => async () => {
    await stage.clear();
    const ends = Date.now() + bench.seconds * 1000;
    const began = performance.now();
    let n = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        const client = await pool.connect();
        while (Date.now() < ends && n < stage.visits.length) await write(client, n++);
        client.release();
      }),
    );
    return n / ((performance.now() - began) / 1000);
  };
  const visit = (n: number) => stage.visits[spread(n, stage.visits.length)] as DeskStage["visits"][number];
  const rounds = await alternating({
    ours: run(async (client, n) => {
      await client.query(asked(kept(actor, { ...visit(n), requestKey: randomUUID(), number: nextNumber() })));
    }),
    plain: run(async (client, n) => client.query(plainInsert(visit(n)))),
    oneByOne: run(async (client, n) => {
      for (const step of oneByOne(visit(n))) await client.query(step);
    }),
  });
  await pool.end();
  const [ours, plain, slow] = [rounds.ours, rounds.plain, rounds.oneByOne].map((all) => middleOf(all, (tps) => tps));
  if (!ours || !plain || !slow) return [];
  const share = ours.value / plain.value;
  return [
    {
      target: "T4",
      what: "Donation with totals, event, donor, visit, audit",
      wanted: "≥ 75 % of a plain insert",
      measured: `${percent(share)}: ${rate(ours.value)} ±${Math.round(ours.spreadPercent / 2)} % of ${rate(plain.value)} ±${Math.round(plain.spreadPercent / 2)} %`,
      met: share >= 0.75,
      numbers: rounds,
    },
    {
      what: "… against the same rows one by one",
      measured: `${(ours.value / slow.value).toFixed(1)}×: ${rate(ours.value)} against ${rate(slow.value)}`,
      met: null,
    },
  ];
}

/** Neighbours in the list stand at different drives, as they do in a country. */
const spread = (n: number, of: number) => (n * 401) % of;

// ── the action ──

const fromRequest = fromBody("driveId", "visitId", "requestKey", "number");

async function actions(bench: Bench, database: BenchDatabase, stage: DeskStage): Promise<Line[]> {
  const actor = mint<StaffActor>({
    kind: "staff",
    accountId: stage.accountId,
    name: "",
    sessionId: stage.accountId,
    grants: [],
  });
  const routes: Record<string, OpponentRoute> = {
    "/donate": { as: "json", statements: [asOpponent(kept(actor, fromRequest))] },
  };
  const site = await bench.house.serve(database.urls.app);
  const b = await bench.house.oppose(database, routes);
  const post = recordPost(site, stage);
  const acknowledged = { drift: 0, lost: 0, faults: 0, all: 0 };
  const volley = (server: Server, make: (n: number) => Buffer) => async (): Promise<Measured> => {
    await stage.clear();
    let n = 0;
    let accepted = 0;
    const shoot = (): Promise<Volley> =>
      fire(server.origin, {
        connections: 8,
        seconds: bench.seconds,
        next: () => (n < stage.visits.length ? make(spread(n++, stage.visits.length)) : null),
        seen: (status, answer) => {
          if (status === 200 && /"status":"done"|"firstTime"/.test(answer.toString("utf8"))) accepted += 1;
        },
      });
    const found = await measured({ server: server.pid, database: bench.house.cluster.process.pid }, shoot);
    const agree = await totalsAgree(database.owner, accepted);
    acknowledged.all += accepted;
    acknowledged.drift += agree.drift;
    acknowledged.lost += Math.abs(agree.lost);
    acknowledged.faults += found.answers - accepted + found.broken;
    return found;
  };
  try {
    const rounds = await alternating({
      action: volley(site, post),
      b: volley(b, (n) =>
        request(b.origin, "/donate", {
          method: "POST",
          body: Buffer.from(JSON.stringify({ ...stage.visits[n], requestKey: newId(), number: nextNumber() })),
        }),
      ),
    });
    const { share, text, numbers } = against(rounds.action, rounds.b);
    return [
      {
        target: "T4",
        what: "Donation action, 8 at once",
        wanted: "≥ 8 % of B",
        measured: text,
        met: share >= 0.08,
        numbers,
      },
      {
        target: "T4",
        what: "Recorded by both",
        wanted: "0 lost, 0 drift",
        measured: `${acknowledged.all.toLocaleString("en")} acknowledged; ${acknowledged.lost} lost or doubled, ${acknowledged.drift} drift, ${acknowledged.faults} not recorded; p99 ${ms(middleOf(rounds.action, (r) => r.p99).value)}`,
        met: acknowledged.lost + acknowledged.drift + acknowledged.faults === 0,
      },
    ];
  } finally {
    await Promise.all([site.stop(), b.stop()]);
  }
}

/** A recorded donation as the desk's script sends it. */
export function recordPost(site: Server, stage: DeskStage): (n: number) => Buffer {
  const id = actionId("recordDonationAction");
  return (n) => {
    const { driveId, visitId } = stage.visits[n] as DeskStage["visits"][number];
    const fields = {
      driveId,
      visitId,
      requestKey: newId(),
      number: scanned(nextNumber()),
      kind: "voluntary",
      component: "whole_blood",
      volumeMl: "350",
    };
    return scriptedPost(site.origin, { path: `/staff/desk/${driveId}`, cookie: stage.cookie, fields }, id);
  };
}

async function roundTrips(bench: Bench, database: BenchDatabase, stage: DeskStage): Promise<Line> {
  await stage.clear();
  const relay = await relayTo(database.urls.app);
  const site = await bench.house.serve(relay.url);
  const post = recordPost(site, stage);
  let n = 0;
  const send = (many: number) => {
    const until = n + many;
    return fire(site.origin, { connections: 1, seconds: 30, next: () => (n < until ? post(n++) : null) });
  };
  try {
    await send(20);
    const before = relay.roundTrips();
    const { answers } = await send(50);
    const each = (relay.roundTrips() - before) / answers;
    return {
      target: "T4",
      what: "Round trips to Postgres in one donation",
      wanted: "≤ 2, and the session's",
      measured: `${each.toFixed(1)}, the session's among them`,
      met: each <= 3.1,
    };
  } finally {
    await site.stop();
    await relay.close();
  }
}
