import { getLocale } from "next-intl/server";
import type { Outcome } from "@/lib/core/outcome";

/**
 * A refusal about an honour with the honour's name in the reader's language, as `rule`: a command knows both names and
 * not who reads.
 */
export async function honourNamed<O extends Outcome<unknown, string>>(outcome: O): Promise<O> {
  if (outcome.ok || outcome.facts?.nameVi === undefined) return outcome;
  const { nameVi, nameEn = nameVi, ...facts } = outcome.facts;
  return { ...outcome, facts: { ...facts, rule: (await getLocale()) === "en" ? nameEn : nameVi } } as O;
}
