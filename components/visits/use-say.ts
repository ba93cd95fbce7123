import { useTranslations } from "next-intl";
import { sayable } from "@/lib/core/sayable";

type Words = "eligibility" | "visits" | "donations" | "donors";

/** Says a word of a rule with its facts: the key is known only when the rule has spoken, so it cannot be checked ahead. */
export function useSay(namespace: Words): (key: string, facts?: Record<string, string | number>) => string {
  const t = useTranslations(namespace) as unknown as (key: string, facts?: Record<string, string | number>) => string;
  return (key, facts) => t(key, sayable(facts));
}
