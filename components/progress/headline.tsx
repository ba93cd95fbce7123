import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { ProgressBar } from "@/components/ui/progress-bar";
import { StatCard } from "@/components/ui/stat";
import { formatDate, formatNumber, formatPercent } from "@/lib/i18n/format";
import { standingOf } from "@/lib/progress/rules";
import type { Progress } from "@/lib/progress/schema";
import type { Place } from "./place";
import type { SourceBook } from "./source-book";
import { SourceRefs } from "./source-refs";
import { useFigureWords } from "./words";

type Props = { progress: Progress; place: Place; book: SourceBook };

/** The first row: what was received against the plan, and the shares beside it. `children` are the cards of the page's own kind. */
export function Headline({ progress, place, book, children }: Props & { children?: ReactNode }) {
  const { t, locale } = useFigureWords();
  const { population, populationShare, perThousand } = {
    ...progress,
    perThousand: progress.populationShare.perThousand,
  };
  return (
    <div className="grid grid-cols-2 gap-3 sm:gap-4 md:grid-cols-3 lg:grid-cols-[1.5fr_1fr_1fr_1fr] 2xl:grid-cols-[1.7fr_repeat(6,1fr)]">
      <Received progress={progress} place={place} book={book} />
      {progress.campaign || !population ? null : (
        <Share
          label={t("stat.population")}
          measure={populationShare}
          progress={progress}
          book={book}
          digits={2}
          extra={perThousand === null ? null : t("stat.perThousand", { n: formatNumber(locale, perThousand, 1) })}
        />
      )}
      <Share label={t("stat.voluntary")} measure={progress.voluntary} progress={progress} book={book} />
      <Share label={t("stat.repeat")} measure={progress.repeat} progress={progress} book={book} />
      <Share label={t("stat.large")} measure={progress.atLeast350Ml} progress={progress} book={book} />
      {children}
      <Pace progress={progress} />
    </div>
  );
}

const cell = "p-4! sm:p-5!";

function Received({ progress, place, book }: Props) {
  const { t, locale, countWord, qualified, standing, value } = useFigureWords();
  const { received, measuredAgainst, target, rate, recorded } = progress;
  const number = (n: number) => formatNumber(locale, n);
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
  return (
    <Card className="col-span-2 p-4! sm:p-5! md:col-span-3 lg:col-span-1 lg:row-span-2 2xl:row-span-1">
      <dl>
        <dt className="flex flex-wrap items-center justify-between gap-x-3 text-sm text-ink-2">
          {t(`received.${countWord(progress.countedIn)}`)}
          {progress.containsDemo ? <Pill tone="info">{t("demo")}</Pill> : null}
        </dt>
        <dd>
          <span className="block text-4xl font-bold tracking-tight">
            {received === null ? <span className="text-2xl text-ink-3">{t("noFigure")}</span> : number(received)}
          </span>
          {received !== null && plan !== null && rate.computed !== null ? (
            <>
              <ProgressBar
                value={received}
                max={Math.max(received, plan) * (received > plan ? 1.02 : 1)}
                target={plan}
                label={t("barLabel", { received: number(received), target: number(plan) })}
                className="mt-2.5"
              />
              <span className="mt-2.5 flex flex-wrap justify-between gap-x-3 text-sm">
                <strong
                  className={
                    {
                      met: "font-semibold text-met",
                      watch: "font-semibold text-watch",
                      behind: "font-semibold text-behind",
                      plain: "font-semibold",
                    }[tone[state]]
                  }
                >
                  {t(measuredAgainst?.isDemo ? "ofDemoPlan" : "ofPlan", { rate: formatPercent(locale, rate.computed) })}
                  {over || state === "met" ? null : ` · ${t(`standing.${state}`)}`}
                </strong>
                {printed ? (
                  <span className="text-ink-2">
                    {t("publishedRate", { rate: printed })}
                    <SourceRefs book={book} sources={published?.sources} />
                  </span>
                ) : null}
              </span>
            </>
          ) : printed ? (
            <span className="mt-1 block text-sm font-semibold">
              {t("ofPlanPublished", { rate: printed })}
              <SourceRefs book={book} sources={published?.sources} />
            </span>
          ) : null}
          <span className="mt-1.5 block space-y-0.5 text-xs text-ink-3 [&>span]:block">
            {received === null || when === null ? null : (
              <span>
                {when}
                <SourceRefs book={book} sources={progress.sources} />
              </span>
            )}
            {progress.publishedTotals.slice(1).map((other) => (
              <span key={other.id}>
                {t("alsoPublished", { value: value(other), standing: standing(other) })}
                <SourceRefs book={book} sources={other.sources} />
              </span>
            ))}
            {plan === null ? (
              <span>{t("targetUnpublished")}</span>
            ) : measuredAgainst?.isDemo ? (
              <span>{t(progress.unit.kind === "nation" ? "demoPlanSum" : "demoPlan", { target: number(plan) })}</span>
            ) : (
              <span>
                {t("plan", { target: qualified(measuredAgainst?.qualifier ?? "exact", number(plan)) })}
                <SourceRefs book={book} sources={measuredAgainst?.sources} />
              </span>
            )}
            {official ? (
              <span className="font-medium text-ink-2">
                {t("officialTarget", { target: qualified(official.qualifier, number(official.value)) })}
                <SourceRefs book={book} sources={official.sources} />
              </span>
            ) : null}
            {rate.impliedPlan && printed ? (
              <span>
                {t("implied", {
                  rate: printed,
                  min: number(rate.impliedPlan.min),
                  max: number(rate.impliedPlan.max),
                })}
              </span>
            ) : null}
            {progress.basis === "published" && recorded && recorded.donations > 0 ? (
              <span>
                {t("recordedBeside", { donations: number(recorded.donations), drives: number(recorded.drives) })}
              </span>
            ) : null}
          </span>
        </dd>
      </dl>
    </Card>
  );
}

