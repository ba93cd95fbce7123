import { FileSignature } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Fragment, type ReactNode } from "react";
import type { TogetherProps } from "@/components/targets/together-frame";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import type { StaffActor } from "@/lib/auth/actor";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { yearsToPlan } from "@/lib/targets/rules";
import { type TogetherDeed, togetherLevels, togetherProposals } from "@/lib/targets/together/queries";
import { type TargetSearch, wordAsked } from "./asked";

/** What both pages over many proposals share: year and level, the list, and the form that is written once for all. */
export async function TogetherPage({
  actor,
  locale,
  asked,
  page,
  deed,
  form,
}: {
  actor: StaffActor;
  locale: Locale;
  asked: TargetSearch;
  page: "decide" | "agree";
  deed: TogetherDeed;
  form: (props: TogetherProps) => ReactNode;
}) {
  const years = yearsToPlan(todayInVietnam(new Date()));
  const year = years.find((one) => String(one) === wordAsked(asked.year)) ?? yearOf(todayInVietnam(new Date())) + 1;
  const [levels, t] = await Promise.all([togetherLevels(actor, year, deed), getTranslations("targets")]);
  const level = levels.find((one) => one.id === wordAsked(asked.unit)) ?? levels[0];
  const view = level ? await togetherProposals(actor, { year, level, deed }) : null;
  const nameOf = (one: { name: string; nameEn: string }) => (locale === "en" ? one.nameEn : one.name);
  const path = `/staff/targets/${page}`;
  const back = localizedPath(locale, `/staff/targets?year=${year}`);
  const done = Math.min(9_999, Number.parseInt(wordAsked(asked.done), 10) || 0);
  const allTicked = wordAsked(asked.tick) === "all";
  const title = t(`together.${page}`);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t("unit.all"), href: back }, { label: title }]} />
      <PageHeader title={title} over={level ? `${nameOf(level)} · ${year}` : String(year)}>
        {t(`together.${page}Lead`)}
      </PageHeader>
      {done > 0 ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`together.${page}Done`, { count: done })}
        </Notice>
      ) : null}
      <form
        action={localizedPath(locale, path)}
        data-print="hide"
        className="mb-5 grid items-end gap-3 sm:grid-cols-[8rem_minmax(0,20rem)_auto]"
      >
        <Select
          name="year"
          label={t("board.year")}
          defaultValue={String(year)}
          options={years.map((one) => ({ value: String(one), label: String(one) }))}
        />
        {levels.length > 1 ? (
          <Select
            name="unit"
            label={t("together.level")}
            defaultValue={level?.id}
            options={levels.map((one) => ({
              value: one.id,
              label: t("together.levelOf", { name: nameOf(one), count: one.waiting }),
            }))}
          />
        ) : null}
        <Button type="submit" variant="ink" className="min-h-12 justify-self-start">
          {t("board.show")}
        </Button>
      </form>
      {level && view && view.items.length > 0 ? (
        <>
          {view.total > view.items.length ? (
            <p className="mb-3 text-sm text-ink-2">
              {t("together.first", { shown: view.items.length, total: view.total })}
            </p>
          ) : null}
          {/* What is kept while one mends it must not stay for the next paper: each deed done draws a form of its own. */}
          <Fragment key={`${wordAsked(asked.after)} ${year} ${level.id} ${allTicked}`}>
            {form({
              level: level.id,
              year,
              items: view.items,
              whole: view.whole,
              lastYearRuns: view.lastYearRuns,
              locale,
              allTicked,
              tickAllHref: localizedPath(locale, `${path}?year=${year}&unit=${level.id}&tick=all`),
            })}
          </Fragment>
        </>
      ) : (
        <EmptyState
          icon={<FileSignature aria-hidden className="size-7" />}
          title={t("together.nothing", { year: String(year) })}
          action={<ButtonLink href={back}>{t("form.back")}</ButtonLink>}
        >
          {t("together.nothingHint")}
        </EmptyState>
      )}
    </>
  );
}
