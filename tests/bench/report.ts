import { cpus, release, totalmem } from "node:os";
import type { Measured, Middle } from "./rounds";
import { middleOf } from "./rounds";

/** One line of the table: what was promised, what was measured, and whether the one meets the other. */
export interface Line {
  /** The promise's number, T1 … T11, where it has one. */
  target?: string;
  what: string;
  wanted?: string;
  measured: string;
  /** Null where nothing was promised. */
  met: boolean | null;
  /** The numbers behind, for `--json`. */
  numbers?: unknown;
}

export interface Result {
  part: string;
  lines: Line[];
  /** Why it could not be measured. */
  skipped?: string;
  seconds: number;
}

const widths = { target: 4, what: 46, wanted: 22 };

/** The table on the screen. */
export function tableText(results: Result[]): string {
  const lines = results.flatMap(({ part, lines: found, skipped }) =>
    skipped ? [`     ${part.padEnd(widths.what)} SKIPPED: ${skipped}`] : found.map(lineText),
  );
  return lines.join("\n");
}

export function lineText({ target = "", what, wanted = "", measured, met }: Line): string {
  const verdict = met === null ? "     " : met ? "met  " : "NOT  ";
  return `${verdict}${target.padEnd(widths.target)}${what.padEnd(widths.what)} ${wanted.padEnd(widths.wanted)} ${measured}`;
}

/** The same for a README. */
export function tableMarkdown(results: Result[]): string {
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const rows = results.flatMap(({ part, lines, skipped }) =>
    skipped
      ? [`| | ${part} | | SKIPPED: ${cell(skipped)} | |`]
      : lines.map(
          ({ target = "", what, wanted = "", measured, met }) =>
            `| ${target} | ${cell(what)} | ${cell(wanted)} | ${cell(measured)} | ${met === null ? "" : met ? "met" : "**not met**"} |`,
        ),
  );
  return [
    `${machine()}, ${new Date().toISOString().slice(0, 10)}.`,
    "",
    "| # | What | Target | Measured | |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${memory} GiB, Linux ${release()}, Node ${process.version}; site, database, opponent and load generator share them`;
}

// ── numbers as people read them ──

export const ms = (value: number) => (value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value)} ms`);
export const rate = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString("en")}/s`;
export const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
export const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
export const times = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)}×`;
const withSpread = ({ value, spreadPercent }: Middle) => `${rate(value)} ±${Math.round(spreadPercent / 2)} %`;

/** How B should stand to a page or action of ours; nearer than this and it was not given a fair chance. */
const fairLead = 5;

/** Ours against B: the ratio with both raw numbers, the processor time of both, and a word where B looks too weak. */
export function against(
  ours: Measured[],
  theirs: Measured[],
  { judgeB = true } = {},
): { share: number; text: string; numbers: unknown } {
  const a = middleOf(ours, (round) => round.perSecond);
  const b = middleOf(theirs, (round) => round.perSecond);
  const share = a.value / b.value;
  const cpu = (rounds: Measured[]) =>
    `${middleOf(rounds, (round) => round.cpuMs).value.toFixed(2)}+${middleOf(rounds, (round) => round.databaseCpuMs).value.toFixed(2)} CPU ms`;
  const suspect = judgeB && b.value < fairLead * a.value ? " SUSPECT: B is under five times ours" : "";
  return {
    share,
    text: `${percent(share)}: ${withSpread(a)} (${cpu(ours)}) of B's ${withSpread(b)} (${cpu(theirs)})${suspect}`,
    numbers: { ours, theirs },
  };
}
