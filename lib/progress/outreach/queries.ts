import sql from "sql-template-tag";
import { z } from "zod";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { lately } from "@/lib/db/lately";
import { row, rows } from "@/lib/db/statement";
import { productChannels } from "@/lib/outreach/rules";
import { brokenMonths, flowTables } from "@/lib/units/flow/statements";
import { unitShape } from "../schema";
import { printedOutreach } from "./printed";
import {
  type OutreachMonth,
  officialLines,
  outreachBasis,
  outreachSum,
  productsByChannel,
  withoutFewReached,
} from "./rules";
import type { OutreachAnswer } from "./schema";

const linesShape = z.object({
  sessions: z.number().nullable(),
  people: z.number().nullable(),
  products: z.partialRecord(z.enum(productChannels), z.number()),
});
const monthShape = z.object({
  unitId: z.string(),
  month: z.string(),
  logged: linesShape.nullable(),
  reported: linesShape.nullable(),
  isFinal: z.boolean(),
  isDemo: z.boolean(),
});
const askedShape = unitShape
  .pick({ code: true, kind: true, name: true, fullName: true, nameEn: true })
  .extend({ id: z.string() });

/** Whose outreach is asked for, and of which part of a year. */
export interface OutreachQuestion {
  readonly unitCode: string;
  readonly year: number;
  readonly period: "year" | "h1";
}

/**
 * Outreach of the nation, a province, a ministry or a commune in a year or its first half: official (approved monthly
 * reports, else the log), recorded, month by month, of the nation by unit, with what was printed. Units that have been
 * merged are counted with the one they went into; a province's log holds what its communes wrote down. Null for a code
 * nobody bore then.
 */
export async function publicOutreach(
  { unitCode, year, period }: OutreachQuestion,
  now = new Date(),
): Promise<OutreachAnswer | null> {
  const today = todayInVietnam(now);
  const lastDay = period === "h1" ? `${year}-06-30` : `${year}-12-31`;
  const days = { from: `${year}-01-01`, to: [lastDay, today].sort()[0] ?? today };
  const found = await row(
    askedShape,
    sql`SELECT id, code, kind, name, full_name AS "fullName", name_en AS "nameEn" FROM unit
      WHERE code = ${unitCode} AND valid_from <= ${days.to}::date AND (valid_to IS NULL OR valid_to > ${days.to}::date)
      ORDER BY kind DESC LIMIT 1`,
  );
  if (found === null) return null;
  const { id, ...unit } = found;
  const isNation = unit.kind === "nation";
  const [months, children, published] = await Promise.all([
    outreachMonths(found, days),
    isNation ? reportingUnits(days.to) : [],
    printedOutreach(id, year),
  ]);
  const isCommune = unit.kind === "commune";
  const told = officialOf(months);
  const recorded = outreachSum(months.flatMap(({ logged }) => logged ?? []));
  const byMonth = new Map(months.map(({ month }) => [month, months.filter((one) => one.month === month)]));
  return {
    unit,
    year,
    period,
    asOf: days.to,
    ...(isCommune ? withoutFewReached(told) : { ...told, fewerThan: null }),
    isFinal: lastDay < today && months.length > 0 && months.every(({ isFinal }) => isFinal),
    containsDemo: months.some(({ isDemo }) => isDemo),
    byChannel: productsByChannel(months.map(officialLines)),
    recorded: isCommune ? keptOf(withoutFewReached(recorded)) : recorded,
    // The whole of a commune less all of its months but one would tell that one.
    months: isCommune ? [] : [...byMonth].map(([month, of]) => ({ month, ...withoutReports(officialOf(of)) })),
    children: children.map(({ id: childId, ...child }) => ({
      unit: child,
      ...officialOf(months.filter(({ unitId }) => unitId === childId)),
    })),
    published,
  };
}

/** The same, at most two seconds old, for showing. */
export const outreachLately = lately((question: OutreachQuestion) => publicOutreach(question));

const keptOf = ({ fewerThan: _fewerThan, ...sum }: ReturnType<typeof withoutFewReached>) => sum;

