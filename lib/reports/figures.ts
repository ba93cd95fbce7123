import { z } from "zod";
import { type ProductChannel, productChannels } from "@/lib/outreach/rules";

/** The lines of a report about blood. One donation is one unit; the volume beside tells it in 250 ml equivalents. */
export const bloodLines = [
  "received",
  "voluntary",
  "firstTime",
  "atLeast350Ml",
  "apheresis",
  "volumeMl",
  "drives",
] as const;
export type BloodLine = (typeof bloodLines)[number];

/** The lines of a report about outreach. */
export const outreachLines = ["outreachSessions", "outreachPeople"] as const;
export const reportLines = [...bloodLines, ...outreachLines] as const;
export type ReportLine = (typeof reportLines)[number];

/** Lines that are parts of `received` and never exceed it. */
export const partsOfReceived = ["voluntary", "firstTime", "atLeast350Ml", "apheresis"] as const;

/** Who gave, as drives record it. */
export const segments = ["student", "civil_servant", "armed_forces", "worker", "farmer", "religious", "other"] as const;
export type Segment = (typeof segments)[number];

const count = z.number().int().min(0);

/** What a report states. A line that is not known is null, never zero. */
export const figuresShape = z.object({
  received: count,
  voluntary: count.nullable(),
  firstTime: count.nullable(),
  atLeast350Ml: count.nullable(),
  apheresis: count.nullable(),
  volumeMl: count.nullable(),
  drives: count.nullable(),
  outreachSessions: count.nullable(),
  outreachPeople: count.nullable(),
  segments: z.partialRecord(z.enum(segments), count),
  outreachProducts: z.partialRecord(z.enum(productChannels), count),
});
export type Figures = z.output<typeof figuresShape>;

/** What drives and the outreach log hold of a unit's period. */
export type Recorded = Figures & { readonly containsDemo: boolean };

/** A line that states something else than what was recorded here. */
export interface Difference {
  readonly line: ReportLine;
  readonly stated: number | null;
  readonly recorded: number;
  /** Null where the report leaves the line open. */
  readonly difference: number | null;
}

/** Every line of a report beside what was recorded here. */
export function differences(stated: Figures, recorded: Figures): Difference[] {
  return reportLines.map((line) => {
    const [said, known] = [stated[line], recorded[line] ?? 0];
    return { line, stated: said, recorded: known, difference: said === null ? null : said - known };
  });
}

export type FiguresRefusal =
  | "below_recorded"
  | "elsewhere_unexplained"
  | "part_above_received"
  | "received_below_all"
  | "segments_above_received";

type WhyNot = { refusal: FiguresRefusal; facts: Record<string, string | number> } | null;

/** Why figures do not add up, or null: a part above the whole is wrong in a draft already. */
export function whyNotWhole(stated: Figures): WhyNot {
  for (const line of partsOfReceived)
    if ((stated[line] ?? 0) > stated.received)
      return { refusal: "part_above_received", facts: { line, part: stated[line] ?? 0, received: stated.received } };
  const inSegments = Object.values(stated.segments).reduce((sum, many) => sum + many, 0);
  if (inSegments > stated.received)
    return { refusal: "segments_above_received", facts: { segments: inSegments, received: stated.received } };
  return null;
}

/**
 * Why a report's figures cannot be sent, or null. What was recorded here happened, so no line may state less; more is
 * "from elsewhere", and the report says where.
 */
export function whyNotStated(stated: Figures, recorded: Figures, whereFrom: string | null): WhyNot {
  const parts = whyNotWhole(stated);
  // A total too low by both measures is one mistake: told as two it would cost two tries.
  if (parts?.refusal === "part_above_received" && stated.received < recorded.received)
    return {
      refusal: "received_below_all",
      facts: { ...parts.facts, line: "received", ofPart: parts.facts.line ?? "", recorded: recorded.received },
    };
  if (parts !== null) return parts;
  for (const { line, stated: said, recorded: known, difference } of differences(stated, recorded))
    if (difference !== null && difference < 0)
      return { refusal: "below_recorded", facts: { line, stated: said ?? 0, recorded: known } };
  if (stated.received > recorded.received && !whereFrom?.trim())
    return { refusal: "elsewhere_unexplained", facts: { more: stated.received - recorded.received } };
  return null;
}

/** Do two reports state the same? What one leaves open and the other states is a difference. */
export function sameFigures(a: Figures, b: Figures): boolean {
  return (
    reportLines.every((line) => a[line] === b[line]) &&
    sameParts(a.segments, b.segments) &&
    sameParts(a.outreachProducts, b.outreachProducts)
  );
}

function sameParts<K extends Segment | ProductChannel>(
  a: Partial<Record<K, number>>,
  b: Partial<Record<K, number>>,
): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<K>;
  return [...keys].every((key) => (a[key] ?? 0) === (b[key] ?? 0));
}
