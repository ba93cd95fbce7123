import { z } from "zod";
import { answering, keep, Problem, parametersOf } from "@/app/api/answer";
import { progressParameters } from "@/app/api/v1/parameters";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { isTableFormat, tableDownload } from "@/lib/documents/download";
import { isProgressTable } from "@/lib/documents/progress/names";
import { publicProgressTable } from "@/lib/documents/progress/queries";
import { localizedPath } from "@/lib/i18n/path";

const asked = progressParameters.extend({ as: z.string().refine(isTableFormat, "malformed").default("csv") });

type Params = { locale: string; table: string };

/** `/progress/tables/units?year=2025&as=xlsx`: one table of a board, with the board's own filters, as a file. */
export const GET = answering<Params>(async (request, { params }) => {
  const { locale: language, table } = await params;
  const locale = language === "en" ? "en" : "vi";
  const { as, asOf, unit = "VN", campaign, year: named } = parametersOf(request, asked);
  const year = named ?? yearOf(asOf ?? todayInVietnam(new Date()));
  const { search } = new URL(request.url);
  const page = `${process.env.PUBLIC_ORIGIN ?? ""}${localizedPath(locale, `/progress${search.replace(/[?&]as=[^&]*/, "")}`)}`;
  const found = isProgressTable(table)
    ? await publicProgressTable({ year, unitCode: unit, campaignId: campaign, asOf }, { table, locale, page })
    : null;
  if (found === null) throw new Problem(404, "unit_not_found", { code: unit });
  return tableDownload(found, as as "csv", locale, { "cache-control": keep.live });
});
