import { addDays, type CivilDate } from "@/lib/core/time";
import { crowdedDaysLately, daySumsLately, tetDaysLately } from "../kept";
import type { Asked } from "../scope/asked";
import type { UnitScope } from "../scope/queries";
import { tetWeeks } from "./rules";

/** How unevenly a unit's year runs, as its page and its files tell it. */
export async function seasonView({ id, kind }: Pick<UnitScope, "id" | "kind">, asked: Asked, today: CivilDate) {
  const thisYear = Number(today.slice(0, 4));
  const year = /^(19|20)\d\d$/.test(asked.year ?? "") ? Math.min(thisYear, Number(asked.year)) : thisYear;
  const scope = { id, kind };
  const tets = await tetDaysLately({ from: year - 2, to: year + 1 });
  const [days, crowded, ...aroundTets] = await Promise.all([
    daySumsLately({ scope, from: `${year}-01-01`, to: `${year}-12-31` }),
    crowdedDaysLately({ scope, from: `${year}-01-01`, to: year === thisYear ? addDays(today, 90) : `${year}-12-31` }),
    ...tets.map((tetOn) => daySumsLately({ scope, from: addDays(tetOn, -28), to: addDays(tetOn, 34) })),
  ]);
  return {
    year,
    thisYear,
    /** The days of the year that are over. */
    over: days.filter(({ day }) => day < today),
    /** How many months of the year have begun; a later one is no zero. */
    begun: year < thisYear ? 12 : Number(today.slice(5, 7)),
    crowded,
    /** The weeks around each Tết of which any drive is held here. */
    tets: tets
      .map((tetOn, index) => ({ tetOn, weeks: tetWeeks(aroundTets[index] ?? [], tetOn, today) }))
      .filter(({ weeks }) => weeks.some(({ drives }) => drives > 0)),
  };
}
