import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DecisionTable } from "@/components/mergers/decision-table";
import { ReviewList } from "@/components/mergers/review-list";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { FactList } from "@/components/ui/fact-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { FamilyTree } from "@/components/units/family-tree";
import { PopulationForm } from "@/components/units/population-form";
import { ResolutionList } from "@/components/units/resolution-list";
import { toldSource } from "@/components/units/told-source";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { placeOfUnit } from "@/lib/mergers/policy";
import { decisions, reviewItems, reviewToBegin } from "@/lib/mergers/queries";
import { type UnitHistory, unitFamily, unitHistory } from "@/lib/units/history/queries";
import { unitResolutions } from "@/lib/units/history/resolutions";
import { populationBases } from "@/lib/units/populations/schema";

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mergers.unit"))("names") };
}

/** One unit over time: its family, names, populations, parts, the decisions that changed it, what is left to review. */
export default async function UnitPage({ params, searchParams }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("unit.view", locale, `/staff/units/${id}`);
  const unit = await unitHistory(actor, id);
  if (unit === null) notFound();
  const today = todayInVietnam(new Date());
  const [family, changedBy, resolved, review, toBegin, t, { done }] = await Promise.all([
    unitFamily(actor, id),
    decisions(actor, { unitId: id }),
    unitResolutions(actor, id),
    reviewItems(actor, { unitId: id }),
    reviewToBegin(actor, id, today),
    getTranslations("mergers"),
    searchParams,
  ]);
  const n = (value: number) => formatNumber(locale, value);
  const place = placeOfUnit(unit);
  const editable = may(actor, "unit.review", place);
  const path = (to: string) => localizedPath(locale, to);
  // A decision may have made a kind of unit that nobody has translated: it is called as the decision calls it.
  const typeOf = (type: string) => (t.has(`type.${type as "city"}`) ? t(`type.${type as "city"}`) : type);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t("list.title"), href: path("/staff/units") }, { label: unit.fullName }]} />
      <PageHeader
        title={unit.fullName}
        over={unit.parentId && unit.parentId !== "VN" ? unit.parentName : null}
        actions={
          <>
            {unit.kind === "commune" || unit.validTo !== null ? null : (
              <ButtonLink
                href={path(unit.kind === "nation" ? "/staff/progress" : `/staff/progress/units/${unit.code}`)}
              >
                {t("unit.progress")}
              </ButtonLink>
            )}
            {may(actor, "unit.draft", anywhere) && unit.kind !== "nation" && unit.validTo === null ? (
              <ButtonLink variant="primary" href={path(`/staff/units/changes/new?unit=${unit.id}`)}>
                {t("unit.change")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {done === "population" || done === "review" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t(`unit.done.${done}`)}
        </Notice>
      ) : null}
      {unit.validTo ? (
        <Notice tone="watch" className="mb-5">
          {t("unit.ended", { on: formatDate(locale, unit.validTo) })}
        </Notice>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card>
            <CardTitle className="mb-4">{t("unit.family")}</CardTitle>
            <FamilyTree
              id={unit.id}
              name={unit.fullName}
              family={family}
              hasFormerCommunes={unit.formerCommunes.length > 0}
            />
          </Card>
          <Card>
            <CardTitle className="mb-2">{t("unit.names")}</CardTitle>
            <Versions unit={unit} locale={locale} />
          </Card>
          <Card id="review">
            <CardTitle className="mb-2">{t("unit.review")}</CardTitle>
            <ReviewList unitId={unit.id} items={review} today={today} editable={editable} toBegin={toBegin} />
          </Card>
          <Card>
            <CardTitle className="mb-2">{t("unit.decisions")}</CardTitle>
            {changedBy.length > 0 ? <DecisionTable decisions={changedBy} /> : null}
            <ResolutionList resolutions={resolved} />
            {changedBy.length === 0 && resolved.length === 0 ? (
              <p className="text-ink-2">{t("unit.noDecisions")}</p>
            ) : null}
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card>
            <FactList
              lines
              facts={[
                { label: t("wizard.code"), value: unit.code },
                { label: t("wizard.type"), value: typeOf(unit.type) },
                ...(unit.areaKm2 === null
                  ? []
                  : [{ label: t("unit.area"), value: t("unit.km2", { area: formatNumber(locale, unit.areaKm2, 1) }) }]),
                {
                  label: t("list.days"),
                  value: unit.validTo
                    ? t("list.fromTo", {
                        from: formatDate(locale, unit.validFrom),
                        to: formatDate(locale, unit.validTo),
                      })
                    : t("list.since", { from: formatDate(locale, unit.validFrom) }),
                },
              ]}
            />
          </Card>
          <Card>
            <CardTitle className="mb-2">{t("unit.parts")}</CardTitle>
            {unit.children.length === 0 ? (
              <p className="text-ink-2">{t("unit.noParts")}</p>
            ) : (
              <>
                <FactList
                  facts={unit.children.map((part) => ({
                    label: typeOf(part.type),
                    value: n(part.count),
                  }))}
                />
                <a
                  className="mt-2 inline-flex min-h-11 items-center font-medium text-blood-ink underline underline-offset-4"
                  href={path(`/staff/units?parent=${unit.id}`)}
                >
                  {t("unit.seeParts")}
                </a>
              </>
            )}
          </Card>
          <Card>
            <CardTitle className="mb-2">{t("unit.population")}</CardTitle>
            <Populations unit={unit} locale={locale} />
            {may(actor, "unit.change", place) ? (
              <details className="mt-2">
                <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-blood-ink underline underline-offset-4">
                  {t("unit.populationForm")}
                </summary>
                <PopulationForm unitId={unit.id} year={yearOf(today)} />
              </details>
            ) : null}
          </Card>
          {unit.formerCommunes.length > 0 ? (
            <Card>
              <CardTitle className="mb-2">{t("unit.formerCommunes")}</CardTitle>
              <ul className="text-sm">
                {unit.formerCommunes.map((one) => (
                  <li key={`${one.name} ${one.district} ${one.province}`} className="py-1">
                    {one.name}{" "}
                    <span className="text-ink-2">
                      · {one.district}, {one.province}
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}

async function Versions({ unit, locale }: { unit: UnitHistory; locale: Locale }) {
  const t = await getTranslations("mergers");
  return (
    <Table caption={t("unit.names")} stack>
      <thead>
        <tr>
          <Th>{t("unit.fullName")}</Th>
          <Th>{t("unit.from")}</Th>
          <Th>{t("unit.to")}</Th>
          <Th>{t("unit.source")}</Th>
        </tr>
      </thead>
      <tbody>
        {unit.versions.map((version) => (
          <tr key={version.from}>
            <RowHeader className="sm:min-w-40">
              {version.fullName}
              {version.parentName ? (
                <span className="block text-sm font-normal text-ink-2">{version.parentName}</span>
              ) : null}
            </RowHeader>
            <Td label={t("unit.from")}>{formatDate(locale, version.from)}</Td>
            <Td label={t("unit.to")}>{version.to ? formatDate(locale, version.to) : t("unit.now")}</Td>
            <Td label={t("unit.source")} className="text-sm text-ink-2 wrap-anywhere">
              {version.resolution ? `${t("unit.byResolution", { number: version.resolution })} · ` : null}
              {toldSource(locale, version)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

async function Populations({ unit, locale }: { unit: UnitHistory; locale: Locale }) {
  const t = await getTranslations("mergers");
  if (unit.populations.length === 0) return <p className="text-ink-2">{t("unit.noPopulation")}</p>;
  return (
    <ul className="divide-y divide-line">
      {unit.populations.map((one) => (
        <li key={`${one.year} ${one.basis}`} className="py-2">
          <span className="flex justify-between gap-4">
            <span>{one.asOf ? t("unit.peopleOn", { on: formatDate(locale, one.asOf) }) : one.year}</span>
            <span className="font-medium tabular-nums">{formatNumber(locale, one.people)}</span>
          </span>
          <span className="block text-sm text-ink-2 wrap-anywhere">
            {populationBases.some((known) => known === one.basis) ? `${t(`basis.${one.basis as "census"}`)} · ` : null}
            {one.decision ? `${t("unit.peopleBy", { number: one.decision })} · ` : null}
            {toldSource(locale, one)}
            {one.entered ? ` · ${t("unit.entered")}` : null}
            {one.note ? ` · ${one.note}` : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
