import { publicCampaignOwner } from "@/lib/campaigns/queries";
import type { CivilDate } from "@/lib/core/time";
import { lately } from "@/lib/db/lately";
import { publicBreakdown } from "./breakdown/queries";
import { publicEditions } from "./editions/queries";
import { type OverTimeQuestion, publicSumsOverTime } from "./over-time/queries";
import { type ProgressQuestion, publicProgress, publicProgressYears } from "./queries";
import { publicReportingUnits, publicUnitBackground, publicWholeReports } from "./units/queries";

/**
 * What dashboards show, at most two seconds old: the same figures for everybody, asked by many at once. Nothing in them
 * is about a person.
 */
export const progressLately = lately((question: ProgressQuestion) => publicProgress(question));
export const breakdownLately = lately(publicBreakdown);
export const progressYearsLately = lately((_all: null) => publicProgressYears());
export const reportingUnitsLately = lately((year: number) => publicReportingUnits(year));
/** The units that reported at the end of a year's first half. */
export const halfReportingUnitsLately = lately((year: number) =>
  publicReportingUnits(year, new Date(), `${year}-06-30`),
);
export const unitBackgroundLately = lately((asked: { code: string; year: number; lastDay?: CivilDate }) =>
  publicUnitBackground(asked.code, asked.year, new Date(), asked.lastDay),
);
export const wholeReportsLately = lately((asked: { code: string; year: number }) =>
  publicWholeReports(asked.code, asked.year),
);
export const campaignOwnerLately = lately((id: string) => publicCampaignOwner(id));
export const editionsLately = lately((asked: Parameters<typeof publicEditions>[0]) => publicEditions(asked));
export const sumsOverTimeLately = lately((asked: OverTimeQuestion) => publicSumsOverTime(asked));
