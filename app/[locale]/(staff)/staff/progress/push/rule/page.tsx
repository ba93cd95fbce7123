import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ShortageRuleForm } from "@/components/progress/shortage-rule-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam } from "@/lib/core/time";
import { formatDate } from "@/lib/i18n/format";
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
      <Card>
        <CardTitle>{t("versions")}</CardTitle>
        <Table caption={t("versions")} stack className="text-sm">
          <thead>
            <tr>
              <Th>{t("from")}</Th>
              <Th>{t("ruleTitle")}</Th>
              <Th>{t("reason")}</Th>
            </tr>
          </thead>
          <tbody>
            {rules.map((one) => (
              <tr key={one.id}>
                <RowHeader>{formatDate(locale, one.inForceFrom)}</RowHeader>
                <Td label={t("ruleTitle")}>{t("rule", { weeks: one.weeksBefore, percent: one.coverPercent })}</Td>
                <Td label={t("reason")}>{one.madeBy === null ? t("start") : `${one.reason} (${one.madeBy})`}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </div>
  );
}
