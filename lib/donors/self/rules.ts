import { addCalendarMonths, ageOn, type CivilDate } from "@/lib/core/time";

/** The groups the committees count donors by. */
export const segments = ["student", "civil_servant", "armed_forces", "worker", "farmer", "religious", "other"] as const;
export type Segment = (typeof segments)[number];

/**
 * From which birthday somebody may agree to the keeping of their own data: below it the law asks for a parent, who can
 * come along to the desk (children are people under 16: Law on Children 102/2016/QH13, article 1).
 */
export const ownConsentYears = 16;

export type BirthRefusal = "born_in_future" | "born_too_long_ago" | "too_young_to_register";

/** Why somebody born on this day cannot register by themselves, or null. Younger than 18 may: they are told from when. */
export function whyNotRegister(
  bornOn: CivilDate,
  today: CivilDate,
): { refusal: BirthRefusal; from?: CivilDate } | null {
  if (bornOn > today) return { refusal: "born_in_future" };
  const age = ageOn(bornOn, today);
  if (age > 110) return { refusal: "born_too_long_ago" };
  if (age < ownConsentYears) {
    return { refusal: "too_young_to_register", from: addCalendarMonths(bornOn, ownConsentYears * 12) };
  }
  return null;
}

/** A name as its bearer recognises it beside a phone, and others hardly: "N. T. Minh Anh" is cut to "N. T. M. Anh". */
export function shortName(fullName: string): string {
  const words = fullName.trim().split(/\s+/);
  const given = words.pop() ?? "";
  return [...words.map((word) => `${Array.from(word)[0] ?? ""}.`), given].join(" ");
}
