import sql, { empty } from "sql-template-tag";
import { z } from "zod";
import { keptBack } from "@/lib/core/few";
import type { CivilDate } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { publicFlow } from "@/lib/units/flow/queries";

const sumShape = z.object({
  communeId: z.string(),
  month: z.string().nullable(),
  campaignId: z.string().nullable(),
  donations: z.number(),
});

/** Communes whose counts are kept back, in the whole of a period, in its months and in the campaigns of its year. */
export interface KeptBack {
  readonly whole: ReadonlySet<string>;
  readonly months: ReadonlyMap<string, ReadonlySet<string>>;
  readonly campaigns: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The communes of a province that tell no count of a period: those of few donations, and those beside them whose count
 * would tell a neighbour's, since the province's own is public (`keptBack`). Whoever asks for one commune alone is
 * answered as whoever asks for all of its province. `unitId` is the province or any commune of it; `campaignId` asks for
 * the drives of one campaign of the year `to` lies in.
 */
export async function publicKeptBack(asked: {
  unitId: string;
  from: CivilDate;
  to: CivilDate;
  campaignId?: string | null;
}): Promise<KeptBack> {
  const { unitId, from, to, campaignId = null } = asked;
  const year = Number(to.slice(0, 4));
  const inPeriod = sql`d.held_on BETWEEN ${from}::date AND ${to}::date`;
  const inCampaign =
    campaignId === null
      ? empty
      : sql`AND EXISTS (SELECT FROM drive_campaign f JOIN campaign_edition g ON g.id = f.edition_id
          WHERE f.drive_id = d.id AND g.campaign_id = ${campaignId})`;
  const [found, flow] = await Promise.all([
    rows(
      sumShape,
      sql`WITH province AS (
          SELECT CASE kind WHEN 'commune' THEN parent_id ELSE id END AS id FROM unit WHERE id = ${unitId}
        ), held AS MATERIALIZED (
          SELECT d.id, d.commune_id, d.held_on, t.donations FROM drive d JOIN drive_total t ON t.drive_id = d.id
          WHERE t.donations > 0 AND ${inPeriod} ${inCampaign} AND d.credited_unit_id IN (SELECT id FROM province
            UNION SELECT s.predecessor_id FROM unit_succession s JOIN province p ON p.id = s.successor_id)
        )
        SELECT commune_id AS "communeId", to_char(held_on, 'YYYY-MM') AS month, NULL AS "campaignId",
          sum(donations)::integer AS donations FROM held GROUP BY 1, 2
        UNION ALL
        SELECT h.commune_id, NULL, e.campaign_id, sum(h.donations)::integer
        FROM held h JOIN drive_campaign dc ON dc.drive_id = h.id
          JOIN campaign_edition e ON e.id = dc.edition_id AND e.year = ${year} GROUP BY 1, 3`,
    ),
    publicFlow(to),
  ]);
  const sums = new Map<string, Map<string, number>>();
  for (const { communeId, month, campaignId: campaign, donations } of found) {
    const parts = campaign === null ? ["whole", `m${month}`] : [`c${campaign}`];
    const commune = flow.get(communeId) ?? communeId;
    for (const part of parts) {
      const of = sums.get(part) ?? new Map<string, number>();
      of.set(commune, (of.get(commune) ?? 0) + donations);
      sums.set(part, of);
    }
  }
  const told = [...sums].map(([part, of]) => [part, keptOf(of)] as const);
  const under = (letter: string) =>
    new Map(told.filter(([part]) => part.startsWith(letter)).map(([part, of]) => [part.slice(1), of]));
  return { whole: keptOf(sums.get("whole") ?? new Map()), months: under("m"), campaigns: under("c") };
}

function keptOf(sums: ReadonlyMap<string, number>): ReadonlySet<string> {
  const kept = keptBack([...sums.values()]);
  return new Set([...sums.keys()].filter((_, at) => kept[at]));
}
