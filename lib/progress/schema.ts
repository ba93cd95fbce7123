import { z } from "zod";

const civilDate = z.string().meta({ format: "date", examples: ["2025-12-05"] });
const percent = z.number().meta({ examples: [94.5] });

/** Where a figure was printed. */
export const sourceShape = z
  .object({
    id: z.string(),
    publisher: z.string().nullable(),
    address: z.string().nullable(),
    publishedOn: civilDate.nullable(),
  })
  .meta({ id: "Source", description: "Where a figure was printed." });

/** A figure somebody published: shown as printed, never added to what is recorded here. */
export const figureShape = z
  .object({
    id: z.string(),
    metric: z.string(),
    period: z.string().describe("year, H1, Q1, YTD, a month, or campaign:<id>"),
    value: z.number().nullable(),
    of: z.number().nullable().describe("the whole that a count is a part of (16 of 36)"),
    detail: z.record(z.string(), z.unknown()).nullable().describe("a figure of several parts"),
    countedIn: z.string(),
    qualifier: z.string().describe("exact, over, more than, nearly, about"),
    status: z.enum(["provisional", "final"]),
    asOf: civilDate.nullable(),
    note: z.string().nullable(),
    headline: z.boolean(),
    campaignId: z.string().nullable(),
    sources: z.array(sourceShape),
  })
  .meta({ id: "Figure", description: "A published figure, as printed." });

export const targetShape = z
  .object({
    metric: z.string().describe("units, donations, registered, pct_voluntary, pct_repeat, pct_of_population"),
    period: z.enum(["year", "h1", "h2", "campaign"]),
    value: z.number(),
    qualifier: z.string().describe("exact, over, about …; sum: of the demonstration targets of the unit's parts"),
    countedIn: z.string(),
    campaignId: z.string().nullable(),
    decidedOn: civilDate.nullable(),
    decisionNumber: z.string().nullable(),
    version: z.int(),
    inForceFrom: civilDate.nullable().describe("from which day rates stand on it; null: from the beginning"),
    isDemo: z.boolean().describe("made up for the demonstration"),
    note: z.string().nullable(),
    sources: z.array(sourceShape),
  })
  .meta({ id: "Target", description: "A target in force." });

/** One version of the target a rate stands on: what was received, against each. */
export const versionShape = z
  .object({
    version: z.int(),
    value: z.number(),
    countedIn: z.string(),
    decisionNumber: z.string().nullable(),
    decidedOn: civilDate.nullable(),
    from: civilDate.nullable().describe("from which day it held; null: from the beginning"),
    until: civilDate.nullable().describe("the first day on which it no longer held"),
    reason: z.string().nullable(),
    rate: percent.nullable().describe("what is received now, of this version"),
  })
  .meta({ id: "TargetVersion" });

export const impliedPlanShape = z.object({ min: z.int(), max: z.int(), mid: z.int() }).meta({
  id: "ImpliedPlan",
  description:
    "The plans that could lie behind a published rate, where the plan itself was not published. Derived, not a plan.",
});

/** What is recorded here, drive by drive. */
export const recordedShape = z.object({
  donations: z.int(),
  volumeMl: z.int(),
  voluntary: z.int(),
  firstTime: z.int(),
  repeat: z.int(),
  atLeast350Ml: z.int(),
  apheresis: z.int(),
  drives: z.int().describe("drives of the period that were held up to now"),
  plannedUnits: z.int().describe("units planned by all drives of the period"),
  containsDemo: z.boolean(),
});

/** What is official where monthly reports were approved. */
export const officialShape = z
  .object({
    official: z
      .int()
      .describe("the approved monthly report where there is one, else what drives recorded in that month"),
    recorded: z.int().describe("what drives recorded here"),
    reported: z.int().describe("the approved reports alone"),
    difference: z.int().describe("official less recorded"),
    reports: z.int().describe("months of units that are told by an approved report"),
    status: z.enum(["provisional", "final"]),
  })
  .meta({
    id: "Official",
    description: "A unit's report stands for what that unit recorded in that month; the two are never added.",
  });

export const rateShape = z.object({
  computed: percent.nullable().describe("received of target, in per cent, one decimal, half up; null without a target"),
  published: figureShape.nullable(),
  impliedPlan: impliedPlanShape.nullable(),
});

