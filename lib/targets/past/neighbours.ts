import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { FEWEST_TOLD } from "@/lib/core/few";
import { type CivilDate, todayInVietnam, yearOf } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicFlow } from "@/lib/units/flow/queries";
import { type CampaignMonth, type CreditedMonth, type Editions, keptOfCampaign, together } from "./kept-campaigns";
import { type KeptOfDays, keptOfDays } from "./kept-months";
import { drivesOfProvince } from "./province-drives";

/** Communes whose counts are kept back: in the whole of what is asked for, in its months, and in campaigns. */
export interface KeptBack {
  readonly whole: ReadonlySet<string>;
  /** Of the whole, where only what is credited to the province is told, as in its own list of its communes. */
  readonly listed: ReadonlySet<string>;
  /** The same by the communes in which drives were held then; without changes since, the same communes. */
  readonly listedThen: ReadonlySet<string>;
  readonly months: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of each campaign: of the `editions` of a year, each whole, or of the period; empty where neither is asked for. */
  readonly campaigns: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Asked {
  readonly unitId: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly campaignId?: string | null;
  readonly editions?: Editions | null;
  readonly eachCampaign?: boolean;
}

/**
 * The communes of a province that tell no count of a period: those of few donations, and those beside them whose count
 * would tell a neighbour's, since the province's own is public (`keptBack`). Lists of several periods can be subtracted,
 * so all months of the years that a period touches are looked at together (`keptOfDays`), and a month is kept back the
 * same whatever is asked for. A commune asked for alone tells what all brought on its ground, its province's list what is
 * credited to the province: where the rest, of a ministry or of another province, is few or would tell a neighbour's few,
 * it is kept back too. Whoever asks for one commune alone is answered as whoever asks for all of its province. `unitId` is
 * the province or any commune of it; `campaignId` asks for the drives of one campaign (`keptOfCampaign`): within the
 * period, or those of its edition where `editions` of a year are asked for, too; `eachCampaign` for each of them. Communes are told as they were at the end
 * of the period and as they are on the day of `today`: lists may be of either.
 */
export async function publicKeptBack(asked: Asked, today: CivilDate = todayInVietnam(new Date())): Promise<KeptBack> {
  const { campaignId = null, editions = null, eachCampaign = editions !== null } = asked;
  const [held, ofCampaigns, flow, flowSince] = await Promise.all([
    monthsOfCommunes(asked),
    campaignId !== null || eachCampaign ? monthsOfCampaigns(asked) : [],
    publicFlow(asked.to),
    publicFlow(today),
  ]);
  const ofCampaign = (id: string) =>
    keptOfCampaign(
      held,
      ofCampaigns.filter((one) => one.campaignId === id),
      { whole: editions !== null },
    );
  const kept =
    campaignId === null
      ? { own: keptOfDays(held.filter(({ own }) => own)), elsewhere: keptOfDays(held.filter(({ own }) => !own)) }
      : ofCampaign(campaignId);
  const now = (communes: Iterable<string>) =>
    new Set([...communes].flatMap((id) => [flow.get(id) ?? id, flowSince.get(id) ?? id]));
  const all = (of: { own: KeptOfDays; elsewhere: KeptOfDays }) => now(together(of.own, of.elsewhere).whole);
  const campaigns = eachCampaign ? [...new Set(ofCampaigns.map((one) => one.campaignId))] : [];
  return {
    whole: all(kept),
    listed: now(kept.own.whole),
    listedThen: kept.own.whole,
    months: new Map([...together(kept.own, kept.elsewhere).months].map(([month, communes]) => [month, now(communes)])),
    campaigns: new Map(campaigns.map((id) => [id, all(ofCampaign(id))])),
  };
}

const monthShape = z.object({
  communeId: z.string(),
  creditedTo: z.string(),
  own: z.boolean().describe("credited to the province; not to a ministry or another province"),
  month: z.string(),
  donations: z.number().describe("of the whole month"),
  within: z.number().describe("of its days that are asked for"),
  fewOfADay: z.boolean().describe("one day of it brought few"),
});

const ofMonth = sql`commune_id AS "communeId", credited_to AS "creditedTo", own, to_char(held_on, 'YYYY-MM') AS month,
  sum(donations)::integer AS donations, bool_or(donations < ${FEWEST_TOLD}) AS "fewOfADay"`;

/** The years that a period touches, and of editions the one before, in which they may begin. */
function yearsOf({ from, to, editions }: Asked): Sql {
  const first = Math.min(yearOf(from), editions ? editions.year - 1 : yearOf(from));
  return sql`d.held_on BETWEEN ${`${first}-01-01`}::date AND ${`${yearOf(to)}-12-31`}::date`;
}

function monthsOfCommunes(asked: Asked): Promise<CreditedMonth[]> {
  return rows(
    monthShape,
    sql`WITH ${drivesOfProvince(asked.unitId, yearsOf(asked))}, of_day AS (
        SELECT commune_id, credited_to, own, held_on, sum(donations) AS donations FROM held GROUP BY 1, 2, 3, 4
      )
      SELECT ${ofMonth},
        coalesce(sum(donations) FILTER (WHERE held_on BETWEEN ${asked.from}::date AND ${asked.to}::date), 0)::integer AS within
      FROM of_day GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 4`,
  );
}

/** The same of one campaign, or of all that have an edition in the year of `editions`: of the edition, else of the period. */
function monthsOfCampaigns(asked: Asked): Promise<CampaignMonth[]> {
  const { from, to, campaignId = null, editions = null } = asked;
  const within = editions
    ? sql`held_on <= ${editions.until}::date`
    : sql`held_on BETWEEN ${from}::date AND ${to}::date`;
  return rows(
    monthShape.extend({ campaignId: z.string() }),
    sql`WITH ${drivesOfProvince(asked.unitId, yearsOf(asked))}, of_day AS (
        SELECT c.campaign_id, h.commune_id, h.credited_to, h.own, h.held_on, sum(h.donations) AS donations
        FROM held h CROSS JOIN LATERAL (
          SELECT DISTINCT e.campaign_id FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
          WHERE dc.drive_id = h.id AND (${campaignId}::text IS NULL OR e.campaign_id = ${campaignId})
            AND (${editions?.year ?? null}::integer IS NULL OR e.year = ${editions?.year ?? null})) c
        GROUP BY 1, 2, 3, 4, 5
      )
      SELECT campaign_id AS "campaignId", ${ofMonth}, coalesce(sum(donations) FILTER (WHERE ${within}), 0)::integer AS within
      FROM of_day GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 5`,
  );
}
