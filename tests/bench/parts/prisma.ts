import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sql from "sql-template-tag";
import { z } from "zod";
import { root } from "@/lib/cli/paths";
import { prisma as client } from "@/lib/db/client";
import { row } from "@/lib/db/statement";
import { numbered } from "../made-up";
import type { Part } from "../part";
import { percent, rate } from "../report";
import { alternating, middleOf } from "../rounds";

/** T6: what Prisma would cost where it is asked often. */
export const prisma: Part = {
  name: "prisma",
  about: "the same row read through Prisma and by SQL, over the same pool",
  run: async ({ house, small, seconds }) => {
    const database = await small();
    await house.enter(database);
    const reading = (read: (n: number) => Promise<unknown>) => async () => {
      const ends = Date.now() + seconds * 500;
      const began = performance.now();
      let n = 0;
      const one = async () => {
        while (Date.now() < ends) await read(n++ % database.drives);
      };
      await Promise.all(Array.from({ length: 8 }, one));
      return n / ((performance.now() - began) / 1000);
    };
    const rounds = await alternating({
      sql: reading((n) => row(driveShape, driveBySql(numbered("drive", n)))),
      prisma: reading((n) => driveByPrisma(numbered("drive", n))),
    });
    const [raw, twin] = [middleOf(rounds.sql, (r) => r), middleOf(rounds.prisma, (r) => r)];
    const users = filesUsingPrisma();
    return [
      {
        target: "T6",
        what: "A drive with its venue, by Prisma",
        wanted: "≥ 90 % of SQL, or use SQL",
        measured: `${percent(twin.value / raw.value)}: ${rate(twin.value)} of ${rate(raw.value)}; ${
          users.length === 0 ? "every endpoint reads and writes by SQL" : `used by ${users.join(", ")}`
        }`,
        met: twin.value >= raw.value * 0.9 || users.every((file) => !hot.some((room) => file.startsWith(room))),
        numbers: rounds,
      },
    ];
  },
};

/** The rooms that are asked with every booking, donation, desk poll and dashboard. */
const hot = ["lib/auth", "lib/bookings", "lib/donations", "lib/visits", "lib/drives", "lib/progress"];

const driveShape = z.object({
  id: z.string(),
  title: z.string().nullable(),
  heldOn: z.string(),
  venueName: z.string(),
});

const driveBySql = (id: string) => sql`SELECT d.id, d.title, d.held_on AS "heldOn", v.name AS "venueName"
  FROM drive d JOIN venue v ON v.id = d.venue_id WHERE d.id = ${id}::uuid`;

const driveByPrisma = (id: string) =>
  client().drive.findUnique({
    where: { id },
    select: { id: true, title: true, heldOn: true, venue: { select: { name: true } } },
  });

/** Files outside this one room of the database that call Prisma. */
function filesUsingPrisma(folder = "lib"): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (path === "lib/db") return [];
    if (entry.isDirectory()) return filesUsingPrisma(path);
    return /\bprisma\(\)/.test(readFileSync(join(root, path), "utf8")) ? [path] : [];
  });
}
