import type { CivilDate } from "@/lib/core/time";
import { campaignsLately, creditedElsewhereLately, drillLately, peersLately, yearTargetLately } from "../kept";
import type { Asked } from "../scope/asked";
import type { UnitScope } from "../scope/queries";
import { halfOf, spanOf } from "../span";
import { drillParts, drillSorts, dueIn } from "./rules";

/**
 * Everything the drill-down tells for an address: how it is taken apart and put in order, the days, the campaign, and
 * what the queries answer. The page and its files both stand on it, so that they cannot differ.
 */
export async function drillView(
  scope: Pick<UnitScope, "id" | "kind" | "code" | "parent">,
  asked: Asked,
  today: CivilDate,
) {
  const by = drillParts.find((known) => known === asked.by) ?? "unit";
  const sort = drillSorts.find((known) => known === asked.sort) ?? "received";
  const span = spanOf(asked, today);
  const everyCampaign = await campaignsLately(null);
  const campaign = everyCampaign.find(({ id }) => id === asked.campaign) ?? null;
  // A unit's own campaign is offered where its drives are held; by its address it opens anywhere.
  const campaigns = everyCampaign.filter(
    ({ id, owner }) => owner === null || owner === scope.code || owner === scope.parent?.code || id === campaign?.id,
  );
  const campaignId = campaign?.id ?? null;
  const question = { scope: { id: scope.id, kind: scope.kind }, span, today };
  const [drill, whole, peers, targets, elsewhere] = await Promise.all([
    drillLately({ ...question, by, campaignId }),
    drillLately({ ...question, by: "facility", campaignId }),
    campaignId === null ? peersLately(question) : [],
    campaignId === null
      ? yearTargetLately({ scope: question.scope, year: span.year, half: halfOf(span), today })
      : { target: null, half: null },
    scope.kind === "province" && by === "unit"
      ? creditedElsewhereLately({ provinceId: scope.id, span, campaignId, today })
      : [],
  ]);
  const creditedTo = new Map(elsewhere.map(({ communeId, units }) => [communeId, units]));
  const { donations: recorded, reported, reportedBefore } = whole.sum;
  const received = recorded === null ? null : recorded + reported;
  /** The parts are reporting units, each with what its approved reports make of it. */
  const isOfReporting = scope.kind === "nation" && by === "unit";
  return {
    by,
    sort,
    descending: asked.dir !== "asc",
    span,
    campaigns,
    campaign,
    drill: {
      ...drill,
      rows: drill.rows.map((row) => ({
        ...row,
        due: dueIn(span, row),
        /** Who is credited with drives on this commune's ground, where that is not its province. */
        creditedTo: creditedTo.get(row.key) ?? [],
      })),
    },
    whole,
    /** Official: what was recorded with what approved reports add to it. */
    received,
    recorded,
    before: whole.sum.before === null ? null : whole.sum.before + reportedBefore,
    isOfReporting,
    peers: peers.map((peer) => ({ ...peer, due: dueIn(span, peer) })),
    /** What should be there by now, by the half-year's target where that is asked for and there is one; null without any. */
    due: dueIn(span, targets),
    /** Of all parts, official as they are; null where a drive may be in several. */
    sum: by === "campaign" || by === "host" ? null : isOfReporting ? received : recorded,
  };
}
