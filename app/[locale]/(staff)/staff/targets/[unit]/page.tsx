import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ProjectionCard } from "@/components/targets/projection-card";
import { Proposals } from "@/components/targets/proposals";
import { SplitsCard } from "@/components/targets/splits-card";
import { Trail } from "@/components/targets/trail";
import { Versions } from "@/components/targets/versions";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import {
  mayAssignTargets,
  mayCommentTargets,
  mayDecideSplit,
  mayDecideTargets,
  mayDraftTargets,
} from "@/lib/targets/policy";
import { unitTargets } from "@/lib/targets/queries";
import { isSent, yearsToPlan } from "@/lib/targets/rules";
import { type TargetSearch, wordAsked, yearAsked } from "../asked";

type Props = { params: Promise<{ locale: Locale; unit: string }>; searchParams: Promise<TargetSearch> };

const doneWords = [
  "draft",
  "propose",
  "assign",
  "return",
  "withdraw",
  "agreed",
  "comment",
  "decided",
  "submitted",
] as const;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const [t, { year }] = await Promise.all([getTranslations("targets"), searchParams]);
  return { title: t("titleYear", { year: String(yearAsked(year)) }) };
}

/** A unit's targets of a year: versions, what is wanted, the split, what was said, and what next year may bring. */
export default async function UnitTargetsPage({ params, searchParams }: Props) {
  const { locale, unit: unitId } = await params;
  const actor = await staffFor("target.view", locale, `/staff/targets/${unitId}`);
  const asked = await searchParams;
  const year = yearAsked(asked.year);
  const view = await unitTargets(actor, { unitId, year });
  if (view === null) notFound();
  const t = await getTranslations("targets");
  const today = todayInVietnam(new Date());
  const name = locale === "en" ? view.nameEn : view.name;
  const drafts = mayDraftTargets(actor, view);
  const assigns = mayAssignTargets(actor, view);
  const done = doneWords.find((word) => word === wordAsked(asked.done));
  const page = (path: string) => localizedPath(locale, `/staff/targets/${unitId}${path}?year=${year}`);
  const toDecide =
    (mayDecideTargets(actor, view) && view.proposals.some((one) => isSent(one.state))) ||
    (mayDecideSplit(actor, view) && view.splits.some((one) => one.state === "submitted"));
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: t("unit.all"), href: localizedPath(locale, `/staff/targets?year=${year}`) }, { label: name }]}
      />
      <PageHeader
        title={name}
        over={t("titleYear", { year: String(year) })}
        actions={
          <>
            {view.kind === "commune" ? null : (
              <ButtonLink
                href={localizedPath(
                  locale,
                  view.kind === "nation"
                    ? `/staff/progress?year=${year}`
                    : `/staff/progress/units/${view.code}?year=${year}`,
                )}
              >
                {t("unit.progress")}
              </ButtonLink>
            )}
            {view.kind === "province" || view.kind === "ministry" ? (
              <ButtonLink href={page("/bodies")}>{t("unit.bodies")}</ButtonLink>
            ) : null}
            {toDecide ? <ButtonLink href={page("/decide")}>{t("unit.decide")}</ButtonLink> : null}
            {drafts || assigns ? (
              <ButtonLink href={page("/draft")} variant="primary">
                {t("unit.new")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {done ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`done.${done}`)}
        </Notice>
      ) : null}
      <Tabs
        label={t("board.year")}
        className="mb-5"
        tabs={yearsToPlan(today).map((one) => ({
          href: localizedPath(locale, `/staff/targets/${unitId}?year=${one}`),
          label: String(one),
          current: one === year,
        }))}
      />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem] 2xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Versions view={view} mayAdjust={drafts || assigns} today={today} />
          <Proposals view={view} rights={{ draft: drafts, assign: assigns, decide: mayDecideTargets(actor, view) }} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {view.kind === "commune" ? null : <SplitsCard view={view} />}
          <ProjectionCard projection={view.projection} unitId={unitId} year={view.projectedYear} mayDraft={drafts} />
          <Trail view={view} mayComment={mayCommentTargets(actor, view)} />
        </div>
      </div>
    </>
  );
}
