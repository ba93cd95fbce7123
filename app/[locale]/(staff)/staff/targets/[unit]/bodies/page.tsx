import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TableDownloads } from "@/components/documents/table-downloads";
import { HeadcountForm } from "@/components/targets/headcount-form";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Pill } from "@/components/ui/pill";
import { Select } from "@/components/ui/select";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { staffFor } from "@/lib/auth/current";
import { tableHref } from "@/lib/documents/tables/names";
import { formatNumber, formatPercent } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { bodyShares } from "@/lib/progress/bodies/queries";
import { bodyFilters, isShown } from "@/lib/targets/bodies/shown";
import { mayDraftTargets } from "@/lib/targets/policy";
import { type TargetSearch, wordAsked, yearAsked } from "../../asked";

type Props = { params: Promise<{ locale: Locale; unit: string }>; searchParams: Promise<TargetSearch> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("targets.unit"))("bodies") };
}

/** Agencies, schools and enterprises of a province or ministry: their people, and the share of them who give. */
export default async function BodiesPage({ params, searchParams }: Props) {
  const { locale, unit: unitId } = await params;
  const actor = await staffFor("target.view", locale, `/staff/targets/${unitId}/bodies`);
  const asked = await searchParams;
  const year = yearAsked(asked.year);
  const shares = await bodyShares(actor, { unitId, year });
  if (shares === null) notFound();
  const t = await getTranslations("targets");
  const name = locale === "en" ? shares.nameEn : shares.name;
  const drafts = mayDraftTargets(actor, shares);
  const back = localizedPath(locale, `/staff/targets/${unitId}?year=${year}`);
  const shown = {
    find: wordAsked(asked.find).slice(0, 80),
    only: bodyFilters.find((one) => one === wordAsked(asked.only)) ?? "all",
  };
  const bodies = shares.bodies.filter((body) => isShown(body, shown));
  const n = (value: number | null) => (value === null ? "–" : formatNumber(locale, value));
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t("unit.all"), href: localizedPath(locale, `/staff/targets?year=${year}`) },
          { label: name, href: back },
          { label: t("unit.bodies") },
        ]}
      />
      <PageHeader
        title={t("bodies.title", { name })}
        over={String(year)}
        actions={
          drafts ? (
            <ButtonLink href={localizedPath(locale, `/staff/targets/${unitId}/draft?year=${year}&metric=pct_of_body`)}>
              {t("bodies.goalSet")}
            </ButtonLink>
          ) : null
        }
      >
        {t("bodies.lead")}
      </PageHeader>
      {wordAsked(asked.done) === "told" ? (
        <Notice tone="met" role="status" className="mb-5">
          {t("done.told")}
        </Notice>
      ) : null}
      <p className="mb-4 font-medium">
        {shares.goal
          ? t("bodies.goal", {
              rate: formatPercent(locale, shares.goal.rate),
              version: shares.goal.version,
              number: shares.goal.decisionNumber ?? t("board.printed"),
            })
          : t("bodies.goalNone", { name })}
      </p>
      {shares.bodies.length === 0 ? (
        <EmptyState icon={<Building2 aria-hidden className="size-7" />} title={t("bodies.none")}>
          {t("bodies.noneHint")}
        </EmptyState>
      ) : (
        <>
          {shares.bodies.length > 12 ? (
            <form
              action={localizedPath(locale, `/staff/targets/${unitId}/bodies`)}
              data-print="hide"
              className="mb-4 grid items-end gap-3 sm:max-w-3xl sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
            >
              <input type="hidden" name="year" value={year} />
              <TextInput
                name="find"
                type="search"
                label={t("split.find")}
                defaultValue={shown.find}
                autoComplete="off"
              />
              <Select
                name="only"
                label={t("split.only")}
                defaultValue={shown.only}
                options={bodyFilters.map((only) => ({
                  value: only,
                  label: t(`bodies.only.${only}`, {
                    n: shares.bodies.filter((body) => isShown(body, { find: "", only })).length,
                  }),
                }))}
              />
              <Button type="submit" variant="ink" className="min-h-12 justify-self-start">
                {t("board.show")}
              </Button>
            </form>
          ) : null}
          <Card flush className="px-4 py-2 sm:px-6">
            {bodies.length === 0 ? <p className="py-3 text-ink-2">{t("bodies.noneShown")}</p> : null}
            <Table caption={t("bodies.caption", { year: String(year) })} stack>
              <thead>
                <tr>
                  <Th>{t("bodies.body")}</Th>
                  <Th num>{t("bodies.people")}</Th>
                  <Th num>{t("bodies.donors")}</Th>
                  <Th num>{t("bodies.share")}</Th>
                  <Th num>{t("bodies.units")}</Th>
                  <Th num>{t("bodies.target")}</Th>
                </tr>
              </thead>
              <tbody>
                {bodies.map((body) => (
                  <tr key={body.id}>
                    <RowHeader lang="vi">{body.name}</RowHeader>
                    <Td num label={t("bodies.people")}>
                      {body.people === null ? (
                        <span className="text-ink-3">{t(body.fewPeople ? "bodies.fewer" : "bodies.unknown")}</span>
                      ) : (
                        <>
                          {n(body.people)}
                          {body.source ? (
                            <span lang="vi" className="block text-sm text-ink-3">
                              {body.source}
                            </span>
                          ) : null}
                        </>
                      )}
                      {drafts ? (
                        <HeadcountForm
                          organisationId={body.id}
                          year={year}
                          version={body.version}
                          people={body.people === null ? "" : n(body.people)}
                          source={body.source ?? ""}
                          shown={shown}
                        />
                      ) : null}
                    </Td>
                    <Td num label={t("bodies.donors")}>
                      {body.fewer ? <span className="text-ink-3">{t("bodies.fewer")}</span> : n(body.donors)}
                    </Td>
                    <Td num label={t("bodies.share")}>
                      {body.share === null ? (
                        "–"
                      ) : (
                        <span className="font-semibold">{formatPercent(locale, body.share)}</span>
                      )}
                      {body.met === null ? null : (
                        <span className="mt-1 block">
                          <Pill tone={body.met ? "met" : "watch"}>{t(body.met ? "bodies.met" : "bodies.behind")}</Pill>
                        </span>
                      )}
                    </Td>
                    <Td num label={t("bodies.units")}>
                      {n(body.donations)}
                    </Td>
                    <Td num label={t("bodies.target")}>
                      {n(body.target)}
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
            <TableDownloads
              href={tableHref(locale, "bodies", { unit: shares.id, year })}
              table={t("bodies.caption", { year: String(year) })}
            />
          </Card>
        </>
      )}
      <p className="mt-3 text-sm text-ink-3">{t("bodies.counted")}</p>
    </>
  );
}
