import { isFew, keptBack } from "@/lib/core/few";
import { shareBy } from "@/lib/targets/split/rules";
import type { AwardRule } from "../rules";

/**
 * What orders the candidates of a rule: donations of their own or their family's, donations at the drives a body held,
 * people brought, per cent of a plan, or years. Whoever is named by hand has what their kind has to show; null where
 * that is nothing.
 */
export function orderOf({
  metric,
  subjectKind,
}: Pick<AwardRule, "metric" | "subjectKind">): "donations" | "held" | "brought" | "percent" | "years" | null {
  switch (metric) {
    case "mobilised_donors":
      return "brought";
    case "target_met":
      return "percent";
    case "service_years":
      return "years";
    case "nomination":
      if (subjectKind === "collective") return "held";
      return subjectKind === "donor" || subjectKind === "family" ? "donations" : null;
    default:
      return subjectKind === "collective" ? "held" : "donations";
  }
}

/** Who would be chosen by the order alone. */
export interface Filling {
  readonly ids: readonly string[];
  /** Equals who do not all fit into what is left: nobody of them is taken, people decide. */
  readonly undecided: { readonly rank: number; readonly alike: number; readonly places: number } | null;
}

/**
 * Fills so many places from those who wait, in their order. Equals are taken together or not at all, and nobody behind
 * them passes them by.
 */
export function fillByRank(waiting: readonly { id: string; rank: number | null }[], places: number): Filling {
  const inOrder = waiting
    .filter((one): one is { id: string; rank: number } => one.rank !== null)
    .sort((a, b) => a.rank - b.rank || a.id.localeCompare(b.id));
  const ids: string[] = [];
  for (let at = 0; at < inOrder.length; ) {
    const rank = inOrder[at]?.rank ?? 0;
    const equals = inOrder.filter((one) => one.rank === rank);
    const left = places - ids.length;
    if (left === 0) break;
    if (equals.length > left) return { ids, undecided: { rank, alike: equals.length, places: left } };
    ids.push(...equals.map(({ id }) => id));
    at += equals.length;
  }
  return { ids, undecided: null };
}

/** How many of a group stand on a list, and how many of it are chosen. */
export interface Group {
  readonly key: string | null;
  readonly candidates: number;
  readonly chosen: number;
}

/** A group beside what its part of the candidates would give it. */
export interface Weighed<G extends Group = Group> {
  readonly group: G;
  /** Part of the candidates and of the chosen, 0 to 1; null where nobody stands or nobody is chosen. */
  readonly ofCandidates: number | null;
  readonly ofChosen: number | null;
  /** How many would be chosen if the chosen were spread as the candidates are; all groups together are all chosen. */
  readonly even: number;
  /** `short` and `ahead` where it is off by a person and a tenth of the chosen at least. */
  readonly lean: "short" | "ahead" | null;
}

/**
 * Sets each group beside the whole, the largest first; what is off is only said, never corrected by itself. What would be
 * even is shared out by the largest remainder (`shareBy`), as a target is, so that the column adds up.
 */
export function weighed<G extends Group>(groups: readonly G[]): Weighed<G>[] {
  const candidates = groups.reduce((sum, group) => sum + group.candidates, 0);
  const chosen = groups.reduce((sum, group) => sum + group.chosen, 0);
  const inOrder = [...groups].sort((a, b) => b.candidates - a.candidates || (a.key ?? "~").localeCompare(b.key ?? "~"));
  const parts = inOrder.map((_, at) => ({ key: `${at}`, value: null, locked: false }));
  const shared = shareBy(chosen, parts, (at) => inOrder[Number(at)]?.candidates ?? 0);
  return inOrder.map((group, at) => {
    const ofCandidates = candidates === 0 ? null : group.candidates / candidates;
    const off = group.chosen - (ofCandidates ?? 0) * chosen;
    const matters = Math.abs(off) >= Math.max(1, chosen / 10);
    return {
      group,
      ofCandidates,
      ofChosen: chosen === 0 ? null : group.chosen / chosen,
      even: (shared.ok && shared.value.get(`${at}`)) || 0,
      lean: matters ? (off < 0 ? ("short" as const) : ("ahead" as const)) : null,
    };
  });
}

/** A group as it is told to somebody who may count but not know anybody: null is a number kept back. */
export interface Told<G extends Group = Group> {
  readonly group: G;
  readonly candidates: number | null;
  readonly chosen: number | null;
}

/**
 * Keeps back what could point at a person: from 1 to 4 in either figure, and where one alone is kept back in a figure
 * the next smallest with it, since the whole less the others would tell it; everything where the whole is so small.
 */
export function withoutFewOf<G extends Group>(groups: readonly G[]): Told<G>[] {
  const candidates = keptBackOf(groups.map((group) => group.candidates));
  const chosen = keptBackOf(groups.map((group) => group.chosen));
  return groups.map((group, at) => ({
    group,
    candidates: candidates[at] ? null : group.candidates,
    // Nought or all chosen of a group that is kept back would tell as much as its number.
    chosen: chosen[at] || candidates[at] ? null : group.chosen,
  }));
}

function keptBackOf(figures: readonly number[]): boolean[] {
  return isFew(figures.reduce((sum, figure) => sum + figure, 0)) ? figures.map(() => true) : keptBack(figures);
}
