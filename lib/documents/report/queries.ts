import { done, type Outcome, refused } from "@/lib/core/outcome";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { type ProgressAnswer, progressAnswer } from "@/lib/progress/answer";
import { progressLately, unitBackgroundLately } from "@/lib/progress/lately";
import { outreachLately } from "@/lib/progress/outreach/queries";
import type { OutreachAnswer } from "@/lib/progress/outreach/schema";
import { publicCommuneThen } from "@/lib/progress/units/communes";
import { publicUnits } from "@/lib/units/queries";
import { type CommuneFacts, halfOfCommune, isHalfKeptBack, publicCommuneFacts } from "./commune";
import { daysOfReport, isCommuneCode, type ReportQuestion, type ReportRefusal, whyNotReport } from "./period";

/** A unit that reports to the nation, as it was on the period's last day. */
export interface UnitThen {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly nameEn: string;
  readonly validFrom: CivilDate;
}

/** Everything a report says, read once: the open API's own answers, so a figure on paper is the figure on the screen. */
export interface ReportFacts {
  readonly question: ReportQuestion;
  readonly days: { readonly from: CivilDate; readonly to: CivilDate };
  readonly today: CivilDate;
  /**
   * The period as it is known today: text, key figures, drawings and annexes are all of this one answer, so that a
   * report approved after the period's end is in each of them or in none.
   */
  readonly progress: ProgressAnswer;
  readonly before: ProgressAnswer | null;
  readonly next: ProgressAnswer | null;
  /** Talks, media and people reached of the period; null before the unit was. */
  readonly outreach: OutreachAnswer | null;
  /** Of the nation: who reported on the period's last day (65 until 30 June 2025, 36 since). */
  readonly unitsThen: readonly UnitThen[];
  /** Of a commune: its hosts and neighbours, and whether its count is kept back; null of any other unit. */
  readonly commune: CommuneFacts | null;
}

/** The facts of the report asked for, or why there is none; `facts` name the unit, the days and what it became. */
export async function publicReportFacts(
  question: ReportQuestion,
  now = new Date(),
): Promise<Outcome<ReportFacts, ReportRefusal>> {
  const today = todayInVietnam(now);
  const days = daysOfReport(question);
  const { unitCode, year, period } = question;
  if (days.from > today) return refused("not_begun", { from: days.from, year: String(year) });
  const isHalf = period === "h1";
  const [progress, known, commune] = await Promise.all([
    progressLately({ year, unitCode, ...(isHalf ? { half: "h1" as const } : {}) }),
    isCommuneCode(unitCode) ? null : unitBackgroundLately({ code: unitCode, year, lastDay: days.to }),
    isCommuneCode(unitCode) ? publicCommuneThen(unitCode, year, now) : null,
  ]);
  const background = known ?? commune;
  const why = whyNotReport(days, background && { ...background, isHeld: progress !== null }, today);
  if (why !== null || progress === null)
    return refused(why ?? "unit_unknown", {
      code: unitCode,
      year: String(year),
      ...(background
        ? {
            name: background.name,
            nameEn: background.nameEn,
            from: background.validFrom,
            on: background.successors[0]?.on ?? background.validTo ?? days.to,
            successors: background.successors.map(({ name }) => name).join(", "),
            successorCode: background.successors[0]?.code ?? "",
          }
        : {}),
    });
  const lastDay = [days.to, today].sort()[0] ?? today;
  const [wholeYear, before, next, outreach, then] = await Promise.all([
    // A commune's half tells no more than its year does.
    commune && isHalf ? progressLately({ year, unitCode }) : null,
    isHalf ? null : progressLately({ year: year - 1, unitCode }),
    isHalf ? null : progressLately({ year: year + 1, unitCode }),
    outreachLately({ unitCode, year, period }),
    unitCode === "VN" ? publicUnits({ asOf: lastDay }) : null,
  ]);
  const told = progressAnswer(progress);
  const whole = wholeYear && { raw: wholeYear, told: progressAnswer(wholeYear) };
  const isKeptBack = whole ? isHalfKeptBack(told, whole) : told.keptBack;
  return done({
    question,
    days,
    today,
    progress: whole ? halfOfCommune(told, whole.told) : told,
    commune: commune && (await publicCommuneFacts(commune, question, isKeptBack, today)),
    before: before && progressAnswer(before),
    next: next && progressAnswer(next),
    outreach,
    // Only former communes are held without a code or a first day.
    unitsThen: (then?.units ?? []).map(({ code, kind, name, nameEn, validFrom }) => ({
      code: code ?? "",
      kind,
      name,
      nameEn: nameEn ?? name,
      validFrom: validFrom ?? "",
    })),
  });
}
