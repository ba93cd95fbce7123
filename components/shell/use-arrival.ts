import { useEffect } from "react";

/** Where the reader was before: outlives the frames, which a new page may draw anew. */
let before: string | null = null;

/**
 * Takes the keyboard along when a deed led to another page without loading it anew: what was pressed is gone with the
 * old page, and the focus would fall back to the top. It goes to what the new page says of the deed, else to its title.
 */
export function useArrival(here: string): void {
  useEffect(() => {
    const isNew = before !== null && before !== here;
    before = here;
    if (!isNew || document.activeElement !== document.body) return;
    // A line that waits for something to say is there already, and hidden.
    const said = "main :is([role=status], [role=alert]):not(:empty)";
    const goal = document.querySelector<HTMLElement>(said) ?? document.querySelector<HTMLElement>("main h1");
    if (!goal) return;
    goal.tabIndex = -1;
    goal.focus({ preventScroll: true });
  }, [here]);
}
