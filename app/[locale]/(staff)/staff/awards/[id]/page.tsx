import { ListChecks, Scale } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { calledUp } from "@/components/awards/called-up";
import { CandidatePanel } from "@/components/awards/candidate-panel";
import { CandidateRows } from "@/components/awards/candidate-rows";
import { SwapForm } from "@/components/awards/fill-forms";
import { GroupFilter } from "@/components/awards/group-filter";
import { RoundActions } from "@/components/awards/round-actions";
import { RoundStatusPill } from "@/components/awards/round-status";
import { RoundSteps } from "@/components/awards/round-steps";
import { SelectionForm } from "@/components/awards/selection-form";
import { SwapDone } from "@/components/awards/swap-done";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { Tabs } from "@/components/ui/tabs";
import { TextInput } from "@/components/ui/text-input";
import { staffFor } from "@/lib/auth/current";
import { isAmendable } from "@/lib/awards/amending/rules";
import { chosenToSwap } from "@/lib/awards/balance/queries";
import { groupOf } from "@/lib/awards/candidates/group";
import { candidate, candidatePageSize, candidates } from "@/lib/awards/candidates/queries";
import { ceremonyList, handover } from "@/lib/awards/honours/queries";
import { mayAward } from "@/lib/awards/policy";
import { awardRound, roundHistory } from "@/lib/awards/rounds/queries";
import { candidateStatuses, whyNotPrepare } from "@/lib/awards/rounds/rules";
import { subjectKinds } from "@/lib/awards/rules";
import { nominatingUnits } from "@/lib/awards/units/queries";
import { isId, newId } from "@/lib/core/ids";
import { todayInVietnam } from "@/lib/core/time";
import { formatDate, formatDateTime, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const doneWords = [
  "planned",
  "amended",
  "gathered",
  "nominated",
  "withdrawn",
  "proposed",
  "takenBack",
  "sentBack",
  "decided",
  "refused",
  "cancelled",
  "presented",
] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards"))("title") };
}

