import { Pencil, Undo2 } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CarryOutForm, WithdrawForm } from "@/components/mergers/decision-deeds";
import { stateTones } from "@/components/mergers/decision-table";
import { ChangePreview, fewPeople, TableWord } from "@/components/mergers/preview";
import { ReviewTable } from "@/components/mergers/review-table";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { type Fact, FactList } from "@/components/ui/fact-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { FEWEST_TOLD } from "@/lib/core/few";
import { sayable } from "@/lib/core/sayable";
import { todayInVietnam } from "@/lib/core/time";
import { formatDate, formatDateTime, formatList, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { mayChange, placeOfUnit } from "@/lib/mergers/policy";
import { changePreview, changeWritten, type Decision, decision, reviewItems } from "@/lib/mergers/queries";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ done?: string }> };

const doneWords = ["saved", "withdrawn", "carried_out", "undone"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mergers.change"))("facts") };
}

/** A decision about units: as a draft with the exact preview of what it would do, then with what it did. */
export default async function ChangePage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("unit.view", locale, `/staff/units/changes/${id}`);
  const one = await decision(actor, id);
  if (one === null) notFound();
  const [t, asked] = await Promise.all([getTranslations("mergers"), searchParams]);
  const today = todayInVietnam(new Date());
  const said = doneWords.find((word) => word === asked.done);
  const parents = one.left.flatMap((part) => (part.parentId ? [part.parentId] : []));
  const mayEdit = one.status === "draft" && mayChange(actor, "unit.draft", one.taken);
  const mayCarryOut = mayChange(actor, "unit.change", one.taken, parents);
  const path = (to: string) => localizedPath(locale, to);
  const left = one.left.flatMap((part) => part.parentName ?? part.fullName ?? part.name ?? []);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t("list.title"), href: path("/staff/units") },
          { label: t("list.changes"), href: path("/staff/units?view=changes") },
          { label: one.number ?? t(`status.${one.status}`) },
        ]}
      />
      <PageHeader
        title={t("change.summary", {
          kind: t(`kind.${one.kind}`),
          taken: formatList(
            locale,
            one.taken.map((unit) => unit.fullName),
          ),
        })}
        actions={
          <>
            {mayEdit ? (
              <ButtonLink href={path(`/staff/units/changes/${id}/edit`)}>
                <Pencil aria-hidden className="size-4.5" />
                {t("change.edit")}
              </ButtonLink>
            ) : null}
            {one.status === "carried_out" && mayCarryOut ? (
              <ButtonLink href={path(`/staff/units/changes/${id}/undo`)}>
                <Undo2 aria-hidden className="size-4.5" />
                {t("change.undo")}
              </ButtonLink>
            ) : null}
          </>
        }
      >
        <span className="flex flex-wrap items-center gap-2">
          <StatusPill tone={stateTones[one.status]}>{t(`status.${one.status}`)}</StatusPill>
          {left.length > 0 ? (
            <span>
              {t(one.kind === "move" ? "change.to" : "change.into")} {formatList(locale, left)}
            </span>
          ) : null}
        </span>
      </PageHeader>
      {said ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`change.done.${said}`)}
        </Notice>
      ) : null}
      {one.isDemo ? (
        <Notice tone="info" className="mb-5">
          {t("change.demo")}
        </Notice>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {one.status === "draft" ? (
            <DraftPart actor={actor} draft={one} today={today} mayCarryOut={mayCarryOut} mayEdit={mayEdit} />
          ) : (
            <DonePart actor={actor} one={one} today={today} locale={locale} />
          )}
        </div>
        <Card>
          <CardTitle className="mb-2">{t("change.facts")}</CardTitle>
          <FactList lines facts={factsOf(one, locale, t)} />
          {one.note ? <p className="mt-3 text-sm whitespace-pre-line text-ink-2">{one.note}</p> : null}
        </Card>
      </div>
    </>
  );
}

interface PartProps {
  actor: Awaited<ReturnType<typeof staffFor>>;
  today: string;
}

