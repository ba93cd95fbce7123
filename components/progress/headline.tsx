import { formatDate, formatDifference, formatNumber, formatPercent } from "@/lib/i18n/format";
import { standingOf } from "@/lib/progress/rules";
import type { Progress, Source } from "@/lib/progress/schema";
import { type FigureCard, FigureCards, type ReceivedCard } from "./figure-cards";
import { packedSaid } from "./packed-said";
import type { Place } from "./place";
import type { Said } from "./said";
import type { SourceBook } from "./source-book";
import { halfCard, registrationCard } from "./target-cards";
import { ReplayNotice, TargetVersions } from "./target-versions";
import { type FigureWords, useFigureWords } from "./words";

type Props = { progress: Progress; place: Place; book: SourceBook };

/** The first row: what was received against the plan, and the shares beside it. `own` are the cards of the page's own kind. */
export function Headline({ progress, place, book, own }: Props & { own: FigureCard[] }) {
  const words = useFigureWords();
  const { t, locale } = words;
  const { perThousand } = progress.populationShare;
  const recorded = t(progress.containsDemo ? "fromDemo" : "fromRecorded");
  const share = (label: string, word: "voluntary" | "repeat" | "atLeast350Ml") =>
    shareCard(words, {
      label,
      measure: progress[word],
      from: recorded,
      book,
      digits: 1,
      extra: null,
      isKept: progress.keptShares?.has(word) === true,
    });
  const pace = paceCard(words, progress, place);
  return (
    <>
      <ReplayNotice progress={progress} place={place} />
      <FigureCards
        received={receivedCard(words, { progress, place, book })}
        locale={locale}
        cards={[
          ...(progress.campaign || !progress.population
            ? []
            : [
                shareCard(words, {
                  label: t("stat.population"),
                  measure: progress.populationShare,
                  from: progress.basis === "published" ? t("fromPublished") : recorded,
                  book,
                  digits: 2,
                  extra:
                    perThousand === null ? null : t("stat.perThousand", { n: formatNumber(locale, perThousand, 1) }),
                }),
              ]),
          ...(progress.registration ? [registrationCard(words, progress, book)] : []),
          share(t("stat.voluntary"), "voluntary"),
          share(t("stat.repeat"), "repeat"),
          share(t("stat.large"), "atLeast350Ml"),
          ...own,
          ...(pace ? [pace] : []),
          ...progress.halves.map((half) => halfCard(words, { half, place, book })),
        ]}
      />
      <TargetVersions progress={progress} place={place} />
    </>
  );
}

function receivedCard(words: FigureWords, { progress, place, book }: Props): ReceivedCard {
  const { t, locale, board, countWord, qualified, standing, value } = words;
  const { received, measuredAgainst, target, rate, recorded } = progress;
  const number = (n: number) => formatNumber(locale, n);
  const said = (text: string, sources?: readonly Source[]) => book.said(text, sources);
  const when =
    progress.basis === "published" && progress.status
      ? standing({ asOf: progress.asOf, status: progress.status, sources: progress.sources })
      : progress.asOf && progress.status
        ? `${t("asOf", { on: formatDate(locale, progress.asOf) })} · ${t(`status.${progress.status}`)}`
        : null;
  const plan = measuredAgainst?.value ?? null;
  const published = rate.published;
  const printed = published ? value(published) : null;
  const over = place.today > progress.period.to;
  const tone = { met: "met", on_plan: "met", watch: "watch", behind: "behind", no_target: "plain" } as const;
  const state =
    received === null || plan === null
      ? "no_target"
      : standingOf({ received, target: plan, plannedToDate: progress.pace?.expectedByNow ?? plan });
  const official = target && target !== measuredAgainst ? target : null;
  const measured = received !== null && plan !== null && rate.computed !== null;
  const lines: Said[] = [];
  if (received !== null && when !== null) lines.push(said(when, progress.sources));
  for (const other of progress.publishedTotals.slice(1))
    lines.push(said(t("alsoPublished", { value: value(other), standing: standing(other) }), other.sources));
  if (plan === null) lines.push(t("targetUnpublished"));
  else if (measuredAgainst?.isDemo)
    lines.push(t(measuredAgainst.qualifier === "sum" ? "demoPlanSum" : "demoPlan", { target: number(plan) }));
  else
    lines.push(
      said(
        t("plan", { target: qualified(measuredAgainst?.qualifier ?? "exact", number(plan)) }),
        measuredAgainst?.sources,
      ),
    );
  if (measuredAgainst?.decisionNumber && measuredAgainst.decidedOn)
    lines.push(
      t("onVersion", {
        version: measuredAgainst.version,
        number: measuredAgainst.decisionNumber,
        on: formatDate(locale, measuredAgainst.decidedOn),
      }),
    );
  if (rate.impliedPlan && printed)
    lines.push(t("implied", { rate: printed, min: number(rate.impliedPlan.min), max: number(rate.impliedPlan.max) }));
  if (progress.basis === "published" && recorded && recorded.donations > 0)
    lines.push(t("recordedBeside", { donations: number(recorded.donations), drives: number(recorded.drives) }));
  if (progress.official) {
    const { official, recorded: here, reported, difference, reports } = progress.official;
    const facts = { official: number(official), recorded: number(here), reported: number(reported), reports };
    lines.push(
      t(progress.basis === "published" ? "officialApart" : "officialBeside", {
        ...facts,
        difference: formatDifference(locale, difference),
      }),
    );
  }
  return {
    label: t(`received.${progress.basis === "reported" ? "official" : countWord(progress.countedIn)}`),
    ...(progress.containsDemo ? { demo: true } : {}),
    ...(received === null ? { value: null, none: t("noFigure") } : { value: number(received) }),
    ...(measured
      ? {
          bar: {
            label: t("barLabel", { received: number(received), target: number(plan) }),
            now: received,
            max: Math.max(received, plan) * (received > plan ? 1.02 : 1),
            target: plan,
          },
          state: [
            tone[state],
            t(measuredAgainst?.isDemo ? "ofDemoPlan" : "ofPlan", { rate: formatPercent(locale, rate.computed ?? 0) }) +
              (over || state === "met" ? "" : ` · ${board.standing[state]}`),
          ] as const,
        }
      : {}),
    ...(printed
      ? { printed: said(t(measured ? "publishedRate" : "ofPlanPublished", { rate: printed }), published?.sources) }
      : {}),
    lines: packedSaid(lines),
    ...(official
      ? {
          official: said(
            t("officialTarget", { target: qualified(official.qualifier, number(official.value)) }),
            official.sources,
          ),
        }
      : {}),
  };
}

