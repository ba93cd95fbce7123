import { useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * Whether script has taken over the page: false in the server's HTML and until it did. For controls that have a plain
 * twin which works without script.
 */
export function useScript(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
