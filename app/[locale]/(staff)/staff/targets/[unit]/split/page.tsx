import { Divide } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { SplitEditor } from "@/components/targets/split-editor";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { tableHref } from "@/lib/documents/tables/names";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { mayDraftTargets } from "@/lib/targets/policy";
import { proposalStates } from "@/lib/targets/rules";
import { splitView } from "@/lib/targets/split/queries";
import { targetAsked, targetFacts, targetFilters } from "@/lib/targets/split/whole";
import { type TargetSearch, wordAsked, yearAsked } from "../../asked";

type Props = { params: Promise<{ locale: Locale; unit: string }>; searchParams: Promise<TargetSearch> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const [t, asked] = await Promise.all([getTranslations("targets"), searchParams]);
  const of = targetAsked(yearAsked(asked.year), asked);
  return { title: t("split.title", { ...targetFacts(of, null, "vi"), edition: t("period.campaign") }) };
}

/** Shares a unit's target of a year, a half or a campaign over its parts. */
export default async function SplitPage({ params, searchParams }: Props) {
  const { locale, unit: unitId } = await params;
  const actor = await staffFor("target.view", locale, `/staff/targets/${unitId}/split`);
  const asked = await searchParams;
  const year = yearAsked(asked.year);
  const of = targetAsked(year, asked);
  const view = await splitView(actor, { unitId, of });
  if (view === null || view.unit.kind === "commune") notFound();
  const t = await getTranslations("targets");
  const said = targetFacts(of, view.edition, locale);
  const name = locale === "en" ? view.unit.nameEn : view.unit.name;
  const back = localizedPath(locale, `/staff/targets/${unitId}?year=${year}`);
  const drafts = mayDraftTargets(actor, view.unit);
  const state = proposalStates.find((one) => one === view.wantedState);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t("unit.all"), href: localizedPath(locale, `/staff/targets?year=${year}`) },
          { label: name, href: back },
          { label: t("unit.split") },
        ]}
      />
      <PageHeader title={t("split.title", said)} over={name}>
        {view.whole === null ? null : (
          <>
            {t("split.whole")}: <strong className="text-ink">{formatNumber(locale, view.whole)}</strong>
            {state ? ` · ${t("split.wholeWanted", { state: t(`state.${state}`) })}` : ""}.{" "}
            {drafts ? t("split.lead") : t("split.readOnly")}
          </>
        )}
      </PageHeader>
      {wordAsked(asked.done) === "saved" ? (
        <Notice tone="met" role="status" className="mb-4">
          {t("split.saved")}
        </Notice>
      ) : null}
      {view.state === "submitted" ? (
        <Notice tone="info" className="mb-4">
          {t("split.submitted")}
        </Notice>
      ) : null}
      {view.whole === null ? (
        <EmptyState
          icon={<Divide aria-hidden className="size-7" />}
          title={t("split.noWhole", { name, ...said })}
          action={
            drafts ? (
              <ButtonLink variant="primary" href={localizedPath(locale, `/staff/targets/${unitId}/draft?year=${year}`)}>
                {t("unit.new")}
              </ButtonLink>
            ) : null
          }
        >
          {t("split.noWholeHint")}
        </EmptyState>
      ) : (
        <>
          <SplitEditor
            key={`${new URLSearchParams(targetFilters(of))} ${view.version}`}
            view={view}
            whole={view.whole}
            locale={locale}
            readOnly={!drafts}
          />
          <TableDownloads
            href={tableHref(locale, "split", { unit: view.unit.id, ...targetFilters(of) })}
            table={t("split.title", said)}
          />
        </>
      )}
    </>
  );
}
