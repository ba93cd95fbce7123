import { getTranslations } from "next-intl/server";
import type { OfficeTask } from "@/components/accounts/office-work";
import { statusTone } from "@/components/reports/standing";
import { stateTone } from "@/components/targets/words";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, may } from "@/lib/auth/authorize";
import { roundsSentBack, roundsToDecide } from "@/lib/awards/rounds/queries";
import { type CivilDate, yearOf } from "@/lib/core/time";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";
import { reviewDue } from "@/lib/mergers/review/due";
import { shortagesOpen } from "@/lib/progress/shortage/queries";
import { lateReports } from "@/lib/reports/late/queries";
import { periodFacts } from "@/lib/reports/periods";
import { reportsToDo } from "@/lib/reports/queries";
import { waitingTargets } from "@/lib/targets/board/queries";
import { toSignTogether } from "@/lib/targets/together/queries";
import { shortageTasks } from "./shortage-tasks";

/** So many reports, targets and rounds of honours by name; the rest is counted on their own pages. */
const shown = 3;

/**
 * What waits for somebody in an office: Tết or summer not covered, reports of theirs or to decide, who has not sent, targets on their way, honours
 * proposed to them or sent back to them, review lists of changed units with tasks late or due soon.
 */
export async function officeTasks(actor: StaffActor, locale: Locale, today: CivilDate): Promise<OfficeTask[]> {
  const [todo, late, targets, rounds, sentBack, review, short, t] = await Promise.all([
    may(actor, "report.view", anywhere) ? reportsToDo(actor, shown) : { items: [], total: 0 },
    may(actor, "report.chase", anywhere) ? lateReports(actor) : [],
    may(actor, "target.step", anywhere) ? waitingTargets(actor, yearOf(today)) : [],
    may(actor, "award.approve", anywhere) ? roundsToDecide(actor) : [],
    may(actor, "award.run", anywhere) ? roundsSentBack(actor) : [],
    may(actor, "unit.review", anywhere) ? reviewDue(actor, today, shown) : { items: [], total: 0 },
    may(actor, "progress.support", anywhere) ? shortagesOpen(actor, "progress.support") : [],
    getTranslations(),
  ]);
  const { together, others } = await toSignTogether(actor, targets, shown);
  const moreTargets = Math.max(0, together.length - shown) + Math.max(0, others.length - shown);
  /** The rest of a kind, counted, with the page where it stands whole. */
  const more = (
    href: string,
    word: "Own" | "Reports" | "Targets" | "Rounds" | "SentBack" | "Reviews",
    count: number,
  ) =>
    count > 0
      ? [
          {
            href,
            title: t(`accounts.today.more${word}`, { count }),
            state: t("accounts.today.open"),
            tone: "plain" as const,
          },
        ]
      : [];
  const overdue = late.filter((one) => one.daysLate > 0 && !one.isOwn);
  // What came back or was begun stands among the reports already.
  const toSend = late.filter((one) => one.daysLate > 0 && one.isOwn && one.state === "none");
  const units = [...new Set(overdue.map((one) => one.unitName))];
  return [
    ...shortageTasks(short, locale, t),
    ...(overdue.length > 0
      ? [
          {
            href: "/staff/reports/late",
            title: t("accounts.today.late", { count: overdue.length }),
            detail:
              units.length > shown
                ? t("accounts.today.andMore", { names: units.slice(0, shown).join(", "), count: units.length - shown })
                : units.join(", "),
            state: t("accounts.today.chase"),
            tone: "behind" as const,
          },
        ]
      : []),
    ...toSend.slice(0, shown).map((one) => ({
      href: `/staff/reports/new?unit=${one.unitId}&kind=${one.kind}&from=${one.startsOn}`,
      title: t("accounts.today.report", { unit: one.unitName, period: t("reports.period", periodFacts(one)) }),
      detail: t("accounts.today.lateOwn", { days: one.daysLate }),
      state: t("accounts.today.send"),
      tone: "behind" as const,
    })),
    ...more("/staff/reports/late", "Own", toSend.length - shown),
    ...todo.items.map((item) => ({
      href: `/staff/reports/${item.id}`,
      title: t("accounts.today.report", { unit: item.unitName, period: t("reports.period", periodFacts(item)) }),
      ...(item.note ? { detail: item.note } : {}),
      state: t(`reports.status.${item.status}`),
      tone: statusTone[item.status],
    })),
    ...more("/staff/reports", "Reports", todo.total - todo.items.length),
    ...together.slice(0, shown).map((level) => ({
      href: `/staff/targets/decide?year=${level.year}&unit=${level.id}`,
      title: t("accounts.today.targetsTogether", { count: level.waiting, year: String(level.year) }),
      detail: locale === "en" ? level.nameEn : level.name,
      state: t("targets.waiting.decide"),
      tone: "watch" as const,
    })),
    ...others.slice(0, shown).map((one) => ({
      href: `/staff/targets/${one.unitId}?year=${one.year}`,
      title: t("accounts.today.target", { unit: locale === "en" ? one.nameEn : one.name, year: String(one.year) }),
      detail: one.metric.startsWith("pct")
        ? t(`targets.metric.${one.metric}`)
        : `${t(`targets.metric.${one.metric}`)}: ${formatNumber(locale, one.value)}`,
      state: t(`targets.waiting.${one.deed}`),
      tone: stateTone[one.state] ?? ("plain" as const),
    })),
    ...more("/staff/targets", "Targets", moreTargets),
    ...rounds.slice(0, shown).map((round) => ({
      href: `/staff/awards/${round.id}`,
      title: t("accounts.today.round", { round: round.name, unit: round.unitName }),
      ...(round.proposedOn && round.proposalNumber
        ? {
            detail: t("accounts.today.proposed", {
              number: round.proposalNumber,
              date: formatDate(locale, round.proposedOn),
              count: round.chosen,
            }),
          }
        : {}),
      state: t("accounts.today.decide"),
      tone: "watch" as const,
    })),
    ...more("/staff/awards", "Rounds", rounds.length - shown),
    ...sentBack.slice(0, shown).map((round) => ({
      href: `/staff/awards/${round.id}`,
      title: t("accounts.today.round", { round: round.name, unit: round.unitName }),
      ...(round.sentBackBecause ? { detail: round.sentBackBecause } : {}),
      state: t("awards.status.sent_back"),
      tone: "behind" as const,
    })),
    ...more("/staff/awards", "SentBack", sentBack.length - shown),
    ...review.items.map((one) => ({
      href: `/staff/units/${one.unitId}#review`,
      title: t("accounts.today.review", { unit: one.unit }),
      detail: t("accounts.today.reviewDue", {
        overdue: one.overdue,
        soon: one.soon,
        date: formatDate(locale, one.dueOn),
      }),
      state: t(one.overdue > 0 ? "accounts.today.reviewLate" : "accounts.today.reviewSoon"),
      tone: one.overdue > 0 ? ("behind" as const) : ("watch" as const),
    })),
    ...more("/staff/units?view=review", "Reviews", review.total - review.items.length),
  ];
}
