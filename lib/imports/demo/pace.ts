import type { ClientBase } from "pg";
import { newId } from "@/lib/core/ids";
import { addDays, type CivilDate, daysInMonth } from "@/lib/core/time";
import { monthFactor, readTets, tetFactor } from "./plan";
import { chanceOf } from "./random";

/** How many made-up years stand before the first drives of the demonstration: enough to try a forecast on two of them. */
const yearsBefore = 4;

/**
 * What follows from progress, made up once: months of years before the first drive (for the rhythm alone, no total knows
 * them), support for units that are low, and last summer's push plans.
 */
export async function addPace(client: ClientBase, today: CivilDate): Promise<void> {
  await addEarlierMonths(client, await readTets(client));
  await addSupport(client, today);
  await addSummerPlans(client);
  await lookAhead(client);
}

/** Has the worker look ahead at Tết and summer at once, and not only tomorrow morning. */
async function lookAhead(client: ClientBase): Promise<void> {
  await client.query(
    "SELECT (graphile_worker.add_job('progress.warn_of_shortages', job_key => 'progress.warn_of_shortages')).id",
  );
}

async function addEarlierMonths(client: ClientBase, tets: readonly CivilDate[]): Promise<void> {
  const { rows } = await client.query<{ id: string; year: number; perDay: number }>(
    `SELECT u.id, extract(year FROM min(min(d.held_on)) OVER ())::int AS year,
       coalesce(sum(t.donations), 0)::float8 / greatest(1, (max(max(d.held_on) FILTER (WHERE t.donations > 0)) OVER () - min(min(d.held_on)) OVER () + 1)) AS "perDay"
     FROM unit u JOIN drive d ON d.credited_unit_id = u.id AND d.is_demo LEFT JOIN drive_total t ON t.drive_id = d.id
     WHERE u.kind IN ('province', 'ministry') AND NOT EXISTS (SELECT FROM earlier_month m WHERE m.is_demo)
     GROUP BY u.id`,
  );
  const usual = monthFactor.reduce((sum, factor) => sum + factor, 0);
  const months = rows.flatMap(({ id, year, perDay }) => {
    const chance = chanceOf(`earlier months of ${id}`);
    return Array.from({ length: yearsBefore }, (_, back) => year - yearsBefore + back).flatMap((of) => {
      const size = perDay * 365 * chance.between(0.82, 1.02);
      return monthFactor.map((factor, index) => ({
        unit_id: id,
        month: `${of}-${String(index + 1).padStart(2, "0")}-01`,
        units: Math.round((size * factor * festive(of, index + 1, tets) * chance.between(0.86, 1.14)) / usual),
      }));
    });
  });
  if (months.length === 0) return;
  await client.query(
    `INSERT INTO earlier_month (unit_id, month, units, source, is_demo)
     SELECT unit_id, month, units, 'số liệu minh họa', true
     FROM jsonb_to_recordset($1::jsonb) AS m(unit_id text, month date, units int) ON CONFLICT DO NOTHING`,
    [JSON.stringify(months)],
  );
}

/** What is left of a month by the days around Tết in it. */
function festive(year: number, month: number, tets: readonly CivilDate[]): number {
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  const days = Array.from({ length: daysInMonth(year, month) }, (_, past) => tetFactor(addDays(first, past), tets));
  return days.reduce((sum, factor) => sum + factor, 0) / days.length;
}

/** Words of support as an office writes them, and what came of one. */
const deeds = [
  ["Họp với Ban Chỉ đạo, chốt lịch hai buổi trước Tết", "Văn phòng Hội Chữ thập đỏ tỉnh", 5, "planned", null],
  ["Hỗ trợ xe và ê-kíp tiếp nhận cho hai buổi cuối tuần", "Trung tâm máu minh họa", -4, "doing", null],
  [
    "Cử cán bộ xuống hướng dẫn vận động tại cơ sở",
    "Thường trực Ban Chỉ đạo Quốc gia",
    -35,
    "done",
    "Đã tổ chức thêm một buổi, nhận 41 đơn vị",
  ],
] as const;

