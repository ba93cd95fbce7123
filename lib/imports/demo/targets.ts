import type { ClientBase } from "pg";
import { newId } from "@/lib/core/ids";
import { type CivilDate, yearOf } from "@/lib/core/time";
import { chanceOf } from "./random";

/** The province whose plan is adjusted in mid-year, and which proposes next year's. */
const adjusting = "P40";

/**
 * Made-up plans of the demonstration: one for each reporting unit and year it reaches into, near what its drives will
 * give, so that every state of a dashboard can be seen; one adjusted in mid-year, one proposal for next year waiting, a
 * campaign's pair assigned, headcounts of bodies and the share they are to reach. Published targets stand beside it all
 * untouched. What is there already is left as it is.
 */
export async function addTargets(client: ClientBase, today: CivilDate): Promise<void> {
  await addYearTargets(client, today);
  await addHalves(client, today);
  await adjustOne(client, today);
  await proposeNextYear(client, today);
  await othersPropose(client, today);
  await assignCampaign(client, today);
  await addPairs(client, today);
  await addHeadcounts(client, today);
  await addBodyShare(client, today);
}

async function addYearTargets(client: ClientBase, today: CivilDate): Promise<void> {
  const { rows } = await client.query<{ unitId: string; year: number; received: number; firstDay: string }>(
    `SELECT u.id AS "unitId", y.year, coalesce(sum(t.donations), 0)::int AS received,
       to_char(min(min(d.held_on)) OVER (PARTITION BY y.year), 'YYYY-MM-DD') AS "firstDay"
     FROM unit u CROSS JOIN (SELECT DISTINCT extract(year FROM held_on)::int AS year FROM drive WHERE is_demo) y
       LEFT JOIN drive d ON d.credited_unit_id = u.id AND extract(year FROM d.held_on) = y.year AND d.is_demo
       LEFT JOIN drive_total t ON t.drive_id = d.id
     WHERE u.kind IN ('province', 'ministry') AND u.valid_to IS NULL AND y.year <= $1
       AND NOT EXISTS (SELECT 1 FROM target g WHERE g.unit_id = u.id AND g.year = y.year AND g.is_demo AND g.metric = 'units'
         AND g.period = 'year')
     GROUP BY u.id, y.year`,
    [yearOf(today)],
  );
  for (const { unitId, year, received, firstDay } of rows) {
    const chance = chanceOf(`target ${unitId} ${year}`);
    const lastDay = year < yearOf(today) ? `${year}-12-31` : today;
    const days = Math.max(1, (Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000);
    const wholeYear = Math.min(365, (Date.parse(`${year}-12-31`) - Date.parse(firstDay)) / 86_400_000);
    const expected = Math.max(60, (received / days) * wholeYear);
    const value = Math.round((expected * chance.between(0.86, 1.24)) / 10) * 10;
    await decide(client, yearDecision(year), { unitId, year, metric: "units", value });
  }
}

interface Paper {
  number: string;
  on: CivilDate;
}

/** The decision before a year by which the demonstration's units were given their plans. */
const yearDecision = (year: number): Paper => ({ number: `01/QĐ-MH-${year}`, on: `${year - 1}-12-20` });

/** The paper of a number, made once. */
async function paperOf(client: ClientBase, { number, on }: Paper): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO target_decision (id, unit_id, number, decided_on, signatory, is_demo, request_key, decided_at)
       SELECT $1, 'VN', $2, $3::date, 'Trưởng ban (minh họa)', true, $1, ($3::date + time '10:00') AT TIME ZONE 'Asia/Ho_Chi_Minh'
       WHERE NOT EXISTS (SELECT FROM target_decision WHERE number = $2 AND is_demo) RETURNING id
     ) SELECT id FROM made UNION ALL SELECT id FROM target_decision WHERE number = $2 AND is_demo LIMIT 1`,
    [newId(), number, on],
  );
  const [found] = rows;
  if (!found) throw new Error("A demo decision was neither found nor made.");
  return found.id;
}

interface NewTarget {
  unitId: string;
  year: number;
  period?: "year" | "h1" | "h2" | "campaign";
  editionId?: string;
  metric: string;
  value: number;
  from?: CivilDate;
  version?: number;
  reason?: string;
}

const countedIn: Record<string, string> = { units: "donations", registered: "people" };

async function decide(client: ClientBase, paper: Paper, target: NewTarget): Promise<void> {
  await client.query(
    `INSERT INTO target (id, unit_id, year, period, metric, value, counting_basis, note, is_demo, decision_id, decision_number,
       decided_on, in_force_from, version, reason, campaign_edition_id)
     VALUES ($1, $2, $3, $13, $4, $5, $6, 'demo', true, $7, $8, $9::date, $10::date, $11, $12, $14)`,
    [
      newId(),
      target.unitId,
      target.year,
      target.metric,
      target.value,
      countedIn[target.metric] ?? "percent",
      await paperOf(client, paper),
      paper.number,
      paper.on,
      target.from ?? paper.on,
      target.version ?? 1,
      target.reason ?? null,
      target.period ?? "year",
      target.editionId ?? null,
    ],
  );
}

/** Targets of the half-years, where the demonstration has offices and drives: the year's, shared by what each half brought. */
async function addHalves(client: ClientBase, today: CivilDate): Promise<void> {
  const year = yearOf(today);
  const { rows } = await client.query<{ unitId: string; whole: number; first: number; second: number }>(
    `SELECT u.id AS "unitId", g.value::float8 AS whole,
       coalesce(sum(t.donations) FILTER (WHERE d.held_on < make_date($1, 7, 1)), 0)::float8 AS first,
       coalesce(sum(t.donations) FILTER (WHERE d.held_on >= make_date($1, 7, 1)), 0)::float8 AS second
     FROM unit u JOIN target g ON g.unit_id = u.id AND g.year = $1 AND g.period = 'year' AND g.metric = 'units' AND g.is_demo
         AND g.superseded_at IS NULL
       JOIN drive d ON d.credited_unit_id = u.id AND d.is_demo AND extract(year FROM d.held_on) = $1 AND d.held_on <= $2::date
       JOIN drive_total t ON t.drive_id = d.id
     WHERE u.id = ANY ($3::text[])
       AND NOT EXISTS (SELECT FROM target h WHERE h.unit_id = u.id AND h.year = $1 AND h.period IN ('h1', 'h2') AND h.is_demo)
     GROUP BY u.id, g.value`,
    [year, today, ["P01", adjusting]],
  );
  for (const { unitId, whole, first, second } of rows) {
    // Neither half is given less than a third of the year, however little of it is over.
    const share = Math.min(2 / 3, Math.max(1 / 3, first / (first + second || 1)));
    const h1 = Math.round((whole * share) / 10) * 10;
    for (const [half, value] of [["h1", h1] as const, ["h2", whole - h1] as const])
      await decide(client, yearDecision(year), { unitId, year, period: half, metric: "units", value });
  }
}

/** One plan raised from 1 July, decided at the end of June: the rate before and after can be looked at. */
async function adjustOne(client: ClientBase, today: CivilDate): Promise<void> {
  const year = yearOf(today);
  const from = `${year}-07-01`;
  if (today < from) return;
  const { rows } = await client.query<{ value: number }>(
    `UPDATE target SET superseded_at = ($3::date)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
     WHERE unit_id = $1 AND year = $2 AND period = 'year' AND metric = 'units' AND is_demo AND version = 1
       AND superseded_at IS NULL AND in_force_from < $3::date
     RETURNING value::float8 AS value`,
    [adjusting, year, from],
  );
  const [first] = rows;
  if (!first) return;
  await decide(
    client,
    { number: `07/QĐ-MH-${year}`, on: `${year}-06-25` },
    {
      unitId: adjusting,
      year,
      metric: "units",
      value: Math.round((first.value * 1.12) / 10) * 10,
      from,
      version: 2,
      reason: "Nhu cầu máu điều trị quý III tăng (minh họa)",
    },
  );
}

/** A proposal of the adjusting province for next year, with a comment, waiting for the nation's decision. */
async function proposeNextYear(client: ClientBase, today: CivilDate): Promise<void> {
  const year = yearOf(today) + 1;
  const id = newId();
  const { rowCount } = await client.query(
    `INSERT INTO target_proposal (id, unit_id, year, period, metric, value, counting_basis, origin, state, reason, is_demo, made_by,
       made_at, changed_at)
     SELECT $1::uuid, $2::text, $3::int, 'year', 'units', round(t.value * 1.06, -1), 'donations', 'unit', 'proposed',
       'Mở thêm điểm hiến máu tại các khu công nghiệp (minh họa)', true, a.id, $4::date - 1, $4::date - 1
     FROM target t LEFT JOIN account a ON a.email = 'nghean@demo.giothong.example'
     WHERE t.unit_id = $2::text AND t.year = $3::int - 1 AND t.period = 'year' AND t.metric = 'units' AND t.is_demo AND t.superseded_at IS NULL
       AND NOT EXISTS (SELECT FROM target_proposal WHERE unit_id = $2::text AND year = $3::int AND is_demo)`,
    [id, adjusting, year, today],
  );
  if (rowCount === 0) return;
  await client.query(
    `INSERT INTO target_event (id, unit_id, year, proposal_id, kind, value, words, by_account, happened_at)
     SELECT told.id, $3::text, $4::int, $5::uuid, told.kind, CASE WHEN told.kind = 'proposed' THEN p.value END, told.words, a.id,
       $6::date - 1 + told.shift
     FROM (VALUES ($1::uuid, 'proposed', 'Mở thêm điểm hiến máu tại các khu công nghiệp (minh họa)', 'nghean', interval '8 hours'),
         ($2::uuid, 'comment', 'Nên nêu rõ số buổi tại khu công nghiệp dự kiến mỗi quý.', 'uyvien', interval '9 hours'))
         AS told (id, kind, words, who, shift)
       JOIN target_proposal p ON p.id = $5::uuid LEFT JOIN account a ON a.email = told.who || '@demo.giothong.example'`,
    [newId(), newId(), adjusting, year, id, today],
  );
}

/**
 * Next year as a dozen other units propose it, and some communes of the province that has an approver: enough that one
 * paper over many can be tried. Who has spoken of next year once is left alone.
 */
async function othersPropose(client: ClientBase, today: CivilDate): Promise<void> {
  const year = yearOf(today) + 1;
  const { rows } = await client.query<{ unitId: string; base: number }>(
    `SELECT t.unit_id AS "unitId", t.value::float8 AS base
     FROM target t JOIN unit u ON u.id = t.unit_id
     WHERE t.year = $1 - 1 AND t.period = 'year' AND t.metric = 'units' AND t.is_demo AND t.superseded_at IS NULL
       AND u.kind IN ('province', 'ministry') AND u.valid_to IS NULL AND u.id NOT IN ('P01', $2)
       AND NOT EXISTS (SELECT FROM target_proposal p WHERE p.unit_id = u.id AND p.year = $1)
     UNION ALL
     SELECT * FROM (
       SELECT d.commune_id, sum(t.donations)::float8 FROM drive d JOIN drive_total t ON t.drive_id = d.id
         JOIN unit c ON c.id = d.commune_id
       WHERE d.is_demo AND d.credited_unit_id = 'P01' AND c.parent_id = 'P01' AND c.valid_to IS NULL
         AND extract(year FROM d.held_on) = $1 - 1
         AND NOT EXISTS (SELECT FROM target_proposal p JOIN unit other ON other.id = p.unit_id
           WHERE other.parent_id = 'P01' AND p.year = $1)
       GROUP BY 1 HAVING sum(t.donations) >= 20 ORDER BY 2 DESC, 1 LIMIT 6) commune`,
    [year, adjusting],
  );
  const speaking = rows.filter(
    ({ unitId }) => unitId.startsWith("C") || chanceOf(`proposes ${unitId} ${year}`).next() < 0.4,
  );
  for (const { unitId, base } of speaking) {
    const growth = chanceOf(`growth ${unitId} ${year}`).between(1.01, 1.18);
    await client.query(
      `INSERT INTO target_proposal (id, unit_id, year, period, metric, value, counting_basis, origin, state, is_demo, made_at, changed_at)
       VALUES ($1, $2, $3, 'year', 'units', $4, 'donations', 'unit', 'proposed', true, $5::date, $5::date)`,
      [newId(), unitId, year, Math.max(10, Math.round((base * growth) / 10) * 10), today],
    );
  }
}

/** A pair for next year's first campaign, assigned to Hà Nội: so many registered, so many received. */
async function assignCampaign(client: ClientBase, today: CivilDate): Promise<void> {
  await client.query(
    `INSERT INTO target_proposal (id, unit_id, campaign_edition_id, year, period, metric, value, counting_basis, origin, state,
       is_demo, made_at, changed_at)
     SELECT pair.id, 'P01', e.id, e.year, 'campaign', pair.metric, pair.value, pair.basis, 'above', 'assigned', true, $4::date, $4::date
     FROM (SELECT id, year FROM campaign_edition WHERE year = $3 AND scope_unit_id = 'VN' ORDER BY starts_on, id LIMIT 1) e
       CROSS JOIN (VALUES ($1::uuid, 'registered', 900, 'people'), ($2::uuid, 'units', 650, 'donations'))
         AS pair (id, metric, value, basis)
     WHERE NOT EXISTS (SELECT FROM target_proposal WHERE unit_id = 'P01' AND year = $3 AND period = 'campaign' AND is_demo)`,
    [newId(), newId(), yearOf(today) + 1, today],
  );
}

/**
 * The same pair decided for the national campaign of this year that has most drives of Hà Nội, and for the city's own:
 * both halves can be followed.
 */
async function addPairs(client: ClientBase, today: CivilDate): Promise<void> {
  await addPair(client, yearOf(today), "VN");
  await addPair(client, yearOf(today), "P01");
}

async function addPair(client: ClientBase, year: number, ownerUnitId: string): Promise<void> {
  const { rows } = await client.query<{ editionId: string; received: number }>(
    `SELECT e.id AS "editionId", coalesce(sum(t.donations), 0)::int AS received
     FROM campaign_edition e JOIN drive_campaign dc ON dc.edition_id = e.id JOIN drive d ON d.id = dc.drive_id
       LEFT JOIN drive_total t ON t.drive_id = d.id
     WHERE e.year = $1 AND e.scope_unit_id = $2 AND d.is_demo AND d.credited_unit_id = 'P01'
       AND NOT EXISTS (SELECT FROM target g JOIN campaign_edition o ON o.id = g.campaign_edition_id
         WHERE g.unit_id = 'P01' AND g.year = $1 AND g.period = 'campaign' AND g.is_demo AND o.scope_unit_id = $2)
     GROUP BY e.id ORDER BY count(*) DESC, e.id LIMIT 1`,
    [year, ownerUnitId],
  );
  for (const { editionId, received } of rows) {
    const value = Math.max(20, Math.round((received * 1.08) / 10) * 10);
    const pair = { unitId: "P01", year, period: "campaign", editionId } as const;
    await decide(client, yearDecision(year), { ...pair, metric: "units", value });
    await decide(client, yearDecision(year), {
      ...pair,
      metric: "registered",
      value: Math.round((value * 1.35) / 10) * 10,
    });
  }
}

/** A made-up number of people for each made-up body that hosted a drive in the year: some reach a fifth, some do not. */
async function addHeadcounts(client: ClientBase, today: CivilDate): Promise<void> {
  await client.query(
    `INSERT INTO organisation_headcount (organisation_id, year, people, source, is_demo)
     SELECT o.id, $1::int, greatest(20, round(count(DISTINCT g.donor_id) * (2.5 + (hashtext(o.id::text) & 7))))::int, 'minh họa', true
     FROM organisation o JOIN drive d ON d.host_organisation_id = o.id JOIN donation g ON g.drive_id = d.id
     WHERE o.is_demo AND extract(year FROM d.held_on) = $1::int
     GROUP BY o.id
     ON CONFLICT DO NOTHING`,
    [yearOf(today)],
  );
}

/** The share of each body's people who are to give, where the demonstration has offices. */
async function addBodyShare(client: ClientBase, today: CivilDate): Promise<void> {
  const year = yearOf(today);
  for (const unitId of ["P01", adjusting]) {
    const { rowCount } = await client.query(
      `SELECT 1 FROM target WHERE unit_id = $1 AND year = $2 AND metric = 'pct_of_body' AND is_demo LIMIT 1`,
      [unitId, year],
    );
    if (!rowCount) await decide(client, yearDecision(year), { unitId, year, metric: "pct_of_body", value: 20 });
  }
}