/** One round: whom it considers, the person looked at, and what comes next. Committees see the numbers alone. */
export default async function RoundPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("award.totals", locale, `/staff/awards/${id}`);
  const asked = plain(await searchParams);
  const round = await awardRound(actor, id);
  if (round === null) notFound();

  const kinds = subjectKinds.filter((kind) => round.rules.some((rule) => rule.subjectKind === kind));
  const kind = kinds.find((known) => known === asked.kind) ?? kinds[0] ?? "donor";
  const status = candidateStatuses.find((known) => known === asked.status) ?? null;
  const rule = round.rules.find(({ ruleId, subjectKind }) => ruleId === asked.rule && subjectKind === kind);
  const page = Math.max(1, Math.min(1000, Number.parseInt(asked.page ?? "1", 10) || 1));
  const group = groupOf(asked.by, asked.group);
  const [found, looked, history, naming, t, balance] = await Promise.all([
    candidates(actor, id, { kind, ruleId: rule?.ruleId ?? null, status, q: asked.q ?? "", page, group }),
    asked.candidate ? candidate(actor, asked.candidate) : null,
    roundHistory(actor, id),
    nominatingUnits(actor, id),
    getTranslations("awards"),
    getTranslations("balance"),
  ]);
  const may = {
    view: mayAward(actor, "award.view", round),
    run: mayAward(actor, "award.run", round),
    approve: mayAward(actor, "award.approve", round),
    comment: mayAward(actor, "award.comment", round),
  };
  const inPlaceOf =
    looked && looked.roundId === id && looked.status === "checked" && may.run
      ? await chosenToSwap(actor, id, looked.ruleId)
      : [];
  const [guests, standing] = await Promise.all([
    may.run && round.status === "decided" ? ceremonyList(actor, id) : [],
    may.view && round.decisions.length > 0 ? handover(actor, id) : null,
  ]);
  const open = whyNotPrepare(round) === null;
  const seesPeople = may.view || naming.length > 0;
  const here = localizedPath(locale, `/staff/awards/${id}`);
  const href = (change: Record<string, string | null>) => {
    const query = new URLSearchParams();
    for (const name of ["kind", "rule", "status", "q", "by", "group", "page"])
      if (asked[name]) query.set(name, asked[name]);
    for (const [name, value] of Object.entries(change)) value === null ? query.delete(name) : query.set(name, value);
    const text = query.toString();
    return text ? `${here}?${text}` : here;
  };
  const ofKind = round.rules.filter(({ subjectKind }) => subjectKind === kind);
  const chosen = ofKind.reduce((sum, one) => sum + one.chosen, 0);
  const quotas = ofKind.map(({ quota }) => quota);
  const quota = quotas.every((one) => one !== null) ? quotas.reduce((sum: number, one) => sum + (one ?? 0), 0) : null;
  const summary = t.rich("round.chosenOf", {
    chosen: rule ? rule.chosen : chosen,
    quota: (rule ? rule.quota : quota) === null ? "none" : formatNumber(locale, (rule ? rule.quota : quota) ?? 0),
    b: (words) => <strong>{words}</strong>,
  });
  const total = t("round.total", { count: found.total });
  const done = doneWords.find((word) => word === asked.done);
  const balanceHref = `${here}/balance?${new URLSearchParams(rule ? { rule: rule.ruleId } : { kind })}`;
  const list =
    found.items.length === 0 ? (
      <EmptyState
        icon={<ListChecks aria-hidden className="size-7" />}
        title={round.candidates === 0 ? t("round.noneBefore") : t("round.none")}
      >
        {t("round.noneHint")}
      </EmptyState>
    ) : (
      <CandidateRows
        round={round}
        items={found.items}
        ticking={may.run && open}
        current={looked?.id ?? null}
        hrefOf={(candidateId) => `${href({ candidate: candidateId })}`}
      />
    );
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: t("round.back"), href: localizedPath(locale, "/staff/awards") }, { label: round.name }]}
      />
      <PageHeader
        title={round.name}
        over={[round.unitName, t(`kind.${round.kind}`)].join(" · ")}
        actions={
          <RoundActions
            roundId={id}
            here={here}
            balanceHref={balanceHref}
            can={{
              print: may.view && round.decisions.length > 0,
              prepare: open,
              nominate: naming.length > 0,
              weigh: mayAward(actor, "award.totals", round),
              run: may.run,
              amend: may.run && isAmendable(round),
            }}
            begun={round.status !== "draft"}
          />
        }
      >
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <RoundStatusPill round={round} />
          <span>{t("round.counted", { date: formatDate(locale, round.countedUntil) })}</span>
          {round.ceremonyOn ? (
            <span>
              {[t("round.ceremony", { date: formatDate(locale, round.ceremonyOn) }), round.ceremonyPlace]
                .filter(Boolean)
                .join(", ")}
            </span>
          ) : null}
        </span>
      </PageHeader>
      {done ? (
        <Notice
          tone={done === "cancelled" || done === "refused" || done === "sentBack" ? "watch" : "met"}
          role="status"
          className="mb-5"
        >
          {t(`done.${done}`, {
            added: Number(asked.added) || 0,
            moved: Number(asked.moved) || 0,
            there: Number(asked.there) || 0,
            honoured: Number(asked.honoured) || 0,
            fell: Number(asked.fell) || 0,
            presented: Number(asked.presented) || 0,
            absent: Number(asked.absent) || 0,
          })}
        </Notice>
      ) : null}
      {asked.done === "swapped" ? (
        <SwapDone
          key={asked.move}
          roundId={id}
          moveId={may.run && open && isId(asked.move ?? "") ? (asked.move ?? null) : null}
        />
      ) : null}
      {round.cancelledBecause ? (
        <Notice tone="behind" className="mb-5">
          {t("round.cancelledBecause", { reason: round.cancelledBecause })}
        </Notice>
      ) : null}
      {round.sentBackAt && round.sentBackBecause && round.status !== "cancelled" ? (
        <Notice tone="behind" className="mb-5">
          <strong className="block font-semibold">
            {t("round.sentBack", { date: formatDateTime(locale, round.sentBackAt) })}
          </strong>
          <span className="block whitespace-pre-line">{round.sentBackBecause}</span>
          {may.run ? <span className="mt-1 block text-sm">{t("round.sentBackNext")}</span> : null}
        </Notice>
      ) : null}

      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          {seesPeople ? (
            <>
              <Tabs
                label={t("round.tabs")}
                tabs={kinds.map((one) => ({
                  href: href({ kind: one, rule: null, page: null, status: null, q: null, by: null, group: null }),
                  label: t(`subject.${one}`),
                  count: formatNumber(
                    locale,
                    round.rules
                      .filter(({ subjectKind }) => subjectKind === one)
                      .reduce((sum, { candidates: count }) => sum + count, 0),
                  ),
                  current: one === kind,
                }))}
              />
              <form
                action={here}
                aria-label={t("round.filters")}
                className="my-4 grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto_auto]"
                data-print="hide"
              >
                <input type="hidden" name="kind" value={kind} />
                {group ? (
                  <>
                    <input type="hidden" name="by" value={group.dimension} />
                    <input type="hidden" name="group" value={group.key} />
                  </>
                ) : null}
                <TextInput name="q" type="search" label={t("round.search")} defaultValue={asked.q} />
                <Select
                  name="rule"
                  label={t("round.rule")}
                  placeholder={t("round.anyRule")}
                  options={ofKind.map((one) => ({
                    value: one.ruleId,
                    label: locale === "vi" ? one.rule.nameVi : one.rule.nameEn,
                  }))}
                  defaultValue={rule?.ruleId ?? ""}
                />
                <Select
                  name="status"
                  label={t("round.stateHead")}
                  placeholder={t("round.anyStatus")}
                  options={candidateStatuses.map((one) => ({ value: one, label: t(`candidateStatus.${one}`) }))}
                  defaultValue={status ?? ""}
                />
                <Button type="submit" variant="secondary" className="min-h-12">
                  {t("round.apply")}
                </Button>
              </form>
              {group ? (
                <GroupFilter
                  group={group}
                  name={found.groupName}
                  clearHref={href({ by: null, group: null, page: null })}
                />
              ) : null}
              {may.run && open ? (
                <SelectionForm
                  key={`${page} ${kind}`}
                  requestKey={newId()}
                  roundId={id}
                  summary={summary}
                  found={total}
                  isEmpty={found.items.length === 0}
                  balanceHref={balanceHref}
                >
                  {list}
                </SelectionForm>
              ) : (
                <>
                  {found.items.length > 0 ? <p className="mb-2 text-sm text-ink-2">{total}</p> : null}
                  {list}
                </>
              )}
              <Pagination
                page={page}
                pageSize={candidatePageSize}
                total={found.total}
                hrefOf={(next) => href({ page: `${next}` })}
              />
            </>
          ) : (
            <Card className="flex flex-wrap items-center justify-between gap-3">
              {t("rounds.onlyNumbers")}
              <ButtonLink href={balanceHref} variant="secondary">
                <Scale aria-hidden className="size-5" />
                {balance("link")}
              </ButtonLink>
            </Card>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-xl:contents">
          {looked && looked.roundId === id ? (
            <CandidatePanel
              className="max-xl:order-first"
              round={round}
              candidate={looked}
              authority={looked.authorityName ?? round.unitName}
              mayRefuse={
                may.approve && round.status === "proposed" && !round.isOwnProposal && looked.status === "chosen"
              }
              mayWithdraw={open && looked.source !== "rule" && looked.status !== "passed_over" && naming.length > 0}
              closeHref={href({})}
            >
              {open && inPlaceOf.length > 0 ? (
                <Card>
                  <h3 className="mb-3 font-semibold">{balance("swap.title")}</h3>
                  <SwapForm requestKey={newId()} roundId={id} inId={looked.id} chosen={inPlaceOf} />
                </Card>
              ) : null}
            </CandidatePanel>
          ) : null}
          <RoundSteps
            round={round}
            here={here}
            balanceHref={balanceHref}
            may={may}
            history={history}
            guests={calledUp(guests)}
            standing={standing}
            hrefOf={(candidateId) => href({ candidate: candidateId })}
            requestKey={newId()}
            today={todayInVietnam(new Date())}
          />
        </div>
      </div>
    </>
  );
}

function plain(asked: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first ? [[name, first]] : [];
    }),
  );
}
