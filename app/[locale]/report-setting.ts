import { refused } from "@/lib/core/outcome";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { readReportQuestion } from "@/lib/documents/report/period";
import { publicReportFacts } from "@/lib/documents/report/queries";
import { progressYearsLately, reportingUnitsLately } from "@/lib/progress/lately";

type Search = Record<string, string | string[] | undefined>;

/**
 * What a report's address asks for and what one may choose. An address that names no year asks for the last year that is
 * over, since that is what a conference hears of.
 */
export async function reportSetting(search: Search) {
  const thisYear = yearOf(todayInVietnam(new Date()));
  const asked = {
    unit: text(search.unit) || "VN",
    year: text(search.year) || String(thisYear - 1),
    period: text(search.period) || "year",
  };
  const question = readReportQuestion(asked);
  const known = (await progressYearsLately(null)).map(({ year }) => year).filter((year) => year <= thisYear);
  const years = [...new Set([...known, question?.year ?? thisYear, thisYear])].sort((a, b) => b - a);
  const [units, facts] = await Promise.all([
    reportingUnitsLately(Math.min(question?.year ?? thisYear, thisYear)),
    question === null ? refused("malformed" as const) : publicReportFacts(question),
  ]);
  return { asked, query: new URLSearchParams(asked).toString(), years, units, facts };
}

const text = (value: string | string[] | undefined): string => (typeof value === "string" ? value.trim() : "");
