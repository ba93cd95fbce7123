import { randomUUID } from "node:crypto";
import type { DonorActor } from "@/lib/auth/actor";
import { mint } from "@/lib/auth/actor";
import { takePlace } from "@/lib/bookings/statements";
import { newId } from "@/lib/core/ids";
import { actionId, hiddenFields, plainPost, scriptedPost } from "../forms";
import { fire, request, type Volley } from "../generator";
import type { BenchDatabase, OpponentRoute, Server } from "../house";
import { asOpponent, fromBody } from "../opposing";
import type { Bench, Part } from "../part";
import { against, type Line, ms, percent, rate } from "../report";
import { alternating, type Measured, measured, middleOf } from "../rounds";
import { type BookingStage, booksAgree, hotCapacity, stageBookings } from "../stage";

/** T1: the booking action with everything it does, against the bare statement; and that nobody can make it oversell. */
export const booking: Part = {
  name: "booking",
  about: "the booking action over HTTP, quiet and on one hot slot, against B; nothing oversold",
  run: async (bench) => {
    const database = await bench.small();
    const stage = await stageBookings(bench.house, database);
    const site = await bench.house.serve(database.urls.app);
    const b = await bench.house.oppose(database, opponentRoutes);
    try {
      const race = new Race(bench, database, stage, site, b, await waysIn(site, stage));
      const quiet = await race.quiet();
      const hot = await race.hot();
      return [...quiet.lines, ...hot.lines(quiet.ours), ...(await race.negativeControl())];
    } finally {
      await Promise.all([site.stop(), b.stop()]);
      await stage.clear();
    }
  },
};

const asked = fromBody("slotId", "donorId", "requestKey");
/** Whoever the body names: the opponent asks nobody who they are. */
const anybody = mint<DonorActor>({ kind: "donor", donorId: asked.donorId, contact: "", sessionId: asked.donorId });

const opponentRoutes: Record<string, OpponentRoute> = {
  "/book": {
    as: "json",
    statements: [asOpponent(takePlace(anybody, { ...asked, channel: "web", now: new Date() }))],
  },
  // Looks first and writes afterwards, as the books say one must not: what our checks must be able to catch.
  "/book-carelessly": {
    as: "json",
    statements: [
      {
        text: `SELECT s.drive_id, (SELECT count(*) FROM booking b WHERE b.slot_id = s.id AND b.status = 'booked') < s.capacity AS free
          FROM slot s WHERE s.id = $1`,
        values: [{ field: "slotId" }],
      },
      {
        text: `INSERT INTO booking (id, slot_id, drive_id, donor_id, code, request_key, channel)
          SELECT $1, id, drive_id, $2, $3, $4, 'web' FROM slot WHERE id = $5 RETURNING id`,
        values: [
          { fresh: "id" },
          { field: "donorId" },
          { fresh: "code" },
          { field: "requestKey" },
          { field: "slotId" },
        ],
        onlyIf: "free",
      },
    ],
  },
};

/** How a booking reaches the site: the form without script, and the call that script makes. */
interface WaysIn {
  form(slotId: string, donor: number): Buffer;
  script(slotId: string, donor: number): Buffer;
}

async function waysIn(site: Server, stage: BookingStage): Promise<WaysIn> {
  const path = (slotId: string) => `/drives/${stage.quietDrives[0]}/book?slot=${slotId}`;
  const first = stage.signedIn[0];
  const hidden = await hiddenFields(site.origin, path(stage.quietSlots[0] ?? ""), first?.cookie);
  const id = actionId("bookSlotAction");
  const filled = (slotId: string, donor: number) => ({
    path: path(slotId),
    cookie: stage.signedIn[donor]?.cookie ?? "",
    fields: { slotId, requestKey: randomUUID(), step: "confirm" },
  });
  return {
    form: (slotId, donor) => plainPost(site.origin, filled(slotId, donor), hidden),
    script: (slotId, donor) => scriptedPost(site.origin, filled(slotId, donor), id),
  };
}

interface Checked extends Measured {
  accepted: number;
  oversold: number;
  drift: number;
  lost: number;
}

class Race {
  constructor(
    private readonly bench: Bench,
    private readonly database: BenchDatabase,
    private readonly stage: BookingStage,
    private readonly site: Server,
    private readonly b: Server,
    private readonly ways: WaysIn,
  ) {}

  /** Eight at once over a thousand slots: the action as a form, the same by script, and B. */
  async quiet(): Promise<{ lines: Line[]; ours: Checked[] }> {
    const slotOf = (n: number) => this.stage.quietSlots[n % this.stage.quietSlots.length] ?? "";
    const site = (make: (slot: string, donor: number) => Buffer) => () =>
      this.volley(this.site, { connections: 8, seconds: this.bench.seconds, drives: this.stage.quietDrives }, (n) =>
        n < this.stage.signedIn.length ? make(slotOf(n), n) : null,
      );
    const rounds = await alternating({
      form: site(this.ways.form),
      script: site(this.ways.script),
      b: () =>
        this.volley(this.b, { connections: 8, seconds: this.bench.seconds, drives: this.stage.quietDrives }, (n) =>
          this.plainBooking("/book", slotOf(n), n),
        ),
    });
    const { share, text, numbers } = against(rounds.form, rounds.b);
    const slower = middleOf(rounds.form, (r) => r.p99).value / middleOf(rounds.b, (r) => r.p99).value;
    const byScript = against(rounds.script, rounds.b);
    return {
      ours: rounds.form,
      lines: [
        {
          target: "T1",
          what: "Booking action, 8 at once",
          wanted: "≥ 8 % of B",
          measured: text,
          met: share >= 0.08,
          numbers,
        },
        {
          target: "T1",
          what: "Its p99",
          wanted: "≤ 15× B's",
          measured: `${slower.toFixed(1)}×: ${ms(middleOf(rounds.form, (r) => r.p99).value)} against ${ms(middleOf(rounds.b, (r) => r.p99).value)}`,
          met: slower <= 15,
        },
        {
          what: "The same by script (the answer brings the ticket's page)",
          measured: byScript.text,
          met: null,
          numbers: byScript.numbers,
        },
        soundness("Booked by all three", [...rounds.form, ...rounds.script, ...rounds.b], 0),
      ],
    };
  }

