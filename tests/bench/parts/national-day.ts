import { randomUUID } from "node:crypto";
import { say } from "@/lib/cli/say";
import { hiddenFields, plainPost } from "../forms";
import { fire, request, type Volley } from "../generator";
import type { BenchDatabase, House, Server } from "../house";
import { cacheBefore, nginx } from "../micro-cache";
import type { Part } from "../part";
import { cpuMsOf } from "../processes";
import { type Line, ms, percent, rate } from "../report";
import { type BookingStage, booksAgree, type DeskStage, stageBookings, stageDesks, totalsAgree } from "../stage";
import { recordPost } from "./donation";

/** T9: a national day. People look and book, desks record, officials look on, at rising rates until a promise breaks. */
export const nationalDay: Part = {
  name: "national-day",
  about: "journeys, donations and dashboards together, faster and faster until somebody waits too long",
  run: async ({ house, small, large, full }) => {
    const database = await (full ? large() : small());
    const bookings = await stageBookings(house, database, full ? 30_000 : 6_000);
    const desks = await stageDesks(house, database);
    const site = await house.serve(database.urls.app);
    const program = nginx();
    const front = program ? await cacheBefore(program, site) : null;
    try {
      const day = await Day.begin(house, database, bookings, desks, site, front ?? site);
      const held = await day.rise(full ? 20 : 8);
      if (full && held.journeys > 0) held.last = await day.at(held.journeys, 600);
      return day.lines(held, front !== null);
    } finally {
      await front?.stop();
      await site.stop();
      await bookings.clear();
      await desks.clear();
    }
  },
};

const wanted = { journeys: 280, donations: 42, dashboards: 20 };
const promised = { book: 1_000, page: 2_000 };
const rising = [4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 280];

/** What a while at one rate gave. */
interface While {
  journeys: number;
  seconds: number;
  book: Volley;
  pages: Volley[];
  donations: Volley;
  /** Share of one core that each side used. */
  cores: { site: number; database: number; ours: number };
  kept: boolean;
  why: string;
}

interface Held {
  journeys: number;
  last: While | null;
  broke: While | null;
}

class Day {
  private booked = 0;
  private recorded = 0;
  private donor = 0;
  private bag = 0;

  private constructor(
    private readonly house: House,
    private readonly database: BenchDatabase,
    private readonly bookings: BookingStage,
    private readonly desks: DeskStage,
    private readonly site: Server,
    private readonly front: Server,
    private readonly hidden: Record<string, string>,
  ) {}

  static async begin(
    house: House,
    database: BenchDatabase,
    bookings: BookingStage,
    desks: DeskStage,
    site: Server,
    front: Server,
  ): Promise<Day> {
    const path = `/drives/${bookings.quietDrives[0]}/book?slot=${bookings.quietSlots[0]}`;
    const hidden = await hiddenFields(site.origin, path, bookings.signedIn.at(-1)?.cookie);
    return new Day(house, database, bookings, desks, site, front, hidden);
  }

  /** Faster and faster until a promise breaks or the wanted rate is held. */
  async rise(seconds: number): Promise<Held> {
    const held: Held = { journeys: 0, last: null, broke: null };
    await this.at(2, 3);
    for (const journeys of rising) {
      const found = await this.at(journeys, seconds);
      say.line(`  ${String(journeys).padStart(3)} journeys/s: ${told(found)}`);
      if (!found.kept) return { ...held, broke: found };
      held.journeys = journeys;
      held.last = found;
    }
    return held;
  }

  /** Everybody at once for a while: each step of a journey at the rate of journeys, the rest in its share. */
  async at(journeys: number, seconds: number): Promise<While> {
    const before = this.cpu();
    const bookedBefore = this.booked;
    const first = this.donor;
    let [look, open] = [first, first];
    this.donor += Math.ceil(journeys * seconds) + 1;
    const stream = (perSecond: number, next: () => Buffer | null, seen?: (status: number, answer: Buffer) => void) =>
      fire(this.front.origin, { connections: 64, seconds, perSecond, next, seen });
    const drive = (n: number) => this.bookings.quietDrives[n % this.bookings.quietDrives.length];
    const page = (path: string, cookie = "") =>
      request(this.site.origin, path, {
        headers: { accept: "text/html", "sec-fetch-dest": "document", ...(cookie ? { cookie } : {}) },
      });
    const share = (part: keyof typeof wanted) => (journeys * wanted[part]) / wanted.journeys;
    const record = recordPost(this.site, this.desks);
    let post = first;
    const [landing, detail, form, ticket, dashboards, book, donations] = await Promise.all([
      stream(journeys, () => page("/")),
      stream(journeys, () => page(`/drives/${drive(look++)}`)),
      stream(journeys, () => page(this.path(open), this.cookie(open++))),
      stream(journeys, () => page("/me", this.cookie(look))),
      stream(share("dashboards"), () => page(`/staff/progress?year=${this.database.year}`, this.desks.cookie)),
      stream(
        journeys,
        () => {
          const n = post++;
          const fields = { slotId: this.slot(n), requestKey: randomUUID(), step: "confirm" };
          return plainPost(this.site.origin, { path: this.path(n), cookie: this.cookie(n), fields }, this.hidden);
        },
        (status, answer) => {
          if (status === 303 && answer.includes("/me/tickets/")) this.booked += 1;
        },
      ),
      stream(
        share("donations"),
        () => (this.bag < this.desks.visits.length ? record(this.bag++) : null),
        (status, answer) => {
          if (status === 200 && answer.includes('"status":"done"')) this.recorded += 1;
        },
      ),
    ]);
    const after = this.cpu();
    const used = (side: keyof typeof before) => (after[side] - before[side]) / (seconds * 1000);
    const pages = [landing, detail, form, ticket, dashboards];
    return {
      journeys,
      seconds,
      book,
      pages,
      donations,
      cores: { site: used("site"), database: used("database"), ours: used("ours") },
      ...judged(book, pages, donations, { due: journeys * seconds, booked: this.booked - bookedBefore }),
    };
  }

