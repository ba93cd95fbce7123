import sql from "sql-template-tag";
import { z } from "zod";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { publicWholePeriods, type WholePeriod } from "@/lib/reports/official/whole";

const reportingUnitShape = z.object({
  code: z.string(),
  kind: z.enum(["province", "ministry"]),
  name: z.string(),
  nameEn: z.string(),
});

/** A unit that reports to the nation, as a list to choose from shows it. */
export type ReportingUnit = z.output<typeof reportingUnitShape>;

/** The provinces and ministries that report at the end of a year or on its `lastDay` asked about (at most today), by name. */
export async function publicReportingUnits(
  year: number,
  now = new Date(),
  lastDay: CivilDate = `${year}-12-31`,
): Promise<ReportingUnit[]> {
  const on = dayOf(year, now, lastDay);
  return rows(
    reportingUnitShape,
    sql`SELECT code, kind, name, name_en AS "nameEn" FROM unit
      WHERE kind IN ('province', 'ministry') AND valid_from <= ${on}::date AND (valid_to IS NULL OR valid_to > ${on}::date)
      ORDER BY kind = 'ministry', name COLLATE "vi-x-icu", code`,
  );
}

const relativeShape = z.object({ code: z.string(), name: z.string(), nameEn: z.string(), on: z.string() });
const backgroundShape = z.object({
  code: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  name: z.string(),
  nameEn: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  predecessors: z.array(relativeShape).describe("units that were merged into this one, and the day"),
  successors: z.array(relativeShape),
  communes: z.number().describe("communes it has"),
  upcomingDrives: z.number().describe("announced drives from today on that count for it"),
});

/** Where a unit comes from and what lies ahead of it. */
export type UnitBackground = z.output<typeof backgroundShape>;

/**
 * A unit by its code, as it was at the end of a year, or on its `lastDay` of those that are asked about; when no unit
 * bore the code then, the one that last did. Null for a code that never was.
 */
export async function publicUnitBackground(
  code: string,
  year: number,
  now = new Date(),
  lastDay: CivilDate = `${year}-12-31`,
): Promise<UnitBackground | null> {
  const on = dayOf(year, now, lastDay);
  const relative = sql`jsonb_build_object('code', r.code, 'name', r.name, 'nameEn', r.name_en, 'on', s.effective_on) ORDER BY r.code`;
  return row(
    backgroundShape,
    sql`WITH asked AS (
        SELECT * FROM unit WHERE code = ${code} AND kind <> 'commune'
        ORDER BY (valid_from <= ${on}::date AND (valid_to IS NULL OR valid_to > ${on}::date)) DESC, valid_from DESC LIMIT 1
      )
      SELECT u.code, u.kind, u.name, u.name_en AS "nameEn", u.valid_from AS "validFrom", u.valid_to AS "validTo",
        coalesce((SELECT jsonb_agg(${relative}) FROM unit_succession s JOIN unit r ON r.id = s.predecessor_id
          WHERE s.successor_id = u.id), '[]') AS predecessors,
        coalesce((SELECT jsonb_agg(${relative}) FROM unit_succession s JOIN unit r ON r.id = s.successor_id
          WHERE s.predecessor_id = u.id), '[]') AS successors,
        (SELECT count(*)::integer FROM unit c WHERE c.parent_id = u.id AND c.kind = 'commune' AND c.valid_to IS NULL) AS communes,
        (SELECT count(*)::integer FROM drive d WHERE d.credited_unit_id = u.id AND d.status IN ('published', 'open')
          AND d.ends_at > ${now}) AS "upcomingDrives"
      FROM asked u`,
  );
}

/**
 * The approved half-year and yearly reports of a unit (as it was at the end of a year), each beside its official months;
 * none where no unit bore the code then.
 */
export async function publicWholeReports(code: string, year: number, now = new Date()): Promise<WholePeriod[]> {
  const on = dayOf(year, now);
  const unit = await row(
    z.object({ unitId: z.string(), unitKind: z.string() }),
    sql`SELECT id AS "unitId", kind AS "unitKind" FROM unit WHERE code = ${code} AND kind IN ('province', 'ministry')
      AND valid_from <= ${on}::date AND (valid_to IS NULL OR valid_to > ${on}::date)`,
  );
  return unit === null ? [] : publicWholePeriods(unit, year, todayInVietnam(now));
}

function dayOf(year: number, now: Date, lastDay: CivilDate = `${year}-12-31`): CivilDate {
  const today = todayInVietnam(now);
  return lastDay < today ? lastDay : today;
}
