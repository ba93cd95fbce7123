import type { CivilDate } from "@/lib/core/time";
import { type KeptOfDays, keptOfDays, type MonthOfCommune } from "./kept-months";

/** A month of a commune, credited to its province (`own`) or to a ministry or another province. */
export interface CreditedMonth extends MonthOfCommune {
  readonly own: boolean;
}

/** What of a month came in the drives of one campaign. */
export interface CampaignMonth extends CreditedMonth {
  readonly campaignId: string;
}

/** The communes kept back among what is credited to the province alone, and among all. */
export interface KeptOfCampaign {
  readonly own: KeptOfDays;
  readonly elsewhere: KeptOfDays;
}

/**
 * Which communes tell no count of a campaign: whose days of it are few or would tell a neighbour's few, and whose other
 * days are, since a commune's whole less its campaign tells these. `held` are all months, `ofCampaign` what of them
 * came in the campaign; with `whole` all of the campaign is told, else the days that are asked for.
 */
export function keptOfCampaign(
  held: readonly CreditedMonth[],
  ofCampaign: readonly CampaignMonth[],
  { whole }: { whole: boolean },
): KeptOfCampaign {
  const inside = new Map(ofCampaign.map((one) => [keyOf(one), one]));
  const outside = held.map((all) => {
    const within = inside.get(keyOf(all));
    const donations = all.donations - (within?.donations ?? 0);
    // Which days are left of a month is not looked at: days that cut it are not told where both came in it.
    return {
      ...all,
      donations,
      within: whole ? donations : all.within - (within?.within ?? 0),
      fewOfADay: within !== undefined || all.fewOfADay,
    };
  });
  const kept = (own: boolean) => {
    const [inIt, notInIt] = [ofCampaign, outside].map((months) => keptOfDays(months.filter((one) => one.own === own)));
    return together(inIt, notInIt);
  };
  return { own: kept(true), elsewhere: kept(false) };
}

const keyOf = ({ communeId, creditedTo, month }: MonthOfCommune) => `${communeId} ${creditedTo} ${month}`;

/** What is kept back by either. */
export function together(...kept: readonly (KeptOfDays | undefined)[]): KeptOfDays {
  const months = new Map<string, Set<string>>();
  for (const one of kept)
    for (const [month, communes] of one?.months ?? [])
      months.set(month, new Set([...(months.get(month) ?? []), ...communes]));
  return { whole: new Set(kept.flatMap((one) => [...(one?.whole ?? [])])), months };
}

/** Editions of this year, each whole, though it begin or end in a year beside, of drives held until a day. */
export interface Editions {
  readonly year: number;
  readonly until: CivilDate;
}
