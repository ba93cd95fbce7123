import { formatVietnameseDate, isCivilDate } from "@/lib/core/time";

/**
 * The facts of a refusal or reason as its sentence takes them: civil dates as they are read here, dd/mm/yyyy.
 * Numbers stay numbers; the sentence itself formats them for its language.
 */
export function sayable(facts: Record<string, string | number> = {}): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, isCivilDate(value) ? formatVietnameseDate(value) : value]),
  );
}
