import { done, type Outcome, refused } from "@/lib/core/outcome";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { type ProgressAnswer, progressAnswer } from "@/lib/progress/answer";
import { progressLately, unitBackgroundLately } from "@/lib/progress/lately";
import { outreachLately } from "@/lib/progress/outreach/queries";
import type { OutreachAnswer } from "@/lib/progress/outreach/schema";
import { publicCommuneThen } from "@/lib/progress/units/communes";
import { publicUnits } from "@/lib/units/queries";
import { type CommuneFacts, publicCommuneFacts } from "./commune";
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
  /** The whole year as it is known today. */
  readonly progress: ProgressAnswer;
  /** The same counted to the period's last day: another answer only for half a year. */
  readonly upTo: ProgressAnswer;
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
  const [progress, known, commune] = await Promise.all([
    progressLately({ year, unitCode }),
    isCommuneCode(unitCode) ? null : unitBackgroundLately({ code: unitCode, year }),
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
  const [upTo, before, next, outreach, then] = await Promise.all([
    period === "h1" ? progressLately({ year, unitCode, asOf: days.to }) : progress,
    progressLately({ year: year - 1, unitCode }),
    progressLately({ year: year + 1, unitCode }),
    outreachLately({ unitCode, year, period }),
    unitCode === "VN" ? publicUnits({ asOf: lastDay }) : null,
  ]);
  const told = { raw: progress, progress: progressAnswer(progress), upTo: progressAnswer(upTo ?? progress) };
  return done({
    question,
    days,
    today,
    progress: told.progress,
    upTo: told.upTo,
    commune: commune && (await publicCommuneFacts(commune, question, told, today)),
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
