import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { PrintButton } from "@/components/drives/print-button";
import { PushPlanForm } from "@/components/progress/push-plan-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatCard } from "@/components/ui/stat";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { isId } from "@/lib/core/ids";
import { todayInVietnam } from "@/lib/core/time";
import { tableHref } from "@/lib/documents/tables/names";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { pushFactsLately } from "@/lib/progress/kept";
import { pushPlan } from "@/lib/progress/push/queries";
import { keptTo } from "@/lib/progress/push/rules";

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<{ done?: string; edit?: string }>;
};
const path = "/staff/progress/push";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pace.push"))("plan") };
}

/** One plan: what it wants of which commune, and how far it was kept; to print, to change. */
export default async function PushPlanPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("progress.view", locale, `${path}/${id}`);
  const plan = isId(id) ? await pushPlan(actor, id) : null;
  if (plan === null) notFound();
  const [{ done, edit }, t] = await Promise.all([searchParams, getTranslations("pace")]);
  const here = localizedPath(locale, `${path}/${id}`);
  const mayEdit = may(actor, "progress.support", { unitId: plan.unitId });
  const editing = mayEdit && edit === "1";
  const kept = keptTo(plan);
  const n = (value: number) => formatNumber(locale, value);
  const begun = plan.startsOn <= todayInVietnam(new Date());
  const facts = editing
    ? await pushFactsLately({ provinceId: plan.unitId, from: plan.startsOn, to: plan.endsOn })
    : null;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t("push.title"), href: localizedPath(locale, `${path}?unit=${plan.unitCode}`) },
          { label: plan.name },
        ]}
      />
      <PageHeader
        title={plan.name}
        over={plan.unitName}
        actions={
          editing ? null : (
            <>
              {mayEdit ? <ButtonLink href={`${here}?edit=1`}>{t("push.edit")}</ButtonLink> : null}
              <PrintButton label={t("push.print")} />
            </>
          )
        }
      >
        {t("push.about", {
          from: formatDate(locale, plan.startsOn),
          to: formatDate(locale, plan.endsOn),
          owner: plan.owner,
        })}
      </PageHeader>
      {done === "saved" ? (
        <Notice tone="met" role="status" className="mb-4">
          {t("push.saved")}
        </Notice>
      ) : null}
      {editing ? (
        <Card>
          <PushPlanForm
            back={here}
            start={{
              planId: plan.id,
              version: plan.version,
              name: plan.name,
              owner: plan.owner,
              startsOn: plan.startsOn,
              endsOn: plan.endsOn,
            }}
            parts={plan.parts.map(({ communeId, name, drives, units, announced }) => ({
              id: communeId,
              name,
              drives,
              units,
              why: t("push.reason.announced", { n: announced }),
            }))}
            others={(facts?.candidates ?? [])
              .filter(({ id }) => !plan.parts.some(({ communeId }) => communeId === id))
              .map(({ id, name }) => ({ value: id, label: name }))}
            usual={Math.round(facts?.usualUnits ?? 30)}
          />
        </Card>
      ) : (
        <>
          <div className="mb-4 grid gap-3 sm:grid-cols-3">
            <StatCard label={t("push.gap")} value={n(plan.gapUnits)} caption={t("push.gapHint")} />
            <StatCard
              label={t("push.drivesKept")}
              value={`${n(kept.held)}/${n(kept.drives)}`}
              caption={t(begun ? "push.keptHint" : "push.notBegun")}
            />
            <StatCard
              label={t("push.unitsKept")}
              value={`${kept.received === null ? t("few") : n(kept.received)}/${n(kept.units)}`}
            />
          </div>
          <Card>
            <Table caption={plan.name} stack className="text-sm">
              <thead>
                <tr>
                  <Th>{t("filter.commune")}</Th>
                  <Th num>{t("push.wanted")}</Th>
                  <Th num>{t("push.wantedUnits")}</Th>
                  <Th num>{t("push.announced")}</Th>
                  <Th num>{t("push.held")}</Th>
                  <Th num>{t("push.received")}</Th>
                </tr>
              </thead>
              <tbody>
                {plan.parts.map((part) => (
                  <tr key={part.communeId}>
                    <RowHeader>{part.name}</RowHeader>
                    <Td num label={t("push.wanted")}>
                      {n(part.drives)}
                    </Td>
                    <Td num label={t("push.wantedUnits")}>
                      {n(part.units)}
                    </Td>
                    <Td num label={t("push.announced")}>
                      {n(part.announced)}
                    </Td>
                    <Td
                      num
                      label={t("push.held")}
                      className={begun && part.held < part.drives ? "text-behind" : undefined}
                    >
                      {n(part.held)}
                    </Td>
                    <Td num label={t("push.received")}>
                      {part.received === null ? t("few") : n(part.received)}
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
            <TableDownloads href={tableHref(locale, "push", { id: plan.id })} table={plan.name} />
          </Card>
        </>
      )}
    </>
  );
}
