import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium as playwright } from "@playwright/test";
import { findChromium } from "@/lib/cli/browser";
import { dataFolder } from "@/lib/cli/paths";
import { freePort } from "@/lib/cli/ports";
import { runProgram } from "@/lib/cli/run";
import { say } from "@/lib/cli/say";
import { type Part, Skip } from "../part";
import type { Line } from "../report";
import { stageBookings } from "../stage";

/** The last line that runs on Node 20. It and its ninety packages would lie in every checkout for one part of the bench. */
const version = "12.8.2";

/** T10: Lighthouse on the public pages, as a middling phone on a slow network sees them. */
export const lighthouse: Part = {
  name: "lighthouse",
  about: "Lighthouse on the public pages, with its mobile throttling",
  run: async ({ house, small }) => {
    const judge = await load();
    const database = await small();
    const { quietDrives } = await stageBookings(house, database, 1);
    const site = await house.serve(database.urls.app);
    const port = await freePort();
    const browser = await playwright.launch({
      executablePath: await findChromium(),
      args: [`--remote-debugging-port=${port}`, "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    });
    const [drive, progress] = [`/drives/${quietDrives[0]}`, `/progress?year=${database.year}`];
    try {
      const lines: Line[] = [];
      const pages = ["/", drive, `${drive}/book`, "/check", progress, `/progress/units/01?year=${database.year}`];
      for (const path of [...pages, "/honours", "/privacy", "/api-docs", "/en"]) {
        // The first visit warms what a server that has run for a minute has warm.
        await fetch(site.origin + path);
        const result = await judge(site.origin + path, {
          port,
          output: "json",
          logLevel: "silent",
          onlyCategories: categories,
        });
        lines.push(lineOf(path, result.lhr));
      }
      return lines;
    } finally {
      await browser.close();
      await site.stop();
    }
  },
};

const categories = ["performance", "accessibility", "best-practices", "seo"];

interface Verdict {
  categories: Record<string, { score: number | null }>;
  audits: Record<string, { numericValue?: number }>;
}
type Judge = (url: string, flags: object) => Promise<{ lhr: Verdict }>;

/** Lighthouse from its own folder under `.data`, installed there the first time. */
async function load(): Promise<Judge> {
  const folder = join(dataFolder, "lighthouse");
  if (!existsSync(join(folder, "node_modules/lighthouse/package.json"))) {
    say.doing(`Installing lighthouse ${version} beside the site's own packages`);
    const flags = ["--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    const { code, output } = await runProgram("npm", ["install", ...flags, `lighthouse@${version}`], { quiet: true });
    if (code !== 0) throw new Skip(`lighthouse could not be installed: ${output.trim().split("\n").at(-1)}`);
  }
  const entry = createRequire(join(folder, "none.js")).resolve("lighthouse");
  return (await import(pathToFileURL(entry).href)).default;
}

function lineOf(path: string, { categories: found, audits }: Verdict): Line {
  const score = (name: string) => Math.round((found[name]?.score ?? 0) * 100);
  const value = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  const [lcp, cls, tbt] = [
    value("largest-contentful-paint"),
    value("cumulative-layout-shift"),
    value("total-blocking-time"),
  ];
  const [performance, accessibility, practices] = [
    score("performance"),
    score("accessibility"),
    score("best-practices"),
  ];
  return {
    target: "T10",
    what: `Lighthouse on ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "…").replace(/\?.*/, "")}`,
    wanted: "≥ 90, 100, ≥ 95",
    measured: `performance ${performance}, accessibility ${accessibility}, best practices ${practices}, SEO ${score("seo")}; LCP ${(lcp / 1000).toFixed(1)} s, CLS ${cls.toFixed(3)}, TBT ${Math.round(tbt)} ms`,
    met: performance >= 90 && accessibility === 100 && practices >= 95 && lcp <= 2500 && cls <= 0.1 && tbt <= 200,
  };
}
