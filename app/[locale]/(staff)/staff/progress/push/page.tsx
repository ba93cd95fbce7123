import { CalendarHeart } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { PaceForm } from "@/components/progress/pace-form";
import { PaceTabs } from "@/components/progress/pace-tabs";
import { ShortageTable } from "@/components/progress/shortage-table";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { tableHref, withFilters } from "@/lib/documents/tables/names";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { pushPlans } from "@/lib/progress/push/queries";
import { keptTo, pushSeasons } from "@/lib/progress/push/rules";
import { shortagesOpen } from "@/lib/progress/shortage/queries";
import { type PaceSearch, paceSetting } from "../pace-setting";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<PaceSearch> };
const path = "/staff/progress/push";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pace.push"))("title") };
}

/** Plans ahead of Tết and summer: those there are, how they are kept, and the way to make one. */
export default async function PushPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("progress.view", locale, path);
  const [setting, t, shortage] = await Promise.all([
    paceSetting(actor, locale, await searchParams),
    getTranslations("pace"),
    getTranslations("shortage"),
  ]);
  const { scope, name } = setting;
  const [plans, told] = await Promise.all([
    pushPlans(actor, scope.kind === "nation" ? null : scope.id),
    shortagesOpen(actor, "progress.view"),
  ]);
  const warnings = scope.kind === "nation" ? told : told.filter(({ unitId }) => unitId === scope.id);
  const mayMake = scope.kind === "province" && may(actor, "progress.support", { unitId: scope.id });
  const n = (value: number) => formatNumber(locale, value);
  const make = mayMake
    ? pushSeasons.map((season, index) => (
        <ButtonLink
          key={season}
          variant={index === 0 ? "primary" : "secondary"}
          href={localizedPath(locale, `${path}/new?unit=${scope.code}&season=${season}`)}
        >
          {t(`push.make.${season}`)}
        </ButtonLink>
      ))
    : null;
  return (
    <>
      <PageHeader title={t("push.heading", { name })} over={t("over")} actions={make}>
        {t("push.lead")}
      </PageHeader>
      <PaceTabs current="push" unit={scope.code} />
      <PaceForm
        action={localizedPath(locale, path)}
        units={setting.units}
        unit={scope.code}
        save={withFilters(path, { ...setting.asked, unit: scope.code })}
      />
      {warnings.length > 0 ? (
        <ShortageTable warnings={warnings} mayPlan={(unitId) => may(actor, "progress.support", { unitId })} />
      ) : null}
      <p className="mb-4">
        <a
          href={localizedPath(locale, `${path}/rule`)}
          className="inline-flex min-h-11 items-center underline decoration-edge underline-offset-4 hover:decoration-ink"
        >
          {shortage("ruleTitle")}
        </a>
      </p>
      {plans.length === 0 ? (
        <EmptyState icon={<CalendarHeart aria-hidden className="size-7" />} title={t("push.none")}>
          {t(mayMake ? "push.noneHint" : "push.noneChoose")}
        </EmptyState>
      ) : (
        <Card>
          <CardTitle>{t("push.list")}</CardTitle>
          <Table caption={t("push.list")} stack className="text-sm">
            <thead>
              <tr>
                <Th>{t("push.plan")}</Th>
                <Th>{t("push.days")}</Th>
                <Th>{t("push.owner")}</Th>
                <Th num>{t("push.drivesKept")}</Th>
                <Th num>{t("push.unitsKept")}</Th>
              </tr>
            </thead>
            <tbody>
              {plans.map((plan) => {
                const kept = keptTo(plan);
                return (
                  <tr key={plan.id}>
                    <RowHeader>
                      <a
                        href={localizedPath(locale, `${path}/${plan.id}`)}
                        className="underline decoration-edge underline-offset-4 hover:decoration-ink"
                      >
                        {plan.name}
                      </a>
                      <span className="block text-sm font-normal text-ink-3">
                        {plan.unitName}
                        {plan.isDemo ? ` · ${t("demo")}` : ""}
                      </span>
                    </RowHeader>
                    <Td label={t("push.days")}>
                      {formatDate(locale, plan.startsOn)}–{formatDate(locale, plan.endsOn)}
                    </Td>
                    <Td label={t("push.owner")}>{plan.owner}</Td>
                    <Td num label={t("push.drivesKept")}>
                      {n(kept.held)}/{n(kept.drives)}
                    </Td>
                    <Td num label={t("push.unitsKept")}>
                      {kept.received === null ? t("few") : n(kept.received)}/{n(kept.units)}
                    </Td>
                  </tr>
                );
              })}
            </tbody>
          </Table>
          <TableDownloads href={tableHref(locale, "pushes", { unit: scope.code })} table={t("push.list")} />
        </Card>
      )}
    </>
  );
}
