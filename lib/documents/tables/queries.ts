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
import { trialsTable } from "./forecast";
import { lateTable } from "./late";
import { pageOfTable, type StaffTable, staffTables } from "./names";
import { channelsTable, outreachTable } from "./outreach";
import { pushesTable, pushTable } from "./push";
import { calendarTable, waitingTable } from "./reports";
import { crowdedTable, monthsTable, tetTable } from "./season";
import { bodiesTable, splitTable } from "./target-parts";
import { targetsTable } from "./targets";
import { changesTable, reviewTable, unitsTable } from "./units";
import { watchTable } from "./watch";

const makers: Readonly<Record<StaffTable, TableMaker>> = {
  drill: drillTable,
  peers: peersTable,
  coverage: coverageTable,
  watch: watchTable,
  months: monthsTable,
  tet: tetTable,
  crowded: crowdedTable,
  trials: trialsTable,
  pushes: pushesTable,
  push: pushTable,
  targets: targetsTable,
  split: splitTable,
  bodies: bodiesTable,
  calendar: calendarTable,
  waiting: waitingTable,
  late: lateTable,
  units: unitsTable,
  changes: changesTable,
  review: reviewTable,
  outreach: outreachTable,
  channels: channelsTable,
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
  if (!may(actor, staffTables[table].deed, anywhere)) return null;
  return makers[table]({
    actor,
    asked,
    words: documentWords(locale),
    now,
    today: todayInVietnam(now),
    page: `${origin}${localizedPath(locale, pageOfTable(table, asked))}`,
  });
}
