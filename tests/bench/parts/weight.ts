import { gzipSync } from "node:zlib";
import type { Server } from "../house";
import type { Part } from "../part";
import { kb, type Line } from "../report";
import { stageBookings, stageDesks } from "../stage";

/** T10, its first half: what a phone has to fetch before a page works. */
export const weight: Part = {
  name: "weight",
  about: "bytes of script, HTML and flight data of each page",
  run: async (bench) => {
    const database = await bench.small();
    const bookings = await stageBookings(bench.house, database, 1);
    const desk = await stageDesks(bench.house, database);
    const site = await bench.house.serve(database.urls.app);
    try {
      const drive = bookings.quietDrives[0];
      const pages: [string, string, boolean][] = [
        ["/", "", true],
        [`/drives/${drive}`, "", true],
        ["/check", "", true],
        [`/progress?year=${database.year}`, "", true],
        [`/progress/units/01?year=${database.year}`, "", true],
        [`/drives/${drive}/book?slot=${bookings.quietSlots[0]}`, bookings.signedIn[0]?.cookie ?? "", true],
        ["/me", bookings.signedIn[0]?.cookie ?? "", true],
        [`/staff/desk/${desk.visits[0]?.driveId}`, desk.cookie, false],
        ["/staff/progress", desk.cookie, false],
      ];
      const lines: Line[] = [];
      for (const [path, cookie, light] of pages) lines.push(await weigh(site, path, cookie, light));
      return lines;
    } finally {
      await site.stop();
    }
  },
};

const scriptLimit = 180_000;

async function weigh(site: Server, path: string, cookie: string, light: boolean): Promise<Line> {
  const response = await fetch(site.origin + path, { headers: { cookie } });
  const html = await response.text();
  // Chunks named only in flight data are fetched too, a moment later.
  const scripts = new Set([...html.matchAll(/\/_next\/static\/[^"'\\ ]+?\.js/g)].map(([address]) => address));
  const legacy = new Set([...html.matchAll(/<script src="([^"]+)"[^>]*noModule/gi)].map(([, address]) => address));
  let scriptBytes = 0;
  for (const address of scripts)
    if (!legacy.has(address)) scriptBytes += gzipSync(await (await fetch(site.origin + address)).text()).length;
  const flight = [...html.matchAll(/self\.__next_f\.push\([\s\S]*?\)<\/script>/g)].reduce(
    (sum, [text]) => sum + Buffer.byteLength(text),
    0,
  );
  const named = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "…").replace(/\?.*/, "");
  return {
    ...(light ? { target: "T10", wanted: "script ≤ 180 kB gzip" } : {}),
    what: `Weight of ${named}`,
    measured: `script ${kb(scriptBytes)} gzip; HTML ${kb(Buffer.byteLength(html))} (${kb(gzipSync(html).length)} gzip), of it flight data ${kb(flight)}${response.status === 200 ? "" : `; status ${response.status}`}`,
    met: light ? scriptBytes <= scriptLimit && response.status === 200 : null,
    numbers: { path: named, scriptBytes, htmlBytes: Buffer.byteLength(html), flight },
  };
}
