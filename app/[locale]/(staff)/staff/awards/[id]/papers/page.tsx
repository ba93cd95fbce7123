import { Award } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { HandoverLine } from "@/components/awards/handover-line";
import { PrintCertificates } from "@/components/awards/print-certificates";
import { TableDownloads } from "@/components/documents/table-downloads";
import { PrintButton } from "@/components/donations/print-button";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { staffFor } from "@/lib/auth/current";
import { certificatesToPrint } from "@/lib/awards/certificates/queries";
import { ceremonyList, handover } from "@/lib/awards/honours/queries";
import { mayAward } from "@/lib/awards/policy";
import { awardRound } from "@/lib/awards/rounds/queries";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.papers"))("title") };
}

/** What is carried into the hall: certificates by decision, the call list, the mail-merge table. */
export default async function PapersPage({ params }: Props) {
  const { locale, id } = await params;
  const actor = await staffFor("award.view", locale, `/staff/awards/${id}/papers`);
  const round = await awardRound(actor, id);
  if (round === null || !mayAward(actor, "award.view", round)) notFound();
  const [guests, standing, toPrint, t] = await Promise.all([
    ceremonyList(actor, id),
    handover(actor, id),
    Promise.all(
      round.decisions.map((decision) => certificatesToPrint(actor, { roundId: id, decisionId: decision.id })),
    ),
    getTranslations("awards"),
  ]);
  const href = `/api/staff/awards/${id}/certificates`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t("round.back"), href: localizedPath(locale, "/staff/awards") },
          { label: round.name, href: localizedPath(locale, `/staff/awards/${id}`) },
          { label: t("papers.title") },
        ]}
      />
      <PageHeader title={t("papers.title")} over={round.name}>
        {t("papers.lead")}
      </PageHeader>
      {round.decisions.length > 0 ? <HandoverLine roundId={id} standing={standing} className="mb-6" /> : null}
      {guests.length === 0 ? (
        <EmptyState
          icon={<Award aria-hidden className="size-7" />}
          title={standing.revoked > 0 ? t("papers.allRevoked") : t("papers.none")}
        />
      ) : (
        <>
          <div className="mb-6 grid gap-4 md:grid-cols-2 xl:grid-cols-3" data-print="hide">
            {round.decisions.map((decision, index) => {
              const count = toPrint[index] ?? 0;
              return (
                <Card key={decision.id}>
                  <CardTitle className="mb-1">{decision.authorityName}</CardTitle>
                  <p className="text-ink-2">{decision.number}</p>
                  {decision.revoked > 0 ? (
                    <p className="text-sm text-ink-2">{t("papers.revoked", { count: decision.revoked })}</p>
                  ) : null}
                  {count > 0 ? (
                    <div className="mt-4">
                      <PrintCertificates
                        href={`${href}?decision=${decision.id}`}
                        count={count}
                        label={t("papers.print", { count })}
                      />
                    </div>
                  ) : null}
                </Card>
              );
            })}
          </div>
          <Card data-print="official">
            <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
              <div>
                <CardTitle>{t("papers.ceremony")}</CardTitle>
                <p className="text-sm text-ink-2">{t("papers.ceremonyHint")}</p>
              </div>
              <div className="flex flex-wrap items-center gap-3" data-print="hide">
                <TableDownloads href={`/api/staff/awards/${id}/merge?lang=${locale}`} table={t("papers.merge")} />
                <PrintButton label={t("papers.printPage")} />
              </div>
            </div>
            <Table caption={t("papers.caption")}>
              <thead>
                <tr>
                  <Th num>{t("papers.order")}</Th>
                  <Th>{t("papers.name")}</Th>
                  <Th className="max-sm:hidden">{t("papers.honour")}</Th>
                  <Th className="max-md:hidden">{t("papers.serial")}</Th>
                  <Th className="hidden print:table-cell">{t("papers.sign")}</Th>
                </tr>
              </thead>
              <tbody>
                {guests.map((guest, index) => (
                  <tr key={guest.id}>
                    <Td num className="w-12 text-ink-3">
                      {index + 1}
                    </Td>
                    <RowHeader>
                      {guest.name}
                      <span className="block text-sm font-normal text-ink-2">{guest.place}</span>
                      <span className="block text-sm font-normal text-ink-2 sm:hidden">{guest.honourName}</span>
                    </RowHeader>
                    <Td className="max-sm:hidden">{guest.honourName}</Td>
                    <Td className="text-ink-2 tabular-nums max-md:hidden">
                      <span className="whitespace-nowrap">{guest.serial}</span>
                    </Td>
                    <Td className="hidden w-32 print:table-cell" />
                  </tr>
                ))}
              </tbody>
            </Table>
          </Card>
        </>
      )}
    </>
  );
}
