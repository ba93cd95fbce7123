import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DraftForm } from "@/components/targets/draft-form";
import { DraftMeasure } from "@/components/targets/draft-measure";
import { targetValue } from "@/components/targets/words";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { mayAssignTargets, mayDraftTargets } from "@/lib/targets/policy";
import { unitTargets } from "@/lib/targets/queries";
import { type TargetSearch, wordAsked, yearAsked } from "../../asked";

type Props = { params: Promise<{ locale: Locale; unit: string }>; searchParams: Promise<TargetSearch> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const [t, { adjust, year }] = await Promise.all([getTranslations("targets.form"), searchParams]);
  return { title: t(adjust ? "titleAdjust" : "title", { year: String(yearAsked(year)) }) };
}

/** Drafts a target anew, from a projection, from a kept draft, or as the adjustment of a version in force. */
export default async function DraftTargetPage({ params, searchParams }: Props) {
  const { locale, unit: unitId } = await params;
  const actor = await staffFor("target.draft", locale, `/staff/targets/${unitId}/draft`);
  const asked = await searchParams;
  const year = yearAsked(asked.year);
  const [view, before] = await Promise.all([
    unitTargets(actor, { unitId, year }),
    unitTargets(actor, { unitId, year: year - 1 }),
  ]);
  if (view === null || !(mayDraftTargets(actor, view) || mayAssignTargets(actor, view))) notFound();
  const t = await getTranslations("targets");
  const name = locale === "en" ? view.nameEn : view.name;
  const kept = view.proposals.find((one) => one.id === wordAsked(asked.proposal) && one.state === "draft");
  const adjusted = kept
    ? undefined
    : view.versions.find((one) => one.id === wordAsked(asked.adjust) && one.until === null);
  const from = kept ?? adjusted;
  const back = localizedPath(locale, `/staff/targets/${unitId}?year=${year}`);
  const title = t(kept ? "form.titleEdit" : adjusted ? "form.titleAdjust" : "form.title", { year: String(year) });
  const projected = /^\d{1,9}$/.test(wordAsked(asked.value)) ? Number(wordAsked(asked.value)) : null;
  return (
    <div className="max-w-3xl">
      <Breadcrumbs
        crumbs={[
          { label: t("unit.all"), href: localizedPath(locale, `/staff/targets?year=${year}`) },
          { label: name, href: back },
          { label: title },
        ]}
      />
      <PageHeader title={title} over={name} />
      <DraftMeasure view={view} before={before} />
      <Card>
        <DraftForm
          start={{
            unitId,
            year,
            period: from?.period ?? "year",
            metric: from?.metric ?? (wordAsked(asked.metric) === "pct_of_body" ? "pct_of_body" : "units"),
            basis: from?.countedIn === "units_250ml" ? "units_250ml" : "donations",
            value: kept
              ? formatNumber(locale, kept.value, 2)
              : projected !== null
                ? formatNumber(locale, projected)
                : "",
            editionId: from?.editionId ?? "",
            effectiveFrom: kept?.effectiveFrom ?? "",
            reason: kept?.reason ?? "",
            ...(kept ? { proposalId: kept.id, version: kept.version } : {}),
            ...(kept?.adjusts ? { adjusts: kept.adjusts } : adjusted ? { adjusts: adjusted.id } : {}),
            ...(adjusted ? { current: targetValue(locale, adjusted.metric, adjusted.value) } : {}),
          }}
          editions={view.editions.map((one) => ({ id: one.id, name: locale === "en" ? one.nameEn : one.nameVi }))}
          mayPropose={mayDraftTargets(actor, view)}
          mayAssign={mayAssignTargets(actor, view)}
          back={back}
        />
      </Card>
    </div>
  );
}
