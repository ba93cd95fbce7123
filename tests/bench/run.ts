import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { explain, say, Trouble } from "@/lib/cli/say";
import { House } from "./house";
import { type Bench, type Part, Skip } from "./part";
import { booking } from "./parts/booking";
import { certificates } from "./parts/certificates";
import { dashboard } from "./parts/dashboard";
import { donation } from "./parts/donation";
import { lighthouse } from "./parts/lighthouse";
import { lookUps } from "./parts/look-ups";
import { memory } from "./parts/memory";
import { nationalDay } from "./parts/national-day";
import { prisma } from "./parts/prisma";
import { publicPages } from "./parts/public-pages";
import { signIn } from "./parts/sign-in";
import { weight } from "./parts/weight";
import { tellsOfProcesses } from "./processes";
import { lineText, machine, type Result, tableMarkdown, tableText } from "./report";

const parts: Part[] = [
  booking,
  donation,
  dashboard,
  lookUps,
  prisma,
  publicPages,
  weight,
  lighthouse,
  memory,
  signIn,
  certificates,
  nationalDay,
];

const usage =
  "npm run bench -- [--only booking,dashboard,…] [--scale full] [--seconds 4] [--fresh] [--json FILE] [--markdown FILE]";

/** `npm run bench`: measures what the house promises, each as a ratio with both raw numbers, and prints one table. */
export async function bench(args: string[]): Promise<void> {
  let house: House | undefined;
  const close = () => void house?.close().finally(() => process.exit(130));
  try {
    const wanted = options(args);
    if (!tellsOfProcesses()) throw new Trouble("The bench reads processor time from /proc: run it on Linux.");
    const chosen = parts.filter(({ name }) => wanted.only.length === 0 || wanted.only.includes(name));
    house = await House.open({ afresh: wanted.fresh });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, close);
    const results = await runParts(chosen, benchOf(house, wanted, chosen));
    say.line(`\n${machine()}\n`);
    say.line(tableText(results));
    if (wanted.json)
      writeFileSync(wanted.json, JSON.stringify({ machine: machine(), at: new Date(), results }, null, 2));
    if (wanted.markdown) writeFileSync(wanted.markdown, `${tableMarkdown(results)}\n`);
    const missed = results.flatMap(({ lines }) => lines).filter(({ met }) => met === false).length;
    say.line(`\n${missed === 0 ? "Every promise measured here is met." : `${missed} promises are not met.`}`);
  } catch (error) {
    explain(error);
    process.exitCode = 1;
  } finally {
    await house?.close();
  }
}

interface Options {
  only: string[];
  full: boolean;
  seconds: number;
  fresh: boolean;
  json?: string | undefined;
  markdown?: string | undefined;
}

function options(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: "string" },
        scale: { type: "string" },
        seconds: { type: "string", default: "4" },
        fresh: { type: "boolean", default: false },
        json: { type: "string" },
        markdown: { type: "string" },
      },
    });
    const only = values.only?.split(",") ?? [];
    const known = parts.map(({ name }) => name);
    if (only.some((name) => !known.includes(name))) throw new Trouble(`The parts are ${known.join(", ")}.`);
    if (values.scale && values.scale !== "full") throw new Trouble("The scale is full, or left out.");
    return { ...values, only, full: values.scale === "full", seconds: Number(values.seconds) || 4 };
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble(`That is not understood; it is ${usage}.`);
  }
}

function benchOf(house: House, { full, seconds }: Options, chosen: Part[]): Bench {
  const middle = () => house.database("large", { donations: 2_000_000, donors: 1_200_000 });
  const whole = { donations: 20_000_000, donors: 12_000_000 };
  return {
    house,
    full,
    seconds,
    small: () => house.database("small", { donations: 200_000, donors: 120_000 }),
    middle,
    large: () => {
      if (!full) return middle();
      const sumsOnly = chosen.every((part) => part.sumsOnly);
      return sumsOnly ? house.database("sums", { ...whole, sumsOnly }) : house.database("full", whole);
    },
  };
}

async function runParts(chosen: Part[], bench: Bench): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, about, run } of chosen) {
    say.line(`\n── ${name}: ${about} ──`);
    const began = Date.now();
    const result: Result = { part: name, lines: [], seconds: 0 };
    try {
      result.lines = await run(bench);
      for (const line of result.lines) say.line(lineText(line));
    } catch (error) {
      if (!(error instanceof Skip)) explain(error);
      result.skipped = error instanceof Skip ? error.message : "it failed; see above";
      say.notice(`SKIPPED: ${result.skipped}`);
    }
    result.seconds = Math.round((Date.now() - began) / 1000);
    say.line(`  (${result.seconds} s)`);
    results.push(result);
  }
  return results;
}
