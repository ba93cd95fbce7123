import { packed, unpacked } from "@/components/ui/packed";
import type { Said } from "./said";

/** Sentences with their sources as packed rows. */
export function packedSaid(lines: readonly Said[]): string {
  return packed(lines.map((line) => (typeof line === "string" ? [line] : line)));
}

/** The sentences of `packedSaid`. */
export function saidIn(text: string): Said[] {
  return unpacked(text).map(([line = "", ...sources]) => (sources.length > 0 ? [line, ...sources.map(Number)] : line));
}
