import type { Ground } from "./ground";

/** Something that goes wrong in the world, and what the site must hold while it does. */
export interface Fault {
  /** The word for `--only`. */
  readonly name: string;
  /** Breaks things on a site of its own and tells what came of it. */
  run(ground: Ground): Promise<Verdict>;
  /** Takes away what it has put outside the ground, also when it was stopped midway; safe when there is nothing. */
  tidy?(): void;
}

export interface Verdict {
  readonly passed: boolean;
  /** What was counted and measured, in one line. */
  readonly numbers: string;
}

/** Thrown where this machine cannot show a fault; the sentence says why. */
export class Skipped extends Error {
  override name = "Skipped";
}

/** Collects what must hold; the verdict names each promise that was broken. */
export class Promises {
  private readonly broken: string[] = [];

  /** Notes a broken promise unless it was kept. */
  keep(kept: boolean, otherwise: string): void {
    if (!kept) this.broken.push(otherwise);
  }

  verdict(numbers: string): Verdict {
    const passed = this.broken.length === 0;
    return { passed, numbers: passed ? numbers : `${numbers} — BROKEN: ${this.broken.join("; ")}` };
  }
}
