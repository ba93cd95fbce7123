import type { BenchDatabase, House } from "./house";
import type { Line } from "./report";

/** What a part is given to work with. */
export interface Bench {
  house: House;
  /** 0.2 million donations. */
  small: () => Promise<BenchDatabase>;
  /** 2 million. */
  middle: () => Promise<BenchDatabase>;
  /** 2 million; 20 million with `--scale full`. */
  large: () => Promise<BenchDatabase>;
  /** How long one measurement of one round takes. */
  seconds: number;
  full: boolean;
}

/** One part of the bench: may be run alone with `--only`. */
export interface Part {
  name: string;
  about: string;
  /** Asks for sums alone: run by itself at the full scale, it is given a database without people, loaded in minutes. */
  sumsOnly?: boolean;
  run(bench: Bench): Promise<Line[]>;
}

/** Thrown by a part that cannot run here, with the reason. */
export class Skip extends Error {}
