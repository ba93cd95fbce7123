import sql, { type Sql } from "sql-template-tag";
import type { TargetOf } from "./split/whole";

/** True for the rows of a table, or its alias `of`, that are about the same target: of one time, counting one thing. */
export function sameTarget({ year, period, metric, editionId }: TargetOf<string>, of: Sql): Sql {
  return sql`(${of}.year = ${year} AND ${of}.period = ${period} AND ${of}.metric = ${metric}
    AND ${of}.campaign_edition_id IS NOT DISTINCT FROM ${editionId}::text)`;
}