/** A share in per cent: the printed one first, the computed one beside it. */
function shareCard(
  { t, locale, board, qualifier, standing, goal }: FigureWords,
  {
    label,
    measure,
    from,
    book,
    digits,
    extra,
    isKept = false,
  }: {
    label: string;
    measure: Progress["voluntary"];
    /** What a computed share is computed from, in words. */
    from: string;
    book: SourceBook;
    digits: number;
    extra: string | null;
    /** It is worked out and not told, which is not the same as that nobody published it. */
    isKept?: boolean;
  },
): FigureCard {
  const { published, computed, target } = measure;
  const main = published?.value ?? computed;
  const lines: Said[] = [];
  if (target) lines.push(book.said(goal(target), target.sources));
  if (published) lines.push(book.said(standing(published), published.sources));
  else if (computed !== null) lines.push(from);
  if (published && computed !== null) lines.push(t("computedToo", { rate: formatPercent(locale, computed, digits) }));
  if (extra) lines.push(extra);
  const before = published ? qualifier(published.qualifier) : "";
  const told = main === null ? (isKept ? board.breakdown.few : null) : formatPercent(locale, main, digits);
  const card = [label, told, packedSaid(lines)] as const;
  return before ? [...card, before] : card;
}

/** How many of the reporting units met their target, as printed and as far as it can be worked out. */
export function metCard({ t, locale, standing }: FigureWords, progress: Progress, book: SourceBook): FigureCard {
  const { published, computed, known, of } = progress.met;
  const ministries = progress.children.filter((child) => child.unit.kind === "ministry").length;
  const main = published?.value ?? computed;
  return [
    t("stat.met"),
    main === null ? null : `${formatNumber(locale, main)}/${published?.of ?? of}`,
    packedSaid([
      t("stat.metOf", { provinces: of - ministries, ministries }),
      ...(published ? [book.said(standing(published), published.sources)] : []),
      ...(computed === null ? [] : [t("stat.metComputed", { met: computed, known })]),
    ]),
  ];
}

/** What each day must still bring; once the period is over, what was missing. */
function paceCard({ t, locale, countWord }: FigureWords, progress: Progress, place: Place): FigureCard | null {
  const { pace, received, remaining } = progress;
  const number = (n: number, digits = 0) => formatNumber(locale, n, digits);
  const unit = t(`count.${countWord(progress.countedIn)}`);
  if (pace && received !== null) {
    const off = pace.difference;
    return [
      t("stat.pace"),
      number(Math.ceil(pace.neededPerDay)),
      packedSaid([
        t("stat.paceNow", { now: number(received / pace.daysGone, 1), days: pace.daysLeft }),
        t(off < 0 ? "stat.behindBy" : "stat.aheadBy", { n: number(Math.abs(off)) }),
      ]),
      "",
      unit,
    ];
  }
  if (remaining === null) return null;
  // A figure that was printed while its period still runs has no pace, but nothing is over yet.
  const over = place.today > progress.period.to;
  const note = packedSaid(over ? [t(progress.campaign ? "stat.campaignOver" : "stat.shortNote")] : []);
  return remaining > 0 ? [t("stat.short"), number(remaining), note, "", unit] : [t("stat.reached"), "✓", note];
}
