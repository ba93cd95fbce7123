import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RuleVersions } from "@/components/progress/rule-versions";
import { ShortageRuleForm } from "@/components/progress/shortage-rule-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { shortageRules } from "@/lib/progress/shortage/queries";
import { ruleOn } from "@/lib/progress/watch/listing";

type Props = { params: Promise<{ locale: Locale }>; searchParams: Promise<{ done?: string }> };
const path = "/staff/progress/push";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shortage"))("ruleTitle") };
}

/** When provinces are told ahead of Tết and summer, what the rule was before, and for the nation's office a form. */
export default async function ShortageRulePage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("progress.view", locale, `${path}/rule`);
  const [rules, t, pace, { done }] = await Promise.all([
    shortageRules(actor),
    getTranslations("shortage"),
    getTranslations("pace.push"),
    searchParams,
  ]);
  const rule = ruleOn(rules, todayInVietnam(new Date()));
  return (
    <div className="max-w-3xl">
      <Breadcrumbs crumbs={[{ label: pace("title"), href: localizedPath(locale, path) }, { label: t("ruleTitle") }]} />
      <PageHeader title={t("ruleTitle")}>{t("lead")}</PageHeader>
      {done === "rule" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("done")}
        </Notice>
      ) : null}
      {may(actor, "progress.rule", { unitId: "VN" }) ? (
        <Card className="mb-4">
          <ShortageRuleForm rule={rule} />
        </Card>
      ) : null}
      <RuleVersions
        locale={locale}
        words={{ title: t("versions"), from: t("from"), rule: t("ruleTitle"), reason: t("reason") }}
        versions={rules.map((one) => ({
          id: one.id,
          inForceFrom: one.inForceFrom,
          says: t("rule", { weeks: one.weeksBefore, percent: one.coverPercent }),
          why: one.madeBy === null ? t("start") : `${one.reason} (${one.madeBy})`,
        }))}
      />
    </div>
  );
}
