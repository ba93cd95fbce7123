import { createHash } from "node:crypto";

/** A short mark of a list of people in their order: the same people, the same mark. */
export function sightOf(ids: readonly string[]): string {
  return createHash("sha256").update(ids.join(" ")).digest("base64url").slice(0, 22);
}
