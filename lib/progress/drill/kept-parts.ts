import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { FEWEST_TOLD } from "@/lib/core/few";
import { yearOf } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { type Cell, keptCells, type ListOf } from "@/lib/targets/past/kept-cells";
import { counts, within } from "../scope/conditions";
import type { KeptBackIn, ViewOfDays } from "./beside";

/** The parts of a view that tell no count of its days, none of the days a year before, and no count of whole blood. */
export interface KeptParts {
  readonly now: ReadonlySet<string>;
  readonly before: ReadonlySet<string>;
  readonly wholeBlood: ReadonlySet<string>;
}

const monthShape = z.object({
  key: z.string(),
  ground: z.string().describe("the commune in which it was held"),
  month: z.string(),
  donations: z.number(),
  now: z.number(),
  before: z.number(),
  fewOfADay: z.boolean(),
  apheresis: z.number(),
  apheresisNow: z.number(),
  fewApheresisOfADay: z.boolean(),
});
type Month = z.output<typeof monthShape> & Cell;

/** How the drives of a view are taken apart. */
export interface TakenApart {
  readonly key: Sql;
  /** By cells of `drive_breakdown` (segment, component); else each drive has one part. */
  readonly ofBreakdown: boolean;
  readonly lineage: readonly string[];
  readonly inCampaign: Sql;
  /** Communes that tell nothing of these days: what is taken apart of them tells nothing either. */
  readonly communes: KeptBackIn | null;
}

/**
 * Which bodies, facilities, segments or components of a province or commune tell no count, since lists of several
 * periods can be subtracted (`keptCells`). Bodies and facilities are looked at commune by commune, too: a commune is told
 * beside them, so that what one of them is short of must be shared with another on the same ground. Of a commune's
 * segments and components the same one is looked at in its neighbours, since their province tells all of it.
 */
export async function publicKeptParts(view: ViewOfDays, apart: TakenApart): Promise<KeptParts> {
  const wide = apart.ofBreakdown && view.scope.kind === "commune" && view.campaignId === null;
  const held = await monthsOf(view, apart, wide);
  const own = wide ? held.filter(({ ground }) => ground === view.scope.id) : held;
  const keptIn = (cells: readonly Month[], list: ListOf<Month>) => {
    const kept = new Set(together(cells, ({ key }) => key).inList(list));
    const grounds = new Set(cells.map(({ ground }) => ground));
    if (!apart.ofBreakdown && grounds.size > 1)
      for (const ground of grounds)
        for (const key of together(
          cells.filter((cell) => cell.ground === ground),
          (cell) => cell.key,
        ).inList(list))
          kept.add(key);
    return kept;
  };
  const keysOf = (cells: readonly Month[]) => [...new Set(cells.map(({ key }) => key))];
  const amongNeighbours = (list: ListOf<Month>) =>
    keysOf(own).filter((key) =>
      together(
        held.filter((cell) => cell.key === key),
        ({ ground }) => ground,
      )
        .inList(list)
        .has(view.scope.id),
    );
  const kept = (of: "now" | "before") =>
    new Set([
      ...keptIn(own, (cell) => cell[of]),
      ...(wide ? amongNeighbours((cell) => cell[of]) : []),
      ...own.filter((cell) => cell[of] > 0 && apart.communes?.[of].listed.has(cell.ground)).map(({ key }) => key),
    ]);
  const ofApheresis = (cells: readonly Month[]) =>
    cells.map((cell) => ({ ...cell, donations: cell.apheresis, fewOfADay: cell.fewApheresisOfADay }));
  return {
    now: kept("now"),
    before: kept("before"),
    wholeBlood: keptIn(ofApheresis(own), ({ apheresisNow }) => apheresisNow),
  };
}

/** Cells of the same part and month added up. */
function together(held: readonly Month[], partOf: (month: Month) => string) {
  const cells = new Map<string, Month>();
  for (const one of held) {
    const part = partOf(one);
    const at = `${part} ${one.month}`;
    const sum = cells.get(at);
    cells.set(
      at,
      sum
        ? {
            ...sum,
            donations: sum.donations + one.donations,
            now: sum.now + one.now,
            before: sum.before + one.before,
            apheresisNow: sum.apheresisNow + one.apheresisNow,
            fewOfADay: sum.fewOfADay || one.fewOfADay,
          }
        : { ...one, part },
    );
  }
  return keptCells([...cells.values()]);
}

async function monthsOf(
  { scope, span }: ViewOfDays,
  { key, ofBreakdown, lineage, inCampaign }: TakenApart,
  wide: boolean,
): Promise<Month[]> {
  const ofScope = wide
    ? sql`d.province_id = (SELECT parent_id FROM unit WHERE id = ${scope.id})`
    : within(scope, [...lineage]);
  const [donations, apheresis, breakdown] = ofBreakdown
    ? [
        sql`b.donations`,
        sql`b.donations * (b.component <> 'whole_blood')::integer`,
        sql`JOIN drive_breakdown b ON b.drive_id = d.id AND b.donations > 0`,
      ]
    : [sql`t.donations`, sql`t.apheresis`, sql``];
  const now = sql`held_on BETWEEN ${span.from}::date AND ${span.through}::date`;
  const before = sql`held_on BETWEEN ${span.before.from}::date AND ${span.before.to}::date`;
  const sumOf = (of: Sql, when: Sql) => sql`coalesce(sum(${of}) FILTER (WHERE ${when}), 0)::integer`;
  const isFew = (of: Sql) => sql`bool_or(${of} BETWEEN 1 AND ${FEWEST_TOLD - 1})`;
  const found = await rows(
    monthShape,
    sql`WITH of_day AS (
        SELECT ${key} AS key, d.commune_id AS ground, d.held_on, sum(${donations}) AS donations, sum(${apheresis}) AS apheresis
        FROM drive d JOIN drive_total t ON t.drive_id = d.id ${breakdown}
        WHERE d.held_on BETWEEN ${`${yearOf(span.before.from)}-01-01`}::date AND ${`${yearOf(span.to)}-12-31`}::date
          AND ${counts} AND ${inCampaign} AND ${ofScope}
        GROUP BY 1, 2, 3
      )
      SELECT key, ground, to_char(held_on, 'YYYY-MM') AS month, sum(donations)::integer AS donations,
        ${sumOf(sql`donations`, now)} AS now, ${sumOf(sql`donations`, before)} AS before, ${isFew(sql`donations`)} AS "fewOfADay",
        sum(apheresis)::integer AS apheresis, ${sumOf(sql`apheresis`, now)} AS "apheresisNow",
        ${isFew(sql`apheresis`)} AS "fewApheresisOfADay"
      FROM of_day WHERE key IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  return found.map((one) => ({ ...one, part: one.key, column: "" }));
}
