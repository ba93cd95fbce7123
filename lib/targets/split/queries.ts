import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { type CivilDate, todayInVietnam, yearOf } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { peopleOn } from "@/lib/units/populations/valid";
import { inForceOn } from "../in-force";
import { unitsWithin } from "../policy";
import { countingBases } from "../rules";
import { partOf, resultsOf } from "./last-year";
import { partsWithin } from "./parts";

const headShape = z.object({
  id: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  parentId: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  wanted: z.number().nullable(),
  wantedState: z.string().nullable(),
  wantedFrom: z.string().nullable(),
  inForce: z.number().nullable(),
  basis: z.string().nullable(),
  version: z.number(),
  splitId: z.string().nullable(),
  state: z.enum(["draft", "submitted"]).nullable(),
  splitBasis: z.enum(countingBases).nullable(),
  effectiveFrom: z.string().nullable(),
  kept: z.array(z.object({ key: z.string(), value: z.number().nullable(), locked: z.boolean() })),
});

/** A part as the grid shows it: what it is to have, beside what helpers weigh it by. */
export interface SplitRow {
  readonly key: string;
  readonly kind: "province" | "ministry" | "commune" | "body";
  readonly name: string;
  readonly people: number | null;
  readonly lastYear: number | null;
  /** Last year's result is kept back: it is under five, or would tell one that is. */
  readonly fewer: boolean;
  readonly capacity: number | null;
  /** What the unit itself asks for, in a proposal that is open and sent; of a body nothing is proposed. */
  readonly proposed: number | null;
  readonly inForce: number | null;
  readonly value: number | null;
  readonly locked: boolean;
}

export interface SplitView {
  readonly unit: Pick<z.output<typeof headShape>, "id" | "kind" | "parentId" | "name" | "nameEn">;
  readonly year: number;
  readonly whole: number | null;
  /** Whether the whole is only wanted so far, and in which state. */
  readonly wantedState: string | null;
  readonly basis: (typeof countingBases)[number];
  readonly effectiveFrom: CivilDate | null;
  readonly splitId: string | null;
  readonly state: "draft" | "submitted" | null;
  readonly version: number;
  /** The year before is this year: its results are scaled to the whole. */
  readonly lastYearRuns: boolean;
  readonly rows: SplitRow[];
}

/**
 * How a unit's year is shared over its parts, or would be: the kept draft, else what is in force; with the weights of
 * each part. Null out of reach.
 */
export async function splitView(
  actor: StaffActor,
  { unitId, year }: { unitId: string; year: number },
  now = new Date(),
): Promise<SplitView | null> {
  const today = todayInVietnam(now);
  const head = await row(
    headShape,
    sql`SELECT u.id, u.kind, u.parent_id AS "parentId", u.name, u.name_en AS "nameEn",
        p.value::float8 AS wanted, p.state AS "wantedState", p.effective_from AS "wantedFrom", t.value::float8 AS "inForce",
        coalesce(p.counting_basis, t.counting_basis) AS basis, coalesce(s.version, 0) AS version, s.id AS "splitId", s.state,
        s.counting_basis AS "splitBasis", s.effective_from AS "effectiveFrom",
        coalesce((SELECT jsonb_agg(jsonb_build_object('key', part_key, 'value', value, 'locked', locked))
          FROM target_split_part WHERE split_id = s.id), '[]') AS kept
      FROM unit u
        LEFT JOIN LATERAL (SELECT * FROM target_proposal p WHERE p.unit_id = u.id AND p.year = ${year} AND p.period = 'year'
          AND p.metric = 'units' AND p.state IN ('draft', 'proposed', 'assigned', 'agreed') ORDER BY p.changed_at DESC LIMIT 1) p ON true
        LEFT JOIN LATERAL (SELECT t.* FROM target t WHERE t.unit_id = u.id AND t.year = ${year} AND t.period = 'year'
          AND t.metric = 'units' AND t.superseded_at IS NULL ORDER BY t.is_demo DESC, t.version DESC LIMIT 1) t ON true
        LEFT JOIN LATERAL (SELECT * FROM target_split s WHERE s.unit_id = u.id AND s.year = ${year}
          AND s.state IN ('draft', 'submitted') ORDER BY s.changed_at DESC LIMIT 1) s ON true
      WHERE u.id = ${unitId} AND ${unitsWithin(reachOf(actor, "target.view"))}`,
  );
  if (head === null) return null;
  const kept = new Map(head.kept.map((part) => [part.key, part]));
  const weighed = await weights(head, year, today);
  const whole = head.wanted ?? head.inForce;
  return {
    unit: head,
    year,
    whole: whole !== null && Number.isInteger(whole) ? whole : null,
    wantedState: head.wanted === null ? null : head.wantedState,
    basis: head.splitBasis ?? (head.basis === "units_250ml" ? "units_250ml" : "donations"),
    effectiveFrom: head.effectiveFrom ?? head.wantedFrom,
    splitId: head.splitId,
    state: head.state,
    version: head.version,
    lastYearRuns: yearOf(today) === year - 1,
    rows: weighed.map((one) => ({
      ...one,
      value: head.splitId ? (kept.get(one.key)?.value ?? null) : one.inForce,
      locked: kept.get(one.key)?.locked ?? false,
    })),
  };
}

