import { publicCampaigns } from "@/lib/campaigns/queries";
import type { CivilDate } from "@/lib/core/time";
import { lately } from "@/lib/db/lately";
import { publicKeptBack } from "@/lib/targets/past/neighbours";
import { publicCoverageByProvince, publicCoverageOf } from "./coverage/queries";
import { publicCreditedElsewhere } from "./drill/elsewhere";
import { publicPeers } from "./drill/peers";
import { type DrillQuestion, publicDrill, publicYearTarget } from "./drill/queries";
import { publicForecast, publicPastMonths, publicTetDays } from "./forecast/queries";
import { publicPushFacts } from "./push/queries";
import type { Half } from "./span";
import { publicCrowdedDays, publicDaySums } from "./unevenness/queries";
import { publicPacedUnits } from "./watch/queries";

/** What the committee's pages work out, kept for a few seconds: the same for everybody, and nothing in it is about a person. */
export const drillLately = lately((asked: DrillQuestion) => publicDrill(asked));
export const yearTargetLately = lately(
  (asked: { scope: DrillQuestion["scope"]; year: number; half?: Half | null; today: CivilDate }) =>
    publicYearTarget(asked.scope, asked, asked.today),
);
export const campaignsLately = lately((_all: null) => publicCampaigns());
export const tetDaysLately = lately((asked: { from: number; to: number }) => publicTetDays(asked.from, asked.to));
export const peersLately = lately((asked: Parameters<typeof publicPeers>[0]) => publicPeers(asked));
export const creditedElsewhereLately = lately((asked: Parameters<typeof publicCreditedElsewhere>[0]) =>
  publicCreditedElsewhere(asked),
);
export const daySumsLately = lately((asked: Parameters<typeof publicDaySums>[0]) => publicDaySums(asked));
export const crowdedDaysLately = lately((asked: Parameters<typeof publicCrowdedDays>[0]) => publicCrowdedDays(asked));
export const coverageOfLately = lately((asked: { provinceId: string; months: number }) => publicCoverageOf(asked));
export const pushFactsLately = lately((asked: Parameters<typeof publicPushFacts>[0]) => publicPushFacts(asked));

/** Months and years that are over: a correction in them may be seen a few minutes later. */
const overFor = 5 * 60_000;
const pastMonthsKept = lately((asked: { unitId: string; beforeYear: number }) => publicPastMonths(asked), overFor);
export const pacedUnitsKept = lately((provinceId: string | null) => publicPacedUnits({ provinceId }), 60_000);
/** Of every commune of the country, by drives of three years: a drive of today changes it only tomorrow. */
export const coverageByProvinceKept = lately((months: number) => publicCoverageByProvince(months), 60_000);
/** The communes of a province whose sums over the months a watch rule judges are kept back, or one of these months. */
export const watchKeptBack = lately(async ({ provinceId, spans }: { provinceId: string; spans: Span[] }) => {
  const kept = await Promise.all(spans.map((span) => publicKeptBack({ unitId: provinceId, ...span })));
  return new Set(kept.flatMap(({ whole, months }) => [whole, ...months.values()].flatMap((communes) => [...communes])));
}, 60_000);
type Span = { from: CivilDate; to: CivilDate };

/** The forecast of a unit's year: past years kept for minutes, this one for seconds. */
export const forecastLately = lately(async ({ unitId, year }: { unitId: string; year: number }) =>
  publicForecast({ unitId, past: await pastMonthsKept({ unitId, beforeYear: year }) }),
);
