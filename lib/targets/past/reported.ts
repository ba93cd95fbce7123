import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { brokenMonths } from "@/lib/units/flow/statements";

/** Days, both counted in. */
export interface Days {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/**
 * The approved monthly reports of provinces and ministries whose month lies wholly within a period, as a table: each with
 * what drives of its own unit recorded in that month, and of those that went into it within the month. A report takes the place of these and of nothing else, so a sum of
 * drives plus `received - recorded` is the official one (issue 4: an approved report where there is one, else what was
 * recorded). Part of a month is told by drives alone: a report does not say on which days its units were given. `of` names
 * the units whose reports are asked for; without it they are everybody's.
 */
export function approvedMonths({ from, to }: Days, of?: readonly string[]): Sql {
  return sql`(WITH broken AS MATERIALIZED (SELECT * FROM ${brokenMonths("reporting")} months)
    SELECT r.unit_id, r.starts_on, r.ends_on, r.received, r.volume_ml, r.drives, r.is_demo,
      coalesce(s.donations, 0)::integer AS recorded, coalesce(s.volume_ml, 0)::bigint AS recorded_ml
    FROM report r JOIN unit own ON own.id = r.unit_id AND own.kind IN ('province', 'ministry')
      CROSS JOIN LATERAL (SELECT sum(t.donations) AS donations, sum(t.volume_ml) AS volume_ml
        FROM drive d JOIN drive_total t ON t.drive_id = d.id
        WHERE d.credited_unit_id = ANY (r.unit_id || ARRAY (SELECT b.from_id FROM broken b
            WHERE b.to_id = r.unit_id AND b.month = r.starts_on)) AND d.held_on BETWEEN r.starts_on AND r.ends_on) s
    WHERE r.kind = 'month' AND r.status = 'approved' AND r.superseded_at IS NULL
      AND r.starts_on >= ${from}::date AND r.ends_on <= ${to}::date AND ${of ? sql`r.unit_id = ANY (${[...of]}::text[])` : sql`true`})`;
}

/**
 * The months since a day of which a commune's approved report states drives or units, as a table: what it states beside
 * what its province's drives recorded on its ground in that month. A report that names units and not how many drives is
 * told as one; `drives > recorded_drives` where it tells of a drive that is not held here. Of one province, or (null) of all.
 * The drives are added up once for all months: the whole nation reports some 120,000 of them in three years.
 */
export function communeMonths(asked: { provinceId: string | null; from: CivilDate }): Sql {
  const { provinceId, from } = asked;
  const within = provinceId === null ? sql`true` : sql`c.parent_id = ${provinceId}`;
  const there =
    provinceId === null ? sql`true` : sql`d.commune_id IN (SELECT id FROM unit WHERE parent_id = ${provinceId})`;
  return sql`(SELECT r.unit_id AS commune_id, r.starts_on, r.ends_on, to_char(r.starts_on, 'YYYY-MM') AS month, r.received,
      greatest(coalesce(r.drives, 1), CASE WHEN r.received > 0 THEN 1 END) AS drives,
      coalesce(s.donations, 0) AS recorded, coalesce(s.drives, 0) AS recorded_drives
    FROM report r JOIN unit c ON c.id = r.unit_id AND c.kind = 'commune'
      LEFT JOIN (SELECT coalesce(b.to_id, d.commune_id) AS commune_id, date_trunc('month', d.held_on::timestamp)::date AS month_on,
          coalesce(sum(t.donations), 0)::integer AS donations, count(*)::integer AS drives
        FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id LEFT JOIN ${brokenMonths("commune")} b
          ON b.from_id = d.commune_id AND b.month = date_trunc('month', d.held_on::timestamp)::date
        WHERE d.credited_unit_id = d.province_id AND (t.donations > 0 OR d.status NOT IN ('draft', 'cancelled', 'postponed'))
          AND d.held_on >= ${from}::date AND ${there}
        GROUP BY 1, 2) s ON s.commune_id = r.unit_id AND s.month_on = r.starts_on
    WHERE ${within} AND r.kind = 'month' AND r.status = 'approved' AND r.superseded_at IS NULL
      AND (r.drives > 0 OR r.received > 0) AND r.starts_on >= ${from}::date)`;
}

const beyondShape = z.object({ unitId: z.string(), now: z.number(), before: z.number() });

/** What approved reports make of the sums of two periods: added to what drives recorded, below nought where they state less. */
export interface Beyond {
  readonly now: number;
  readonly before: number;
}

/**
 * For each province and ministry that had a monthly report approved in one of two periods, what its reports add to its
 * recorded donations. Units as they were when they reported; `flow` (`publicFlow`) leads those that have ended to the
 * unit they went into. Units of which all agrees are left out; `of` names the units of today that are asked for.
 */
export async function publicBeyondRecorded(
  now: Days,
  before: Days,
  flow: ReadonlyMap<string, string>,
  of?: readonly string[],
): Promise<ReadonlyMap<string, Beyond>> {
  const lineage = of && [...of, ...[...flow].filter(([, to]) => of.includes(to)).map(([from]) => from)];
  const found = await rows(
    beyondShape,
    sql`SELECT unit_id AS "unitId", sum(now)::integer AS now, sum(before)::integer AS before FROM (
        SELECT unit_id, received - recorded AS now, 0 AS before FROM ${approvedMonths(now, lineage)} a
        UNION ALL SELECT unit_id, 0, received - recorded FROM ${approvedMonths(before, lineage)} b) both_periods
      GROUP BY unit_id HAVING sum(now) <> 0 OR sum(before) <> 0`,
  );
  const sums = new Map<string, Beyond>();
  for (const { unitId, now, before } of found) {
    const unit = flow.get(unitId) ?? unitId;
    const there = sums.get(unit) ?? { now: 0, before: 0 };
    sums.set(unit, { now: there.now + now, before: there.before + before });
  }
  return sums;
}
