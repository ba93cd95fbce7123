import sql from "sql-template-tag";
import { z } from "zod";
import { FEWEST_TOLD } from "@/lib/core/few";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicFlow } from "@/lib/units/flow/queries";
import { lineageOf } from "../over-time/attribution";
import { counts, within } from "../scope/conditions";
import type { UnitScope } from "../scope/queries";
import type { DaySum } from "./rules";

const dayShape = z.object({ day: z.string(), donations: z.number(), planned: z.number(), drives: z.number() });

/** The drives of a unit, and of those that have gone into it, between two days, added up by day: at most three years. */
export async function publicDaySums(
  asked: { scope: Pick<UnitScope, "id" | "kind">; from: CivilDate; to: CivilDate },
  now = new Date(),
): Promise<DaySum[]> {
  const lineage = lineageOf(asked.scope.id, await publicFlow(todayInVietnam(now)));
  return rows(
    dayShape,
    sql`SELECT to_char(d.held_on, 'YYYY-MM-DD') AS day, coalesce(sum(t.donations), 0)::integer AS donations,
        sum(d.planned_units)::integer AS planned, count(*)::integer AS drives
      FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
      WHERE d.held_on BETWEEN ${asked.from}::date AND ${asked.to}::date AND ${within(asked.scope, lineage)} AND ${counts}
      GROUP BY d.held_on ORDER BY d.held_on`,
  );
}

const crowdedShape = z.object({
  facilityId: z.string(),
  facility: z.string(),
  day: z.string(),
  drives: z.number(),
  units: z.number().describe("collected where the day is over, planned where it lies ahead"),
  capacity: z.number(),
  ahead: z.boolean(),
});
export type CrowdedDay = z.output<typeof crowdedShape>;

/** As many such days as a page shows, each way. */
export const mostCrowded = 40;

/**
 * Days on which a collecting facility has more than it can take in a day: those that lie ahead first, nearest first, by
 * what is planned; then those of the year that are over, by what came. Facilities without a stated capacity are not judged,
 * nor a day that brought so few that they might be recognised.
 */
export async function publicCrowdedDays(
  asked: { scope: Pick<UnitScope, "id" | "kind">; from: CivilDate; to: CivilDate },
  now = new Date(),
): Promise<CrowdedDay[]> {
  const today = todayInVietnam(now);
  const lineage = lineageOf(asked.scope.id, await publicFlow(today));
  return rows(
    crowdedShape,
    sql`WITH days AS (
        -- The facilities that serve this unit, with all they have that day: their bags do not ask whose drive it was.
        SELECT f.id, f.name, f.daily_capacity AS capacity, d.held_on, d.held_on >= ${today}::date AS ahead, count(*)::integer AS drives,
          sum(CASE WHEN d.held_on >= ${today}::date THEN d.planned_units ELSE coalesce(t.donations, 0) END)::integer AS units
        FROM drive d JOIN facility f ON f.id = d.facility_id LEFT JOIN drive_total t ON t.drive_id = d.id
        WHERE f.daily_capacity IS NOT NULL AND ${counts} AND d.held_on BETWEEN ${asked.from}::date AND ${asked.to}::date
          AND f.id IN (SELECT d.facility_id FROM drive d WHERE d.held_on BETWEEN ${asked.from}::date AND ${asked.to}::date
            AND ${within(asked.scope, lineage)})
        GROUP BY f.id, d.held_on HAVING sum(CASE WHEN d.held_on >= ${today}::date THEN d.planned_units
          ELSE coalesce(t.donations, 0) END) > CASE WHEN d.held_on >= ${today}::date THEN f.daily_capacity
          ELSE greatest(f.daily_capacity, ${FEWEST_TOLD - 1}) END
      ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY ahead ORDER BY abs(held_on - ${today}::date), name) AS place FROM days
      )
      SELECT id AS "facilityId", name AS facility, to_char(held_on, 'YYYY-MM-DD') AS day, drives, units, capacity, ahead
      FROM ranked WHERE place <= ${mostCrowded} ORDER BY ahead DESC, abs(held_on - ${today}::date), name`,
  );
}