export const unitShape = z
  .object({
    code: z.string(),
    kind: z.enum(["nation", "province", "ministry", "commune"]),
    type: z.string(),
    name: z.string(),
    fullName: z.string(),
    nameEn: z.string(),
    regionCode: z.string().nullable(),
    validFrom: civilDate,
    validTo: civilDate.nullable().describe("the first day on which the unit no longer was"),
  })
  .meta({ id: "UnitBrief" });

const measuredAgainst =
  "the target behind the computed rate, plan and pace: the official one, or a demonstration target where what was received is demonstration too";

const basis = z
  .enum(["published", "reported", "recorded", "none"])
  .describe(
    "published: the printed figure; reported: approved monthly reports, and what drives recorded in months without one; recorded: what drives here recorded; none: nobody published, reported or recorded any",
  );

const official = officialShape
  .nullable()
  .describe("where monthly reports were approved: the official figure beside the recorded one, and their difference");

export const childShape = z.object({
  unit: unitShape,
  received: z.number().nullable(),
  basis,
  countedIn: z.string().nullable(),
  asOf: civilDate.nullable(),
  status: z.enum(["provisional", "final"]).nullable(),
  target: targetShape.nullable().describe("the official target in force"),
  measuredAgainst: targetShape.nullable().describe(measuredAgainst),
  rate: rateShape,
  met: z.boolean().nullable().describe("by the computed rate, else by a published one; null when neither is known"),
  populationShare: percent.nullable(),
  recorded: recordedShape.nullable(),
  official,
  published: z.array(figureShape),
  containsDemo: z.boolean(),
  ofYear: z
    .object({ target: targetShape, rate: percent.nullable() })
    .optional()
    .describe("of half a year that has a target of its own: the year's target beside it, and what is received of that"),
});

const campaignRef = z.object({
  id: z.string(),
  nameVi: z.string(),
  shortVi: z.string(),
  nameEn: z.string(),
  shortEn: z.string(),
  year: z.int(),
  startsOn: civilDate,
  endsOn: civilDate,
  mainOn: civilDate.nullable(),
  datesFrom: z.enum(["published", "rule", "decided"]),
  source: z.string().describe("where the dates come from"),
  note: z.string().nullable(),
  printed: z
    .record(z.string(), z.unknown())
    .describe("what was printed on this edition: target_units, units, points …"),
});

export const campaignProgressShape = z.object({
  ...campaignRef.shape,
  received: z.number().nullable(),
  basis,
  countedIn: z.string().nullable(),
  target: targetShape.nullable(),
  measuredAgainst: targetShape.nullable().describe(measuredAgainst),
  rate: rateShape,
  recorded: recordedShape.nullable(),
  published: z.array(figureShape),
  containsDemo: z.boolean(),
});

export const measureShape = z.object({
  computed: percent
    .nullable()
    .describe(
      "from what is recorded here; the share of the population from `received`, unless that holds demonstration data",
    ),
  published: figureShape.nullable(),
  target: targetShape.nullable(),
});

const pace = z
  .object({
    daysGone: z.int(),
    daysLeft: z.int(),
    expectedByNow: z.int().describe("the target in even steps up to today"),
    difference: z.int(),
    neededPerDay: z.number(),
    neededPerMonth: z.int(),
  })
  .nullable()
  .describe("only while the period runs");

/** Half a year against the target that was decided for it. */
export const halfShape = z
  .object({
    period: z.enum(["h1", "h2"]),
    from: civilDate,
    to: civilDate,
    target: targetShape.describe(measuredAgainst),
    basis,
    received: z
      .number()
      .nullable()
      .describe("what was printed of the half, else its official months added up; null where neither is known"),
    countedIn: z.string().nullable(),
    containsDemo: z.boolean(),
    published: figureShape.nullable(),
    rate: percent.nullable().describe("received of the half's target"),
    remaining: z.number().nullable(),
    pace,
  })
  .meta({ id: "HalfProgress", description: "A half of the year that was given a target of its own." });

/** Those who registered for a campaign, against the first half of its pair of targets. */
export const registrationShape = z
  .object({
    registered: z
      .int()
      .describe(
        "people who booked a place at a drive of the campaign or registered at its desk, each once a drive; who cancelled once in all, and not beside another drive they stand registered for",
      ),
    containsDemo: z.boolean(),
    target: targetShape.describe(measuredAgainst),
    rate: percent.nullable().describe("registered of the target"),
  })
  .meta({ id: "Registration", description: "Registered and received are a campaign's pair of targets." });

