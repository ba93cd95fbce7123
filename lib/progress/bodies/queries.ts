import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { isFew, isOfFew, keptBack } from "@/lib/core/few";
import { percentOf } from "@/lib/core/numbers";
import { todayInVietnam } from "@/lib/core/time";
import { row } from "@/lib/db/statement";
import { inForceOn } from "@/lib/targets/in-force";
import { mayDraftTargets, unitsWithin } from "@/lib/targets/policy";

const bodyShape = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  people: z.number().nullable(),
  source: z.string().nullable(),
  version: z.number(),
  donors: z.number(),
  donations: z.number(),
  target: z.number().nullable(),
});

const sharesShape = z.object({
  id: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  parentId: z.string().nullable(),
  name: z.string(),
  nameEn: z.string(),
  goal: z.object({ rate: z.number(), version: z.number(), decisionNumber: z.string().nullable() }).nullable(),
  bodies: z.array(bodyShape),
});

/** A body's people and how many of them gave; what could point at somebody is left out. */
export interface BodyShare {
  readonly id: string;
  readonly name: string;
  readonly people: number | null;
  /** The headcount is so small that it is told to those alone who write it down. */
  readonly fewPeople: boolean;
  readonly source: string | null;
  /** Of the headcount, for telling it anew; 0 where none was told for this year. */
  readonly version: number;
  /** Who gave is kept back. */
  readonly fewer: boolean;
  readonly donors: number | null;
  readonly donations: number | null;
  readonly share: number | null;
  readonly met: boolean | null;
  readonly target: number | null;
}

export type BodyShares = Omit<z.output<typeof sharesShape>, "bodies"> & { bodies: BodyShare[] };

/**
 * The bodies of a province or ministry in a year: how many people each has and which share of them gave at the drives it
 * hosted (different people, however often), against the share that was decided. Not told is who gave where they, or the
 * others of the body, are fewer than five, nor what the province's sum less the other bodies would tell; and a headcount
 * under five to nobody but those who write it down. Null out of reach.
 */
export async function bodyShares(
  actor: StaffActor,
  { unitId, year }: { unitId: string; year: number },
  now = new Date(),
): Promise<BodyShares | null> {
  const found = await row(
    sharesShape,
    sql`WITH given AS (
        SELECT d.host_organisation_id AS id, count(DISTINCT g.donor_id)::integer AS donors, count(*)::integer AS donations
        FROM drive d JOIN donation g ON g.drive_id = d.id AND g.status = 'recorded'
        WHERE d.host_organisation_id IN (SELECT id FROM organisation WHERE unit_id = ${unitId})
          AND d.held_on BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date
        GROUP BY 1
      )
      SELECT u.id, u.kind, u.parent_id AS "parentId", u.name, u.name_en AS "nameEn",
        (SELECT jsonb_build_object('rate', t.value, 'version', t.version, 'decisionNumber', t.decision_number) FROM target t
          WHERE t.unit_id = u.id AND t.year = ${year} AND t.metric = 'pct_of_body' AND ${inForceOn(todayInVietnam(now))}
          ORDER BY t.is_demo, t.version DESC LIMIT 1) AS goal,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'kind', o.kind, 'people', h.people,
            'source', h.source, 'version', coalesce(h.version, 0), 'donors', coalesce(given.donors, 0),
            'donations', coalesce(given.donations, 0), 'target', (SELECT b.value FROM body_target b
              WHERE b.organisation_id = o.id AND b.year = ${year} AND b.period = 'year' AND b.metric = 'units'
                AND b.superseded_at IS NULL LIMIT 1))
            ORDER BY o.name COLLATE "vi-x-icu", o.id)
          FROM organisation o LEFT JOIN given ON given.id = o.id
            LEFT JOIN organisation_headcount h ON h.organisation_id = o.id AND h.year = ${year}
          WHERE o.unit_id = u.id), '[]') AS bodies
      FROM unit u WHERE u.id = ${unitId} AND u.kind IN ('province', 'ministry')
        AND ${unitsWithin(reachOf(actor, "target.view"))}`,
  );
  if (found === null) return null;
  const goal = found.goal?.rate ?? null;
  const kept = keptBack(found.bodies.map(({ donations }) => donations));
  const writes = mayDraftTargets(actor, found);
  return {
    ...found,
    bodies: found.bodies.map((body, at) => toldOf(body, { goal, isKeptBack: kept[at] === true, writes })),
  };
}

function toldOf(
  body: z.output<typeof bodyShape>,
  { goal, isKeptBack, writes }: { goal: number | null; isKeptBack: boolean; writes: boolean },
): BodyShare {
  const { id, name, people, source, version, target } = body;
  const isSmall = people !== null && isFew(people);
  const restIsSmall = people !== null && isOfFew(people - body.donors);
  const fewer = isKeptBack || isOfFew(body.donors) || (body.donors > 0 && (isSmall || restIsSmall));
  const share = fewer || people === null ? null : percentOf(body.donors, people, 1);
  return {
    id,
    name,
    people: isSmall && !writes ? null : people,
    fewPeople: isSmall && !writes,
    source,
    version,
    fewer,
    donors: fewer ? null : body.donors,
    donations: fewer ? null : body.donations,
    share,
    met: share === null || goal === null || people === null ? null : body.donors * 100 >= people * goal,
    target,
  };
}
