import sql from "sql-template-tag";
import { z } from "zod";
import { isOfFew, keptBack } from "@/lib/core/few";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { drivesOfProvince } from "./province-drives";

const sumShape = z.object({
  communeId: z.string(),
  own: z.boolean(),
  month: z.string().nullable(),
  campaignId: z.string().nullable(),
  donations: z.number(),
});
export type CampaignSum = z.output<typeof sumShape>;

export interface AskedOfCampaigns {
  readonly unitId: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly campaignId: string | null;
  /** Editions of this year, each whole, though it begin or end in a year beside, of drives held until a day. */
  readonly editions: { readonly year: number; readonly until: CivilDate } | null;
}

/** What a province's communes gave in one campaign, by months, and where editions of a year are asked for, in each of these. */
export function sumsOfCampaigns({ unitId, from, to, campaignId, editions }: AskedOfCampaigns): Promise<CampaignSum[]> {
  const year = editions?.year ?? null;
  const inCampaign = sql`EXISTS (SELECT FROM drive_campaign f JOIN campaign_edition g ON g.id = f.edition_id
      WHERE f.drive_id = d.id AND g.campaign_id = ${campaignId} AND (${year}::integer IS NULL OR g.year = ${year}))`;
  const inPeriod = sql`d.held_on BETWEEN ${from}::date AND ${to}::date`;
  const asked = campaignId === null ? sql`false` : editions ? inCampaign : sql`${inPeriod} AND ${inCampaign}`;
  // An edition may begin or end in a year beside its own.
  const days = editions
    ? sql`d.held_on BETWEEN ${`${editions.year - 1}-01-01`}::date AND ${editions.until}::date`
    : inPeriod;
  return rows(
    sumShape,
    sql`WITH ${drivesOfProvince(unitId, { days, asked })}
      SELECT commune_id AS "communeId", own, to_char(held_on, 'YYYY-MM') AS month, NULL AS "campaignId",
        sum(donations)::integer AS donations FROM held WHERE asked GROUP BY 1, 2, 3
      UNION ALL
      SELECT h.commune_id, h.own, NULL, c.campaign_id, sum(h.donations)::integer
      FROM held h CROSS JOIN LATERAL (
        SELECT DISTINCT e.campaign_id FROM drive_campaign dc JOIN campaign_edition e ON e.id = dc.edition_id
        WHERE dc.drive_id = h.id AND e.year = ${year}::integer) c
      GROUP BY 1, 2, 4`,
  );
}

/** The communes kept back in each of some lists, among what is credited to the province alone, and among all. */
export interface KeptOfLists {
  readonly own: ReadonlyMap<string, ReadonlySet<string>>;
  readonly all: ReadonlyMap<string, ReadonlySet<string>>;
}

/** One commune's donations in one of the lists. */
export interface ListedSum {
  readonly list: string;
  readonly communeId: string;
  readonly own: boolean;
  readonly donations: number;
}

/**
 * The communes that each list keeps back by itself (`keptBack`). Where what is credited elsewhere is told by its whole,
 * `elsewhere`, a list that leaves few of it out tells these.
 */
export function keptOfLists(sums: readonly ListedSum[], elsewhere: ReadonlyMap<string, number>): KeptOfLists {
  const own = new Map<string, Set<string>>();
  const all = new Map<string, Set<string>>();
  for (const list of new Set(sums.map((sum) => sum.list))) {
    const ofList = sums.filter((sum) => sum.list === list);
    const beside = added(ofList.filter((sum) => !sum.own));
    own.set(list, keptOf(added(ofList.filter((sum) => sum.own))));
    const outside = [...elsewhere].filter(([id, whole]) => isOfFew(whole - (beside.get(id) ?? 0))).map(([id]) => id);
    all.set(list, new Set([...(own.get(list) ?? []), ...keptOf(beside), ...outside]));
  }
  return { own, all };
}

/** The donations of each commune. */
export function added(sums: readonly Pick<ListedSum, "communeId" | "donations">[]): Map<string, number> {
  const of = new Map<string, number>();
  for (const { communeId, donations } of sums) of.set(communeId, (of.get(communeId) ?? 0) + donations);
  return of;
}

function keptOf(sums: ReadonlyMap<string, number>): Set<string> {
  const kept = keptBack([...sums.values()]);
  return new Set([...sums.keys()].filter((_, at) => kept[at]));
}
