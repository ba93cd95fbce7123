"use client";

import { createContext, useContext } from "react";

/** What the pieces in the middle of the desk ask of the desk around them. */
export interface Desk {
  readonly driveId: string;
  /** A step is done: the page is drawn anew. `said` is for a step that shows nothing of itself. */
  readonly stepDone: (said?: string) => void;
  /** Shows somebody of this drive in the middle. */
  readonly show: (which: { visitId: string } | { bookingId: string }) => void;
  /** Back to the one box, for the next person. */
  readonly next: () => void;
  /** What was typed for somebody and not sent yet, while this page lives: leaving and coming back loses nothing. */
  readonly drafts: Map<string, unknown>;
}

export const DeskContext = createContext<Desk | null>(null);

/** The desk around this piece. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("This piece stands outside a desk.");
  return desk;
}
