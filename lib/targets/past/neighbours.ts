import sql from "sql-template-tag";
import { z } from "zod";
import { isOfFew, keptBack } from "@/lib/core/few";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicFlow } from "@/lib/units/flow/queries";

const sumShape = z.object({
  communeId: z.string(),
  month: z.string().nullable(),
  campaignId: z.string().nullable(),
  own: z.boolean().describe("credited to the province; not to a ministry or another province"),
  donations: z.number(),
});
type Sums = ReadonlyMap<string, number>;

/** Communes whose counts are kept back: in the whole of what is asked for, in its months, and in campaigns. */
export interface KeptBack {
  readonly whole: ReadonlySet<string>;
  readonly months: ReadonlyMap<string, ReadonlySet<string>>;
  /** Of the `editions` of a year, each whole, though it begin or end in a year beside; empty where none is asked for. */
  readonly campaigns: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The communes of a province that tell no count of a period: those of few donations, and those beside them whose count
 * would tell a neighbour's, since the province's own is public (`keptBack`). A commune asked for alone tells what all
 * brought on its ground, its province's list what is credited to the province: where the rest, of a ministry or of
 * another province, is few or would tell a neighbour's few, it is kept back too. Whoever asks for one commune alone is
 * answered as whoever asks for all of its province. `unitId` is the province or any commune of it; `campaignId` asks for
 * the drives of one campaign: within the period, or those of its edition where `editions` of a year are asked for, too.
 */
export async function publicKeptBack(asked: {
  unitId: string;
  from: CivilDate;
  to: CivilDate;
  campaignId?: string | null;
  editions?: { readonly year: number; readonly until: CivilDate };
}): Promise<KeptBack> {
  const { unitId, from, to, campaignId = null, editions } = asked;
  const year = editions?.year ?? null;
  const ofEdition = sql`SELECT FROM drive_campaign f JOIN campaign_edition g ON g.id = f.edition_id
      WHERE f.drive_id = d.id AND (${campaignId}::text IS NULL OR g.campaign_id = ${campaignId})
        AND (${year}::integer IS NULL OR g.year = ${year})`;
  const inCampaign = campaignId === null ? sql`true` : sql`EXISTS (${ofEdition})`;
  const inPeriod = sql`d.held_on BETWEEN ${from}::date AND ${to}::date`;
  const isAsked = campaignId !== null && editions ? inCampaign : sql`${inPeriod} AND ${inCampaign}`;
  // An edition may begin or end in a year beside its own.
  const mayCount = editions
    ? sql`d.held_on BETWEEN ${`${editions.year - 1}-01-01`}::date AND ${editions.until}::date`
    : inPeriod;
  const [found, flow] = await Promise.all([
    rows(
      sumShape,
      sql`WITH province AS (
          SELECT CASE kind WHEN 'commune' THEN parent_id ELSE id END AS id FROM unit WHERE id = ${unitId}
        ), lineage AS (
          SELECT id FROM province UNION SELECT s.predecessor_id FROM unit_succession s JOIN province p ON p.id = s.successor_id
        ), there AS (
          SELECT d.id, d.commune_id, d.held_on, true AS own FROM drive d
          WHERE ${mayCount} AND d.credited_unit_id IN (SELECT id FROM lineage)
          UNION ALL
          SELECT d.id, d.commune_id, d.held_on, false FROM drive d
          WHERE ${mayCount} AND d.province_id IN (SELECT id FROM lineage) AND d.credited_unit_id NOT IN (SELECT id FROM lineage)
        ), held AS MATERIALIZED (
          SELECT d.*, t.donations, ${isAsked} AS asked FROM there d JOIN drive_total t ON t.drive_id = d.id WHERE t.donations > 0
        )
        SELECT commune_id AS "communeId", to_char(held_on, 'YYYY-MM') AS month, NULL AS "campaignId", own,
          sum(donations)::integer AS donations FROM held WHERE asked GROUP BY 1, 2, own
        UNION ALL
        SELECT h.commune_id, NULL, c.campaign_id, h.own, sum(h.donations)::integer
        FROM held h CROSS JOIN LATERAL (
          SELECT DISTINCT e.campaign_id FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
          WHERE dc.drive_id = h.id AND e.year = ${year}::integer) c
        GROUP BY 1, 3, h.own`,
    ),
    publicFlow(to),
  ]);
  const sums = { own: new Map<string, Map<string, number>>(), elsewhere: new Map<string, Map<string, number>>() };
  for (const { communeId, month, campaignId: campaign, own, donations } of found) {
    const parts = campaign === null ? [whole, `m${month}`] : [`c${campaign}`];
    const commune = flow.get(communeId) ?? communeId;
    for (const part of parts) {
      const among = own ? sums.own : sums.elsewhere;
      const of = among.get(part) ?? new Map<string, number>();
      of.set(commune, (of.get(commune) ?? 0) + donations);
      among.set(part, of);
    }
  }
  const beside = keptElsewhere(sums.elsewhere);
  const keptOfPart = (part: string) =>
    new Set([
      ...keptOf(sums.own.get(part) ?? nobody),
      ...keptOf(sums.elsewhere.get(part) ?? nobody),
      ...(beside.get(part) ?? []),
    ]);
  const under = (letter: string) =>
    new Map(
      [...new Set([...sums.own.keys(), ...sums.elsewhere.keys()])]
        .filter((part) => part.startsWith(letter))
        .map((part) => [part.slice(1), keptOfPart(part)]),
    );
  return { whole: keptOfPart(whole), months: under("m"), campaigns: under("c") };
}

const whole = "whole";
const nobody: Sums = new Map();

/** The communes whose part credited elsewhere tells few: in a month, which its other months would tell, or outside a campaign. */
function keptElsewhere(elsewhere: ReadonlyMap<string, Sums>): ReadonlyMap<string, ReadonlySet<string>> {
  const all = elsewhere.get(whole) ?? nobody;
  const months = [...elsewhere].filter(([part]) => part.startsWith("m"));
  const kept = new Map(months.map(([part]) => [part, new Set<string>()]));
  for (const commune of all.keys()) {
    const ofMonths = keptBack(months.map(([, of]) => of.get(commune) ?? 0));
    for (const [at, [part]] of months.entries()) if (ofMonths[at]) kept.get(part)?.add(commune);
  }
  for (const [part, of] of elsewhere)
    if (part.startsWith("c"))
      kept.set(part, new Set([...all].flatMap(([id, sum]) => (isOfFew(sum - (of.get(id) ?? 0)) ? [id] : []))));
  return kept;
}

function keptOf(sums: Sums): ReadonlySet<string> {
  const kept = keptBack([...sums.values()]);
  return new Set([...sums.keys()].filter((_, at) => kept[at]));
}
