import { publicDrive } from "@/lib/drives/queries";
import { statementsOf } from "../../support/statements";
import { fire, request } from "../generator";
import type { Server } from "../house";
import { cacheBefore, nginx } from "../micro-cache";
import { asOpponent } from "../opposing";
import type { Bench, Part } from "../part";
import { against, type Line } from "../report";
import { alternating, type Measured, measured, middleOf } from "../rounds";
import { stageBookings } from "../stage";

/** T2: a drive's public page, as the site renders it and through a small cache in front, against B. */
export const publicPages: Part = {
  name: "public-pages",
  about: "a drive's public page with and without nginx in front, against B; the start page beside it",
  run: async (bench) => {
    const database = await bench.small();
    const { quietDrives, clear } = await stageBookings(bench.house, database, 1);
    const drive = quietDrives[0] ?? "";
    await bench.house.enter(database);
    const asked = (await statementsOf(() => publicDrive(drive))).slice(0, 1);
    const site = await bench.house.serve(database.urls.app);
    const b = await bench.house.oppose(database, { "/drive": { as: "html", statements: asked.map(asOpponent) } });
    const program = nginx();
    const front = program ? await cacheBefore(program, site) : null;
    try {
      const path = `/drives/${drive}`;
      const rounds = await alternating({
        page: shooting(bench, site, site, path),
        start: shooting(bench, site, site, "/"),
        b: shooting(bench, b, b, "/drive"),
        ...(front ? { cached: shooting(bench, front, site, path) } : {}),
      } as Record<"page" | "start" | "b" | "cached", () => Promise<Measured>>);
      const page = against(rounds.page, rounds.b);
      const cpu = middleOf(rounds.page, (r) => r.cpuMs).value;
      const lines: Line[] = [
        {
          target: "T2",
          what: "A drive's page, rendered each time",
          wanted: "≥ 1.5 % of B",
          measured: page.text,
          met: page.share >= 0.015,
          numbers: page.numbers,
        },
        {
          target: "T2",
          what: "Its processor time in the site",
          wanted: "≤ 8 CPU ms",
          measured: `${cpu.toFixed(1)} ms`,
          met: cpu <= 8,
        },
        {
          what: "The start page with its list, rendered each time",
          measured: against(rounds.start, rounds.b).text,
          met: null,
        },
      ];
      if (!front) {
        return [
          ...lines,
          {
            target: "T2",
            what: "The same through nginx",
            wanted: "≥ 100 % of B",
            measured: "SKIPPED: there is no nginx here (apt-get install nginx-light)",
            met: null,
          },
        ];
      }
      const cached = against(rounds.cached, rounds.b, { judgeB: false });
      return [
        ...lines,
        {
          target: "T2",
          what: "The same through nginx's small cache",
          wanted: "≥ 100 % of B",
          measured: cached.text,
          met: cached.share >= 1,
          numbers: cached.numbers,
        },
      ];
    } finally {
      await front?.stop();
      await Promise.all([site.stop(), b.stop()]);
      await clear();
    }
  },
};

/** `at` is asked in the name of `origin`: behind a proxy the browser still says the site's own. */
function shooting(bench: Bench, at: Server, origin: Server, path: string): () => Promise<Measured> {
  const asked = request(origin.origin, path, { headers: { accept: "text/html", "sec-fetch-dest": "document" } });
  const next = () => asked;
  return async () => {
    await fire(at.origin, { connections: 8, seconds: 0.5, next });
    return measured({ server: at.pid, database: bench.house.cluster.process.pid }, () =>
      fire(at.origin, { connections: 8, seconds: bench.seconds, next }),
    );
  };
}
