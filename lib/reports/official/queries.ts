import sql from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { brokenMonths } from "@/lib/units/flow/statements";

const officialMonthShape = z.object({
  month: z.string(),
  official: z.number(),
  recorded: z.number(),
  reported: z.number(),
  reports: z.number(),
  isFinal: z.boolean(),
  containsDemo: z.boolean(),
});

/** A month's official figure, with what it is made of. */
export type OfficialMonth = z.output<typeof officialMonthShape>;

/**
 * The official figures by month of the nation (`unitId` "VN"), a province or a ministry between two days, the earliest
 * first; `lineage` names the unit and those that have gone into it, whose months are then its own: `official` is the approved monthly report where there is one, else what drives recorded; in a sum of several
 * units each one's report takes the place of that unit's own drives alone, and in a month broken by a merger of those of
 * the units that went into it within the month. Counted in donations. Months of which nothing is known
 * are left out, never told as zero. Whoever forecasts asks here. `asOf` tells what was official at an earlier instant
 * (reports approved and not yet superseded then); what drives recorded is always as of now.
 */
export async function publicOfficialMonths(asked: {
  unitId: string;
  lineage?: readonly string[];
  from: CivilDate;
  to: CivilDate;
  asOf?: Date;
}): Promise<OfficialMonth[]> {
  const { unitId, lineage = [unitId], from, to, asOf } = asked;
  const own = sql`ANY (${[...lineage]}::text[])`;
  const ofUnit = unitId === "VN" ? sql`true` : sql`d.credited_unit_id = ${own}`;
  const inForce = asOf
    ? sql`r.approved_at <= ${asOf} AND (r.superseded_at IS NULL OR r.superseded_at > ${asOf})`
    : sql`r.superseded_at IS NULL`;
  return rows(
    officialMonthShape,
    sql`WITH recorded AS MATERIALIZED (
        SELECT coalesce(b.to_id, d.credited_unit_id) AS unit_id, to_char(d.held_on, 'YYYY-MM') AS month,
          sum(t.donations) AS donations, bool_or(d.is_demo) AS is_demo
        FROM drive d JOIN drive_total t ON t.drive_id = d.id LEFT JOIN ${brokenMonths("reporting")} b
          ON b.from_id = d.credited_unit_id AND b.month = date_trunc('month', d.held_on::timestamp)::date
        WHERE d.held_on BETWEEN ${from}::date AND ${to}::date AND ${ofUnit}
          AND (t.donations > 0 OR d.status NOT IN ('draft', 'cancelled', 'postponed'))
        GROUP BY 1, 2
      ), reported AS (
        SELECT r.unit_id, to_char(r.starts_on, 'YYYY-MM') AS month, r.received, r.finality = 'final' AS is_final, r.is_demo
        FROM report r JOIN unit u ON u.id = r.unit_id
        WHERE r.kind = 'month' AND r.status = 'approved' AND ${inForce}
          AND r.starts_on >= ${from}::date AND r.ends_on <= ${to}::date
          AND ${unitId === "VN" ? sql`u.kind IN ('province', 'ministry')` : sql`r.unit_id = ${own}`}
      )
      SELECT month, sum(coalesce(r.received, c.donations, 0))::integer AS official,
        coalesce(sum(c.donations), 0)::integer AS recorded, coalesce(sum(r.received), 0)::integer AS reported,
        count(r.received)::integer AS reports, bool_and(coalesce(r.is_final, false)) AS "isFinal",
        bool_or(coalesce(r.is_demo, c.is_demo)) AS "containsDemo"
      FROM recorded c FULL JOIN reported r USING (unit_id, month)
      GROUP BY month ORDER BY month`,
  );
}
