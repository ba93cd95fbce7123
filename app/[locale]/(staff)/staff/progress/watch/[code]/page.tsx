import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PaceTabs } from "@/components/progress/pace-tabs";
import { nameOf } from "@/components/progress/place";
import { SupportActionForm, SupportMoveForm } from "@/components/progress/support-forms";
import { SupportList } from "@/components/progress/support-list";
import { WatchMonths } from "@/components/progress/watch-months";
import { WhyLow } from "@/components/progress/watch-table";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { addDays, todayInVietnam } from "@/lib/core/time";
import { formatList, formatMonth } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { pacedUnitsKept, watchKeptBack } from "@/lib/progress/kept";
import { placeOfUnit } from "@/lib/progress/policy";
import { publicScope } from "@/lib/progress/scope/queries";
import { judgedSpans, ruleOn, watchedUnit } from "@/lib/progress/watch/listing";
import { supportActionsOf, watchRules } from "@/lib/progress/watch/queries";
import { isWatched } from "@/lib/progress/watch/rules";
import { publicKeptBack } from "@/lib/targets/past/neighbours";

type Props = {
  params: Promise<{ locale: Locale; code: string }>;
  searchParams: Promise<{ done?: string; change?: string }>;
};
const path = "/staff/progress/watch";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, code } = await params;
  await staffFor("progress.view", locale, `${path}/${code}`);
  const unit = await publicScope(code);
  return { title: unit ? nameOf(locale, unit) : (await getTranslations("pace.watch"))("title") };
}

/** One unit: why it is (or was) low, when it was on the list, and what is done for it. */
export default async function WatchUnitPage({ params, searchParams }: Props) {
  const { locale, code } = await params;
  const actor = await staffFor("progress.view", locale, `${path}/${code}`);
  const [scope, { done, change }, t] = await Promise.all([publicScope(code), searchParams, getTranslations("pace")]);
  if (scope === null || scope.kind === "nation") notFound();
  const level = scope.kind === "commune" ? "commune" : "unit";
  const today = todayInVietnam(new Date());
  const [units, rules, actions] = await Promise.all([
    pacedUnitsKept(scope.parent && level === "commune" ? scope.parent.id : null),
    watchRules(actor, level),
    supportActionsOf(actor, scope.id),
  ]);
  const unit = units.find(({ id }) => id === scope.id);
  const lastYear = unit?.series.slice(-12) ?? [];
  const [first] = lastYear;
  const beside =
    level === "commune" && first
      ? await publicKeptBack({
          unitId: scope.id,
          from: `${first.month}-01`,
          to: addDays(`${today.slice(0, 7)}-01`, -1),
        })
      : null;
  const rule = ruleOn(rules, today);
  const kept =
    level === "commune" && rule
      ? await watchKeptBack({ provinceId: scope.parent?.id ?? scope.id, spans: judgedSpans(units, rule) })
      : new Set<string>();
  const watched = unit && rule ? watchedUnit(unit, rule, { rules, kept }) : null;
  const isListed = watched !== null && rule !== null && isWatched(watched.low, rule);
  const maySupport = may(
    actor,
    "progress.support",
    placeOfUnit({ id: scope.id, kind: scope.kind, provinceId: scope.parent?.id ?? null }),
  );
  const name = nameOf(locale, scope);
  const changing = maySupport
    ? actions.find(({ id, state }) => id === change && (state === "planned" || state === "doing"))
    : null;
  const listHref = localizedPath(
    locale,
    scope.parent && level === "commune" ? `${path}?unit=${scope.parent.code}` : path,
  );
  const here = localizedPath(locale, `${path}/${code}`);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t("watch.title"), href: listHref }, { label: name }]} />
      <PageHeader title={name} over={scope.parent && level === "commune" ? nameOf(locale, scope.parent) : t("over")} />
      <PaceTabs current="watch" unit={scope.parent && level === "commune" ? scope.parent.code : scope.code} />
      {done === "added" || done === "moved" ? (
        <Notice tone="met" role="status" className="mb-4">
          {t(done === "added" ? "watch.added" : "watch.moved")}
        </Notice>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,4fr)_minmax(0,5fr)]">
        <Card>
          <CardTitle>{t(isListed ? "watch.isListed" : "watch.notListed")}</CardTitle>
          {watched && watched.low.length > 0 ? (
            <p className="measure">
              <WhyLow unit={watched} />
            </p>
          ) : (
            <p className="text-ink-2">{t(unit ? "watch.nothingLow" : "watch.noSeries")}</p>
          )}
          {watched && level === "commune" && !watched.ownTarget ? (
            <p className="mt-2 text-sm text-ink-3">{t("watch.evenPart")}</p>
          ) : null}
          {watched && watched.listedIn.length > 0 ? (
            <p className="mt-2 text-sm text-ink-2">
              {t("watch.history", {
                months: formatList(
                  locale,
                  watched.listedIn.map((month) => formatMonth(locale, `${month}-01`)),
                ),
              })}
            </p>
          ) : null}
          {unit ? (
            <WatchMonths
              series={lastYear}
              isCommune={level === "commune"}
              isKeptBack={(month) =>
                beside !== null && (beside.whole.has(scope.id) || beside.months.get(month)?.has(scope.id) === true)
              }
            />
          ) : null}
        </Card>
        <Card>
          <CardTitle>{t("watch.actions")}</CardTitle>
          <SupportList
            actions={actions}
            today={today}
            changeHref={maySupport ? (id) => `${here}?change=${id}` : null}
          />
          {changing ? (
            <div className="mt-5 rounded-control border border-line p-4">
              <h3 className="mb-3 font-semibold">{changing.what}</h3>
              <SupportMoveForm
                action={{ id: changing.id, version: changing.version, state: changing.state, dueOn: changing.dueOn }}
                back={here}
              />
            </div>
          ) : maySupport ? (
            <details className="mt-5" open={actions.length === 0}>
              <summary className="cursor-pointer font-semibold">{t("watch.add")}</summary>
              <div className="mt-4">
                <SupportActionForm unitId={scope.id} requestKey={newId()} dueOn={addDays(today, 14)} />
              </div>
            </details>
          ) : null}
        </Card>
      </div>
    </>
  );
}
