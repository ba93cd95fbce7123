import type { CivilDate } from "@/lib/core/time";
import type { ProgressAnswer } from "@/lib/progress/answer";
import type { Peer } from "@/lib/progress/drill/peers";
import { drillLately, peersLately } from "@/lib/progress/kept";
import type { Progress } from "@/lib/progress/schema";
import { spanOf } from "@/lib/progress/span";
import type { CommuneThen } from "@/lib/progress/units/communes";
import type { ReportQuestion } from "./period";

/** A body that hosted drives in a commune; `donations` null where they are kept back. */
export interface HostLine {
  readonly name: string;
  readonly donations: number | null;
  readonly drives: number;
  readonly isDemo: boolean;
}

/** What the report of a commune tells beside its own progress: its hosts and neighbours, as its drill-down tells them. */
export interface CommuneFacts {
  readonly province: CommuneThen["province"];
  /** The count of the whole period is kept back, and with it what would add up to it. */
  readonly isKeptBack: boolean;
  /** Bodies that hosted a drive, most first, those kept back by name. */
  readonly hosts: readonly HostLine[];
  /** The communes nearest to it within its province, itself first. */
  readonly peers: readonly Peer[];
}

/** The same of a year or its first half. */
export async function publicCommuneFacts(
  { id, province }: CommuneThen,
  question: ReportQuestion,
  isKeptBack: boolean,
  today: CivilDate,
): Promise<CommuneFacts> {
  const scope = { id, kind: "commune" as const };
  const span = spanOf({ span: question.period, year: String(question.year) }, today);
  const [drill, peers] = await Promise.all([
    drillLately({ scope, by: "unit", span, campaignId: null, today }),
    peersLately({ scope, span, today }),
  ]);
  return {
    province,
    isKeptBack,
    hosts: drill.rows
      .filter(({ drives }) => drives > 0)
      .map(({ name, donations, drives, isDemo }) => ({
        name,
        donations: isKeptBack ? null : donations,
        drives,
        isDemo,
      })),
    peers: peers.map((peer) => (isKeptBack && peer.code === question.unitCode ? { ...peer, donations: null } : peer)),
  };
}

/**
 * Is the count of a commune's half year kept back? Where the open data keeps it or its year back, and where one of its
 * months is: the half less the other months would tell that one. `raw` is what is known of the year, `told` what the open
 * data tells of it.
 */
export function isHalfKeptBack(
  half: Pick<ProgressAnswer, "keptBack" | "period">,
  whole: { raw: Pick<Progress, "months">; told: Pick<ProgressAnswer, "keptBack" | "months"> },
): boolean {
  if (half.keptBack || whole.told.keptBack) return true;
  const told = new Map(whole.told.months.map(({ month, received }) => [month, received]));
  return whole.raw.months.some(
    ({ month, received }) => `${month}-01` <= half.period.to && Boolean(received) && told.get(month) !== received,
  );
}

/**
 * The half of a commune as a report tells it: its months as the year's answer tells them, no share, since the half's and
 * the year's together would tell the few of the other half, and no campaign that either of the two keeps back.
 */
export function halfOfCommune(half: ProgressAnswer, whole: ProgressAnswer): ProgressAnswer {
  const kept = new Set(whole.campaigns.filter(({ keptBack }) => keptBack).map(({ id }) => id));
  const unshared = <M extends { computed: number | null }>(measure: M): M => ({ ...measure, computed: null });
  return {
    ...half,
    voluntary: unshared(half.voluntary),
    repeat: unshared(half.repeat),
    atLeast350Ml: unshared(half.atLeast350Ml),
    firstTime: unshared(half.firstTime),
    months: whole.months.filter(({ month }) => `${month}-01` <= half.period.to),
    campaigns: half.campaigns.map((one) => (kept.has(one.id) ? withoutCount(one) : one)),
  };
}

/** A campaign whose count is kept back: half a year less it would tell what came outside it, and so would the year. */
function withoutCount(campaign: ProgressAnswer["campaigns"][number]): ProgressAnswer["campaigns"][number] {
  if (campaign.basis === "published") return campaign;
  const { rate } = campaign;
  return { ...campaign, received: null, recorded: null, keptBack: true, rate: { ...rate, computed: null } };
}
