import sql from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicFlow } from "@/lib/units/flow/queries";
import { type Period, periodsOf } from "../periods";
import { periodKey, recordedIn } from "../recorded";
import { finalities } from "../rules";
import { type OfficialMonth, publicOfficialMonths } from "./queries";

/** A month of a longer period, as it is official; all null where nothing is known of it. */
export interface MonthWithin {
  /** "2026-03". */
  readonly month: string;
  readonly official: number | null;
  readonly recorded: number | null;
  /** What approved monthly reports state of it; null without one. */
  readonly reported: number | null;
}

/** What a report of half a year or a year states, beside the months it covers. */
export interface BesideMonths {
  readonly months: readonly MonthWithin[];
  /** The official months added up. */
  readonly sum: number;
  /** Stated less that. */
  readonly difference: number;
  /** Months without an approved report: there a report of the whole may know more. */
  readonly unreported: readonly string[];
}

/** Pure: a stated whole beside the months of its period. */
export function besideMonths(stated: number, months: readonly MonthWithin[]): BesideMonths {
  const sum = months.reduce((all, { official }) => all + (official ?? 0), 0);
  const unreported = months.filter(({ reported }) => reported === null).map(({ month }) => month);
  return { months, sum, difference: stated - sum, unreported };
}

interface UnitOfReport {
  readonly unitId: string;
  readonly unitKind: string;
}

/**
 * The months of a unit's period: each its approved report, else what was recorded, of a unit that was merged within the
 * period with what its predecessors reported and recorded. A commune's are those of its ground.
 */
export async function publicMonthsWithin(
  { unitId, unitKind }: UnitOfReport,
  period: Pick<Period, "startsOn" | "endsOn">,
): Promise<MonthWithin[]> {
  const months = periodsOf("month", Number(period.startsOn.slice(0, 4))).filter(
    ({ startsOn, endsOn }) => startsOn >= period.startsOn && endsOn <= period.endsOn,
  );
  const known = unitKind === "commune" ? await communeMonths(unitId, months) : await ofLineage(unitId, period);
  const byMonth = new Map(known.map((one) => [one.month, one]));
  return months.map(({ startsOn }) => {
    const month = startsOn.slice(0, 7);
    const one = byMonth.get(month);
    if (!one) return { month, official: null, recorded: null, reported: null };
    return { month, official: one.official, recorded: one.recorded, reported: one.reports > 0 ? one.reported : null };
  });
}

async function ofLineage(unitId: string, { startsOn, endsOn }: Pick<Period, "startsOn" | "endsOn">) {
  const gone = [...(await publicFlow(endsOn))].filter(([, to]) => to === unitId).map(([from]) => from);
  return publicOfficialMonths({ unitId, lineage: [unitId, ...gone], from: startsOn, to: endsOn });
}

async function communeMonths(
  unitId: string,
  months: readonly Period[],
): Promise<Pick<OfficialMonth, "month" | "official" | "recorded" | "reported" | "reports">[]> {
  const [recorded, reported] = await Promise.all([
    recordedIn(months.map(({ startsOn, endsOn }) => ({ unitId, startsOn, endsOn }))),
    rows(
      z.object({ month: z.string(), received: z.number() }),
      sql`SELECT to_char(starts_on, 'YYYY-MM') AS month, received FROM report WHERE unit_id = ${unitId} AND kind = 'month'
        AND status = 'approved' AND superseded_at IS NULL AND starts_on = ANY (${months.map((one) => one.startsOn)}::date[])`,
    ),
  ]);
  const said = new Map(reported.map(({ month, received }) => [month, received]));
  return months.flatMap(({ startsOn, endsOn }) => {
    const month = startsOn.slice(0, 7);
    const here = recorded.get(periodKey({ unitId, startsOn, endsOn }));
    const stated = said.get(month);
    if (stated === undefined && (!here || here.drives === 0)) return [];
    const known = here?.received ?? 0;
    const reports = stated === undefined ? 0 : 1;
    return [{ month, official: stated ?? known, recorded: known, reported: stated ?? 0, reports }];
  });
}

const wholeShape = z.object({
  kind: z.enum(["half_year", "year"]),
  startsOn: z.string(),
  endsOn: z.string(),
  stated: z.number(),
  finality: z.enum(finalities).nullable(),
  isDemo: z.boolean(),
});

/** An approved report of half a year or a year, beside the official months of the same unit and period. */
export type WholePeriod = z.output<typeof wholeShape> & BesideMonths;

/**
 * A province's or ministry's approved half-year and yearly reports of a year, each beside its official months. They are
 * compared, and enter no sum: its months already tell the same blood.
 */
export async function publicWholePeriods(unit: UnitOfReport, year: number, on: CivilDate): Promise<WholePeriod[]> {
  const found = await rows(
    wholeShape,
    sql`SELECT r.kind, r.starts_on AS "startsOn", r.ends_on AS "endsOn", r.received AS stated, r.finality, r.is_demo AS "isDemo"
      FROM report r WHERE r.unit_id = ${unit.unitId} AND r.kind IN ('half_year', 'year') AND r.status = 'approved'
        AND r.superseded_at IS NULL AND r.starts_on BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date
        AND r.ends_on <= ${on}::date
      ORDER BY r.kind DESC, r.starts_on`,
  );
  if (found.length === 0) return [];
  const months = await publicMonthsWithin(unit, { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` });
  return found.map((one) => ({
    ...one,
    ...besideMonths(
      one.stated,
      months.filter(({ month }) => `${month}-01` >= one.startsOn && `${month}-01` <= one.endsOn),
    ),
  }));
}
