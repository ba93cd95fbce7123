import type { TargetRow } from "./queries";

/** By what a board is filtered. */
export const boardStates = ["none", "open", "waiting", "decided", "adjusted"] as const;
export type BoardState = (typeof boardStates)[number];

/** Does a row belong under a filter? */
export function isInState(row: TargetRow, state: BoardState): boolean {
  switch (state) {
    case "none":
      return row.value === null && row.open.length === 0;
    case "open":
      return row.open.length > 0 || row.splitState !== null;
    case "waiting":
      return row.open.some((one) => one.state !== "draft") || row.splitState === "submitted";
    case "decided":
      return row.value !== null;
    case "adjusted":
      return (row.version ?? 0) > 1;
  }
}
