import type { Figures } from "@/lib/reports/figures";

/** A report's figures: nothing received and nothing else known, but for what is told. */
export const figuresOf = (told: Partial<Figures> = {}): Figures => ({
  received: 0,
  voluntary: null,
  firstTime: null,
  atLeast350Ml: null,
  apheresis: null,
  volumeMl: null,
  drives: null,
  outreachSessions: null,
  outreachPeople: null,
  segments: {},
  outreachProducts: {},
  ...told,
});