  private cpu() {
    const { front, site, house } = this;
    return {
      site: cpuMsOf(site.pid) + (front === site ? 0 : cpuMsOf(front.pid)),
      database: cpuMsOf(house.cluster.process.pid),
      ours: process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
    };
  }

  private slot = (n: number) => this.bookings.quietSlots[n % this.bookings.quietSlots.length] ?? "";
  private path = (n: number) => {
    const slots = this.bookings.slotsOfFirst;
    return `/drives/${this.bookings.quietDrives[0]}/book?slot=${slots[n % slots.length]}`;
  };
  private cookie = (n: number) => this.bookings.signedIn[n % this.bookings.signedIn.length]?.cookie ?? "";

  async lines({ journeys, last, broke }: Held, cached: boolean): Promise<Line[]> {
    const books = await booksAgree(this.database.owner, this.bookings.quietDrives, this.booked);
    const totals = await totalsAgree(this.database.owner, this.recorded);
    const drift = await this.nationsDrift();
    const found = last ?? broke;
    return [
      {
        target: "T9",
        what: `National day on one machine${cached ? ", pages through nginx" : ""}`,
        wanted: `${wanted.journeys} journeys/s + ${wanted.donations} + ${wanted.dashboards}`,
        measured: `held ${journeys} journeys/s, ${((journeys * wanted.donations) / wanted.journeys).toFixed(1)} donations/s, ${((journeys * wanted.dashboards) / wanted.journeys).toFixed(1)} dashboards/s${last ? `: ${told(last)}` : ""}`,
        met: journeys >= wanted.journeys,
        numbers: { last, broke },
      },
      {
        what: "… what binds it",
        measured: found
          ? `${broke ? `at ${broke.journeys}/s ${broke.why}; ` : ""}at ${found.journeys}/s the site used ${percent(found.cores.site)} of a core, Postgres ${percent(found.cores.database)}, the load generator ${percent(found.cores.ours)}`
          : "nothing was measured",
        met: null,
      },
      {
        target: "T9",
        what: "Its sums afterwards",
        wanted: "0 lost, 0 oversold, exact",
        measured: `${this.booked.toLocaleString("en")} bookings and ${this.recorded.toLocaleString("en")} donations acknowledged; ${Math.abs(books.lost) + Math.abs(totals.lost)} lost or doubled, ${books.oversold} oversold, drift ${books.drift + totals.drift} here and ${drift} in the nation's total`,
        met: books.lost === 0 && totals.lost === 0 && books.oversold + books.drift + totals.drift + drift === 0,
      },
    ];
  }

  /** Every donation there is against every total there is. */
  private async nationsDrift(): Promise<number> {
    const { rows } = await this.database.owner.query<{ drift: number }>(
      `SELECT abs((SELECT count(*) FROM donation WHERE status = 'recorded') - (SELECT sum(donations) FROM drive_total))::int AS drift`,
    );
    return rows[0]?.drift ?? -1;
  }
}

/** Whether every promise held: nobody waited too long, nothing failed, and nobody was left unasked. */
function judged(
  book: Volley,
  pages: Volley[],
  donations: Volley,
  { due, booked }: { due: number; booked: number },
): { kept: boolean; why: string } {
  const failed = [book, donations, ...pages].reduce(
    (sum, { statuses, broken }) =>
      sum + broken + Object.entries(statuses).reduce((n, [s, many]) => n + (Number(s) >= 500 ? many : 0), 0),
    0,
  );
  const slowest = Math.max(...pages.map(({ p99 }) => p99));
  const why = [
    book.p99 > promised.book ? `a booking took ${ms(book.p99)} (p99)` : "",
    slowest > promised.page ? `a page took ${ms(slowest)} (p99)` : "",
    failed > 0 ? `${failed} requests failed` : "",
    booked < due * 0.95 ? `only ${percent(booked / due)} of the bookings were made` : "",
  ].filter(Boolean);
  return { kept: why.length === 0, why: why.join(", ") };
}

const told = ({ book, pages, donations }: While) =>
  `booking p50 ${ms(book.p50)}, p99 ${ms(book.p99)}; pages p99 ${ms(Math.max(...pages.map(({ p99 }) => p99)))}; donation p99 ${ms(donations.p99)}; ${rate(book.perSecond)} booked`;