const weightShape = z.object({
  key: z.string(),
  people: z.number().nullable(),
  capacity: z.number().nullable(),
  proposed: z.number().nullable(),
  inForce: z.number().nullable(),
});

/**
 * By what a part may be weighed. People: a province's as held for that year, a body's headcount. Capacity: what a province's
 * facilities can bleed in a day; of a commune or body, what its drives of the last twelve months planned. Last year: what
 * was printed, else official (an approved report of a month, else what was recorded), of a running year scaled to the whole. A drive counts for its host where that is a part, else
 * for the commune it was held in, so that no donation weighs twice; fewer than five are kept back.
 */
async function weights(unit: z.output<typeof headShape>, year: number, today: CivilDate) {
  const parts = await partsWithin(unit, year);
  const keys = parts.map((part) => part.key);
  const isNation = unit.kind === "nation";
  const [found, lastYear] = await Promise.all([
    rows(
      weightShape,
      sql`SELECT part.key,
          coalesce(${peopleOn(sql`part.key`, `${year}-12-31`)},
            (SELECT h.people FROM organisation_headcount h WHERE h.organisation_id::text = part.key AND h.year <= ${year}
              ORDER BY h.year DESC LIMIT 1)) AS people,
          CASE WHEN ${isNation} THEN (SELECT sum(f.daily_capacity)::integer FROM facility f
              WHERE f.unit_id = part.key AND f.closed_on IS NULL)
            ELSE planned.units END AS capacity,
          (SELECT p.value::integer FROM target_proposal p WHERE p.unit_id = part.key AND p.year = ${year} AND p.period = 'year'
              AND p.metric = 'units' AND p.origin = 'unit' AND p.state IN ('proposed', 'agreed')
            ORDER BY p.is_demo DESC, p.changed_at DESC LIMIT 1) AS proposed,
          coalesce((SELECT t.value::integer FROM target t WHERE t.unit_id = part.key AND t.year = ${year} AND t.period = 'year'
              AND t.metric = 'units' AND ${inForceOn(today)} ORDER BY t.is_demo DESC, t.version DESC LIMIT 1),
            (SELECT b.value FROM body_target b WHERE b.organisation_id::text = part.key AND b.year = ${year}
              AND b.superseded_at IS NULL LIMIT 1)) AS "inForce"
        FROM unnest(${keys}::text[]) AS part (key)
          LEFT JOIN (SELECT ${partOf(keys)} AS key, sum(d.planned_units)::integer AS units FROM drive d
            WHERE d.credited_unit_id = ${unit.id} AND d.held_on BETWEEN ${today}::date - 365 AND ${today}::date
              AND d.status NOT IN ('draft', 'cancelled', 'postponed') GROUP BY 1) planned ON planned.key = part.key`,
    ),
    resultsOf(unit, keys, year - 1, today),
  ]);
  const byKey = new Map(found.map((one) => [one.key, one]));
  return parts.map(({ key, kind, name }) => {
    const { people = null, capacity = null, proposed = null, inForce = null } = byKey.get(key) ?? {};
    const { total = null, fewer = false } = lastYear.get(key) ?? {};
    return { key, kind, name, people, capacity, proposed, inForce, lastYear: total, fewer };
  });
}
