import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, may } from "@/lib/auth/authorize";
import { todayInVietnam } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import type { Asked } from "@/lib/progress/scope/asked";
import type { DataTable } from "../table";
import { documentWords } from "../words";
import type { TableMaker } from "./asking";
import { coverageTable } from "./coverage";
import { drillTable, peersTable } from "./drill";
import { lateTable } from "./late";
import { filtersOf, type StaffTable, staffTables } from "./names";
import { targetsTable } from "./targets";
import { watchTable } from "./watch";

const makers: Readonly<Record<StaffTable, TableMaker>> = {
  drill: drillTable,
  peers: peersTable,
  coverage: coverageTable,
  watch: watchTable,
  targets: targetsTable,
  late: lateTable,
};

/**
 * One table of a staff page with the page's own filters, as its reader may see it there: the same queries, the same
 * reach, the same small counts kept back. `origin` is the site's address, named in the file. Null where the reader may
 * not open the page, or the filters name what is not there for them.
 */
export async function staffTableFile(
  actor: StaffActor,
  { table, asked, locale, origin }: { table: StaffTable; asked: Asked; locale: Locale; origin: string },
  now = new Date(),
): Promise<DataTable | null> {
  const { page, deed } = staffTables[table];
  if (!may(actor, deed, anywhere)) return null;
  const filters = filtersOf(asked);
  return makers[table]({
    actor,
    asked,
    words: documentWords(locale),
    now,
    today: todayInVietnam(now),
    page: `${origin}${localizedPath(locale, filters ? `${page}?${filters}` : page)}`,
  });
}
