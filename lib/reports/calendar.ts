import type { Period } from "./periods";

/** What of a unit says which reports it owes. */
interface Dated {
  readonly kind: string;
  readonly validFrom: string;
  readonly endsBefore: string;
}

/** Was a unit there at a period's end? It owes the report of the whole period, also for what went into it meanwhile. */
export function existed(unit: Dated, period: Period): boolean {
  return period.endsOn >= unit.validFrom && period.endsOn < unit.endsBefore;
}

/** How many days after a period's end a unit's report of it is due. */
export function daysAfter(
  deadlines: readonly { readonly level: string; readonly kind: string; readonly daysAfter: number }[],
  unit: Pick<Dated, "kind">,
  period: Pick<Period, "kind">,
): number {
  const level = unit.kind === "commune" ? "commune" : "unit";
  return deadlines.find((one) => one.level === level && one.kind === period.kind)?.daysAfter ?? 5;
}
