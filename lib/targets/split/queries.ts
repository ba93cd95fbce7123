import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { peopleOn } from "@/lib/units/populations/valid";
import { inForceOn } from "../in-force";
import { unitsWithin } from "../policy";
import { countingBases, daysOf } from "../rules";
import { sameTarget } from "../same-target";
import { type Answered, openBeside } from "./answers";
import { isRunning, partOf, resultsOf, timeBefore } from "./before";
import { partsWithin, type SplitPlace } from "./parts";
import type { TargetOf } from "./whole";

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
  splitBasis: z.string().nullable(),
  edition: z.object({ nameVi: z.string(), nameEn: z.string(), startsOn: z.string(), endsOn: z.string() }).nullable(),
  effectiveFrom: z.string().nullable(),
  kept: z.array(z.object({ key: z.string(), value: z.number().nullable(), locked: z.boolean() })),
});

/** A part as the grid shows it: what it is to have, beside what helpers weigh it by. */
export interface SplitRow {
  readonly key: string;
  readonly kind: "province" | "ministry" | "commune" | "body";
  readonly name: string;
  readonly people: number | null;
  /** What it gave in the time before: the year or half before, or the campaign's last edition. */
  readonly lastYear: number | null;
  /** That result is kept back: it is under five, or would tell one that is. */
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
  /** Which of the unit's targets is shared. */
  readonly of: TargetOf;
  readonly edition: z.output<typeof headShape>["edition"];
  readonly whole: number | null;
  /** Whether the whole is only wanted so far, and in which state. */
  readonly wantedState: string | null;
  readonly basis: (typeof countingBases)[number];
  readonly effectiveFrom: CivilDate | null;
  readonly splitId: string | null;
  readonly state: "draft" | "submitted" | null;
  readonly version: number;
  /** The year whose results parts are weighed by: of a campaign that of its last edition. */
  readonly beforeYear: number;
  /** The time before still runs: its results are scaled to the whole. */
  readonly lastYearRuns: boolean;
  /** The units' own proposals that the kept split answers when it is decided. */
  readonly answers: Answered[];
  readonly rows: SplitRow[];
}

/**
 * How a unit's target of a year, a half or a campaign is shared over its parts, or would be: the kept draft, else what is in
 * force; with the weights of each part. Null out of reach, and for an edition that is none of that year.
 */
