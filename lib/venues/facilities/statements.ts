import sql, { type Sql } from "sql-template-tag";
import type { CivilDate } from "@/lib/core/time";

/** Drives from a day on that need their facility: not yet over, not called off. */
export const drivesAhead = (facilityId: Sql, today: CivilDate): Sql =>
  sql`(SELECT count(*)::integer FROM drive d WHERE d.facility_id = ${facilityId} AND d.held_on >= ${today}::date
    AND d.status IN ('draft', 'published', 'open'))`;
