import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { HalfProgress, Progress, Target } from "@/lib/progress/schema";
import type { FigureCard } from "./figure-cards";
import { packedSaid } from "./packed-said";
import type { Place } from "./place";
import type { Said } from "./said";
import type { SourceBook } from "./source-book";
import type { FigureWords } from "./words";

/** How a half of the year stands against the target that was decided for it: "894.000 trên 950.000, 94,1%". */
export function halfCard(
  words: FigureWords,
  { half, place, book }: { half: HalfProgress; place: Place; book: SourceBook },
): FigureCard {
  const { t, locale, countWord, qualified } = words;
  const { received, target, rate, pace, remaining, from } = half;
  const number = (n: number) => formatNumber(locale, n);
  const goal = qualified(target.qualifier, number(target.value));
  const isAhead = place.today < from;
  const lines: Said[] = [];
  if (isAhead || received === null) lines.push(t("half.goal", { target: goal }));
  else {
    const text = t("half.of", {
      received: number(received),
      target: goal,
      unit: t(`count.${countWord(half.countedIn)}`),
    });
    lines.push(book.said(text, half.published?.sources));
  }
  if (isAhead) lines.push(t("half.begins", { on: formatDate(locale, from) }));
  else if (pace)
    lines.push(t(pace.difference < 0 ? "stat.behindBy" : "stat.aheadBy", { n: number(Math.abs(pace.difference)) }));
  else if (remaining !== null && received !== null && rate !== null) {
    const over = received - target.value;
    lines.push(
      remaining > 0
        ? t("half.short", { n: number(remaining) })
        : over > 0
          ? t("half.over", { n: number(over) })
          : t("half.reached"),
    );
  }
  lines.push(...standsOn(words, target, book));
  return [t(`half.${half.period}`), isAhead || rate === null ? "–" : formatPercent(locale, rate), packedSaid(lines)];
}

/** Those who registered for a campaign, beside its target of them: the other half of the pair is the received card. */
export function registrationCard(words: FigureWords, { registration }: Progress, book: SourceBook): FigureCard {
  const { t, locale, qualified } = words;
  if (registration === null) return [t("registration.title"), null];
  const { registered, target, rate } = registration;
  const goal = qualified(target.qualifier, formatNumber(locale, target.value));
  const of = { target: goal, rate: rate === null ? "–" : formatPercent(locale, rate) };
  return [
    t("registration.title"),
    formatNumber(locale, registered),
    packedSaid([t("registration.of", of), ...standsOn(words, target, book), t("registration.means")]),
    "",
    t("count.people"),
  ];
}

/** Which decision or print a target stands on. */
function standsOn({ t, locale }: FigureWords, target: Target, book: SourceBook): Said[] {
  if (target.isDemo) return [t("half.demo")];
  if (target.decisionNumber === null || target.decidedOn === null)
    return target.sources.length > 0 ? [book.said(t("versions.printed"), target.sources)] : [];
  const { version, decisionNumber: decided, decidedOn } = target;
  return [t("onVersion", { version, number: decided, on: formatDate(locale, decidedOn) })];
}
