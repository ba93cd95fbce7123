import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { JoinedNotice } from "@/components/reports/joined-notice";
import { ReportForm } from "@/components/reports/report-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { staffFor } from "@/lib/auth/current";
import { newId } from "@/lib/core/ids";
import { isCivilDate, todayInVietnam } from "@/lib/core/time";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { communesSay } from "@/lib/reports/communes/queries";
import { figuresShape } from "@/lib/reports/figures";
import { joinedWithin } from "@/lib/reports/joined";
import { periodFacts, type ReportKind, reportKinds } from "@/lib/reports/periods";
import { blankReport, type UnitNotThen, unitNotThen } from "@/lib/reports/queries";

type Props = {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ unit?: string; kind?: string; from?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reports");
  return { title: t("form.choose") };
}

/** A report that is not begun, filled in with what was recorded here; one that is leads on to its own page. */
export default async function NewReportPage({ params, searchParams }: Props) {
  const { locale } = await params;
  const asked = await searchParams;
  const { unit: unitId, from } = asked;
  const kind = reportKinds.find((known) => known === asked.kind);
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => typeof value === "string")).toString();
  const actor = await staffFor("report.write", locale, `/staff/reports/new${query ? `?${query}` : ""}`);
  const t = await getTranslations("reports");
  if (!unitId || !kind || !isCivilDate(from))
    return (
      <>
        <PageHeader title={t("form.choose")} />
        <EmptyState
          title={t("form.choose")}
          action={<ButtonLink href={localizedPath(locale, "/staff/reports")}>{t("view.all")}</ButtonLink>}
        >
          {t("calendar.lead")}
        </EmptyState>
      </>
    );
  const blank = await blankReport(actor, { unitId, kind, startsOn: from });
  if (blank === null) {
    const gone = await unitNotThen(actor, { unitId, kind, startsOn: from });
    if (gone === null) notFound();
    return <NotThen locale={locale} gone={gone} kind={kind} from={from} />;
  }
  if (blank.existing) redirect(localizedPath(locale, `/staff/reports/${blank.existing}`));
  const { period } = blank;
  const communes = blank.unitKind === "province" ? await communesSay(actor, { unitId: blank.unitId, period }) : null;
  const joined = await joinedWithin({ unitId: blank.unitId, ...period });
  const figures = figuresShape.parse(blank.recorded);
  const name = t("period", periodFacts(period));
  const runs = period.endsOn >= todayInVietnam(new Date());
  return (
    <div className="max-w-3xl">
      <Breadcrumbs
        crumbs={[{ label: t("view.all"), href: localizedPath(locale, "/staff/reports") }, { label: name }]}
      />
      <PageHeader title={t("form.newTitle", { period: name })} over={blank.unitName}>
        {t("form.lead")}
      </PageHeader>
      <JoinedNotice joined={joined} />
      <Card>
        <p className="mb-4 text-sm text-ink-2">{t("form.basisPlain")}</p>
        <ReportForm
          id={newId()}
          revision={null}
          unitId={blank.unitId}
          period={period}
          figures={figures}
          recorded={figures}
          explained={{}}
          problems=""
          runsUntil={runs ? formatDate(locale, period.endsOn) : null}
          communes={communes}
        />
      </Card>
    </div>
  );
}

/** The unit was not there at the end of that period, or not in it: since when it was, until when, whose report it is. */
async function NotThen({
  locale,
  gone,
  kind,
  from,
}: {
  locale: Locale;
  gone: UnitNotThen;
  kind: ReportKind;
  from: string;
}) {
  const t = await getTranslations("reports");
  const period = t("period", periodFacts({ kind, startsOn: from }));
  const [next] = gone.successors;
  return (
    <>
      <PageHeader title={t("form.newTitle", { period })} over={gone.name} />
      <EmptyState
        title={t("notThen.title", { unit: gone.name, period })}
        action={
          next ? (
            <ButtonLink
              href={localizedPath(locale, `/staff/reports/new?unit=${next.id}&kind=${kind}&from=${from}`)}
              variant="primary"
            >
              {t("notThen.open", { unit: next.name })}
            </ButtonLink>
          ) : (
            <ButtonLink href={localizedPath(locale, "/staff/reports")}>{t("view.all")}</ButtonLink>
          )
        }
      >
        {gone.until && gone.hasEnded
          ? t("notThen.ended", {
              day: formatDate(locale, gone.until),
              became: gone.successors.map(({ name }) => name).join(", ") || "–",
            })
          : t("notThen.notYet", { day: formatDate(locale, gone.from) })}
      </EmptyState>
    </>
  );
}
