import { FlaskConical, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AwardSections } from "@/components/awards/award-sections";
import { DecisionGrounds } from "@/components/awards/decision-grounds";
import { EndRuleForm } from "@/components/awards/rule-forms";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { staffFor } from "@/lib/auth/current";
import { groundsOf } from "@/lib/awards/editing/grounds";
import { dryRun, rulesOf } from "@/lib/awards/editing/queries";
import { mayAward } from "@/lib/awards/policy";
import { subjectKinds } from "@/lib/awards/rules";
import type { StoredRule } from "@/lib/awards/schema";
import { honouringUnits } from "@/lib/awards/units/queries";
import { todayInVietnam } from "@/lib/core/time";
import { groundInWords, official } from "@/lib/documents/official/words";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.rules"))("title") };
}

/** By which rules a unit honours today, with sources and doubts; each can be tried on its people without giving anything. */
export default async function RulesPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("award.view", locale, "/staff/awards/rules");
  const asked = await searchParams;
  const word = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const [units, t] = await Promise.all([honouringUnits(actor, "award.view"), getTranslations("awards")]);
  const unit = units.find(({ id }) => id === word("unit")) ?? units[0];
  const today = todayInVietnam(new Date());
  const { inForce, others } = unit ? await rulesOf(actor, unit.id, today) : { inForce: [], others: [] };
  const tried = unit && word("try") ? await dryRun(actor, unit.id, word("try"), today) : null;
  const triedRule = inForce.find(({ id }) => id === word("try"));
  const mayEdit = unit ? mayAward(actor, "award.rules", { unitId: unit.id }) : false;
  const paperWords = official();
  // Also of rules the unit has only for others, as the nation has for its provinces.
  const all = [...inForce, ...others];
  const grounds = groundsOf(all).map((ground) => ({
    ground,
    words: paperWords("paperwork.official.onGround", { ground: groundInWords(ground) }),
    isOwn: mayEdit && all.some((rule) => rule.decisionNumber === ground.number && rule.scopeUnitId === unit?.id),
  }));
  const here = localizedPath(locale, "/staff/awards/rules");
  const nameOf = (rule: StoredRule) => (locale === "vi" ? rule.nameVi : rule.nameEn);
  const line = (rule: StoredRule) => (
    <li key={rule.id} className="py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <p className="font-medium">{nameOf(rule)}</p>
          <p className="text-sm text-ink-2">
            {[
              rule.threshold === null
                ? t("metric.nomination")
                : t("rules.counts", {
                    metric: t(`metric.${rule.metric}`),
                    from: rule.threshold,
                    below: rule.below === null ? "none" : `${rule.below}`,
                  }),
              t(`level.${rule.level}`),
              t(`authority.${rule.authorityKind}`),
              rule.repeats === "yearly" ? t("rules.repeat.yearly") : null,
              rule.cooldownYears > 0 ? t("rules.cooldown", { years: rule.cooldownYears }) : null,
              rule.excludedYears > 0 ? t("rules.excluded", { years: rule.excludedYears }) : null,
              rule.quota === null ? null : t("rules.quotaOf", { count: rule.quota }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <p className="text-sm text-ink-3">
            <span lang="vi">{sourceOf(rule)}</span>
            {" · "}
            {t("rules.validity", {
              from: formatDate(locale, rule.validFrom),
              to: rule.validTo ? formatDate(locale, rule.validTo) : "none",
            })}
          </p>
          {rule.doubt ? <p className="text-sm text-watch">{t("plan.doubt", { doubt: rule.doubt })}</p> : null}
          {mayEdit && rule.scopeUnitId === unit?.id && rule.validTo === null ? (
            <EndRuleForm ruleId={rule.id} today={today} />
          ) : null}
        </div>
        {rule.metric === "nomination" || !inForce.includes(rule) ? null : (
          <ButtonLink href={`${here}?unit=${unit?.id}&try=${rule.id}`} variant="secondary" size="sm">
            <FlaskConical aria-hidden className="size-4" />
            {t("rules.try")}
          </ButtonLink>
        )}
      </div>
    </li>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          mayEdit && unit ? (
            <ButtonLink href={`${here}/new?unit=${unit.id}`} variant="primary">
              <Plus aria-hidden className="size-5" />
              {t("rules.add")}
            </ButtonLink>
          ) : null
        }
      >
        {t("rules.lead")}
      </PageHeader>
      <AwardSections actor={actor} current="rules" hrefOf={(path) => localizedPath(locale, path)} />
      {units.length > 1 ? (
        <form action={here} className="mb-5 flex items-end gap-2.5">
          <Select
            name="unit"
            label={t("plan.unit")}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={unit?.id}
            fieldClassName="min-w-0 flex-1 sm:max-w-100"
          />
          <Button type="submit" variant="secondary" className="min-h-12">
            {t("rules.show")}
          </Button>
        </form>
      ) : null}
      {word("made") ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("rules.made")}
        </Notice>
      ) : null}
      {tried && triedRule ? (
        <Notice tone="info" role="status" className="mb-5" title={`${nameOf(triedRule)}:`}>
          {t("rules.tried", {
            count: tried.earned,
            kind: triedRule.subjectKind,
            date: formatDate(locale, today),
            before: tried.honouredBefore,
            papers: tried.onPapers,
          })}
        </Notice>
      ) : null}
      <div className="flex flex-col gap-5">
        {subjectKinds.map((kind) => {
          const rules = inForce.filter((rule) => rule.subjectKind === kind);
          return rules.length === 0 ? null : (
            <Card key={kind}>
              <CardTitle>{t(`subject.${kind}`)}</CardTitle>
              <ul className="divide-y divide-line">{rules.map(line)}</ul>
            </Card>
          );
        })}
        {unit && grounds.length > 0 ? <DecisionGrounds unitId={unit.id} grounds={grounds} /> : null}
        {others.length > 0 ? (
          <Card>
            <CardTitle>{t("rules.others")}</CardTitle>
            <ul className="divide-y divide-line">{others.map(line)}</ul>
          </Card>
        ) : null}
      </div>
    </>
  );
}

/** Where a rule stands, its decision's number before it unless the source names it already. */
function sourceOf({ decisionNumber, source }: StoredRule): string {
  return decisionNumber && !source?.includes(decisionNumber)
    ? [decisionNumber, source].filter(Boolean).join(" · ")
    : (source ?? "");
}
