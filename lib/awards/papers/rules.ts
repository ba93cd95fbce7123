import { addDays, ageOn, type CivilDate, daysBetween } from "@/lib/core/time";

export type PaperRefusal =
  | "in_the_future"
  | "out_of_order"
  | "too_young"
  | "too_many"
  | "after_recorded"
  | "already_entered"
  | "donor_elsewhere";

/**
 * Can a paper be true? Nobody gave before full eighteen (Circular 26/2013, Article 4), nor more often than every two
 * weeks (Article 6, plasma and platelets); what was given after this system began to record the donor is recorded here.
 */
export function whyNotPaper(
  paper: { donations: number; firstOn: CivilDate | null; lastOn: CivilDate },
  donor: { bornOn: CivilDate; firstRecordedOn: CivilDate | null },
  today: CivilDate,
): Exclude<PaperRefusal, "already_entered" | "donor_elsewhere"> | null {
  if (paper.lastOn > today) return "in_the_future";
  if (paper.firstOn !== null && paper.firstOn > paper.lastOn) return "out_of_order";
  const first = paper.firstOn ?? paper.lastOn;
  if (ageOn(donor.bornOn, first) < 18) return "too_young";
  if (donor.firstRecordedOn !== null && paper.lastOn >= donor.firstRecordedOn) return "after_recorded";
  const span = daysBetween(paper.firstOn ?? eighteenth(donor.bornOn), paper.lastOn);
  return paper.donations > Math.floor(span / 14) + 1 ? "too_many" : null;
}

/** The first day on which somebody could have given, near enough for an upper bound. */
const eighteenth = (bornOn: CivilDate): CivilDate => addDays(bornOn, Math.floor(18 * 365.25));