/** A share in per cent: the printed one first, the computed one beside it. */
export function Share({
  label,
  measure,
  progress,
  book,
  digits = 1,
  extra,
}: {
  label: string;
  measure: Progress["voluntary"];
  progress: Progress;
  book: SourceBook;
  digits?: number;
  extra?: string | null;
}) {
  const { t, locale, qualifier, standing, goal } = useFigureWords();
  const { published, computed, target } = measure;
  const main = published?.value ?? computed;
  const word = published ? qualifier(published.qualifier) : "";
  return (
    <StatCard
      className={cell}
      label={label}
      value={
        main === null ? (
          <span className="text-xl font-semibold text-ink-3">{t("unpublished")}</span>
        ) : (
          <>
            {word ? <span className="text-base font-medium text-ink-2">{word} </span> : null}
            {formatPercent(locale, main, digits)}
          </>
        )
      }
      caption={
        <>
          {target ? (
            <Line>
              {goal(target)}
              <SourceRefs book={book} sources={target.sources} />
            </Line>
          ) : null}
          {published ? (
            <Line>
              {standing(published)}
              <SourceRefs book={book} sources={published.sources} />
            </Line>
          ) : computed !== null ? (
            <Line>{t(progress.containsDemo ? "fromDemo" : "fromRecorded")}</Line>
          ) : null}
          {published && computed !== null ? (
            <Line>{t("computedToo", { rate: formatPercent(locale, computed, digits) })}</Line>
          ) : null}
          {extra ? <Line>{extra}</Line> : null}
        </>
      }
    />
  );
}

/** How many of the reporting units met their target, as printed and as far as it can be worked out. */
export function MetCard({ progress, book }: { progress: Progress; book: SourceBook }) {
  const { t, locale, standing } = useFigureWords();
  const { published, computed, known, of } = progress.met;
  const ministries = progress.children.filter((child) => child.unit.kind === "ministry").length;
  const main = published?.value ?? computed;
  return (
    <StatCard
      className={cell}
      label={t("stat.met")}
      value={
        main === null ? (
          <span className="text-xl font-semibold text-ink-3">{t("unpublished")}</span>
        ) : (
          `${formatNumber(locale, main)}/${published?.of ?? of}`
        )
      }
      caption={
        <>
          <Line>{t("stat.metOf", { provinces: of - ministries, ministries })}</Line>
          {published ? (
            <Line>
              {standing(published)}
              <SourceRefs book={book} sources={published.sources} />
            </Line>
          ) : null}
          {computed === null ? null : <Line>{t("stat.metComputed", { met: computed, known })}</Line>}
        </>
      }
    />
  );
}

/** A plain count among the cards. */
export function CountCard({ label, value, caption }: { label: string; value: string; caption?: ReactNode }) {
  return <StatCard className={cell} label={label} value={value} caption={caption} />;
}

/** What each day must still bring; once the period is over, what was missing. */
function Pace({ progress }: { progress: Progress }) {
  const { t, locale, countWord } = useFigureWords();
  const { pace, received, remaining } = progress;
  const number = (n: number, digits = 0) => formatNumber(locale, n, digits);
  if (pace && received !== null) {
    const off = pace.difference;
    return (
      <StatCard
        className={cell}
        label={t("stat.pace")}
        value={number(Math.ceil(pace.neededPerDay))}
        unit={t(`count.${countWord(progress.countedIn)}`)}
        caption={
          <>
            <Line>{t("stat.paceNow", { now: number(received / pace.daysGone, 1), days: pace.daysLeft })}</Line>
            <Line>{t(off < 0 ? "stat.behindBy" : "stat.aheadBy", { n: number(Math.abs(off)) })}</Line>
          </>
        }
      />
    );
  }
  if (remaining === null) return null;
  return (
    <StatCard
      className={cell}
      label={t(remaining > 0 ? "stat.short" : "stat.reached")}
      value={remaining > 0 ? number(remaining) : "✓"}
      unit={remaining > 0 ? t(`count.${countWord(progress.countedIn)}`) : undefined}
      caption={<Line>{t("stat.shortNote")}</Line>}
    />
  );
}

function Line({ children }: { children: ReactNode }) {
  return <span className="line">{children}</span>;
}