async function DraftPart({
  actor,
  draft,
  today,
  mayCarryOut,
  mayEdit,
}: PartProps & { draft: Decision; mayCarryOut: boolean; mayEdit: boolean }) {
  const [t, preview] = await Promise.all([getTranslations("mergers"), changePreview(actor, draft, today)]);
  const of = { decisionId: draft.id, version: draft.version };
  return (
    <>
      {preview.why ? (
        <Notice tone="watch" title={t("change.notReady")}>
          {t(`refusal.${preview.why.refusal}`, sayable(preview.why.facts))}
        </Notice>
      ) : (
        <Notice tone="met" title={t("change.ready")}>
          {mayCarryOut ? null : t("change.onlyAdmin")}
        </Notice>
      )}
      <ChangePreview preview={preview} />
      {preview.why === null && mayCarryOut ? (
        <Card>
          <CardTitle className="mb-3">{t("change.carryOut")}</CardTitle>
          <CarryOutForm {...of} />
        </Card>
      ) : null}
      {mayEdit ? <WithdrawForm {...of} /> : null}
    </>
  );
}

async function DonePart({ actor, one, today, locale }: PartProps & { one: Decision; locale: Locale }) {
  const [t, written, review] = await Promise.all([
    getTranslations("mergers"),
    changeWritten(actor, one.id),
    reviewItems(actor, { decisionId: one.id }),
  ]);
  const n = (value: number) => (value === 0 ? "–" : formatNumber(locale, value));
  return (
    <>
      {review.length > 0 ? (
        <Card>
          <CardTitle className="mb-2">{t("change.reviewTitle")}</CardTitle>
          <ReviewTable
            withUnit
            today={today}
            items={review.map((item) => ({
              ...item,
              editable: may(
                actor,
                "unit.review",
                placeOfUnit({ id: item.unitId, kind: item.unitKind, parentId: item.unitParentId }),
              ),
            }))}
          />
        </Card>
      ) : null}
      {written.length > 0 ? (
        <Card>
          <CardTitle className="mb-2">{t("change.written")}</CardTitle>
          <Table caption={t("change.written")} stack>
            <thead>
              <tr>
                <Th>{t("change.what")}</Th>
                <Th num>{t("change.moved")}</Th>
                <Th num>{t("change.made")}</Th>
              </tr>
            </thead>
            <tbody>
              {written.map((row) => (
                <tr key={row.table}>
                  <RowHeader>
                    <TableWord table={row.table} />
                  </RowHeader>
                  <Td num label={t("change.moved")}>
                    {fewPeople(row.table, row.moved) ? t("change.few", { limit: FEWEST_TOLD }) : n(row.moved)}
                  </Td>
                  <Td num label={t("change.made")}>
                    {n(row.made)}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      ) : null}
    </>
  );
}

function factsOf(one: Decision, locale: Locale, t: Awaited<ReturnType<typeof getTranslations<"mergers">>>): Fact[] {
  const missing = <span className="font-normal text-ink-3">{t("change.missing")}</span>;
  const day = (on: string | null) => (on ? formatDate(locale, on) : missing);
  const by = (name: string | null, at: Date) =>
    t("change.byAt", { name: name ?? t("change.system"), at: formatDateTime(locale, at) });
  return [
    { label: t("change.number"), value: one.number ?? missing },
    { label: t("change.issuer"), value: one.issuer ?? missing },
    ...(one.signatory ? [{ label: t("change.signatory"), value: one.signatory }] : []),
    { label: t("change.decidedOn"), value: day(one.decidedOn) },
    { label: t("change.effectiveOn"), value: day(one.effectiveOn) },
    { label: t("change.draftedBy"), value: by(one.draftedBy, one.draftedAt) },
    ...(one.carriedOutAt ? [{ label: t("change.carriedOutBy"), value: by(one.carriedOutBy, one.carriedOutAt) }] : []),
    ...(one.undoneAt ? [{ label: t("change.undoneBy"), value: by(one.undoneBy, one.undoneAt) }] : []),
    ...(one.undoneBecause ? [{ label: t("change.because"), value: one.undoneBecause }] : []),
  ];
}