  /** A hundred and twenty-eight at once want one of a thousand places: how fast they go, and how many too many. */
  async hot(): Promise<{ lines: (quiet: Checked[]) => Line[] }> {
    let turn = 0;
    const crowd = 128;
    const sell = (server: Server, make: (slot: string, n: number) => Buffer) => () => {
      const at = turn++ % this.stage.hotSlots.length;
      const [slot = "", drive = ""] = [this.stage.hotSlots[at], this.stage.hotDrives[at]];
      return this.volley(server, { connections: crowd, seconds: 60, drives: [drive] }, (n) =>
        n < hotCapacity + crowd ? make(slot, n) : null,
      );
    };
    const rounds = await alternating({
      form: sell(this.site, this.ways.form),
      b: sell(this.b, (slot, n) => this.plainBooking("/book", slot, n)),
    });
    const { text, numbers } = against(rounds.form, rounds.b);
    return {
      lines: (quiet) => {
        const own = middleOf(rounds.form, (r) => r.perSecond).value / middleOf(quiet, (r) => r.perSecond).value;
        return [
          {
            target: "T1",
            what: "One slot of 1,000 places, 128 at once",
            wanted: "≥ 60 % of its own 8",
            measured: `${percent(own)}: ${rate(middleOf(rounds.form, (r) => r.perSecond).value)}, p99 ${ms(middleOf(rounds.form, (r) => r.p99).value)}`,
            met: own >= 0.6,
          },
          { what: "… against B on the same slot", measured: text, met: null, numbers },
          soundness("The hot slot, sold by both", [...rounds.form, ...rounds.b], crowd),
        ];
      },
    };
  }

  /** The careless way on the same slots: if this does not oversell, the check above proves nothing. */
  async negativeControl(): Promise<Line[]> {
    let oversold = 0;
    for (const [at, slot] of this.stage.hotSlots.slice(0, 3).entries()) {
      const sold = await this.volley(
        this.b,
        { connections: 128, seconds: 60, drives: [this.stage.hotDrives[at] ?? ""] },
        (n) => (n < hotCapacity + 500 ? this.plainBooking("/book-carelessly", slot, n) : null),
      );
      oversold += sold.oversold;
    }
    return [
      {
        target: "T1",
        what: "Negative control: look, then insert",
        wanted: "must oversell",
        measured: `${oversold} places too many of ${3 * hotCapacity}`,
        met: oversold > 0,
      },
    ];
  }

  private plainBooking(path: string, slotId: string, n: number): Buffer {
    const body = { slotId, donorId: this.stage.donors[n % this.stage.donors.length], requestKey: newId() };
    return request(this.b.origin, path, { method: "POST", body: Buffer.from(JSON.stringify(body)) });
  }

  /** One volley on a cleared stage, and what the tables say afterwards. */
  private async volley(
    server: Server,
    { connections, seconds, drives }: { connections: number; seconds: number; drives: string[] },
    make: (n: number) => Buffer | null,
  ): Promise<Checked> {
    await this.stage.clear();
    let n = 0;
    let accepted = 0;
    const shoot = (): Promise<Volley> =>
      fire(server.origin, {
        connections,
        seconds,
        next: () => make(n++),
        seen: (status, answer) => {
          if (isAccepted(status, answer)) accepted += 1;
        },
      });
    const found = await measured({ server: server.pid, database: this.bench.house.cluster.process.pid }, shoot);
    return { ...found, accepted, ...(await booksAgree(this.database.owner, drives, accepted)) };
  }
}

/** Sent on to the ticket, by form or by script; or B's row. */
function isAccepted(status: number, answer: Buffer): boolean {
  const head = answer.toString("latin1", 0, 4000);
  return status < 400 && (/\/me\/tickets\//.test(head) || /^\[\[\{"id"/m.test(head));
}

/** `late` is how many of a round may rightly be told that there is no place left. */
function soundness(what: string, rounds: Checked[], late: number): Line {
  const sum = (read: (round: Checked) => number) => rounds.reduce((total, round) => total + read(round), 0);
  const faults = sum(
    (r) =>
      Object.entries(r.statuses).reduce((n, [status, many]) => n + (Number(status) >= 500 ? many : 0), 0) + r.broken,
  );
  const oversold = sum((r) => r.oversold);
  const drift = sum((r) => r.drift);
  const lost = sum((r) => Math.abs(r.lost));
  const refused = sum((r) => Math.max(0, r.answers - r.accepted - late)) - faults;
  return {
    target: "T1",
    what,
    wanted: "0 oversold, 0 drift, 0 5xx",
    measured: `${sum((r) => r.accepted).toLocaleString("en")} acknowledged; ${oversold} oversold, ${drift} drift, ${lost} lost or doubled, ${Math.max(0, refused)} refused, ${faults} 5xx or broken`,
    met: oversold + drift + lost + faults === 0 && refused <= 0,
  };
}
