import sql, { type Sql } from "sql-template-tag";
import type { CivilDate } from "@/lib/core/time";

/**
 * True for the versions of `target t` that rates stand on at the end of a day, as far as was decided by then. A printed
 * target has no day it was decided on and holds from the beginning; `superseded_at` is the end of every version, and may
 * lie ahead where an adjustment holds from a later day.
 */
export function inForceOn(day: CivilDate): Sql {
  return sql`(t.in_force_from IS NULL OR t.in_force_from <= ${day}::date)
    AND (t.superseded_at IS NULL OR (t.superseded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > ${day}::date)`;
}
