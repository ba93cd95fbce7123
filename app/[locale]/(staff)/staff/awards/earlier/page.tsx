import { FileCheck } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AwardSections } from "@/components/awards/award-sections";
import { FindDonor } from "@/components/awards/find-donor";
import { DecidePaperForm, EnterPaperForm } from "@/components/awards/paper-forms";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Tabs } from "@/components/ui/tabs";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { donorsForPaper, earlierPapers, paperPageSize } from "@/lib/awards/papers/queries";
import { newId } from "@/lib/core/ids";
import { yearOf } from "@/lib/core/time";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const statuses = ["entered", "confirmed", "refused"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.earlier"))("title") };
}

/** Donations from before this system, proven by paper: entered by one person, confirmed by another. */
export default async function EarlierPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const actor = await staffFor("award.papers", locale, "/staff/awards/earlier");
  const asked = await searchParams;
  const word = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const status = statuses.find((one) => one === word("status")) ?? "entered";
  const page = Math.max(1, Math.min(1000, Number.parseInt(word("page") || "1", 10) || 1));
  const mayEnter = may(actor, "award.count", anywhere);
  const [{ items, total }, found, t] = await Promise.all([
    earlierPapers(actor, { status, page }),
    mayEnter ? donorsForPaper(actor, word("q")) : [],
    getTranslations("awards"),
  ]);
  const here = localizedPath(locale, "/staff/awards/earlier");
  const mayDecide = may(actor, "award.confirm", anywhere);
  return (
    <>
      <PageHeader title={t("title")}>{t("earlier.lead")}</PageHeader>
      <AwardSections actor={actor} current="papers" hrefOf={(path) => localizedPath(locale, path)} />
      {word("done") === "entered" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("earlier.entered")}
        </Notice>
      ) : null}
      <div className={`grid items-start gap-6 ${mayEnter ? "xl:grid-cols-[minmax(0,1fr)_22rem]" : "max-w-3xl"}`}>
        <div className="min-w-0">
          <Tabs
            label={t("earlier.tabs")}
            className="mb-4"
            tabs={statuses.map((one) => ({
              href: `${here}?status=${one}`,
              label: t(`earlier.status.${one}`),
              count: one === status ? total : undefined,
              current: one === status,
            }))}
          />
          {items.length === 0 ? (
            <EmptyState icon={<FileCheck aria-hidden className="size-7" />} title={t(`earlier.none.${status}`)} />
          ) : (
            <ul className="flex flex-col gap-3">
              {items.map((paper) => (
                <li key={paper.id}>
                  <Card className="p-4 sm:p-5">
                    <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                      <span className="font-semibold">{paper.name}</span>
                      <span className="text-ink-2">
                        {[yearOf(paper.bornOn), paper.place].filter(Boolean).join(" · ")}
                      </span>
                    </p>
                    <p className="mt-1">
                      {t("earlier.line", {
                        count: paper.donations,
                        from: paper.firstOn ? formatDate(locale, paper.firstOn) : "none",
                        to: formatDate(locale, paper.lastOn),
                      })}
                    </p>
                    <p className="text-sm text-ink-2">
                      {[t(`evidence.${paper.evidence}`), paper.evidenceRef, paper.note].filter(Boolean).join(" · ")}
                    </p>
                    <p className="text-sm text-ink-3">
                      {t("earlier.enteredBy", {
                        name: paper.enteredBy ?? "–",
                        at: formatDateTime(locale, paper.enteredAt),
                      })}
                    </p>
                    {paper.decidedBecause ? (
                      <p className="mt-1 text-sm text-ink-2">{t("person.because", { reason: paper.decidedBecause })}</p>
                    ) : null}
                    {status === "entered" && mayDecide ? (
                      <div className="mt-3">
                        {paper.isOwn ? (
                          <p className="text-sm text-ink-2">{t("earlier.own")}</p>
                        ) : (
                          <DecidePaperForm paperId={paper.id} />
                        )}
                      </div>
                    ) : null}
                  </Card>
                </li>
              ))}
            </ul>
          )}
          <Pagination
            page={page}
            pageSize={paperPageSize}
            total={total}
            hrefOf={(next) => `${here}?status=${status}&page=${next}`}
          />
        </div>
        {mayEnter ? (
          <Card>
            <CardTitle className="mb-3">{t("earlier.new")}</CardTitle>
            <FindDonor here={here} name="q" label={t("nominate.find")} asked={word("q")} found={found}>
              {(people) => <EnterPaperForm requestKey={newId()} found={people} />}
            </FindDonor>
          </Card>
        ) : null}
      </div>
    </>
  );
}
