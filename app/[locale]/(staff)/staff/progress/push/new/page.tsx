import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PushPlanForm } from "@/components/progress/push-plan-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { daysBetween } from "@/lib/core/time";
import { formatDate, formatMonth, formatNumber, formatPercent } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { forecastLately, pushFactsLately, tetDaysLately, yearTargetLately } from "@/lib/progress/kept";
import { gapOf, pushSeasons, seasonAhead, suggestPush } from "@/lib/progress/push/rules";
import { type PaceSearch, paceSetting } from "../../pace-setting";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<PaceSearch> };
const path = "/staff/progress/push";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pace.push"))("newTitle") };
}

/** A plan made from what the year lacks, what is announced, and who has not held a drive: to be changed and saved. */
export default async function NewPushPlanPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("progress.support", locale, `${path}/new`);
  const [{ asked, scope, name, today }, t] = await Promise.all([
    paceSetting(actor, locale, await searchParams),
    getTranslations("pace"),
  ]);
  const back = localizedPath(locale, `${path}?unit=${scope.code}`);
  const crumbs = <Breadcrumbs crumbs={[{ label: t("push.title"), href: back }, { label: t("push.newTitle") }]} />;
  if (scope.kind !== "province")
    return (
      <>
        {crumbs}
        <PageHeader title={t("push.newTitle")} />
        <EmptyState title={t("push.chooseProvince")}>{t("push.noneChoose")}</EmptyState>
      </>
    );
  if (!may(actor, "progress.support", { unitId: scope.id })) notFound();
  const season = pushSeasons.find((known) => known === asked.season) ?? "tet";
  const year = Number(today.slice(0, 4));
  const ahead = seasonAhead(season, today, await tetDaysLately({ from: year, to: year + 2 }));
  if (ahead === null) notFound();
  const [facts, { target }, view] = await Promise.all([
    pushFactsLately({ provinceId: scope.id, ...ahead }),
    yearTargetLately({ scope: { id: scope.id, kind: scope.kind }, year, today }),
    forecastLately({ unitId: scope.id, year }),
  ]);
  const received = view.now.months.reduce((sum, units) => sum + units, 0);
  const { needed, expected, gap } = gapOf({
    ...ahead,
    today,
    announcedUnits: facts.announcedUnits,
    yieldRate: facts.yieldRate,
    remaining: target === null ? null : Math.max(0, target - received),
    daysLeftInYear: daysBetween(today, `${year}-12-31`),
    targetPerDay: (target ?? 0) / 365,
  });
  const usual = facts.usualUnits ?? 30;
  const suggested = suggestPush(gap, facts.candidates, usual);
  const nameOfCommune = new Map(facts.candidates.map((one) => [one.id, one]));
  const n = (value: number) => formatNumber(locale, value);
  return (
    <>
      {crumbs}
      <PageHeader title={t(`push.make.${season}`)} over={name}>
        {t("push.why", {
          from: formatDate(locale, ahead.from),
          to: formatDate(locale, ahead.to),
          needed: n(needed),
          expected: n(expected),
          rate: formatPercent(locale, facts.yieldRate * 100, 0),
          gap: n(gap),
        })}
      </PageHeader>
      <Card>
        <PushPlanForm
          back={back}
          start={{
            requestKey: newId(),
            unitId: scope.id,
            season,
            gapUnits: gap,
            name: t(`push.nameOf.${season}`, { name, year: ahead.to.slice(0, 4) }),
            startsOn: ahead.from,
            endsOn: ahead.to,
          }}
          parts={suggested.map((part) => ({
            ...part,
            name: nameOfCommune.get(part.id)?.name ?? part.id,
            why: reasonOf(nameOfCommune.get(part.id)),
          }))}
          others={facts.candidates
            .filter(({ id }) => !suggested.some((part) => part.id === id))
            .map(({ id, name }) => ({ value: id, label: name }))}
          usual={Math.round(usual)}
        />
      </Card>
    </>
  );

  function reasonOf(commune: (typeof facts.candidates)[number] | undefined): string {
    if (!commune || commune.lastOn === null) return t("push.reason.never");
    const last = commune.lastByReport
      ? t("push.reason.lastByReport", { month: formatMonth(locale, commune.lastOn) })
      : t("push.reason.last", { on: formatDate(locale, commune.lastOn) });
    return commune.announced > 0 ? `${last}; ${t("push.reason.announced", { n: commune.announced })}` : last;
  }
}
