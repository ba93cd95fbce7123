import sql from "sql-template-tag";
import { z } from "zod";
import { FEWEST_TOLD } from "@/lib/core/few";
import { type CivilDate, todayInVietnam, yearOf } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicFlow } from "@/lib/units/flow/queries";
import { keptCells, type ListOf } from "./kept-cells";

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
  /** Editions of this year, each whole, though it begin or end in a year beside, of drives held until a day. */
  readonly editions?: { readonly year: number; readonly until: CivilDate } | null;
  readonly eachCampaign?: boolean;
}

/**
 * The communes of a province that tell no count of a period: those of few donations, and those beside them whose count
 * would tell a neighbour's, since the province's own is public (`keptBack`). Lists of several periods and campaigns can
 * be subtracted, so all months of the years that are touched are looked at together, taken apart by campaigns
 * (`keptCells`), and a month is kept back the same whatever is asked for. A commune asked for alone tells what all
 * brought on its ground, its province's list what is credited to the province: where the rest, of a ministry or of
 * another province, is few or would tell a neighbour's few, it is kept back too. Whoever asks for one commune alone is
 * answered as whoever asks for all of its province. `unitId` is the province or any commune of it; `campaignId` asks for
 * the drives of one campaign: within the period, or those of its edition where `editions` of a year are asked for, too;
 * `eachCampaign` for each of them. Communes are told as they were at the end of the period and as they are on the day of
 * `today`: lists may be of either.
 */
export async function publicKeptBack(asked: Asked, today: CivilDate = todayInVietnam(new Date())): Promise<KeptBack> {
  const { campaignId = null, editions = null, eachCampaign = editions !== null } = asked;
  const [held, flow, flowSince] = await Promise.all([monthsOfCommunes(asked), publicFlow(asked.to), publicFlow(today)]);
  const own = keptCells(held.filter((cell) => cell.own));
  const elsewhere = keptCells(held.filter((cell) => !cell.own));
  const ofCampaign = (id: string): ListOf<MonthOfCommune> =>
    editions
      ? (cell) => (cell.editions.includes(`${id} ${editions.year}`) ? cell.untilThen : 0)
      : (cell) => (cell.editions.some((edition) => edition.startsWith(`${id} `)) ? cell.within : 0);
  const list: ListOf<MonthOfCommune> = campaignId === null ? ({ within }) => within : ofCampaign(campaignId);
  const now = (communes: Iterable<string>) =>
    new Set([...communes].flatMap((id) => [flow.get(id) ?? id, flowSince.get(id) ?? id]));
  const inAny = (list: ListOf<MonthOfCommune>) => now([...own.inList(list), ...elsewhere.inList(list)]);
  const listedThen = own.inList(list);
  const months = new Set(held.filter((cell) => list(cell) > 0).map(({ month }) => month));
  const campaigns = eachCampaign
    ? new Set(held.flatMap((cell) => cell.editions.map((edition) => edition.slice(0, edition.lastIndexOf(" ")))))
    : [];
  return {
    whole: inAny(list),
    listed: now(listedThen),
    listedThen,
    months: new Map([...months].map((month) => [month, inAny((cell) => (cell.month === month ? list(cell) : 0))])),
    campaigns: new Map([...campaigns].map((id) => [id, inAny(ofCampaign(id))])),
  };
}

const monthShape = z.object({
  part: z.string().describe("the commune"),
  own: z.boolean().describe("credited to the province; not to a ministry or another province"),
  month: z.string(),
  editions: z.array(z.string()).describe('editions of campaigns it came in: "red_journey 2026"'),
  column: z.string(),
  donations: z.number().describe("of the whole month"),
  within: z.number().describe("of its days that are asked for"),
  untilThen: z.number().describe("of its days until the one up to which editions are told"),
  fewOfADay: z.boolean().describe("one day of it brought few"),
});
type MonthOfCommune = z.output<typeof monthShape>;

/** Months of the communes of a province, of all years that a period touches; of editions also of those beside. */
function monthsOfCommunes({ unitId, from, to, editions = null }: Asked): Promise<MonthOfCommune[]> {
  const first = Math.min(yearOf(from), editions ? editions.year - 1 : yearOf(from));
  const last = Math.max(yearOf(to), editions ? editions.year + 1 : yearOf(to));
  const days = sql`d.held_on BETWEEN ${`${first}-01-01`}::date AND ${`${last}-12-31`}::date`;
  return rows(
    monthShape,
    sql`WITH province AS (
        SELECT CASE kind WHEN 'commune' THEN parent_id ELSE id END AS id FROM unit WHERE id = ${unitId}
      ), lineage AS (
        SELECT id FROM province UNION SELECT s.predecessor_id FROM unit_succession s JOIN province p ON p.id = s.successor_id
      ), there AS (
        SELECT d.id, d.commune_id, d.held_on, d.credited_unit_id AS credited_to, true AS own FROM drive d
        WHERE ${days} AND d.credited_unit_id IN (SELECT id FROM lineage)
        UNION ALL
        SELECT d.id, d.commune_id, d.held_on, d.credited_unit_id, false FROM drive d
        WHERE ${days} AND d.province_id IN (SELECT id FROM lineage) AND d.credited_unit_id NOT IN (SELECT id FROM lineage)
      ), of_day AS (
        SELECT d.commune_id, d.credited_to, d.own, d.held_on, c.editions, sum(t.donations) AS donations
        FROM there d JOIN drive_total t ON t.drive_id = d.id CROSS JOIN LATERAL (
          SELECT coalesce(array_agg(DISTINCT e.campaign_id || ' ' || e.year), '{}') AS editions
          FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id WHERE dc.drive_id = d.id) c
        WHERE t.donations > 0 GROUP BY 1, 2, 3, 4, 5
      )
      SELECT commune_id AS part, own, to_char(held_on, 'YYYY-MM') AS month, editions,
        credited_to || ' ' || array_to_string(editions, ',') AS column, sum(donations)::integer AS donations,
        coalesce(sum(donations) FILTER (WHERE held_on BETWEEN ${from}::date AND ${to}::date), 0)::integer AS within,
        coalesce(sum(donations) FILTER (WHERE held_on <= ${editions?.until ?? to}::date), 0)::integer AS "untilThen",
        bool_or(donations < ${FEWEST_TOLD}) AS "fewOfADay"
      FROM of_day GROUP BY 1, 2, 3, 4, credited_to ORDER BY 1, 2, 3, 5`,
  );
}
