import { officialSum, type ReportedMonth } from "@/lib/reports/official/arithmetic";
import type { Sum } from "./recorded";
import type { Official } from "./schema";

/** The approved monthly reports among what was read, each with what it stands for. */
export function reportedMonths(sums: readonly Sum[]): ReportedMonth[] {
  const replaced = new Map(sums.filter(({ part }) => part === "replaced").map((sum) => [sum.key, sum.donations]));
  return sums
    .filter(({ part }) => part === "reported")
    .map((sum) => {
      const [unitId = "", month = ""] = (sum.key ?? "").split("/");
      return {
        unitId,
        month,
        reported: sum.donations,
        replaced: replaced.get(sum.key) ?? 0,
        isFinal: sum.reconciled,
        isDemo: sum.containsDemo,
      };
    });
}

/**
 * A unit's or the nation's official figure beside what was recorded. Null where no report was approved: then what was
 * recorded is all there is. Final once the period is over, every report in it is final and every drive signed off.
 */
export function officialOf(
  recorded: Sum | undefined,
  reports: readonly ReportedMonth[],
  over: boolean,
): Official | null {
  if (reports.length === 0) return null;
  const isFinal = over && reports.every((report) => report.isFinal) && (recorded?.reconciled ?? true);
  return { ...officialSum(recorded?.donations ?? 0, reports), status: isFinal ? "final" : "provisional" };
}
