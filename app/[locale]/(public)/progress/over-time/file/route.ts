import { z } from "zod";
import { answering, keep, Problem, type ProblemWord, parametersOf } from "@/app/api/answer";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { isTableFormat, tableDownload } from "@/lib/documents/download";
import { overTimeTable } from "@/lib/documents/progress/over-time";
import { withFilters } from "@/lib/documents/tables/names";
import { localizedPath } from "@/lib/i18n/path";

const word = (problem: ProblemWord) => problem;
const asked = z.object({
  year: z
    .string()
    .regex(/^(19|20)\d{2}$/, word("year_malformed"))
    .transform(Number)
    .optional(),
  month: z
    .string()
    .regex(/^(0[1-9]|1[0-2])$/, word("malformed"))
    .default(""),
  province: z
    .string()
    .regex(/^\d{2}$/, word("province_malformed"))
    .default(""),
  view: z.enum(["then", "now"], word("malformed")).default("then"),
  as: z.string().refine(isTableFormat, word("malformed")).default("csv"),
});

/** `/progress/over-time/file?year=2025&month=07&view=now&as=xlsx`: the sums of the page as a file. */
export const GET = answering<{ locale: string }>(async (request, { params }) => {
  const locale = (await params).locale === "en" ? "en" : "vi";
  const { as, year = yearOf(todayInVietnam(new Date())), ...rest } = parametersOf(request, asked);
  const question = { year, ...rest };
  const page = `${process.env.PUBLIC_ORIGIN ?? ""}${localizedPath(locale, withFilters("/progress/over-time", question))}`;
  const found = await overTimeTable(question, { locale, page });
  if (found === null) throw new Problem(404, "unit_not_found", { code: question.province });
  return tableDownload(found, as as "csv", locale, { "cache-control": keep.live });
});
