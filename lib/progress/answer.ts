import { z } from "zod";
import { FEWEST_TOLD, isFew, isOfFew, keptBack, mayTellPart } from "@/lib/core/few";
import { sumsOverTimeShape } from "./over-time/schema";
import {
  type CampaignProgress,
  campaignProgressShape,
  childShape,
  type HalfProgress,
  type Progress,
  type ProgressChild,
  progressShape,
  type Recorded,
  recordedShape,
} from "./schema";

/**
 * The answer of `/api/v1/progress`: what the dashboards draw, with small counts of small places kept back as the pages
 * keep them back, and the few figures most readers come for in front.
 */

const part = z
  .int()
  .nullable()
  .describe(`null where the place is small and it, or all but it, is under ${FEWEST_TOLD}`);
const toldRecordedShape = recordedShape
  .extend({ voluntary: part, firstTime: part, repeat: part, atLeast350Ml: part, apheresis: part })
  .meta({ id: "Recorded", description: "What is recorded here, drive by drive." });

const fewerThan = z
  .literal(FEWEST_TOLD)
  .nullable()
  .describe(
    `${FEWEST_TOLD} where something is recorded of fewer donations than that: their number is kept back, since the people might be recognised`,
  );
const kept = z
  .boolean()
  .describe(
    "true where a number is kept back: it is small, or together with the other places of its province it would tell one that is",
  );
const toldStanding = { recorded: toldRecordedShape.nullable(), fewerThan, keptBack: kept };
const toldChildShape = childShape.extend(toldStanding).meta({ id: "ProgressChild" });
const toldCampaignShape = campaignProgressShape.extend(toldStanding).meta({ id: "CampaignProgress" });

/** The figures most readers come for, without their provenance, which stands beside them in full. */
const briefShape = z.object({
  received: z.number().nullable(),
  target: z.number().nullable().describe("the official target; null where none is published"),
  computedRate: z.number().nullable().describe("received of target, in per cent, one decimal"),
  publishedRate: z.number().nullable().describe("the rate as printed"),
  met: z.int().nullable().describe("children that met their target, as published, else as computed"),
  of: z.int(),
});

export const progressAnswerShape = progressShape
  .extend({
    ...toldStanding,
    children: z.array(toldChildShape),
    campaigns: z.array(toldCampaignShape),
    brief: briefShape,
    byUnits: sumsOverTimeShape.optional(),
  })
  .meta({ id: "Progress" });
export type ProgressAnswer = z.output<typeof progressAnswerShape>;

/** The answer of `/api/v1/progress` for what the dashboards draw. */
export function progressAnswer(progress: Progress): ProgressAnswer {
  const { unit } = progress;
  const told = unit.kind === "commune" ? withoutFewOfItself(progress) : asItIs(progress);
  return progressAnswerShape.parse({
    ...told,
    // The parts of the nation report by themselves; those of a province or ministry are places of a few drives.
    children:
      unit.kind === "nation"
        ? progress.children.map(asItIs)
        : withoutFewAmong(progress.children, progress.keptBackCodes),
    campaigns: unit.kind === "commune" ? campaignsOfItself(progress) : progress.campaigns.map(asItIs),
    brief: {
      received: told.received,
      target: told.target?.value ?? null,
      computedRate: told.rate.computed,
      publishedRate: told.rate.published?.value ?? null,
      met: told.met.published?.value ?? told.met.computed,
      of: told.met.of,
    },
  });
}

const asItIs = <S extends object>(stands: S) => ({ ...stands, fewerThan: null, keptBack: false });

type Stands = Pick<Progress | ProgressChild | CampaignProgress, "recorded" | "received" | "basis" | "rate">;

/** Places whose sum is told: none of their counts can be worked out from it and from the others. */
function withoutFewAmong(children: readonly ProgressChild[], codes: ReadonlySet<string> = new Set()) {
  const kept = keptBack(children.map(({ recorded }) => recorded?.donations ?? 0));
  return children.map((child, at) => withoutFew(child, kept[at] || codes.has(child.unit.code)));
}

