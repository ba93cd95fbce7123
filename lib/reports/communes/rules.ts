import { type Figures, type ReportLine, reportLines } from "../figures";

/** One commune's report beside what was recorded on its own ground in the same period. */
export interface CommuneStated {
  readonly stated: Figures;
  readonly recorded: Figures;
}

/** A line as the communes tell it. */
export interface CommunesLine {
  readonly line: ReportLine;
  /** What was recorded in the whole province. */
  readonly recorded: number;
  /** What the communes' reports add up to, as far as they state the line. */
  readonly stated: number;
  /** What was recorded on the ground of those communes: it is in both, and counts once. */
  readonly recordedThere: number;
  /** Recorded in the province, and what the communes have beyond what was recorded with them. */
  readonly together: number;
}

/**
 * What a province would report if it took its communes at their word: each commune's report stands for what was recorded
 * on its own ground, and what was recorded elsewhere in the province stays. A line that a commune leaves open counts as
 * recorded. Nothing is counted twice, and no line comes out below what was recorded.
 */
export function communesTogether(
  recorded: Figures,
  communes: readonly CommuneStated[],
): { figures: Figures; lines: readonly CommunesLine[] } {
  const lines = reportLines.map((line): CommunesLine => {
    const telling = communes.filter(({ stated }) => stated[line] !== null);
    const stated = sum(telling.map((one) => one.stated[line] ?? 0));
    const recordedThere = sum(telling.map((one) => one.recorded[line] ?? 0));
    const more = sum(telling.map((one) => beyond(one.stated[line], one.recorded[line])));
    const here = recorded[line] ?? 0;
    return { line, recorded: here, stated, recordedThere, together: here + more };
  });
  const together = Object.fromEntries(lines.map((line) => [line.line, line.together])) as Record<ReportLine, number>;
  const segments = partsTogether(
    recorded.segments,
    communes.map((one) => [one.stated.segments, one.recorded.segments]),
  );
  return {
    lines,
    figures: {
      ...together,
      // Where communes call the same people something else than the drives did, both together are more than gave.
      segments: sum(Object.values(segments)) > together.received ? recorded.segments : segments,
      outreachProducts: partsTogether(
        recorded.outreachProducts,
        communes.map((one) => [one.stated.outreachProducts, one.recorded.outreachProducts]),
      ),
    },
  };
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const beyond = (stated: number | null | undefined, recorded: number | null | undefined) =>
  Math.max(0, (stated ?? 0) - (recorded ?? 0));

function partsTogether<K extends string>(
  recorded: Partial<Record<K, number>>,
  communes: readonly (readonly [Partial<Record<K, number>>, Partial<Record<K, number>>])[],
): Partial<Record<K, number>> {
  const told: Partial<Record<K, number>> = { ...recorded };
  for (const [stated, held] of communes)
    for (const key of Object.keys(stated) as K[]) told[key] = (told[key] ?? 0) + beyond(stated[key], held[key]);
  return told;
}