async function addSupport(client: ClientBase, today: CivilDate): Promise<void> {
  const { rows } = await client.query<{ id: string; provinceId: string }>(
    `WITH low AS (
       SELECT u.id, coalesce((SELECT sum(t.donations) FROM drive d JOIN drive_total t ON t.drive_id = d.id
           WHERE d.credited_unit_id = u.id AND d.is_demo AND extract(year FROM d.held_on) = g.year), 0)
           - g.value * extract(doy FROM $1::date) / 365 AS lead
       FROM unit u JOIN target g ON g.unit_id = u.id AND g.is_demo AND g.year = extract(year FROM $1::date) AND g.period = 'year'
       WHERE u.kind = 'province' AND u.valid_to IS NULL ORDER BY lead LIMIT 3
     ), quiet AS (
       SELECT DISTINCT ON (d.province_id) d.commune_id AS id, d.province_id FROM drive d
       WHERE d.is_demo AND d.province_id IN ('P01', 'P40') AND d.credited_unit_id = d.province_id
       GROUP BY d.commune_id, d.province_id HAVING max(d.held_on) < $1::date - 200 ORDER BY d.province_id, max(d.held_on)
     )
     SELECT id, id AS "provinceId" FROM low WHERE NOT EXISTS (SELECT FROM support_action WHERE is_demo)
     UNION ALL SELECT id, province_id FROM quiet WHERE NOT EXISTS (SELECT FROM support_action WHERE is_demo)`,
    [today],
  );
  for (const [place, unit] of rows.entries())
    for (const [what, owner, days, state, outcome] of place === 0 ? deeds : deeds.slice(place % 2, (place % 2) + 1))
      await client.query(
        `INSERT INTO support_action (id, unit_id, province_id, what, owner, due_on, state, outcome, is_demo, request_key)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, true, $9)`,
        [newId(), unit.id, unit.provinceId, what, owner, addDays(today, days), state, outcome, newId()],
      );
}

/** Last summer's plans of the two provinces people sign in for: some communes kept to it, some did not. */
async function addSummerPlans(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{
    unitId: string;
    name: string;
    year: number;
    parts: { id: string; units: number }[];
  }>(
    `SELECT u.id AS "unitId", u.name, y.year, (SELECT json_agg(p) FROM (
         SELECT d.commune_id AS id, greatest(20, round(avg(t.donations)))::int AS units
         FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
         WHERE d.credited_unit_id = u.id AND d.is_demo AND d.held_on >= make_date(y.year, 3, 1) AND d.held_on <= make_date(y.year, 10, 31)
         GROUP BY d.commune_id ORDER BY max(d.held_on) DESC, d.commune_id LIMIT 8) p) AS parts
     FROM unit u CROSS JOIN (SELECT extract(year FROM max(held_on))::int AS year FROM drive
       WHERE is_demo AND extract(month FROM held_on) = 8 AND held_on < now()::date) y
     WHERE u.id IN ('P01', 'P40') AND y.year IS NOT NULL AND NOT EXISTS (SELECT FROM push_plan WHERE is_demo)`,
  );
  for (const { unitId, name, year, parts } of rows) {
    if (!parts) continue;
    const id = newId();
    await client.query(
      `INSERT INTO push_plan (id, unit_id, season, name, owner, starts_on, ends_on, gap_units, is_demo, request_key)
       VALUES ($1, $2, 'summer', $3, $4, $5, $6, $7, true, $8)`,
      [
        id,
        unitId,
        `Cao điểm hè ${year} ${name}`,
        "Văn phòng Hội Chữ thập đỏ tỉnh",
        `${year}-06-01`,
        `${year}-08-23`,
        parts.reduce((sum, { units }) => sum + units, 0),
        newId(),
      ],
    );
    await client.query(
      `INSERT INTO push_plan_part (plan_id, commune_id, drives, units)
       SELECT $1, id, 1, units FROM jsonb_to_recordset($2::jsonb) AS p(id text, units int)`,
      [id, JSON.stringify(parts)],
    );
  }
}
