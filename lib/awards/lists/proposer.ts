import sql from "sql-template-tag";

/** The body that prepares a unit's rounds: its society, else its steering committee, else whoever signs there. Joins `r`. */
export const proposerOf = sql`LATERAL (SELECT * FROM award_authority WHERE unit_id = r.unit_id
  ORDER BY kind = 'red_cross' DESC, kind = 'steering_committee' DESC, id LIMIT 1) i`;
