import type { RoundStatus } from "../rounds/rules";

/** What of a planned round may still change, in the parts that close together. */
export const amendedParts = ["name", "nominations", "quotas", "ceremony", "occasion"] as const;
export type AmendedPart = (typeof amendedParts)[number];

export type Closed = "round_over" | "already_proposed" | "seated_already";

/**
 * May this part of a round still change? The name, the last day for nominations and the places of each honour until the
 * proposal has gone up: it says the name, and nobody is named or chosen after it. Day and place of the ceremony until
 * its hall is planned: from then on they change there, where whoever was invited is invited anew. Theme and hosts until
 * the round is over.
 */
export function whyNotAmend(part: AmendedPart, round: { status: RoundStatus; hasHall: boolean }): Closed | null {
  if (round.status === "cancelled" || round.status === "presented") return "round_over";
  const isSent = round.status === "proposed" || round.status === "decided";
  switch (part) {
    case "name":
    case "nominations":
    case "quotas":
      return isSent ? "already_proposed" : null;
    case "ceremony":
      return round.hasHall ? "seated_already" : null;
    case "occasion":
      return null;
  }
}

/** Is there anything of a round that may still change? */
export const isAmendable = (round: { status: RoundStatus }): boolean =>
  whyNotAmend("occasion", { ...round, hasHall: true }) === null;
