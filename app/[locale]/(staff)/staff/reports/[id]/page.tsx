import { RotateCcw } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PrintButton } from "@/components/drives/print-button";
import { DecideForm } from "@/components/reports/decide-form";
import { FiguresTable, NamedParts } from "@/components/reports/figures-table";
import { ReportHistory } from "@/components/reports/history";
import { JoinedNotice } from "@/components/reports/joined-notice";
import { MonthsBeside } from "@/components/reports/months-beside";
import { ReportForm } from "@/components/reports/report-form";
import { statusTone } from "@/components/reports/standing";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { StatusPill } from "@/components/ui/status-pill";
import { staffFor } from "@/lib/auth/current";
import { roundHalfUp } from "@/lib/core/numbers";
import { todayInVietnam } from "@/lib/core/time";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { communesSay } from "@/lib/reports/communes/queries";
import { figuresShape } from "@/lib/reports/figures";
import { joinedWithin } from "@/lib/reports/joined";
import { besideMonths, publicMonthsWithin } from "@/lib/reports/official/whole";
import { periodFacts } from "@/lib/reports/periods";
import { report } from "@/lib/reports/queries";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ done?: string }> };

const doneWords = ["saved", "sent", "check", "return", "approve", "make_final", "correcting"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, id } = await params;
  const actor = await staffFor("report.view", locale, `/staff/reports/${id}`);
  const found = await report(actor, id);
  const t = await getTranslations("reports");
  return {
    title: found ? `${t("form.title", { period: t("period", periodFacts(found)) })} · ${found.unitName}` : undefined,
  };
}

/** One report: its figures beside what was recorded, what the reader may do with it, and its history. */
export default async function ReportPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("report.view", locale, `/staff/reports/${id}`);
  const found = await report(actor, id);
  if (found === null) notFound();
  const [t, asked, months, communes, joined] = await Promise.all([
    getTranslations("reports"),
    searchParams,
    found.kind === "month" ? null : publicMonthsWithin(found, found),
    found.mayWrite && found.unitKind === "province"
      ? communesSay(actor, { unitId: found.unitId, period: found })
      : null,
    joinedWithin(found),
  ]);
  const name = t("period", periodFacts(found));
  const done = doneWords.find((word) => word === asked.done);
  const newest = found.versions[0];
  const n = (value: number) => formatNumber(locale, value);
  const isOfficial = found.status === "approved" && found.supersededAt === null;
  const grown = isOfficial && found.recorded.received > found.received;
  const before = found.recordedThen?.received ?? null;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t("view.all"), href: localizedPath(locale, "/staff/reports") },
          { label: `${found.unitName} · ${name}` },
        ]}
      />
      <PageHeader
        over={found.unitName}
        title={t("form.title", { period: name })}
        actions={
          <>
            {found.mayCorrect ? (
              <ButtonLink href={localizedPath(locale, `/staff/reports/${id}/correct`)}>
                <RotateCcw aria-hidden className="size-5" />
                {t("view.correct")}
              </ButtonLink>
            ) : null}
            {found.mayWrite ? null : <PrintButton label={t("view.print")} variant="secondary" />}
          </>
        }
      >
        <span className="flex flex-wrap items-center gap-2">
          <StatusPill tone={statusTone[found.status]}>{t(`status.${found.status}`)}</StatusPill>
          {found.finality ? <Pill>{t(`finality.${found.finality}`)}</Pill> : null}
          {found.version > 1 ? <Pill>{t("view.version", { version: found.version })}</Pill> : null}
          {found.isDemo ? <Pill>{t("view.demo")}</Pill> : null}
        </span>
      </PageHeader>
      <div className="mb-5 flex flex-col gap-3 empty:hidden">
        {done ? (
          <Notice tone="met" role="status">
            {t(`done.${done}`)}
          </Notice>
        ) : null}
        {found.supersededAt ? (
          <Notice
            tone="info"
            action={
              newest ? (
                <ButtonLink href={localizedPath(locale, `/staff/reports/${newest.id}`)}>{t("view.newest")}</ButtonLink>
              ) : null
            }
          >
            {t("view.superseded", { day: formatDate(locale, found.supersededAt) })}
          </Notice>
        ) : null}
        {found.correctionReason ? (
          <Notice tone="info">{t("view.correction", { reason: found.correctionReason })}</Notice>
        ) : null}
        {found.status === "returned" && found.returnedNote ? (
          <Notice tone="behind" title={t("view.returnedNote")}>
            {found.returnedNote}
          </Notice>
        ) : null}
        {grown ? (
          <Notice tone="watch">
            {t("view.grown", { recorded: n(found.recorded.received), stated: n(found.received) })}
          </Notice>
        ) : null}
        {!isOfficial && before !== null && before !== found.recorded.received ? (
          <Notice tone="info">{t("view.sinceSent", { before: n(before), now: n(found.recorded.received) })}</Notice>
        ) : null}
      </div>
      <JoinedNotice joined={joined} />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {found.mayWrite ? (
            <Card>
              <p className="mb-4 text-sm text-ink-2">{t("form.lead")}</p>
              <ReportForm
                key={found.revision}
                id={found.id}
                revision={found.revision}
                unitId={found.unitId}
                period={{ kind: found.kind, startsOn: found.startsOn, endsOn: found.endsOn }}
                figures={figuresShape.parse(found)}
                recorded={figuresShape.parse(found.recorded)}
                explained={found.explained}
                problems={found.problems ?? ""}
                runsUntil={found.endsOn >= todayInVietnam(new Date()) ? formatDate(locale, found.endsOn) : null}
                communes={communes}
              />
            </Card>
          ) : (
            <>
              <Card>
                <CardTitle aside={isOfficial ? t("view.official") : t("view.notOfficial")}>
                  {t("view.figures")}
                </CardTitle>
                <FiguresTable stated={found} recorded={found.recorded} />
                <p className="mt-3 text-sm text-ink-2">
                  {found.volumeMl === null
                    ? t("form.basisPlain")
                    : t("form.basis", { units: formatNumber(locale, roundHalfUp(found.volumeMl / 250, 1), 1) })}
                </p>
                {found.explained.received ? (
                  <p className="mt-3">
                    <strong className="font-semibold">{t("view.where")}:</strong> {found.explained.received}
                  </p>
                ) : null}
                <NamedParts stated={found} />
              </Card>
              <Card>
                <CardTitle>{t("view.problems")}</CardTitle>
                <p className="measure mt-2 whitespace-pre-line">{found.problems ?? t("view.noProblems")}</p>
              </Card>
            </>
          )}
          {months === null ? null : (
            <MonthsBeside stated={found.received} beside={besideMonths(found.received, months)} />
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {found.decisions.length > 0 ? (
            <Card data-print="hide">
              <CardTitle>{t("decide.title")}</CardTitle>
              <div className="mt-3">
                <DecideForm key={found.revision} id={found.id} revision={found.revision} decisions={found.decisions} />
              </div>
            </Card>
          ) : null}
          <ReportHistory report={found} />
        </div>
      </div>
    </>
  );
}
