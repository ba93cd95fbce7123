import sql from "sql-template-tag";
import { z } from "zod";
import { keptBackOfficial } from "@/lib/core/few";
import { addCalendarMonths, type CivilDate, todayInVietnam } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicKeptBack } from "@/lib/targets/past/neighbours";
import { communeMonths } from "@/lib/targets/past/reported";
import { peopleOn } from "@/lib/units/populations/valid";
import { counts } from "../scope/conditions";

const provinceShape = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  communes: z.number(),
  without: z.number().describe("communes with no drive since the day"),
  never: z.number().describe("of those, communes of which no drive is held or reported here at all"),
});
export type ProvinceCoverage = z.output<typeof provinceShape>;

/**
 * For each province, how many of its communes of today held no drive since a day. A drive ahead does not count as held; a
 * month of which the commune's approved report states a drive or units does, as on its last day.
 */
export async function publicCoverageByProvince(months: number, now = new Date()): Promise<ProvinceCoverage[]> {
  const today = todayInVietnam(now);
  return rows(
    provinceShape,
    sql`WITH held AS (
        SELECT commune_id, max(last_on) AS last_on FROM (
          SELECT d.commune_id, max(d.held_on) AS last_on
          FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
          WHERE ${counts} AND d.held_on < ${today}::date AND d.held_on >= ${addCalendarMonths(today, -longestMonths)}::date
          GROUP BY d.commune_id
          UNION ALL SELECT commune_id, ends_on FROM ${communeMonths({ provinceId: null, from: addCalendarMonths(today, -longestMonths) })} r
            WHERE ends_on < ${today}::date AND drives > recorded_drives
        ) known GROUP BY commune_id
      )
      SELECT p.code, p.name, p.name_en AS "nameEn", count(c.id)::integer AS communes,
        count(c.id) FILTER (WHERE h.last_on IS NULL OR h.last_on < ${since(today, months)}::date)::integer AS without,
        count(c.id) FILTER (WHERE h.last_on IS NULL)::integer AS never
      FROM unit p JOIN unit c ON c.parent_id = p.id AND c.kind = 'commune' AND c.valid_to IS NULL
        LEFT JOIN held h ON h.commune_id = c.id
      WHERE p.kind = 'province' AND p.valid_to IS NULL
      GROUP BY p.id ORDER BY without DESC, p.name COLLATE "vi-x-icu"`,
  );
}

const communeShape = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  people: z.number().nullable(),
  lastOn: z.string().nullable(),
  lastByReport: z
    .boolean()
    .describe("true where an approved report tells the last month, of which `lastOn` is the end"),
  nextOn: z.string().nullable().describe("the next drive announced there"),
  units: z.number().nullable().describe("official, of the last twelve months; null where it is kept back"),
  drives: z.number().describe("of the last twelve months, with those that reports state beyond what is recorded"),
  covered: z.boolean(),
});
export type CommuneCoverage = z.output<typeof communeShape>;

/** How far back a last drive is looked for: what lies further counts as "not for three years". */
export const longestMonths = 36;

/**
 * Every commune of a province with its last drive and its next; those longest without one first. A whole month of the last
 * twelve of which the commune's approved report is held counts as the report states it.
 */
export async function publicCoverageOf(
  asked: { provinceId: string; months: number },
  now = new Date(),
): Promise<CommuneCoverage[]> {
  const today = todayInVietnam(now);
  const found = await rows(
    communeShape.extend({ units: z.number(), recorded: z.number() }),
    sql`WITH held AS (
        SELECT d.commune_id, max(d.held_on) FILTER (WHERE d.held_on < ${today}::date) AS last_on,
          min(d.held_on) FILTER (WHERE d.held_on >= ${today}::date AND d.status IN ('published', 'open')) AS next_on,
          coalesce(sum(t.donations) FILTER (WHERE d.held_on >= ${addCalendarMonths(today, -12)}::date), 0)::integer AS units,
          count(*) FILTER (WHERE d.held_on BETWEEN ${addCalendarMonths(today, -12)}::date AND ${today}::date)::integer AS drives
        FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id
        WHERE ${counts} AND d.province_id = ${asked.provinceId} AND d.held_on >= ${addCalendarMonths(today, -longestMonths)}::date
        GROUP BY d.commune_id
      ), reported AS (
        SELECT commune_id, max(ends_on) FILTER (WHERE ends_on < ${today}::date AND drives > recorded_drives) AS last_on,
          coalesce(sum(received - recorded) FILTER (WHERE starts_on >= ${addCalendarMonths(today, -12)}::date), 0)::integer AS units,
          coalesce(sum(greatest(drives - recorded_drives, 0)) FILTER (WHERE starts_on >= ${addCalendarMonths(today, -12)}::date), 0)::integer AS drives
        FROM ${communeMonths({ provinceId: asked.provinceId, from: addCalendarMonths(today, -longestMonths) })} r GROUP BY commune_id
      ), known AS (
        SELECT coalesce(h.commune_id, r.commune_id) AS commune_id, h.next_on, coalesce(h.units, 0) AS recorded,
          coalesce(h.units, 0) + coalesce(r.units, 0) AS units, coalesce(h.drives, 0) + coalesce(r.drives, 0) AS drives,
          greatest(h.last_on, r.last_on) AS last_on, r.last_on > coalesce(h.last_on, '-infinity') AS by_report
        FROM held h FULL JOIN reported r ON r.commune_id = h.commune_id
      )
      SELECT c.id, c.code, c.full_name AS name, c.name_en AS "nameEn", c.lat, c.lon, ${peopleOn(sql`c.id`, today)} AS people,
        to_char(h.last_on, 'YYYY-MM-DD') AS "lastOn", to_char(h.next_on, 'YYYY-MM-DD') AS "nextOn",
        coalesce(h.by_report, false) AS "lastByReport", coalesce(h.units, 0) AS units, coalesce(h.recorded, 0) AS recorded,
        coalesce(h.drives, 0) AS drives,
        (h.last_on IS NOT NULL AND h.last_on >= ${since(today, asked.months)}::date) AS covered
      FROM unit c LEFT JOIN known h ON h.commune_id = c.id
      WHERE c.parent_id = ${asked.provinceId} AND c.kind = 'commune' AND c.valid_to IS NULL
      ORDER BY h.last_on IS NOT NULL AND h.last_on >= ${since(today, asked.months)}::date, h.last_on NULLS LAST,
        c.name COLLATE "vi-x-icu"`,
  );
  const official = keptBackOfficial(found.map(({ units, recorded }) => ({ official: units, recorded })));
  // Of the same days the province's own list tells what was credited to it, without what a ministry's drives brought.
  const { whole } = await publicKeptBack({
    unitId: asked.provinceId,
    from: addCalendarMonths(today, -12),
    to: today,
  });
  return found.map(({ recorded: _recorded, ...commune }, at) =>
    official[at] || whole.has(commune.id) ? { ...commune, units: null } : commune,
  );
}

/** The first day that still counts as "within the last months". */
function since(today: CivilDate, months: number): CivilDate {
  return addCalendarMonths(today, -months);
}