/** How far a unit or a campaign has come, with all that is known about each figure: what the dashboards draw. */
export const progressShape = z.object({
  year: z.int(),
  unit: unitShape,
  campaign: campaignRef.nullable(),
  period: z.object({ from: civilDate, to: civilDate }),
  basis,
  received: z.number().nullable(),
  countedIn: z.string().nullable(),
  asOf: civilDate.nullable(),
  status: z.enum(["provisional", "final"]).nullable(),
  sources: z.array(sourceShape).describe("of `received`, when published"),
  containsDemo: z.boolean().describe("`received` holds facts made up for the demonstration"),
  publishedTotals: z.array(figureShape).describe("every published total of the period; two reports may differ"),
  recorded: recordedShape.nullable(),
  official,
  target: targetShape.nullable().describe("the official target in force"),
  measuredAgainst: targetShape.nullable().describe(measuredAgainst),
  versions: z.array(versionShape).describe("every version of `measuredAgainst` up to now, the first first"),
  replayedOf: civilDate.nullable().describe("set when an earlier day was asked for: what was known at its end"),
  targets: z.array(targetShape).describe("every target in force of this unit and year, demonstration targets too"),
  rate: rateShape,
  remaining: z.number().nullable(),
  pace,
  population: z
    .object({ people: z.int(), year: z.int(), basis: z.string(), source: z.string() })
    .nullable()
    .describe("the latest figure that speaks of the year's end or of a day before; without one the earliest after it"),
  populationShare: measureShape.extend({ perThousand: z.number().nullable() }),
  voluntary: measureShape,
  repeat: measureShape,
  atLeast350Ml: measureShape,
  firstTime: z.object({ computed: percent.nullable() }),
  met: z.object({
    published: figureShape.nullable(),
    computed: z.int().nullable().describe("children at or above 100 % among the `known` ones"),
    known: z.int().describe("children whose rate is known, computed or published"),
    of: z.int(),
  }),
  registration: registrationShape
    .nullable()
    .describe("of a campaign with a target of registered people; never of a commune, where few would be singled out"),
  halves: z.array(halfShape).describe("the halves of the year that have a target of their own; of a campaign none"),
  months: z.array(
    z.object({
      month: z.string().meta({ examples: ["2026-03"] }),
      received: z.int().nullable().describe("official: approved reports where there are any, else what was recorded"),
      recorded: z.int().nullable().describe("what drives recorded"),
      reported: z.int().nullable().describe("what the approved reports of this month state"),
      volumeMl: z.int().nullable().describe("of what drives recorded"),
      plan: z.int().nullable().describe("the target in even steps"),
      plannedUnits: z.int().nullable(),
      containsDemo: z.boolean(),
    }),
  ),
  children: z.array(childShape),
  campaigns: z.array(campaignProgressShape),
  figures: z.array(figureShape).describe("everything published on this unit and year"),
  conflicts: z.array(
    z.object({ id: z.string(), whatVi: z.string(), whatEn: z.string(), figureIds: z.array(z.string()) }),
  ),
});

export type Registration = z.output<typeof registrationShape>;
export type HalfProgress = z.output<typeof halfShape>;
export type Source = z.output<typeof sourceShape>;
export type Figure = z.output<typeof figureShape>;
export type TargetVersion = z.output<typeof versionShape>;
export type Target = z.output<typeof targetShape>;
export type Official = z.output<typeof officialShape>;
export type Recorded = z.output<typeof recordedShape>;
export type UnitBrief = z.output<typeof unitShape>;
export type ProgressChild = z.output<typeof childShape>;
export type CampaignProgress = z.output<typeof campaignProgressShape>;
/** What a commune does not tell of itself, since its neighbours' few donors could be worked out from it. */
export interface KeptBackBeside {
  readonly whole: boolean;
  readonly months: readonly string[];
  readonly campaigns: readonly string[];
}
/** A unit in a year; `keptBack` of a commune alone, `keptBackCodes` of a province: its communes whose counts are not told. */
export type Progress = z.output<typeof progressShape> & {
  readonly keptBack?: KeptBackBeside;
  readonly keptBackCodes?: ReadonlySet<string>;
  /** Shares that are worked out and not told, since they would tell what the table of slices keeps back. */
  readonly keptShares?: ReadonlySet<string>;
};
