import { yearOf } from "@/lib/core/time";
import type { Locale } from "@/lib/i18n/routing";
import { progressAnswer } from "@/lib/progress/answer";
import { breakdownLately, editionsLately, progressLately } from "@/lib/progress/lately";
import type { ProgressQuestion } from "@/lib/progress/queries";
import type { DataTable } from "../table";
import { documentWords } from "../words";
import type { ProgressTable } from "./names";
import { campaignsTable, monthsTable, unitsTable } from "./tables";
import { breakdownTable, editionsTable, figuresTable, versionsTable } from "./told";

/**
 * One table of a board, with the filters of the board's address. `page` is the address the file names as its origin.
 * Null when there is no such unit then, no such campaign, or no such table of what is asked.
 */
export async function publicProgressTable(
  question: ProgressQuestion,
  { table, locale, page }: { table: ProgressTable; locale: Locale; page: string },
): Promise<DataTable | null> {
  const found = await progressLately(question);
  if (found === null) return null;
  const progress = progressAnswer(found);
  const words = documentWords(locale);
  const { campaignId, asOf } = question;
  switch (table) {
    case "units":
      return unitsTable(words, progress, page);
    case "months":
      return monthsTable(words, progress, page);
    case "campaigns":
      return campaignsTable(words, progress, page);
    case "figures":
      return figuresTable(words, progress, page);
    case "versions":
      return versionsTable(words, progress, page);
    case "breakdown":
      // By kind only what is recorded as of now is kept, and a commune is too small to be told apart.
      if (asOf !== undefined || progress.unit.kind === "commune") return null;
      return breakdownTable(words, progress, await breakdownLately(question), page);
    case "editions":
      // A commune's years would tell few people's donations.
      if (campaignId === undefined || progress.unit.kind === "commune") return null;
      return editionsTable(
        words,
        progress,
        await editionsLately({
          campaignId,
          unitCode: progress.unit.code,
          year: question.year,
          upToYear: Math.max(question.year, yearOf(progress.period.to)),
        }),
        page,
      );
  }
}
