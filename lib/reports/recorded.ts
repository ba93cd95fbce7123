import sql from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import { figuresShape, type Recorded } from "./figures";

/** A unit's period to look up. */
export interface UnitPeriod {
  readonly unitId: string;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate;
}

const recordedShape = figuresShape.extend({
  unitId: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  containsDemo: z.boolean(),
});

/** The key under which `recordedIn` answers. */
export const periodKey = ({ unitId, startsOn, endsOn }: UnitPeriod): string => `${unitId}/${startsOn}/${endsOn}`;

/**
 * What drives and the outreach log hold of units' periods, by `periodKey`. A unit's drives are those credited to it; a
 * commune's those of its province on its ground. A period that began before the unit did counts what those that went
 * into it alone did too; of one that was split, each part's report is of its own. A province's outreach holds what its communes wrote down. Struck-out outreach and drives called off without a
 * donation count nothing.
 */
export async function recordedIn(periods: readonly UnitPeriod[], on?: Runner): Promise<Map<string, Recorded>> {
  if (periods.length === 0) return new Map();
  const found = await rows(
    recordedShape,
    sql`WITH RECURSIVE asked AS MATERIALIZED (
        SELECT DISTINCT a."unitId" AS unit_id, a."startsOn" AS starts_on, a."endsOn" AS ends_on
        FROM jsonb_to_recordset(${JSON.stringify(periods)}::jsonb) AS a ("unitId" text, "startsOn" date, "endsOn" date)
      ), who AS (
        SELECT a.*, a.unit_id AS member FROM asked a
        UNION
        SELECT w.unit_id, w.starts_on, w.ends_on, s.predecessor_id FROM who w
          JOIN unit_succession s ON s.successor_id = w.member AND w.starts_on < s.effective_on
        WHERE NOT EXISTS (SELECT FROM unit_succession o
          WHERE o.predecessor_id = s.predecessor_id AND o.successor_id <> s.successor_id)
      ), held AS MATERIALIZED (
        SELECT w.unit_id, w.starts_on, w.ends_on, d.id, d.is_demo
        FROM who w JOIN drive d ON d.credited_unit_id = w.member AND d.held_on BETWEEN w.starts_on AND w.ends_on
        UNION ALL
        SELECT w.unit_id, w.starts_on, w.ends_on, d.id, d.is_demo
        FROM who w JOIN unit u ON u.id = w.member AND u.kind = 'commune'
          JOIN drive d ON d.commune_id = w.member AND d.credited_unit_id = d.province_id
            AND d.held_on BETWEEN w.starts_on AND w.ends_on
      ), blood AS (
        SELECT h.unit_id, h.starts_on, h.ends_on, sum(t.donations) AS received, sum(t.voluntary) AS voluntary,
          sum(t.first_time) AS first_time, sum(t.at_least_350_ml) AS large, sum(t.apheresis) AS apheresis,
          sum(t.volume_ml) AS volume_ml, count(*) FILTER (WHERE t.donations > 0 OR d.status IN ('closed', 'reconciled')) AS drives,
          bool_or(h.is_demo) AS demo
        FROM held h JOIN drive d ON d.id = h.id LEFT JOIN drive_total t ON t.drive_id = h.id
        WHERE t.donations > 0 OR d.status NOT IN ('draft', 'cancelled', 'postponed')
        GROUP BY h.unit_id, h.starts_on, h.ends_on
      ), segment AS (
        SELECT unit_id, starts_on, ends_on, jsonb_object_agg(segment, donations) AS segments
        FROM (SELECT h.unit_id, h.starts_on, h.ends_on, b.segment, sum(b.donations)::integer AS donations
          FROM held h JOIN drive_breakdown b ON b.drive_id = h.id WHERE b.donations > 0
          GROUP BY h.unit_id, h.starts_on, h.ends_on, b.segment) s
        GROUP BY unit_id, starts_on, ends_on
      ), outreach AS (
        SELECT unit_id, starts_on, ends_on, sum(quantity) FILTER (WHERE kind = 'session') AS sessions, sum(people) AS people,
          jsonb_object_agg(channel, quantity) FILTER (WHERE kind = 'product') AS products
        FROM (SELECT w.unit_id, w.starts_on, w.ends_on, a.kind, a.channel, sum(a.quantity)::integer AS quantity,
            coalesce(sum(a.people_reached), 0)::integer AS people
          FROM outreach_activity a JOIN unit u ON u.id = a.unit_id
            CROSS JOIN LATERAL (VALUES (u.id), (CASE u.kind WHEN 'commune' THEN u.parent_id END)) counts_for (id)
            JOIN who w ON w.member = counts_for.id AND a.held_on BETWEEN w.starts_on AND w.ends_on
          WHERE a.withdrawn_at IS NULL
          GROUP BY w.unit_id, w.starts_on, w.ends_on, a.kind, a.channel) o
        GROUP BY unit_id, starts_on, ends_on
      )
      SELECT a.unit_id AS "unitId", a.starts_on AS "startsOn", a.ends_on AS "endsOn",
        coalesce(b.received, 0)::integer AS received, coalesce(b.voluntary, 0)::integer AS voluntary,
        coalesce(b.first_time, 0)::integer AS "firstTime", coalesce(b.large, 0)::integer AS "atLeast350Ml",
        coalesce(b.apheresis, 0)::integer AS apheresis, coalesce(b.volume_ml, 0)::bigint AS "volumeMl",
        coalesce(b.drives, 0)::integer AS drives, coalesce(o.sessions, 0)::integer AS "outreachSessions",
        coalesce(o.people, 0)::integer AS "outreachPeople", coalesce(s.segments, '{}') AS segments,
        coalesce(o.products, '{}') AS "outreachProducts", coalesce(b.demo, false) AS "containsDemo"
      FROM asked a LEFT JOIN blood b USING (unit_id, starts_on, ends_on) LEFT JOIN segment s USING (unit_id, starts_on, ends_on)
        LEFT JOIN outreach o USING (unit_id, starts_on, ends_on)`,
    on,
  );
  return new Map(
    found.map(({ unitId, startsOn, endsOn, ...recorded }) => [periodKey({ unitId, startsOn, endsOn }), recorded]),
  );
}

/** The same of one period. */
export async function recordedOf(period: UnitPeriod, on?: Runner): Promise<Recorded> {
  const found = (await recordedIn([period], on)).get(periodKey(period));
  if (!found) throw new Error("The recorded figures of a period were asked for and not answered.");
  return found;
}
