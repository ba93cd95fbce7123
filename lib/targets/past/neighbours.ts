import sql from "sql-template-tag";
import { z } from "zod";
import { FEWEST_TOLD } from "@/lib/core/few";
import { type CivilDate, todayInVietnam, yearOf } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicFlow } from "@/lib/units/flow/queries";
import { type AskedOfCampaigns, added, keptOfLists, sumsOfCampaigns } from "./kept-campaigns";
import { keptOfDays } from "./kept-months";
import { drivesOfProvince } from "./province-drives";

/** Communes whose counts are kept back: in the whole of what is asked for, in its months, and in campaigns. */
export interface KeptBack {
  readonly whole: ReadonlySet<string>;
  /** Of the whole, where only what is credited to the province is told, as in its own list of its communes. */
  readonly listed: ReadonlySet<string>;
  /** The same by the communes in which drives were held then; without changes since, the same communes. */
  readonly listedThen: ReadonlySet<string>;
  readonly months: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of the `editions` of a year, each whole, though it begin or end in a year beside; empty where none is asked for. */
  readonly campaigns: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The communes of a province that tell no count of a period: those of few donations, and those beside them whose count
 * would tell a neighbour's, since the province's own is public (`keptBack`). Lists of several periods can be subtracted,
 * so all months of the years that a period touches are looked at together (`keptOfDays`), and a month is kept back the
 * same whatever is asked for. A commune asked for alone tells what all brought on its ground, its province's list what is
 * credited to the province: where the rest, of a ministry or of another province, is few or would tell a neighbour's few,
 * it is kept back too. Whoever asks for one commune alone is answered as whoever asks for all of its province. `unitId` is
 * the province or any commune of it; `campaignId` asks for the drives of one campaign, of which each list is looked at by
 * itself: within the period, or those of its edition where `editions` of a year are asked for, too. Communes are told as
 * they were at the end of the period and as they are on the day of `today`: lists may be of either.
 */
export async function publicKeptBack(
  asked: Pick<AskedOfCampaigns, "unitId" | "from" | "to"> & Partial<AskedOfCampaigns>,
  today: CivilDate = todayInVietnam(new Date()),
): Promise<KeptBack> {
  const { campaignId = null, editions = null } = asked;
  const [held, campaigns, flow, flowSince] = await Promise.all([
    campaignId === null ? monthsOfCommunes(asked) : [],
    campaignId !== null || editions ? sumsOfCampaigns({ ...asked, campaignId, editions }) : [],
    publicFlow(asked.to),
    publicFlow(today),
  ]);
  const present = (id: string) => flow.get(id) ?? id;
  const now = (communes: Iterable<string>) => [...communes].flatMap((id) => [present(id), flowSince.get(id) ?? id]);
  const own = keptOfDays(held.filter((one) => one.own));
  const elsewhere = keptOfDays(held.filter((one) => !one.own));

  const sums = campaigns.flatMap(({ communeId, own, month, campaignId: campaign, donations }) =>
    (campaign === null ? [whole, `m${month}`] : [`c${campaign}`]).map((list) => ({
      list,
      communeId: present(communeId),
      own,
      donations,
    })),
  );
  const notOwn = held
    .filter((one) => !one.own)
    .map(({ communeId, within }) => ({ communeId: present(communeId), donations: within }));
  const ofLists = keptOfLists(
    sums,
    campaignId === null ? added(notOwn) : added(sums.filter((one) => one.list === whole && !one.own)),
  );
  const under = (letter: string) =>
    [...ofLists.all].filter(([list]) => list.startsWith(letter)).map(([list, kept]) => [list.slice(1), kept] as const);
  const ofMonths = [...new Set(held.filter(({ within }) => within > 0).map(({ month }) => month))].map(
    (month) =>
      [month, new Set(now([...(own.months.get(month) ?? []), ...(elsewhere.months.get(month) ?? [])]))] as const,
  );
  return {
    whole: new Set([...now([...own.whole, ...elsewhere.whole]), ...(ofLists.all.get(whole) ?? [])]),
    listed: new Set([...now(own.whole), ...(ofLists.own.get(whole) ?? [])]),
    listedThen: own.whole,
    months: new Map([...ofMonths, ...under("m")]),
    campaigns: new Map(under("c")),
  };
}

const whole = "whole";

const monthShape = z.object({
  communeId: z.string(),
  creditedTo: z.string(),
  own: z.boolean().describe("credited to the province; not to a ministry or another province"),
  month: z.string(),
  donations: z.number().describe("of the whole month"),
  within: z.number().describe("of its days that are asked for"),
  fewOfADay: z.boolean().describe("one day of it brought few"),
});

/** The months of all years that a period touches. */
function monthsOfCommunes({ unitId, from, to }: { unitId: string; from: CivilDate; to: CivilDate }) {
  const days = sql`d.held_on BETWEEN ${`${yearOf(from)}-01-01`}::date AND ${`${yearOf(to)}-12-31`}::date`;
  return rows(
    monthShape,
    sql`WITH ${drivesOfProvince(unitId, { days })}, of_day AS (
        SELECT commune_id, credited_to, own, held_on, sum(donations) AS donations FROM held GROUP BY 1, 2, 3, 4
      )
      SELECT commune_id AS "communeId", credited_to AS "creditedTo", own, to_char(held_on, 'YYYY-MM') AS month, sum(donations)::integer AS donations,
        coalesce(sum(donations) FILTER (WHERE held_on BETWEEN ${from}::date AND ${to}::date), 0)::integer AS within,
        bool_or(donations < ${FEWEST_TOLD}) AS "fewOfADay"
      FROM of_day GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 4`,
  );
}
