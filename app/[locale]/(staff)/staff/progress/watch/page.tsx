import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { PaceForm } from "@/components/progress/pace-form";
import { PaceTabs } from "@/components/progress/pace-tabs";
import { nameOf } from "@/components/progress/place";
import { RuleInWords } from "@/components/progress/rule-in-words";
import { WatchTable } from "@/components/progress/watch-table";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { tableHref, withFilters } from "@/lib/documents/tables/names";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { watchView } from "@/lib/progress/watch/view";
import { type PaceSearch, paceSetting } from "../pace-setting";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<PaceSearch> };
const path = "/staff/progress/watch";
/** As many as an office can take care of; the rest is counted. */
const mostShown = 60;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pace.watch"))("title") };
}

/** Who is low again and again, by a rule in words; the nation's provinces and ministries, or a province's communes. */
export default async function WatchPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("progress.view", locale, path);
  const [setting, t] = await Promise.all([paceSetting(actor, locale, await searchParams), getTranslations("pace")]);
  const { asked, scope, name, today } = setting;
  const { level, rule, watched, judged } = await watchView(actor, scope, today);
  const mayRule = may(actor, "progress.rule", { unitId: "VN" });
  return (
    <>
      <PageHeader
        title={t(level === "commune" ? "watch.headingCommunes" : "watch.heading", { name })}
        over={t("over")}
        actions={
          <ButtonLink href={localizedPath(locale, `${path}/rule?level=${level}`)}>
            {t(mayRule ? "watch.changeRule" : "watch.ruleVersions")}
          </ButtonLink>
        }
      />
      <PaceTabs current="watch" unit={scope.code} />
      {asked.done === "rule" ? (
        <Notice tone="met" role="status" className="mb-4">
          {t("watch.ruleChanged")}
        </Notice>
      ) : null}
      <PaceForm
        action={localizedPath(locale, path)}
        units={setting.units}
        unit={scope.code}
        save={withFilters(path, { ...asked, unit: scope.code })}
      />
      {rule ? <RuleInWords rule={rule} level={level} /> : null}
      {watched.length === 0 ? (
        <EmptyState
          icon={<ShieldCheck aria-hidden className="size-7" />}
          title={t("watch.none")}
          action={
            level === "commune" ? (
              <ButtonLink href={localizedPath(locale, `/staff/progress/coverage?unit=${scope.code}`)}>
                {t("watch.toCoverage")}
              </ButtonLink>
            ) : null
          }
        >
          {t("watch.noneHint")}
        </EmptyState>
      ) : (
        <Card>
          <CardTitle
            aside={t("watch.count", {
              n: formatNumber(locale, watched.length),
              of: formatNumber(locale, judged),
            })}
          >
            {t("watch.list")}
          </CardTitle>
          <WatchTable
            units={watched.slice(0, mostShown).map((unit) => ({
              ...unit,
              name: level === "commune" && locale === "vi" ? unit.name : nameOf(locale, unit),
            }))}
            today={today}
          />
          {watched.length > mostShown ? (
            <p className="mt-3 text-sm text-ink-2">
              {t("watch.more", { n: formatNumber(locale, watched.length - mostShown) })}
            </p>
          ) : null}
          <TableDownloads href={tableHref(locale, "watch", { unit: scope.code })} table={t("watch.list")} />
        </Card>
      )}
    </>
  );
}
