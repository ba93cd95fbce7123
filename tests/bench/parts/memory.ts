import { setTimeout as wait } from "node:timers/promises";
import { fire, request } from "../generator";
import type { Part } from "../part";
import { memoryMbOf } from "../processes";
import { type Line, percent, rate } from "../report";
import { median } from "../rounds";
import { stageBookings } from "../stage";

/** T8: what one server takes of the machine, at rest, after a storm, and over a while at half its strength. */
export const memory: Part = {
  name: "memory",
  about: "start-up time, memory at rest and after load, and its growth over a soak",
  run: async ({ house, small, full }) => {
    const database = await small();
    const { quietDrives, clear } = await stageBookings(house, database, 1);
    const starts: number[] = [];
    for (let n = 0; n < 3; n++) {
      const server = await house.serve(database.urls.app);
      starts.push(server.startMs);
      await server.stop();
    }
    const site = await house.serve(database.urls.app);
    try {
      const atRest = memoryMbOf(site.pid);
      const pages = ["/", `/drives/${quietDrives[0]}`, `/progress?year=${database.year}`, "/check", "/api/v1/drives"];
      const asked = pages.map((path) => request(site.origin, path));
      let n = 0;
      const next = () => asked[n++ % asked.length] ?? null;
      const storm = await fire(site.origin, { connections: 32, seconds: 15, next });
      const afterStorm = memoryMbOf(site.pid);
      const soakSeconds = full ? 600 : 60;
      const half = storm.perSecond / 2;
      const samples: number[] = [];
      const soak = fire(site.origin, { connections: 8, seconds: soakSeconds, perSecond: half, next });
      for (let second = 0; second < soakSeconds; second += 1) {
        await wait(1000);
        samples.push(memoryMbOf(site.pid));
      }
      await soak;
      const part = (from: number, to: number) =>
        median(samples.slice(Math.floor(samples.length * from), Math.floor(samples.length * to)));
      const [third, fourth] = [part(0.5, 0.75), part(0.75, 1)];
      const growth = fourth / third - 1;
      const peak = Math.max(afterStorm, ...samples);
      const lines: Line[] = [
        {
          what: "A server answers after",
          measured: `${(median(starts) / 1000).toFixed(2)} s (median of 3 starts of a built site)`,
          met: null,
        },
        {
          target: "T8",
          what: "Memory of one server",
          wanted: "≤ 600 MB",
          measured: `${Math.round(atRest)} MB at rest, ${Math.round(afterStorm)} MB after ${Math.round(storm.answers).toLocaleString("en")} pages, ${Math.round(peak)} MB at most`,
          met: peak <= 600,
        },
        {
          target: "T8",
          what: `Its growth over the second half of ${soakSeconds} s at ${rate(half)}`,
          wanted: "< 10 %",
          measured: `${percent(growth)}: ${Math.round(third)} MB, then ${Math.round(fourth)} MB`,
          met: growth < 0.1,
        },
      ];
      return lines;
    } finally {
      await site.stop();
      await clear();
    }
  },
};
