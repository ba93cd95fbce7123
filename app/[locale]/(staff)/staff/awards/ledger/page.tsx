import { BookOpen } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AwardSections } from "@/components/awards/award-sections";
import { LedgerForms } from "@/components/awards/ledger-forms";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { type HonourRow, ledger, ledgerPageSize } from "@/lib/awards/honours/queries";
import { ledgerFilters } from "@/lib/awards/honours/schema";
import { awardRound } from "@/lib/awards/rounds/queries";
import { isId } from "@/lib/core/ids";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const states = ["waiting", "delivered", "revoked"] as const;
const doneWords = ["revoked", "delivered"] as const;
const tones = { waiting: "watch", delivered: "met", revoked: "behind" } as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.ledger"))("title") };
}

/** The ledger: every honour given by one's unit, what waits to be handed over, what was taken back. */
export default async function LedgerPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("award.view", locale, "/staff/awards/ledger");
  const asked = await searchParams;
  const word = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const thisYear = yearOf(todayInVietnam(new Date()));
  const years = Array.from({ length: 20 }, (_, back) => thisYear - back);
  const search = {
    q: word("q"),
    year: years.find((year) => `${year}` === word("year")) ?? null,
    roundId: isId(word("round")) ? word("round") : null,
    state: states.find((state) => state === word("state")) ?? null,
    page: Math.max(1, Math.min(2000, Number.parseInt(word("page") || "1", 10) || 1)),
  };
  const [{ items, total }, round, t] = await Promise.all([
    ledger(actor, search),
    search.roundId === null ? null : awardRound(actor, search.roundId),
    getTranslations("awards"),
  ]);
  const mayDeliver = may(actor, "award.run", anywhere);
  const mayRevoke = may(actor, "award.approve", anywhere);
  const here = localizedPath(locale, "/staff/awards/ledger");
  const filtered = (change: Partial<Record<(typeof ledgerFilters)[number], string>> = {}) => {
    const query = new URLSearchParams();
    for (const name of ledgerFilters) if (change[name] ?? word(name)) query.set(name, change[name] ?? word(name));
    return query;
  };
  const done = doneWords.find((one) => one === word("done"));
  const doneTo = items.find(({ id }) => id === word("honour"))?.name ?? "none";
  return (
    <>
      <PageHeader title={t("title")}>{t("lead")}</PageHeader>
      <AwardSections actor={actor} current="ledger" hrefOf={(path) => localizedPath(locale, path)} />
      {done ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`honours.${done}`, { name: doneTo })}
        </Notice>
      ) : null}
      <form action={here} className="mb-5 grid items-end gap-3 sm:grid-cols-[1fr_10rem_12rem_auto]">
        {search.roundId ? <input type="hidden" name="round" value={search.roundId} /> : null}
        <TextInput name="q" type="search" label={t("ledger.search")} defaultValue={search.q} />
        <Select
          name="year"
          label={t("ledger.year")}
          placeholder={t("ledger.anyYear")}
          options={years.map((year) => ({ value: `${year}`, label: `${year}` }))}
          defaultValue={search.year === null ? "" : `${search.year}`}
        />
        <Select
          name="state"
          label={t("ledger.state")}
          placeholder={t("ledger.anyState")}
          options={states.map((state) => ({ value: state, label: t(`ledger.states.${state}`) }))}
          defaultValue={search.state ?? ""}
        />
        <Button type="submit" variant="secondary" className="min-h-12">
          {t("ledger.apply")}
        </Button>
      </form>
      {round ? (
        <p className="mb-4 flex flex-wrap items-center gap-x-4 text-ink-2">
          <span>{t("ledger.ofRound", { name: round.name })}</span>
          <a
            href={localizedPath(locale, `/staff/awards/${round.id}`)}
            className="inline-flex min-h-11 items-center underline underline-offset-4"
          >
            {t("ledger.toRound")}
          </a>
          <a
            href={`${here}?${filtered({ round: "", page: "" })}`}
            className="inline-flex min-h-11 items-center underline underline-offset-4"
          >
            {t("ledger.allRounds")}
          </a>
        </p>
      ) : null}
      {items.length === 0 ? (
        <EmptyState icon={<BookOpen aria-hidden className="size-7" />} title={t("ledger.none")}>
          {t("ledger.noneHint")}
        </EmptyState>
      ) : (
        <Card>
          <p className="mb-2 text-sm text-ink-2">{t("ledger.total", { count: total })}</p>
          <Table caption={t("ledger.caption")} stack>
            <thead>
              <tr>
                <Th>{t("ledger.name")}</Th>
                <Th>{t("ledger.honour")}</Th>
                <Th>{t("ledger.decision")}</Th>
                <Th>{t("ledger.state")}</Th>
              </tr>
            </thead>
            <tbody>
              {items.map((honour) => {
                const state = stateOf(honour);
                return (
                  <tr key={honour.id}>
                    <RowHeader>
                      {honour.name}
                      <span className="block text-sm font-normal text-ink-2">{honour.place ?? honour.unitName}</span>
                    </RowHeader>
                    <Td label={t("ledger.honour")}>{honour.honourName ?? t(`object.${honour.object}`)}</Td>
                    <Td label={t("ledger.decision")} className="text-ink-2">
                      {[honour.decisionNumber, formatDate(locale, honour.honouredOn)].filter(Boolean).join(" · ")}
                      {honour.origin === "list" ? (
                        <span className="block text-sm text-ink-3">{t("ledger.list")}</span>
                      ) : null}
                    </Td>
                    <Td label={t("ledger.state")}>
                      <StatusPill tone={tones[state]}>{t(`ledger.states.${state}`)}</StatusPill>
                      {honour.revokedAt ? (
                        <span className="block text-sm text-ink-3">
                          {[formatDate(locale, honour.revokedAt), honour.revokedBecause].filter(Boolean).join(" · ")}
                        </span>
                      ) : null}
                      {state === "waiting" && honour.absentOn ? (
                        <span className="block text-sm text-ink-2">
                          {t("ledger.absent", { date: formatDate(locale, honour.absentOn) })}
                        </span>
                      ) : null}
                      <LedgerForms
                        honourId={honour.id}
                        name={honour.name}
                        back={`${filtered()}`}
                        deliver={mayDeliver && state === "waiting"}
                        revoke={mayRevoke && state !== "revoked"}
                      />
                    </Td>
                  </tr>
                );
              })}
            </tbody>
          </Table>
          <Pagination
            page={search.page}
            pageSize={ledgerPageSize}
            total={total}
            hrefOf={(page) => `${here}?${filtered({ page: `${page}` })}`}
          />
        </Card>
      )}
    </>
  );
}

function stateOf(honour: HonourRow): (typeof states)[number] {
  if (honour.revokedAt !== null) return "revoked";
  return honour.deliveredAt === null ? "waiting" : "delivered";
}
