import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { BoardTable, PartsLine } from "@/components/targets/board-table";
import { TogetherLinks } from "@/components/targets/together-links";
import { WaitingList } from "@/components/targets/waiting-list";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { tableHref } from "@/lib/documents/tables/names";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { headUnits, targetBoard, waitingTargets } from "@/lib/targets/board/queries";
import { boardStates, isInState } from "@/lib/targets/board/states";
import { yearsToPlan } from "@/lib/targets/rules";
import { togetherCount } from "@/lib/targets/together/queries";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("targets"))("title") };
}

/** The year's targets over a tree of units: what is in force, what is on its way, what waits for the reader. */
export default async function TargetsPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("target.view", locale, "/staff/targets");
  const asked = await searchParams;
  const word = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const today = todayInVietnam(new Date());
  const years = yearsToPlan(today);
  const year = years.find((one) => String(one) === word("year")) ?? yearOf(today);
  const [heads, waiting, toDecide, toAgree, t] = await Promise.all([
    headUnits(actor),
    waitingTargets(actor, year),
    togetherCount(actor, year, "target.decide"),
    togetherCount(actor, year, "target.draft"),
    getTranslations("targets"),
  ]);
  const head = heads.find((one) => one.id === word("unit")) ?? heads[0];
  const state = boardStates.find((one) => one === word("state")) ?? null;
  const rows = head ? await targetBoard(actor, { year, unitId: head.id }) : [];
  const shown = state ? rows.filter((row) => isInState(row, state)) : rows;
  const nameOf = (one: { name: string; nameEn: string }) => (locale === "en" ? one.nameEn : one.name);
  const [first] = rows;
  return (
    <>
      <PageHeader
        title={t("titleYear", { year: String(year) })}
        actions={
          year === yearOf(today) && head ? (
            <ButtonLink href={localizedPath(locale, `/staff/targets?year=${year + 1}&unit=${head.id}`)}>
              {t("titleYear", { year: String(year + 1) })}
            </ButtonLink>
          ) : null
        }
      >
        {t("lead")}
      </PageHeader>
      <form
        action={localizedPath(locale, "/staff/targets")}
        className="mb-5 grid items-end gap-3 sm:grid-cols-[8rem_minmax(0,16rem)_minmax(0,16rem)_auto]"
      >
        <Select
          name="year"
          label={t("board.year")}
          defaultValue={String(year)}
          options={years.map((one) => ({ value: String(one), label: String(one) }))}
        />
        <Select
          name="unit"
          label={t("board.unit")}
          defaultValue={head?.id}
          options={heads.map((one) => ({ value: one.id, label: nameOf(one) }))}
        />
        <Select
          name="state"
          label={t("board.state")}
          placeholder={t("board.anyState")}
          defaultValue={state ?? ""}
          options={boardStates.map((one) => ({ value: one, label: t(`board.states.${one}`) }))}
        />
        <Button type="submit" variant="ink" className="min-h-12 justify-self-start">
          {t("board.show")}
        </Button>
      </form>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 xl:order-2">
          <WaitingList waiting={waiting} />
          <TogetherLinks year={year} toDecide={toDecide} toAgree={toAgree} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {first && head ? <PartsLine row={first} name={nameOf(head)} /> : null}
          {shown.length > 0 ? (
            <Card flush className="px-4 py-2 sm:px-6">
              <BoardTable rows={shown} year={year} head={head ? nameOf(head) : ""} />
              <TableDownloads
                href={tableHref(locale, "targets", { year, unit: head?.id, state })}
                table={t("titleYear", { year: String(year) })}
              />
            </Card>
          ) : (
            <EmptyState icon={<SearchX aria-hidden className="size-7" />} title={t("board.none")}>
              {t("board.noneHint")}
            </EmptyState>
          )}
        </div>
      </div>
    </>
  );
}
