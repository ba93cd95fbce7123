import sql from "sql-template-tag";
import { z } from "zod";
import { addDays, type CivilDate, todayInVietnam, yearOf } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicOfficialMonths } from "@/lib/reports/official/queries";
import { publicFlow } from "@/lib/units/flow/queries";
import { lineageOf } from "../over-time/attribution";
import { monthsOf } from "../period";
import { type MemberMonths, monthOfLineage } from "./lineage";
import { type Forecast, forecastOf, type YearOfMonths } from "./rules";

/** How many years back the season is learnt from: older ones tell of another time. */
const yearsBack = 6;

const earlierShape = z.object({ month: z.string(), units: z.number(), isDemo: z.boolean() });

/** The months of past years a forecast rests on, and the forecast. */
export interface ForecastView {
  readonly forecast: Forecast;
  readonly past: readonly YearOfMonths[];
  readonly now: { readonly year: number; readonly months: readonly number[]; readonly through: CivilDate };
  readonly tetOn: CivilDate | null;
  /** Whether made-up months of the demonstration are among what it rests on. */
  readonly restsOnDemo: boolean;
}

/**
 * The months of a unit's years that are over, as official as they are held, with those of the units that have gone into
 * it; a year back never changes from minute to minute.
 */
export async function publicPastMonths(
  asked: { unitId: string; beforeYear: number },
  now = new Date(),
): Promise<{
  years: { year: number; months: (number | null)[] }[];
  isDemo: boolean;
}> {
  const from = `${asked.beforeYear - yearsBack}-01-01`;
  const to = `${asked.beforeYear - 1}-12-31`;
  const lineage = lineageOf(asked.unitId, await publicFlow(todayInVietnam(now)));
  const days = await daysOf(lineage);
  const members = await Promise.all(
    lineage.map(async (unitId) => {
      const [official, earlier] = await Promise.all([
        publicOfficialMonths({ unitId, from, to }),
        earlierMonths(unitId, from, to),
      ]);
      const member: MemberMonths = {
        ...(days.get(unitId) ?? { validFrom: "0001-01-01", validTo: null }),
        official: new Map(official.map((month) => [month.month, month])),
        said: new Map(earlier.map(({ month, units }) => [month, units])),
      };
      return { member, isDemo: earlier.some(({ isDemo }) => isDemo) };
    }),
  );
  const [own, ...gone] = members.map(({ member }) => member);
  if (!own) throw new Error("A unit is of its own lineage.");
  const years = new Map<number, (number | null)[]>();
  for (const month of monthsOf(from, to)) {
    const year = Number(month.slice(0, 4));
    years.set(year, [...(years.get(year) ?? []), monthOfLineage(own, gone, month)]);
  }
  return {
    years: [...years].map(([year, months]) => ({ year, months })),
    isDemo: members.some(({ isDemo }) => isDemo),
  };
}

/**
 * What may be said of a unit's year-end: from its official months of this year up to yesterday and the season of the
 * years before. `past` comes from `publicPastMonths`, which is kept longer. Units below the province have no official
 * months and are not forecast.
 */
export async function publicForecast(
  asked: { unitId: string; past: Awaited<ReturnType<typeof publicPastMonths>> },
  now = new Date(),
): Promise<ForecastView> {
  const through = addDays(todayInVietnam(now), -1);
  const year = yearOf(through);
  const from = `${year}-01-01`;
  const lineage = lineageOf(asked.unitId, await publicFlow(todayInVietnam(now)));
  const [official, tets] = await Promise.all([
    publicOfficialMonths({ unitId: asked.unitId, lineage, from, to: through }),
    tetDays(year - yearsBack, year),
  ]);
  const found = new Map(official.map(({ month, official }) => [month, official]));
  const months = monthsOf(from, through).map((month) => found.get(month) ?? 0);
  const past = asked.past.years.map((one) => ({ ...one, tetOn: tets.get(one.year) ?? null }));
  const current = { year, months, through };
  const tetOn = tets.get(year) ?? null;
  return {
    forecast: forecastOf(past, { ...current, tetOn }),
    past,
    now: current,
    tetOn,
    restsOnDemo: asked.past.isDemo || official.some(({ containsDemo }) => containsDemo),
  };
}

/** The first days of lunar years between two years. */
export async function publicTetDays(fromYear: number, toYear: number): Promise<CivilDate[]> {
  return [...(await tetDays(fromYear, toYear)).values()];
}

async function tetDays(fromYear: number, toYear: number): Promise<Map<number, CivilDate>> {
  const found = await rows(
    z.object({ year: z.number(), tetOn: z.string() }),
    sql`SELECT year, to_char(tet_on, 'YYYY-MM-DD') AS "tetOn" FROM tet_date WHERE year BETWEEN ${fromYear} AND ${toYear} ORDER BY year`,
  );
  return new Map(found.map(({ year, tetOn }) => [year, tetOn]));
}

/** From when to when units are. */
async function daysOf(
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<MemberMonths, "validFrom" | "validTo">>> {
  const found = await rows(
    z.object({ id: z.string(), validFrom: z.string(), validTo: z.string().nullable() }),
    sql`SELECT id, valid_from AS "validFrom", valid_to AS "validTo" FROM unit WHERE id = ANY (${[...unitIds]}::text[])`,
  );
  return new Map(found.map(({ id, ...days }) => [id, days]));
}

/** What a unit said of its months before the house; the nation's own rows, else the sum of its units'. */
function earlierMonths(unitId: string, from: CivilDate, to: CivilDate) {
  const whose =
    unitId === "VN"
      ? sql`(m.unit_id = 'VN' OR NOT EXISTS (SELECT FROM earlier_month n WHERE n.unit_id = 'VN' AND n.month = m.month))`
      : sql`m.unit_id = ${unitId}`;
  return rows(
    earlierShape,
    sql`SELECT to_char(m.month, 'YYYY-MM') AS month, sum(m.units)::integer AS units, bool_or(m.is_demo) AS "isDemo"
      FROM earlier_month m WHERE m.month BETWEEN ${from}::date AND ${to}::date AND ${whose} GROUP BY m.month ORDER BY 1`,
  );
}
