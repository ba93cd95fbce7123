import sql, { empty, type Sql } from "sql-template-tag";
import { z } from "zod";
import { inToldOrder } from "@/lib/core/few";
import type { CivilDate } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import { driveCounts } from "@/lib/donations/sums/statements";
import { publicKeptBack } from "@/lib/targets/past/neighbours";
import { approvedMonths } from "@/lib/targets/past/reported";
import { flowTables, placedNow } from "@/lib/units/flow/statements";
import { publicReportingCount } from "@/lib/units/history/queries";
import { type SumsOverTime, unitSumShape } from "./schema";

export interface OverTimeQuestion {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** By the units of then, or by those into which they have gone until today. */
  readonly view: "then" | "now";
  /** The communes of this province, by its code on the last day of the period; without it, the reporting units. */
  readonly provinceCode?: string | null;
  readonly today: CivilDate;
}

const rowShape = unitSumShape
  .omit({ official: true })
  .extend({ id: z.string(), donations: z.number(), volumeMl: z.number(), reported: z.number() });

/**
 * What is recorded and what is official of a past period, unit by unit, those with nothing too: as then (each drive with the unit it was
 * credited to on its day) or as now (with the unit that one has gone into). Both add up to the same.
 * An approved report of a month goes the way its unit goes (of one that was split, to its first part, as the drives do of
 * which nothing tells the place). Null when there
 * was no such province. Where communes of then are not held, the sums stand with those they went into, and the answer
 * says so.
 */