/** What is told of a small place: the parts of its count only where they are not few, and few donations not at all. */
function withoutFew<S extends Stands>(stands: S, isKeptBack = false) {
  const { recorded } = stands;
  if (!recorded || (!isFew(recorded.donations) && !isKeptBack))
    return { ...stands, recorded: recorded && withoutFewParts(recorded), fewerThan: null, keptBack: false };
  const kept = {
    ...stands,
    recorded: null,
    fewerThan: isFew(recorded.donations) ? FEWEST_TOLD : null,
    keptBack: true,
  };
  if (stands.basis === "published") return kept;
  return { ...kept, received: null, rate: { ...stands.rate, computed: null } };
}

function withoutFewParts(recorded: Recorded) {
  const { donations, voluntary, firstTime, repeat, atLeast350Ml, apheresis } = recorded;
  const told = (count: number) => (mayTellPart(count, donations) ? count : null);
  return {
    ...recorded,
    voluntary: told(voluntary),
    firstTime: told(firstTime),
    repeat: told(repeat),
    atLeast350Ml: told(atLeast350Ml),
    apheresis: told(apheresis),
  };
}

/** A commune asked for by itself: its months, shares and versions tell as little as its sum does. */
function withoutFewOfItself(progress: Progress) {
  const { recorded } = progress;
  const told = withoutFew(progress, progress.keptBack?.whole);
  // A share gives its count away, and so does the share of all the others.
  const shareOf = <M extends { computed: number | null }>(measure: M, count: number | undefined): M =>
    recorded && count !== undefined && !isFew(count) && !isFew(recorded.donations - count)
      ? measure
      : { ...measure, computed: null };
  const shares = {
    voluntary: shareOf(progress.voluntary, recorded?.voluntary),
    repeat: shareOf(progress.repeat, recorded?.repeat),
    atLeast350Ml: shareOf(progress.atLeast350Ml, recorded?.atLeast350Ml),
    firstTime: shareOf(progress.firstTime, recorded?.firstTime),
  };
  const months = monthsOfItself(progress, told.keptBack);
  const halves = progress.halves.map((half) => halfOfItself(half, progress.months, months));
  if (!told.keptBack) return { ...told, ...shares, months, halves };
  const populationShare = { ...progress.populationShare, computed: null, perThousand: null };
  const versions = progress.versions.map((version) => ({ ...version, rate: null }));
  return { ...told, ...shares, months, halves, versions, populationShare, pace: null, remaining: null };
}

/** Months add up to the commune's sum, and with those of its neighbours to the province's. */
function monthsOfItself({ months, keptBack: beside }: Progress, isKeptBack: boolean) {
  const counts = months.map(({ recorded }) => recorded ?? 0);
  const few = keptBack(counts);
  const kept = counts.map((_, at) => isKeptBack || few[at] || beside?.months.includes(months[at]?.month ?? ""));
  const untold = counts.filter((count, at) => count > 0 && kept[at]);
  const told = counts.filter((count, at) => count > 0 && !kept[at]);
  // One month alone would be what is left of the year.
  const next = untold.length === 1 && told.length > 0 ? counts.indexOf(Math.min(...told)) : -1;
  return months.map((month, at) =>
    kept[at] || at === next || isFew(month.received ?? 0)
      ? { ...month, received: null, recorded: null, volumeMl: null }
      : month,
  );
}

/** A half is the sum of its months: it is told where each of them is. */
function halfOfItself(half: HalfProgress, all: Progress["months"], told: Progress["months"]): HalfProgress {
  const isTold = all.every(
    ({ month, received }, at) =>
      month < half.from.slice(0, 7) || month > half.to.slice(0, 7) || !received || told[at]?.received === received,
  );
  return isTold ? half : { ...half, received: null, countedIn: null, rate: null, remaining: null, pace: null };
}

/** A campaign's count, unless it or what came outside it is small. */
function campaignsOfItself(progress: Progress) {
  const all = progress.recorded?.donations ?? 0;
  return progress.campaigns.map((one) =>
    withoutFew(
      one,
      progress.keptBack?.whole ||
        isOfFew(all - (one.recorded?.donations ?? 0)) ||
        progress.keptBack?.campaigns.includes(one.id),
    ),
  );
}
