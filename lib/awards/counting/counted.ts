import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { addCalendarMonths, type CivilDate } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import type { AwardRule, HeldHonour } from "../rules";
import { awardLevels } from "../rules";
import { subjectId } from "../subjects";

/** What one subject has to show under one metric, and how much of it stands on papers from before. */
export interface Counted {
  readonly counted: number;
  readonly earlier: number;
}

const countedShape = z.object({
  id: z.string(),
  counted: z.coerce.number().int(),
  earlier: z.coerce.number().int().default(0),
});

/**
 * What these subjects have to show under a rule's metric, until the end of a day: donations recorded here that were not
 * voided and were given of free will, and, where a life is counted, those of confirmed papers. A subject with nothing
 * to show may be missing from the answer. Nominations count nothing and answer an empty map.
 *
 * - `lifetime_donations` a donor's donations, ever; `period_donations` those of the months before; for a collective the
 *   donations at the drives it hosted.
 * - `family_donations` what the family's members of that day have given together, ever.
 * - `mobilised_donors` different people who gave after this donor or person invited them, within the period.
 * - `target_met` percent of the planned units of its drives of that year that a collective reached.
 * - `service_years` whole years since a person began.
 */
export async function countedFor(
  rule: Pick<AwardRule, "metric" | "subjectKind" | "periodMonths">,
  subjectIds: readonly string[],
  until: CivilDate,
  on?: Runner,
): Promise<Map<string, Counted>> {
  const counting = countingOf(rule, subjectIds, until);
  if (counting === null || subjectIds.length === 0) return new Map();
  const found = await rows(countedShape, counting, on);
  return new Map(found.map(({ id, counted, earlier }) => [id, { counted, earlier }]));
}

function countingOf(
  { metric, subjectKind, periodMonths }: Pick<AwardRule, "metric" | "subjectKind" | "periodMonths">,
  ids: readonly string[],
  until: CivilDate,
): Sql | null {
  const since = addCalendarMonths(until, -(periodMonths ?? 0));
  switch (metric) {
    case "lifetime_donations":
      return lifetimeOf(sql`SELECT unnest(${ids}::uuid[]) AS id`, until);
    case "period_donations":
      return subjectKind === "collective" ? hostedOf(ids, since, until) : givenWithin(ids, since, until);
    case "family_donations":
      return familyOf(ids, until);
    case "mobilised_donors":
      return mobilisedBy(ids, since, until);
    case "target_met":
      return percentOfPlan(ids, until);
    case "service_years":
      return sql`SELECT p.id, extract(year FROM age(${until}::date, p.serves_since))::int AS counted
        FROM award_person p WHERE p.id = ANY (${ids}::uuid[]) AND p.serves_since <= ${until}::date`;
    case "nomination":
      return null;
  }
}

/** Donations of a life until a day, of the donors whose `id` a query gives. */
function lifetimeOf(donors: Sql, until: CivilDate): Sql {
  return sql`SELECT asked.id, here.donations + before.donations AS counted, before.donations AS earlier
    FROM (${donors}) asked
    CROSS JOIN LATERAL (SELECT count(*)::int AS donations FROM donation g
      WHERE g.donor_id = asked.id AND g.given_on <= ${until}::date AND ${counts}) here
    CROSS JOIN LATERAL (SELECT coalesce(sum(e.donations), 0)::int AS donations FROM earlier_donation e
      WHERE e.donor_id = asked.id AND e.status = 'confirmed' AND e.last_on <= ${until}::date) before`;
}

/** A voided donation was none, and replacement for a relative is not what these honours are for. */
const counts = sql`g.status <> 'voided' AND g.kind = 'voluntary'`;

function givenWithin(ids: readonly string[], since: CivilDate, until: CivilDate): Sql {
  return sql`SELECT g.donor_id AS id, count(*)::int AS counted FROM donation g
    WHERE g.donor_id = ANY (${ids}::uuid[]) AND g.given_on > ${since}::date AND g.given_on <= ${until}::date AND ${counts}
    GROUP BY g.donor_id`;
}

