import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { NominateForm } from "@/components/awards/nominate-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { staffFor } from "@/lib/auth/current";
import { nominees } from "@/lib/awards/nominees/queries";
import { awardRound, nominationQuotas } from "@/lib/awards/rounds/queries";
import { nominatingUnits } from "@/lib/awards/units/queries";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<{ rule?: string; unit?: string; q?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.nominate"))("title") };
}

/** A unit names somebody for a round: for which honour, whom, and why. */
export default async function NominatePage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("award.nominate", locale, `/staff/awards/${id}/nominate`);
  const [round, units, asked, t] = await Promise.all([
    awardRound(actor, id),
    nominatingUnits(actor, id),
    searchParams,
    getTranslations("awards"),
  ]);
  const unit = units.find((one) => one.id === asked.unit) ?? units[0];
  if (round === null || !unit) notFound();
  const isOrganiser = unit.id === round.unitId;
  const left = new Map<string, number>();
  for (const { ruleId } of round.rules) {
    if (isOrganiser) continue;
    const mine = (await nominationQuotas(actor, id, ruleId)).find(({ unitId }) => unitId === unit.id);
    if (mine?.quota) left.set(ruleId, mine.quota - mine.nominated);
  }
  const choices = round.rules.filter(({ ruleId }) => isOrganiser || left.has(ruleId));
  const rule = choices.find(({ ruleId }) => ruleId === asked.rule) ?? choices[0];
  const q = asked.q ?? "";
  const byName = rule?.subjectKind === "person" || rule?.subjectKind === "mobiliser";
  const found = rule && !byName && q ? await nominees(actor, unit, rule.subjectKind, q) : [];
  const nameOf = (one: (typeof choices)[number]) => (locale === "vi" ? one.rule.nameVi : one.rule.nameEn);
  return (
    <div className="max-w-3xl">
      <Breadcrumbs
        crumbs={[
          { label: t("round.back"), href: localizedPath(locale, "/staff/awards") },
          { label: round.name, href: localizedPath(locale, `/staff/awards/${id}`) },
          { label: t("nominate.title") },
        ]}
      />
      <PageHeader title={t("nominate.title")} over={round.name} />
      {rule ? (
        <Card className="flex flex-col gap-6">
          <form
            action={localizedPath(locale, `/staff/awards/${id}/nominate`)}
            className="grid items-end gap-3 sm:grid-cols-2"
          >
            {units.length > 1 ? (
              <Select
                name="unit"
                label={t("nominate.unit")}
                options={units.map((one) => ({ value: one.id, label: one.name }))}
                defaultValue={unit.id}
              />
            ) : null}
            <Select
              name="rule"
              label={t("nominate.rule")}
              options={choices.map((one) => ({ value: one.ruleId, label: nameOf(one) }))}
              defaultValue={rule.ruleId}
            />
            {byName ? null : (
              <TextInput
                name="q"
                type="search"
                label={t("nominate.find")}
                hint={t("nominate.findHint")}
                defaultValue={q}
              />
            )}
            <Button type="submit" variant="secondary" className="min-h-12 justify-self-start">
              {byName ? t("quotas.choose") : t("nominate.findButton")}
            </Button>
          </form>
          <p className="text-sm text-ink-2">
            {unit.name}: {isOrganiser ? t("nominate.free") : t("nominate.left", { count: left.get(rule.ruleId) ?? 0 })}
          </p>
          {byName || found.length > 0 ? (
            <NominateForm
              key={rule.ruleId}
              roundId={id}
              ruleId={rule.ruleId}
              unitId={unit.id}
              kind={rule.subjectKind}
              found={found.map((one) => ({
                id: one.id,
                name: one.name,
                line:
                  one.bornYear === null
                    ? (one.place ?? unit.name)
                    : t("nominate.donorLine", {
                        year: `${one.bornYear}`,
                        place: one.place ?? "none",
                        count: one.donations,
                      }),
              }))}
            />
          ) : q ? (
            <Notice tone="watch">{t("nominate.nothing")}</Notice>
          ) : null}
        </Card>
      ) : (
        <Notice tone="info">{t("nominate.noRules")}</Notice>
      )}
    </div>
  );
}
