import type { CivilDate } from "@/lib/core/time";
import { type KeptBack, publicKeptBack } from "@/lib/targets/past/neighbours";
import { type Beyond, publicBeyondRecorded } from "@/lib/targets/past/reported";
import type { UnitScope } from "../scope/queries";
import type { Span } from "../span";

/** Whose drives, over which days. */
export interface ViewOfDays {
  readonly scope: Pick<UnitScope, "id" | "kind">;
  readonly span: Span;
  readonly campaignId: string | null;
  readonly today: CivilDate;
}

/** What approved monthly reports add to, or take from, what was recorded in the days asked about and a year before. */
export interface ByReports {
  readonly reported: number;
  readonly reportedBefore: number;
}

/** What reports make of the units of a view; of a campaign and of a commune they say nothing. */
export async function beyondOf(
  { scope, span, campaignId }: Pick<ViewOfDays, "scope" | "span" | "campaignId">,
  flow: ReadonlyMap<string, string>,
  of?: readonly string[],
): Promise<ReadonlyMap<string, Beyond>> {
  if (scope.kind === "commune" || campaignId !== null) return new Map();
  return publicBeyondRecorded(span, span.before, flow, of);
}

/** The same of several units together; of one that no report speaks of, nothing. */
export function addedBy(units: readonly (Beyond | undefined)[]): ByReports {
  const sum = (which: keyof Beyond) => units.reduce((all, unit) => all + (unit?.[which] ?? 0), 0);
  return { reported: sum("now"), reportedBefore: sum("before") };
}

/** The communes of a province that tell no count of a view's days, and none of the days a year before. */
export async function keptBackIn({ span, ...asked }: KeptBackQuestion): Promise<KeptBackIn> {
  const [now, before] = await Promise.all([
    publicKeptBack({ ...asked, from: span.from, to: span.through }),
    publicKeptBack({ ...asked, from: span.before.from, to: span.before.to }),
  ]);
  return { now, before };
}
interface KeptBackQuestion {
  readonly unitId: string;
  readonly span: Span;
  readonly campaignId: string | null;
  readonly eachCampaign?: boolean;
}
export type KeptBackIn = Readonly<Record<"now" | "before", KeptBack>>;