export async function publicSumsOverTime(asked: OverTimeQuestion): Promise<Omit<SumsOverTime, "notes"> | null> {
  const { from, to, view, today } = asked;
  const province = asked.provinceCode ? await provinceOf(asked.provinceCode, view === "now" ? today : to, from) : null;
  if (asked.provinceCode && province === null) return null;
  const communes = province !== null;
  const { joins, communeNow, creditedNow } = placedNow(today);
  const unit = communes
    ? view === "now"
      ? communeNow
      : sql`d.commune_id`
    : view === "now"
      ? creditedNow
      : sql`d.credited_unit_id`;
  const ofProvince: Sql = communes
    ? view === "now"
      ? sql`AND ${creditedNow} = ${province} AND d.credited_unit_id = d.province_id`
      : sql`AND d.credited_unit_id = ${province}`
    : empty;
  const found = await rows(
    rowShape,
    sql`WITH RECURSIVE ${flowTables(today)}, counted AS (
        SELECT ${unit} AS unit_id, d.held_on, t.donations, t.volume_ml, d.is_demo
        FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id ${joins}
        WHERE d.held_on BETWEEN ${from}::date AND ${to}::date AND d.held_on <= ${today}::date AND ${driveCounts} ${ofProvince}
      ), summed AS (
        SELECT unit_id, coalesce(sum(donations), 0)::integer AS donations, coalesce(sum(volume_ml), 0)::bigint AS volume_ml,
          count(*)::integer AS drives, bool_or(is_demo) AS contains_demo, min(held_on) AS first_on FROM counted GROUP BY unit_id
      ), reported AS (
        SELECT ${view === "now" ? sql`coalesce(gone.to_id, a.unit_id)` : sql`a.unit_id`} AS unit_id, sum(a.received - a.recorded)::integer AS donations,
          bool_or(a.is_demo) AS is_demo
        FROM ${approvedMonths({ from, to })} a LEFT JOIN sole gone ON gone.from_id = a.unit_id
        WHERE a.ends_on <= ${today}::date GROUP BY 1
      ), there AS (
        SELECT u.id FROM unit u LEFT JOIN unit_version v ON v.unit_id = u.id AND v.parent_id = ${province}
        WHERE ${communes ? sql`u.kind = 'commune' AND (v.parent_id IS NOT NULL OR u.parent_id = ${province})` : sql`u.kind IN ('province', 'ministry')`}
          AND ${
            view === "now"
              ? sql`u.valid_from <= ${today}::date AND (u.valid_to IS NULL OR u.valid_to > ${today}::date)`
              : sql`u.valid_from <= ${to}::date AND (u.valid_to IS NULL OR u.valid_to > ${from}::date)`
          }
        UNION SELECT unit_id FROM summed ${communes ? empty : sql`UNION SELECT unit_id FROM reported`}
      )
      SELECT u.id, jsonb_build_object('code', u.code, 'kind', u.kind, 'fullName', coalesce(named.full_name, u.full_name), 'nameEn', u.name_en,
          'validFrom', u.valid_from, 'validTo', u.valid_to) AS unit,
        coalesce(s.donations, 0) AS donations, coalesce(s.volume_ml, 0) AS "volumeMl", coalesce(s.drives, 0) AS drives,
        coalesce(s.contains_demo, false) OR ${communes ? sql`false` : sql`coalesce(r.is_demo, false)`} AS "containsDemo",
        ${
          communes
            ? sql`coalesce((SELECT donations FROM reported WHERE unit_id = ${province}), 0)`
            : sql`coalesce(r.donations, 0)`
        } AS reported,
        ${view === "now" ? sql`true` : sql`u.valid_from <= coalesce(s.first_on, ${to}::date)`} AS "heldThen"
      FROM there JOIN unit u ON u.id = there.id LEFT JOIN summed s ON s.unit_id = u.id LEFT JOIN reported r ON r.unit_id = u.id
        LEFT JOIN LATERAL (SELECT v.full_name FROM unit_version v WHERE v.unit_id = u.id
          AND v.valid_from <= greatest(u.valid_from, ${view === "now" ? today : to}::date) ORDER BY v.valid_from DESC LIMIT 1) named ON true
      ORDER BY u.kind = 'ministry', coalesce(s.donations, 0) ${communes ? empty : sql`+ coalesce(r.donations, 0)`} DESC, s.drives IS NULL, coalesce(named.full_name, u.full_name) COLLATE "vi-x-icu", u.id`,
  );
  const began = communes && view === "then" ? await communesBegan() : null;
  const notHeld = began !== null && from < began;
  const total = { donations: 0, official: 0, volumeMl: 0, drives: 0 };
  for (const one of found) {
    total.donations += one.donations;
    total.volumeMl += one.volumeMl;
    total.drives += one.drives;
    total.official += one.donations + (communes ? 0 : one.reported);
  }
  // A province's report is its own: it stands beside the sum of its communes, not within any of them.
  if (communes) total.official += found[0]?.reported ?? 0;
  // A commune's few donors might be recognised in its sum, or worked out from the province's and the others'.
  const keptOf = province === null ? null : await publicKeptBack({ unitId: province, from, to });
  const kept = view === "now" ? keptOf?.listed : keptOf?.listedThen;
  const told = found.map(({ reported, id, ...one }) => {
    const official = communes ? null : one.donations + reported;
    return kept?.has(id) ? { ...one, official, donations: null, volumeMl: null } : { ...one, official };
  });
  const count = async (on: CivilDate) => ({ on, ...(await publicReportingCount(on)) });
  return {
    view,
    level: communes ? "communes" : "reporting",
    from,
    to,
    reportingUnits: [await count(from), await count(to)],
    complete: !notHeld,
    notHeld: notHeld ? ["communes_then"] : [],
    total,
    units: communes
      ? inToldOrder(told, { count: ({ donations }) => donations, name: ({ unit }) => unit.fullName })
      : told,
  };
}

/** The province of a code: as it was on the day, else at the beginning of the period. */
async function provinceOf(code: string, on: CivilDate, orOn: CivilDate): Promise<string | null> {
  const found = await row(
    z.object({ id: z.string() }),
    sql`SELECT id FROM unit WHERE kind = 'province' AND code = ${code} AND valid_from <= greatest(${on}::date, ${orOn}::date)
        AND (valid_to IS NULL OR valid_to > ${orOn}::date)
      ORDER BY (valid_from <= ${on}::date AND (valid_to IS NULL OR valid_to > ${on}::date)) DESC, valid_from LIMIT 1`,
  );
  return found?.id ?? null;
}

/** The first day of which communes are held drive by drive. */
async function communesBegan(): Promise<CivilDate> {
  const found = await row(
    z.object({ on: z.string().nullable() }),
    sql`SELECT min(valid_from) AS on FROM unit WHERE kind = 'commune'`,
  );
  return found?.on ?? "9999-12-31";
}
