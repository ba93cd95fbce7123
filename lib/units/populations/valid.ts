import sql, { type Sql } from "sql-template-tag";
import type { CivilDate } from "@/lib/core/time";

/** The day a row of `unit_population n` speaks of: the one it states, else the end of its year. */
const spokenOf = sql`coalesce(n.as_of, make_date(n.year, 12, 31))`;

/**
 * The order in which rows of `unit_population n` are to be believed of a day: the latest that speaks of it or of a day
 * before, whoever counted and in whichever way; without one the earliest after it. Of two of the same day the nation's
 * by its statistics office, all others' by the merger papers, which alone cover all 34 provinces.
 */
export function believedFirst(on: CivilDate): Sql {
  return sql`${spokenOf} > ${on}::date, abs(${spokenOf} - ${on}::date),
    n.basis = CASE n.unit_id WHEN 'VN' THEN 'nso_average' ELSE 'merger_papers' END DESC,
    n.basis IN ('nso_average', 'merger_papers') DESC, n.people DESC`;
}

/** How many people a unit had on a day, by {@link believedFirst}; null where nothing is held. */
export function peopleOn(unitId: Sql, on: CivilDate): Sql {
  return sql`(SELECT n.people FROM unit_population n WHERE n.unit_id = ${unitId} ORDER BY ${believedFirst(on)} LIMIT 1)`;
}
