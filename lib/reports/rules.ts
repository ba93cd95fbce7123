import type { CivilDate } from "@/lib/core/time";
import type { Period } from "./periods";

/** From first words to an official figure. A returned report is its sender's again. */
export const reportStatuses = ["draft", "submitted", "checked", "returned", "approved"] as const;
export type ReportStatus = (typeof reportStatuses)[number];

export const finalities = ["provisional", "final"] as const;
export type Finality = (typeof finalities)[number];

/** What somebody decides about a report that was sent. */
export const decisions = ["check", "return", "approve", "make_final"] as const;
export type Decision = (typeof decisions)[number];

/** May its figures be written anew: while it is with its sender. */
export function isWithSender(status: ReportStatus): boolean {
  return status === "draft" || status === "returned";
}

/** The decisions a report in a state is open to. */
export function decisionsIn(status: ReportStatus, finality: Finality | null): Decision[] {
  switch (status) {
    case "submitted":
      return ["check", "return"];
    case "checked":
      return ["approve", "return"];
    case "approved":
      return finality === "provisional" ? ["make_final"] : [];
    default:
      return [];
  }
}

/** Where a unit stands with a report it owes. */
export type Standing =
  | "approved"
  | "final"
  | "sent"
  | "checked"
  | "returned"
  | "draft"
  | "late"
  | "due"
  | "running"
  | "ahead";

/** How a period's cell reads: by the latest version, else by the calendar. A draft past its day is late as well. */
export function standingOf(
  period: Pick<Period, "startsOn" | "endsOn">,
  latest: { status: ReportStatus; finality: Finality | null } | null,
  { today, due }: { today: CivilDate; due: CivilDate },
): Standing {
  if (latest?.status === "approved") return latest.finality === "final" ? "final" : "approved";
  if (latest?.status === "submitted") return "sent";
  if (latest?.status === "checked") return "checked";
  if (latest?.status === "returned") return "returned";
  if (latest?.status === "draft") return "draft";
  if (period.startsOn > today) return "ahead";
  if (period.endsOn >= today) return "running";
  return due < today ? "late" : "due";
}