export async function splitView(
  actor: StaffActor,
  { unitId, of }: { unitId: string; of: TargetOf },
  now = new Date(),
): Promise<SplitView | null> {
  const today = todayInVietnam(now);
  const head = await row(
    headShape,
    sql`SELECT u.id, u.kind, u.parent_id AS "parentId", u.name, u.name_en AS "nameEn",
        p.value::float8 AS wanted, p.state AS "wantedState", p.effective_from AS "wantedFrom", t.value::float8 AS "inForce",
        coalesce(p.counting_basis, t.counting_basis) AS basis, coalesce(s.version, 0) AS version, s.id AS "splitId", s.state,
        s.counting_basis AS "splitBasis", s.effective_from AS "effectiveFrom",
        (SELECT jsonb_build_object('nameVi', c.short_vi, 'nameEn', c.short_en, 'startsOn', e.starts_on, 'endsOn', e.ends_on)
          FROM campaign_edition e JOIN campaign c ON c.id = e.campaign_id WHERE e.id = ${of.editionId} AND e.year = ${of.year}) AS edition,
        coalesce((SELECT jsonb_agg(jsonb_build_object('key', part_key, 'value', value, 'locked', locked))
          FROM target_split_part WHERE split_id = s.id), '[]') AS kept
      FROM unit u
        LEFT JOIN LATERAL (SELECT * FROM target_proposal p WHERE p.unit_id = u.id AND ${sameTarget(of, sql`p`)}
          AND p.state IN ('draft', 'proposed', 'assigned', 'agreed') ORDER BY p.changed_at DESC LIMIT 1) p ON true
        LEFT JOIN LATERAL (SELECT t.* FROM target t WHERE t.unit_id = u.id AND ${sameTarget(of, sql`t`)}
          AND t.superseded_at IS NULL ORDER BY t.is_demo DESC, t.version DESC LIMIT 1) t ON true
        LEFT JOIN LATERAL (SELECT * FROM target_split s WHERE s.unit_id = u.id AND ${sameTarget(of, sql`s`)}
          AND s.state IN ('draft', 'submitted') ORDER BY s.changed_at DESC LIMIT 1) s ON true
      WHERE u.id = ${unitId} AND ${unitsWithin(reachOf(actor, "target.view"))}`,
  );
  if (head === null || (of.editionId !== null && head.edition === null)) return null;
  const kept = new Map(head.kept.map((part) => [part.key, part]));
  const before = await timeBefore(of);
  const parts = await partsWithin(head, daysOf(of.period, of.year, head.edition).to);
  const [answers, weighed, results] = await Promise.all([
    head.splitId ? openBeside([head.splitId]) : [],
    weights(head, parts, of, today),
    resultsOf(
      head,
      parts.map((part) => part.key),
      before,
      today,
    ),
  ]);
  const whole = head.wanted ?? head.inForce;
  return {
    unit: head,
    year: of.year,
    of,
    edition: head.edition,
    whole: whole !== null && Number.isInteger(whole) ? whole : null,
    wantedState: head.wanted === null ? null : head.wantedState,
    basis: countingBases.find((basis) => basis === (head.splitBasis ?? head.basis)) ?? "donations",
    effectiveFrom: head.effectiveFrom ?? head.wantedFrom,
    splitId: head.splitId,
    state: head.state,
    version: head.version,
    beforeYear: before?.year ?? of.year - 1,
    lastYearRuns: before !== null && isRunning(before, today),
    answers,
    rows: weighed.map((one) => ({
      ...one,
      lastYear: results.get(one.key)?.total ?? null,
      fewer: results.get(one.key)?.fewer ?? false,
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
 * By what a part may be weighed besides its results. People: a province's as held for that year, a body's headcount.
 * Capacity: what a province's facilities can bleed in a day; of a commune or body, what its drives of the last twelve
 * months planned. And what the unit itself asks for, and what is in force.
 */
async function weights(unit: z.output<typeof headShape>, parts: readonly SplitPlace[], of: TargetOf, today: CivilDate) {
  const { year } = of;
  const keys = parts.map((part) => part.key);
  const isNation = unit.kind === "nation";
  const found = await rows(
    weightShape,
    sql`SELECT part.key,
        coalesce(${peopleOn(sql`part.key`, `${year}-12-31`)},
          (SELECT h.people FROM organisation_headcount h WHERE h.organisation_id::text = part.key AND h.year <= ${year}
            ORDER BY h.year DESC LIMIT 1)) AS people,
        CASE WHEN ${isNation} THEN (SELECT sum(f.daily_capacity)::integer FROM facility f
            WHERE f.unit_id = part.key AND f.closed_on IS NULL)
          ELSE planned.units END AS capacity,
        (SELECT p.value::integer FROM target_proposal p WHERE p.unit_id = part.key AND ${sameTarget(of, sql`p`)}
            AND p.origin = 'unit' AND p.state IN ('proposed', 'agreed')
          ORDER BY p.is_demo DESC, p.changed_at DESC LIMIT 1) AS proposed,
        coalesce((SELECT t.value::integer FROM target t WHERE t.unit_id = part.key AND ${sameTarget(of, sql`t`)}
            AND ${inForceOn(today)} ORDER BY t.is_demo DESC, t.version DESC LIMIT 1),
          (SELECT b.value FROM body_target b WHERE b.organisation_id::text = part.key AND ${sameTarget(of, sql`b`)}
            AND b.superseded_at IS NULL LIMIT 1)) AS "inForce"
      FROM unnest(${keys}::text[]) AS part (key)
        LEFT JOIN (SELECT ${partOf(keys)} AS key, sum(d.planned_units)::integer AS units FROM drive d
          WHERE d.credited_unit_id = ${unit.id} AND d.held_on BETWEEN ${today}::date - 365 AND ${today}::date
            AND d.status NOT IN ('draft', 'cancelled', 'postponed') GROUP BY 1) planned ON planned.key = part.key`,
  );
  const byKey = new Map(found.map((one) => [one.key, one]));
  return parts.map(({ key, kind, name }) => {
    const { people = null, capacity = null, proposed = null, inForce = null } = byKey.get(key) ?? {};
    return { key, kind, name, people, capacity, proposed, inForce };
  });
}
