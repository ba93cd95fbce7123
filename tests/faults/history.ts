import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "@/lib/cli/paths";

/** What a client asks for: a place, or the record of a bag; the key stays the same however often it asks. */
export interface Asked {
  readonly what: "booking" | "donation";
  readonly key: string;
  /** The slot of a booking, the visit of a donation. */
  readonly about: string;
  readonly donorId: string;
}

/**
 * One line of a client's log. `unknown` is an answer that never came or said "try again": the deed may have been done
 * or not, and the client asks again with the same key.
 */
export type Line = Asked &
  (
    | { readonly said: "asked" }
    /** A booking's answer leads to its ticket and so names it; a donation's says only that it is recorded. */
    | { readonly said: "done"; readonly id: string | null }
    | { readonly said: "refused"; readonly word: string }
    | { readonly said: "unknown"; readonly status: number }
  );

/** The log of the clients, a JSON object a line, written before and after each request so that it survives everything. */
export class History {
  private readonly file: string;

  constructor(fault: string) {
    mkdirSync(join(dataFolder, "faults-history"), { recursive: true });
    this.file = join(dataFolder, "faults-history", `${fault}.jsonl`);
    rmSync(this.file, { force: true });
  }

  note(line: Line): void {
    appendFileSync(this.file, `${JSON.stringify({ at: Date.now(), ...line })}\n`);
  }

  /** Every line, oldest first, with its moment in milliseconds since 1970. */
  read(): (Line & { readonly at: number })[] {
    return readFileSync(this.file, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line & { at: number });
  }
}
