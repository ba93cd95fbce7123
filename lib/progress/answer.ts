import { z } from "zod";
import { FEWEST_TOLD, isFew } from "@/lib/core/few";
import { sumsOverTimeShape } from "./over-time/schema";
import {
  type CampaignProgress,
  campaignProgressShape,
  childShape,
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

const part = z.int().nullable().describe(`null where the place is small and it is under ${FEWEST_TOLD}`);
const toldRecordedShape = recordedShape
  .extend({ voluntary: part, firstTime: part, repeat: part, atLeast350Ml: part, apheresis: part })
  .meta({ id: "Recorded", description: "What is recorded here, drive by drive." });

const fewerThan = z
  .literal(FEWEST_TOLD)
  .nullable()
  .describe(
    `${FEWEST_TOLD} where something is recorded of fewer donations than that: their number is kept back, since the people might be recognised`,
  );
const toldStanding = { recorded: toldRecordedShape.nullable(), fewerThan };
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
  const told = unit.kind === "commune" ? withoutFewOfItself(progress) : { ...progress, fewerThan: null };
  return progressAnswerShape.parse({
    ...told,
    // The parts of the nation report by themselves; those of a province or ministry are places of a few drives.
    children: progress.children.map((child) => (unit.kind === "nation" ? asItIs(child) : withoutFew(child))),
    campaigns: progress.campaigns.map((one) => (unit.kind === "commune" ? withoutFew(one) : asItIs(one))),
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

const asItIs = <S extends object>(stands: S) => ({ ...stands, fewerThan: null });

type Stands = Pick<Progress | ProgressChild | CampaignProgress, "recorded" | "received" | "basis" | "rate">;

/** What is told of a small place: the parts of its count only where they are not few, and few donations not at all. */
function withoutFew<S extends Stands>(stands: S) {
  const { recorded } = stands;
  if (!recorded || !isFew(recorded.donations))
    return { ...stands, recorded: recorded && withoutFewParts(recorded), fewerThan: null };
  const kept = { ...stands, recorded: null, fewerThan: FEWEST_TOLD };
  if (stands.basis === "published") return kept;
  return { ...kept, received: null, rate: { ...stands.rate, computed: null } };
}

function withoutFewParts(recorded: Recorded) {
  const { voluntary, firstTime, repeat, atLeast350Ml, apheresis } = recorded;
  return {
    ...recorded,
    voluntary: unlessFew(voluntary),
    firstTime: unlessFew(firstTime),
    repeat: unlessFew(repeat),
    atLeast350Ml: unlessFew(atLeast350Ml),
    apheresis: unlessFew(apheresis),
  };
}

const unlessFew = (count: number | null) => (count === null || isFew(count) ? null : count);

/** A commune asked for by itself: its months and shares tell as little as its sum does. */
function withoutFewOfItself(progress: Progress) {
  const { recorded } = progress;
  const told = withoutFew(progress);
  const months = progress.months.map((month) =>
    unlessFew(month.received) === null ? { ...month, received: null, recorded: null, volumeMl: null } : month,
  );
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
  if (told.received !== null) return { ...told, ...shares, months };
  const populationShare = { ...progress.populationShare, computed: null, perThousand: null };
  return { ...told, ...shares, months, populationShare, pace: null, remaining: null };
}
