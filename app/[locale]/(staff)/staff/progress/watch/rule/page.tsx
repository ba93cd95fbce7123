import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RuleVersions } from "@/components/progress/rule-versions";
import { WatchRuleForm } from "@/components/progress/watch-rule-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { ruleOn } from "@/lib/progress/watch/listing";
import { watchRules } from "@/lib/progress/watch/queries";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ level?: string }> };
const path = "/staff/progress/watch";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pace.watch"))("ruleTitle") };
}

/** The rule of the watch list, what it was before, and for the nation's office a form to change it from today on. */
export default async function WatchRulePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("progress.view", locale, `${path}/rule`);
  const level = (await searchParams).level === "commune" ? "commune" : "unit";
  const [rules, t] = await Promise.all([watchRules(actor, level), getTranslations("pace.watch")]);
  const rule = ruleOn(rules, todayInVietnam(new Date()));
  return (
    <div className="max-w-3xl">
      <Breadcrumbs crumbs={[{ label: t("title"), href: localizedPath(locale, path) }, { label: t("ruleTitle") }]} />
      <PageHeader title={t(level === "commune" ? "ruleTitleCommune" : "ruleTitle")}>{t("ruleHint")}</PageHeader>
      {may(actor, "progress.rule", { unitId: "VN" }) ? (
        <Card className="mb-4">
          <WatchRuleForm level={level} rule={rule} back={localizedPath(locale, path)} />
        </Card>
      ) : null}
      <RuleVersions
        locale={locale}
        words={{ title: t("ruleVersions"), from: t("ruleFrom"), rule: t("rule"), reason: t("ruleReason") }}
        versions={rules.map((one) => ({
          id: one.id,
          inForceFrom: one.inForceFrom,
          says: t(one.windowMonths === 1 ? "ruleMonth" : "ruleWindow", {
            percent: one.belowPercent,
            in: one.inMonths,
            of: one.ofMonths,
            window: one.windowMonths,
          }),
          why: one.madeBy === null ? t("ruleStart") : `${one.reason} (${one.madeBy})`,
        }))}
      />
    </div>
  );
}
