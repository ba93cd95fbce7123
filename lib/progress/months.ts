import type { CivilDate } from "@/lib/core/time";
import { officialSum, type ReportedMonth } from "@/lib/reports/official/arithmetic";
import { monthsOf } from "./period";
import type { Sum } from "./recorded";
import type { Progress } from "./schema";

/** The months of a period with what is official, recorded, reported and planned in each. */
export function monthsWithPlan(
  recorded: readonly Sum[],
  reports: readonly ReportedMonth[],
  period: { from: CivilDate; to: CivilDate },
  plan: ReadonlyMap<string, number>,
): Progress["months"] {
  const sums = new Map(recorded.filter((sum) => sum.part === "month").map((sum) => [sum.key ?? "", sum]));
  const months = [...new Set([...monthsOf(period.from, period.to), ...sums.keys()])].sort();
  return months.map((month) => {
    const sum = sums.get(month);
    const own = reports.filter((report) => report.month === month);
    const official = officialSum(sum?.donations ?? 0, own);
    return {
      month,
      received: sum || own.length > 0 ? official.official : null,
      recorded: sum?.donations ?? null,
      reported: own.length > 0 ? official.reported : null,
      volumeMl: sum?.volumeMl ?? null,
      plan: plan.get(month) ?? null,
      plannedUnits: sum?.plannedUnits ?? null,
      containsDemo: sum?.containsDemo === true || own.some((report) => report.isDemo),
    };
  });
}