function familyOf(ids: readonly string[], until: CivilDate): Sql {
  const members = sql`SELECT m.donor_id AS id FROM family_member m WHERE m.family_id = ANY (${ids}::uuid[]) AND m.left_at IS NULL`;
  return sql`SELECT m.family_id AS id, sum(given.counted)::int AS counted, sum(given.earlier)::int AS earlier
    FROM family_member m JOIN (${lifetimeOf(members, until)}) given ON given.id = m.donor_id
    WHERE m.family_id = ANY (${ids}::uuid[]) AND m.left_at IS NULL GROUP BY m.family_id`;
}

/**
 * Different people who gave at a booking made by somebody's invitation. Those asked about are donors who invite by
 * their own link, or people of merit, who may be a donor as well and then count for both; never themselves, and not
 * what stands in doubt.
 */
function mobilisedBy(ids: readonly string[], since: CivilDate, until: CivilDate): Sql {
  return sql`SELECT asked.id, count(DISTINCT g.donor_id)::int AS counted
    FROM unnest(${ids}::uuid[]) AS asked (id) LEFT JOIN award_person p ON p.id = asked.id
      CROSS JOIN LATERAL (
        SELECT r.booking_id FROM booking_referral r WHERE r.person_id = p.id AND r.doubt IS NULL
        UNION ALL
        SELECT r.booking_id FROM booking_referral r WHERE r.donor_id = coalesce(p.donor_id, asked.id) AND r.doubt IS NULL
      ) brought
      JOIN visit v ON v.booking_id = brought.booking_id JOIN donation g ON g.visit_id = v.id
    WHERE g.given_on > ${since}::date AND g.given_on <= ${until}::date AND ${counts}
      AND g.donor_id <> coalesce(p.donor_id, asked.id)
    GROUP BY asked.id`;
}

function hostedOf(ids: readonly string[], since: CivilDate, until: CivilDate): Sql {
  return sql`SELECT d.host_organisation_id AS id, sum(t.voluntary)::int AS counted
    FROM drive d JOIN drive_total t ON t.drive_id = d.id
    WHERE d.host_organisation_id = ANY (${ids}::uuid[]) AND d.held_on > ${since}::date AND d.held_on <= ${until}::date
    GROUP BY d.host_organisation_id`;
}

function percentOfPlan(ids: readonly string[], until: CivilDate): Sql {
  return sql`SELECT d.host_organisation_id AS id,
      floor(100.0 * sum(coalesce(t.donations, 0)) / sum(d.planned_units))::int AS counted
    FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
    WHERE d.host_organisation_id = ANY (${ids}::uuid[]) AND d.status IN ('closed', 'reconciled')
      AND d.held_on >= date_trunc('year', ${until}::date) AND d.held_on <= ${until}::date
    GROUP BY d.host_organisation_id`;
}

const heldShape = z.object({
  subjectId: z.string(),
  levelKey: z.string(),
  level: z.enum(awardLevels),
  threshold: z.coerce.number().int().nullable(),
  honouredOn: z.string(),
});

/** The honours these subjects hold on a day, by subject; what was revoked by then is not among them. */
export async function heldHonours(subjectIds: readonly string[], on?: Runner): Promise<Map<string, HeldHonour[]>> {
  if (subjectIds.length === 0) return new Map();
  const found = await rows(
    heldShape,
    sql`SELECT ${subjectId(sql`h`)} AS "subjectId", h.level_key AS "levelKey",
        h.level, h.threshold, h.honoured_on::text AS "honouredOn"
      FROM honour h WHERE ${subjectId(sql`h`)} = ANY (${subjectIds}::uuid[])
        AND h.revoked_at IS NULL`,
    on,
  );
  const by = new Map<string, HeldHonour[]>();
  for (const { subjectId, ...honour } of found) by.set(subjectId, [...(by.get(subjectId) ?? []), honour]);
  return by;
}
