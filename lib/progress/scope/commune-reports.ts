import sql, { type Sql } from "sql-template-tag";
import type { CivilDate } from "@/lib/core/time";
import { counts } from "./conditions";

/**
 * The months since a day of which a commune's approved report states drives or units, as a table: what it states beside
 * what its province's drives recorded on its ground in that month. A report that names units and not how many drives is
 * told as one; `drives > recorded_drives` where it tells of a drive that is not held here. Of one province, or (null) of all.
 */
export function communeMonths(asked: { provinceId: string | null; from: CivilDate }): Sql {
  const within = asked.provinceId === null ? sql`true` : sql`c.parent_id = ${asked.provinceId}`;
  return sql`(SELECT r.unit_id AS commune_id, r.starts_on, r.ends_on, to_char(r.starts_on, 'YYYY-MM') AS month, r.received,
      greatest(coalesce(r.drives, 1), CASE WHEN r.received > 0 THEN 1 END) AS drives, s.donations AS recorded,
      s.drives AS recorded_drives
    FROM report r JOIN unit c ON c.id = r.unit_id AND c.kind = 'commune'
      CROSS JOIN LATERAL (SELECT coalesce(sum(t.donations), 0)::integer AS donations, count(*)::integer AS drives
        FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
        WHERE d.commune_id = r.unit_id AND d.credited_unit_id = d.province_id AND ${counts}
          AND d.held_on BETWEEN r.starts_on AND r.ends_on) s
    WHERE ${within} AND r.kind = 'month' AND r.status = 'approved' AND r.superseded_at IS NULL
      AND (r.drives > 0 OR r.received > 0) AND r.starts_on >= ${asked.from}::date)`;
}
