import { refused } from "@/lib/core/outcome";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { isCommuneCode, readReportQuestion } from "@/lib/documents/report/period";
import { publicReportFacts } from "@/lib/documents/report/queries";
import { halfReportingUnitsLately, progressYearsLately, reportingUnitsLately } from "@/lib/progress/lately";
import { publicCommunesOf, publicScope } from "@/lib/progress/scope/queries";

type Search = Record<string, string | string[] | undefined>;

/**
 * What a report's address asks for and what one may choose. An address that names no year asks for the last year that is
 * over, since that is what a conference hears of; one that names a commune of another province asks for the province.
 */
export async function reportSetting(search: Search) {
  const thisYear = yearOf(todayInVietnam(new Date()));
  const named = {
    unit: text(search.unit) || "VN",
    commune: text(search.commune),
    year: text(search.year) || String(thisYear - 1),
    period: text(search.period) || "year",
  };
  const { communes, ...place } = await placeOf(named);
  const asked = { ...named, ...place };
  const question = readReportQuestion(asked);
  const known = (await progressYearsLately(null)).map(({ year }) => year).filter((year) => year <= thisYear);
  const years = [...new Set([...known, question?.year ?? thisYear, thisYear])].sort((a, b) => b - a);
  const [units, facts] = await Promise.all([
    (question?.period === "h1" ? halfReportingUnitsLately : reportingUnitsLately)(
      Math.min(question?.year ?? thisYear, thisYear),
    ),
    question === null ? refused("malformed" as const) : publicReportFacts(question),
  ]);
  const { unit, commune, ...rest } = asked;
  const query = new URLSearchParams({ unit: commune || unit, ...rest }).toString();
  return { asked, query, years, units, communes, facts };
}

/**
 * The unit as the form shows it: a commune beside its province, with the communes it was chosen among. Whoever turns to
 * another unit sends the commune along that was chosen before: it does not count.
 */
async function placeOf({ unit, commune }: { unit: string; commune: string }) {
  const named = isCommuneCode(unit) ? await publicScope(unit) : null;
  const asked = isCommuneCode(unit) ? { unit: named?.parent?.code ?? unit, commune: unit } : { unit, commune };
  const province = /^\d{2}$/.test(asked.unit) ? await publicScope(asked.unit) : null;
  const communes = province ? await publicCommunesOf(province.id) : [];
  const isElsewhere = isCommuneCode(commune) && !communes.some(({ code }) => code === commune);
  return { ...asked, commune: isElsewhere ? "" : asked.commune, communes };
}

const text = (value: string | string[] | undefined): string => (typeof value === "string" ? value.trim() : "");