function officialOf(months: readonly OutreachMonth[]) {
  return {
    ...outreachSum(months.map(officialLines)),
    basis: outreachBasis(months),
    reports: months.filter(({ reported }) => reported !== null).length,
  };
}

const withoutReports = ({ reports: _reports, ...sum }: ReturnType<typeof officialOf>) => sum;

/** Months of units within the unit asked for, each with what its log and its approved report hold, the earliest first. */
async function outreachMonths(
  unit: { id: string; kind: string },
  { from, to }: { from: CivilDate; to: CivilDate },
): Promise<OutreachMonth[]> {
  const isCommune = unit.kind === "commune";
  // A commune stands for itself when it is asked for, and else within its province.
  const whose = isCommune ? sql`u.id` : sql`CASE u.kind WHEN 'commune' THEN u.parent_id ELSE u.id END`;
  const within = unit.kind === "nation" ? sql`true` : sql`coalesce(s.to_id, own) = ${unit.id}`;
  return rows(
    monthShape,
    sql`WITH RECURSIVE ${flowTables(to)}, entry AS MATERIALIZED (
        SELECT ${whose} AS own, to_char(a.held_on, 'YYYY-MM') AS month, a.kind, a.channel, sum(a.quantity)::integer AS quantity,
          sum(a.people_reached)::integer AS people, bool_or(a.is_demo) AS is_demo
        FROM outreach_activity a JOIN unit u ON u.id = a.unit_id
        WHERE a.withdrawn_at IS NULL AND a.held_on BETWEEN ${from}::date AND ${to}::date
        GROUP BY 1, 2, 3, 4
      ), logged AS (
        SELECT own, month, jsonb_build_object('sessions', coalesce(sum(quantity) FILTER (WHERE kind = 'session'), 0),
            'people', coalesce(sum(people), 0),
            'products', coalesce(jsonb_object_agg(channel, quantity) FILTER (WHERE kind = 'product'), '{}')) AS lines,
          bool_or(is_demo) AS is_demo
        FROM (SELECT coalesce(b.to_id, e.own) AS own, e.month, e.kind, e.channel, sum(e.quantity)::integer AS quantity,
            sum(e.people)::integer AS people, bool_or(e.is_demo) AS is_demo
          FROM entry e LEFT JOIN ${brokenMonths(isCommune ? "commune" : "reporting")} b ON b.from_id = e.own AND to_char(b.month, 'YYYY-MM') = e.month
          GROUP BY 1, 2, 3, 4) whose
        GROUP BY own, month
      ), reported AS (
        SELECT r.unit_id AS own, to_char(r.starts_on, 'YYYY-MM') AS month, jsonb_build_object('sessions', r.outreach_sessions,
            'people', r.outreach_people, 'products', r.outreach_products) AS lines, r.finality = 'final' AS is_final, r.is_demo
        FROM report r JOIN unit u ON u.id = r.unit_id
        WHERE r.kind = 'month' AND r.status = 'approved' AND r.superseded_at IS NULL
          AND r.starts_on >= ${from}::date AND r.ends_on <= ${to}::date
          AND ${isCommune ? sql`r.unit_id = ${unit.id}` : sql`u.kind IN ('province', 'ministry')`}
          AND (r.outreach_sessions IS NOT NULL OR r.outreach_people IS NOT NULL OR r.outreach_products <> '{}')
      )
      SELECT coalesce(s.to_id, own) AS "unitId", month, l.lines AS logged, r.lines AS reported,
        coalesce(r.is_final, false) AS "isFinal", coalesce(r.is_demo, false) OR coalesce(l.is_demo, false) AS "isDemo"
      FROM logged l FULL JOIN reported r USING (own, month) LEFT JOIN sole s ON s.from_id = own
      WHERE ${within} ORDER BY month, "unitId"`,
  );
}

async function reportingUnits(on: CivilDate) {
  return rows(
    askedShape.omit({ fullName: true }),
    sql`SELECT id, code, kind, name, name_en AS "nameEn" FROM unit
      WHERE kind IN ('province', 'ministry') AND valid_from <= ${on}::date AND (valid_to IS NULL OR valid_to > ${on}::date)
      ORDER BY kind = 'ministry', name COLLATE "vi-x-icu", id`,
  );
}
