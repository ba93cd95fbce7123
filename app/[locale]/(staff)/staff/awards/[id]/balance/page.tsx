import { randomUUID } from "node:crypto";
import { Scale } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { BalanceCard } from "@/components/awards/balance-card";
import { BalanceLeanings } from "@/components/awards/balance-leanings";
import { FillPanel } from "@/components/awards/fill-panel";
import { WaitingLinks } from "@/components/awards/waiting-links";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { Stat } from "@/components/ui/stat";
import { Tabs } from "@/components/ui/tabs";
import { staffFor } from "@/lib/auth/current";
import { balanceOf, fillPreview, lastFill } from "@/lib/awards/balance/queries";
import { orderOf } from "@/lib/awards/balance/rules";
import { mostAtOnce } from "@/lib/awards/balance/schema";
import { mayAward } from "@/lib/awards/policy";
import { awardRound, type RoundView } from "@/lib/awards/rounds/queries";
import { whyNotPrepare } from "@/lib/awards/rounds/rules";
import { subjectKinds } from "@/lib/awards/rules";
import { parseWhole } from "@/lib/core/numbers";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("balance"))("title") };
}

/** How the chosen of a round stand beside everybody on its list, and filling places by the order. */
export default async function BalancePage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("award.totals", locale, `/staff/awards/${id}/balance`);
  const round = await awardRound(actor, id);
  if (round === null || !mayAward(actor, "award.totals", round)) notFound();
  const asked = await searchParams;
  const seesPeople = mayAward(actor, "award.view", round);
  const rule = (seesPeople && round.rules.find(({ ruleId }) => ruleId === asked.rule)) || null;
  const kinds = subjectKinds.filter((one) => round.rules.some(({ subjectKind }) => subjectKind === one));
  const kind = rule?.subjectKind ?? kinds.find((known) => known === asked.kind) ?? kinds[0] ?? "donor";
  const ofKind = round.rules.filter(({ subjectKind }) => subjectKind === kind);
  const open = whyNotPrepare(round) === null;
  const mayRun = mayAward(actor, "award.run", round) && open;
  const stands = sumOf(rule ? [rule] : ofKind);
  const left = stands.quota === null ? null : Math.max(0, stands.quota - stands.chosen);
  const places = mayRun && rule && orderOf(rule.rule) ? wholeIn(asked.places, left) : null;
  const preview = rule && places !== null ? await fillPreview(actor, id, rule.ruleId, places) : null;
  const [balances, last, t, subject] = await Promise.all([
    balanceOf(actor, round, { kind, ruleId: rule?.ruleId ?? null }, preview?.ids ?? []),
    mayRun ? lastFill(actor, id) : null,
    getTranslations("balance"),
    getTranslations("awards.subject"),
  ]);
  const here = localizedPath(locale, `/staff/awards/${id}/balance`);
  const listOf = (of: Record<string, string>) =>
    `${localizedPath(locale, `/staff/awards/${id}`)}?${new URLSearchParams({
      kind,
      ...(rule ? { rule: rule.ruleId } : {}),
      ...of,
    })}`;
  const done = asked.done === "filled" || asked.done === "unfilled" ? asked.done : null;
  const chosen = stands.chosen + (preview?.ids.length ?? 0);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: (await getTranslations("awards"))("round.back"), href: localizedPath(locale, "/staff/awards") },
          { label: round.name, href: localizedPath(locale, `/staff/awards/${id}`) },
          { label: t("title") },
        ]}
      />
      <PageHeader title={t("title")} over={round.name}>
        {t("lead")}
      </PageHeader>
      {done ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`done.${done}`, { count: Number(asked.count) || 0 })}
        </Notice>
      ) : null}
      <Tabs
        label={t("subject")}
        className="mb-4"
        tabs={kinds.map((one) => ({
          href: `${here}?kind=${one}`,
          label: subject(one),
          count: formatNumber(locale, sumOf(round.rules.filter(({ subjectKind }) => subjectKind === one)).candidates),
          current: one === kind,
        }))}
      />
      {seesPeople ? (
        <form action={here} className="mb-4 flex flex-wrap items-end gap-2.5" data-print="hide">
          <input type="hidden" name="kind" value={kind} />
          <Select
            name="rule"
            label={t("rule")}
            placeholder={t("anyRule")}
            options={ofKind.map((one) => ({
              value: one.ruleId,
              label: locale === "vi" ? one.rule.nameVi : one.rule.nameEn,
            }))}
            defaultValue={rule?.ruleId ?? ""}
            fieldClassName="min-w-0 flex-1 basis-64 sm:max-w-md"
          />
          <Button type="submit" variant="secondary" className="min-h-12">
            {t("apply")}
          </Button>
        </form>
      ) : null}
      {stands.candidates === 0 ? (
        <EmptyState icon={<Scale aria-hidden className="size-7" />} title={t("none")}>
          {null}
        </EmptyState>
      ) : (
        <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-5">
            <Card className="grid grid-cols-2 gap-4 sm:grid-cols-4">
              <Stat label={t("listed")} value={formatNumber(locale, stands.candidates)} />
              <Stat label={t("chosen")} value={formatNumber(locale, chosen)} />
              <Stat
                label={t("places")}
                value={stands.quota === null ? "–" : formatNumber(locale, stands.quota)}
                caption={stands.quota === null ? t("noPlaces") : undefined}
              />
              <Stat
                label={t("left")}
                value={stands.quota === null ? "–" : formatNumber(locale, Math.max(0, stands.quota - chosen))}
              />
              {seesPeople ? (
                <WaitingLinks
                  className="col-span-full"
                  unchecked={stands.unchecked}
                  returned={stands.returned}
                  hrefOf={(status) => listOf({ status })}
                />
              ) : null}
            </Card>
            {preview && preview.ids.length > 0 ? (
              <Notice
                tone="info"
                action={
                  <a
                    href={`${here}?rule=${encodeURIComponent(rule?.ruleId ?? "")}`}
                    className="inline-flex min-h-11 items-center font-medium underline underline-offset-4"
                  >
                    {t("backToNow")}
                  </a>
                }
              >
                {t("preview", { count: preview.ids.length })}
              </Notice>
            ) : null}
            {seesPeople && balances.length > 0 ? (
              <BalanceLeanings
                balances={balances}
                chosen={chosen}
                hrefOf={(by, group) => listOf({ by, group, status: "checked" })}
              />
            ) : null}
            {balances.length === 0 ? <Card>{t("nothingToWeigh")}</Card> : null}
            {balances.map((balance) => (
              <BalanceCard
                key={balance.dimension}
                balance={balance}
                hrefOf={seesPeople ? (group) => listOf({ by: balance.dimension, group }) : null}
              />
            ))}
            {seesPeople && balances.length > 0 ? <p className="text-sm text-ink-3">{t("barHint")}</p> : null}
          </div>
          {mayRun ? (
            <div className="min-w-0 max-xl:order-first xl:sticky xl:top-6 xl:self-start" data-print="hide">
              <FillPanel
                roundId={id}
                kind={kind}
                rule={rule?.rule ?? null}
                left={left}
                preview={preview}
                places={places}
                last={last}
                requestKey={randomUUID()}
                here={here}
              />
            </div>
          ) : null}
        </div>
      )}
    </>
  );
}

function sumOf(rules: RoundView["rules"]) {
  const quotas = rules.map(({ quota }) => quota);
  const sum = (of: "candidates" | "unchecked" | "returned" | "chosen") =>
    rules.reduce((total, one) => total + one[of], 0);
  return {
    candidates: sum("candidates"),
    unchecked: sum("unchecked"),
    returned: sum("returned"),
    chosen: sum("chosen"),
    quota: quotas.some((one) => one === null) ? null : quotas.reduce((sum: number, one) => sum + (one ?? 0), 0),
  };
}

/** A number of places as somebody typed it into the address: at least one, no more than are left. */
function wholeIn(typed: string | string[] | undefined, left: number | null): number | null {
  const read = parseWhole(String(typed ?? ""));
  if (!read.ok || read.value < 1 || read.value > mostAtOnce) return null;
  return left === null ? read.value : Math.min(read.value, left) || null;
}
