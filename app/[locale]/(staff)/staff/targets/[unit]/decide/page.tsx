import { FileSignature } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DecideForm } from "@/components/targets/decide-form";
import { ReturnSplitForm } from "@/components/targets/step-forms";
import { targetValue } from "@/components/targets/words";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { mayDecideSplit, mayDecideTargets } from "@/lib/targets/policy";
import { unitTargets } from "@/lib/targets/queries";
import { isSent, type TargetPeriod } from "@/lib/targets/rules";
import { targetFacts } from "@/lib/targets/split/whole";
import { type TargetSearch, yearAsked } from "../../asked";

type Props = { params: Promise<{ locale: Locale; unit: string }>; searchParams: Promise<TargetSearch> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("targets.decide"))("title") };
}

/** Signs what was proposed, assigned, agreed or submitted, with one paper. */
export default async function DecideTargetsPage({ params, searchParams }: Props) {
  const { locale, unit: unitId } = await params;
  const actor = await staffFor("target.decide", locale, `/staff/targets/${unitId}/decide`);
  const year = yearAsked((await searchParams).year);
  const view = await unitTargets(actor, { unitId, year });
  if (view === null || !(mayDecideTargets(actor, view) || mayDecideSplit(actor, view))) notFound();
  const t = await getTranslations("targets");
  const name = locale === "en" ? view.nameEn : view.name;
  const back = localizedPath(locale, `/staff/targets/${unitId}?year=${year}`);
  const proposals = mayDecideTargets(actor, view) ? view.proposals.filter((one) => isSent(one.state)) : [];
  const splits = mayDecideSplit(actor, view) ? view.splits.filter((one) => one.state === "submitted") : [];
  const editionOf = (id: string | null) => view.editions.find((one) => one.id === id) ?? null;
  const timeOf = (one: { period: TargetPeriod; editionId: string | null }) => {
    const edition = editionOf(one.editionId);
    return edition ? (locale === "en" ? edition.nameEn : edition.nameVi) : t(`period.${one.period}`);
  };
  return (
    <div className="max-w-3xl">
      <Breadcrumbs
        crumbs={[
          { label: t("unit.all"), href: localizedPath(locale, `/staff/targets?year=${year}`) },
          { label: name, href: back },
          { label: t("decide.title") },
        ]}
      />
      <PageHeader title={t("decide.title")} over={`${name} · ${year}`}>
        {t("decide.lead")}
      </PageHeader>
      {proposals.length === 0 && splits.length === 0 ? (
        <EmptyState
          icon={<FileSignature aria-hidden className="size-7" />}
          title={t("decide.nothing")}
          action={<ButtonLink href={back}>{t("form.back")}</ButtonLink>}
        >
          {t("decide.nothingHint")}
        </EmptyState>
      ) : (
        <Card>
          <DecideForm
            unitId={unitId}
            year={year}
            requestKey={newId()}
            proposals={proposals.map((one) => ({
              id: `${one.id}|${one.version}`,
              label: `${t(`metric.${one.metric}`)}: ${targetValue(locale, one.metric, one.value)}`,
              hint: [
                t(`state.${one.state}`),
                one.effectiveFrom ? t("unit.future", { on: formatDate(locale, one.effectiveFrom) }) : timeOf(one),
              ].join(" · "),
            }))}
            splits={splits.map((split) => ({
              id: `${split.id}|${split.version}`,
              label: t("decide.split", {
                ...targetFacts(split, editionOf(split.editionId), locale),
                whole: formatNumber(locale, split.whole),
                n: split.parts,
              }),
              answers: split.answers,
            }))}
            back={back}
          />
          {splits.map((split) => (
            <div key={split.id} className="mt-6 border-t border-line pt-3">
              <ReturnSplitForm
                splitId={split.id}
                version={split.version}
                title={
                  splits.length === 1
                    ? t("decide.returnSplit")
                    : t("decide.returnSplitOf", targetFacts(split, editionOf(split.editionId), locale))
                }
              />
            </div>
          ))}
        </Card>
      )}
    </div>
  );
}
