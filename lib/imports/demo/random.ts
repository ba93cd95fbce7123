/** Chance that can be repeated: the same seed gives the same day again, so a demonstration does not change by itself. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  happens(probability: number): boolean;
  one<T>(of: readonly T[]): T;
  weighted<T>(of: readonly T[], weight: (item: T) => number): T;
}

/** A stream of chance from a word (mulberry32 over a hash of it); not for anything that must stay secret. */
export function chanceOf(word: string): Chance {
  let state = [...word].reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193),
    0x811c9dc5,
  );
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + next() * (high - low);
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
  return {
    next,
    between,
    whole,
    happens: (probability) => next() < probability,
    one: (of) => {
      const item = of[whole(0, of.length - 1)];
      if (item === undefined) throw new RangeError("nothing to choose from");
      return item;
    },
    weighted: (of, weight) => {
      let left = next() * of.reduce((sum, item) => sum + weight(item), 0);
      for (const item of of) {
        left -= weight(item);
        if (left < 0) return item;
      }
      const last = of.at(-1);
      if (last === undefined) throw new RangeError("nothing to choose from");
      return last;
    },
  };
}
