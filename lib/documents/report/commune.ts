import type { CivilDate } from "@/lib/core/time";
import type { ProgressAnswer } from "@/lib/progress/answer";
import type { Peer } from "@/lib/progress/drill/peers";
import { drillLately, peersLately } from "@/lib/progress/kept";
import type { Progress } from "@/lib/progress/schema";
import { spanOf } from "@/lib/progress/span";
import type { CommuneThen } from "@/lib/progress/units/communes";
import { daysOfReport, type ReportQuestion } from "./period";

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

/** The same of a year or its first half: `raw` is what is known, `progress` and `upTo` what the open data tells of it. */
export async function publicCommuneFacts(
  { id, province }: CommuneThen,
  question: ReportQuestion,
  told: { raw: Progress; progress: ProgressAnswer; upTo: ProgressAnswer },
  today: CivilDate,
): Promise<CommuneFacts> {
  const scope = { id, kind: "commune" as const };
  const span = spanOf({ span: question.period, year: String(question.year) }, today);
  const [drill, peers] = await Promise.all([
    drillLately({ scope, by: "unit", span, campaignId: null, today }),
    peersLately({ scope, span, today }),
  ]);
  const isKeptBack = isPeriodKeptBack(question, told);
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
 * Is the count of a commune's period kept back? Of a year where the open data keeps it back; of half a year also where one
 * of its months is, since the half less the other months would tell that one.
 */
export function isPeriodKeptBack(
  question: Pick<ReportQuestion, "year" | "period">,
  { raw, progress, upTo }: { raw: Pick<Progress, "months">; progress: ProgressAnswer; upTo: ProgressAnswer },
): boolean {
  if (question.period === "year") return progress.keptBack;
  if (progress.keptBack || upTo.keptBack) return true;
  const { to } = daysOfReport(question);
  const told = new Map(progress.months.map(({ month, received }) => [month, received]));
  return raw.months.some(
    ({ month, received }) => `${month}-01` <= to && Boolean(received) && told.get(month) !== received,
  );
}
