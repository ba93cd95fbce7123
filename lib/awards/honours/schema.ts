import { z } from "zod";
import { isId } from "@/lib/core/ids";

const id = z.string().refine(isId, "forms.error.not_in_list");
const reason = z.string().trim().min(1, "awards.error.reason_missing").max(500);

/** What the ledger is filtered by, in its address. */
export const ledgerFilters = ["q", "year", "state", "round", "page"] as const;

/** The filters of an address of the ledger, and nothing else of it. */
export function ledgerFiltersOf(query: string): Record<string, string> {
  const asked = new URLSearchParams(query);
  return Object.fromEntries(ledgerFilters.flatMap((name) => (asked.get(name) ? [[name, asked.get(name) ?? ""]] : [])));
}

/** Where the ledger stood when the form was sent. */
const back = z.string().max(500).default("");

export const revokeInput = z.object({
  honourId: id,
  because: reason,
  sure: z.literal("yes", { error: "awards.error.not_sure" }),
  back,
});
export const deliverInput = z.object({ honourId: id, words: reason, back });
