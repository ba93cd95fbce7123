import { Award, Plus } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AwardSections } from "@/components/awards/award-sections";
import { RoundStatusPill } from "@/components/awards/round-status";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { anywhere, may } from "@/lib/auth/authorize";
import { staffFor } from "@/lib/auth/current";
import { awardRounds } from "@/lib/awards/rounds/queries";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("awards.rounds"))("title") };
}

/** The rounds of one's unit and those of the nation it names people for. */
export default async function AwardsPage({ params }: Props) {
  const { locale } = await params;
  const actor = await staffFor("award.totals", locale, "/staff/awards");
  const [rounds, t] = await Promise.all([awardRounds(actor), getTranslations("awards")]);
  const n = (value: number) => formatNumber(locale, value);
  const mayPlan = may(actor, "award.run", anywhere);
  const maySee = may(actor, "award.view", anywhere);
  const plan = (
    <ButtonLink href={localizedPath(locale, "/staff/awards/new")} variant="primary">
      <Plus aria-hidden className="size-5" />
      {t("rounds.new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} actions={mayPlan ? plan : null}>
        {maySee ? t("lead") : t("rounds.onlyNumbers")}
      </PageHeader>
      {maySee ? <AwardSections actor={actor} current="rounds" hrefOf={(path) => localizedPath(locale, path)} /> : null}
      {rounds.length === 0 ? (
        <EmptyState
          icon={<Award aria-hidden className="size-7" />}
          title={t("rounds.none")}
          action={mayPlan ? plan : undefined}
        >
          {t("rounds.noneHint")}
        </EmptyState>
      ) : (
        <Card>
          <Table caption={t("rounds.caption")} stack>
            <thead>
              <tr>
                <Th>{t("rounds.name")}</Th>
                <Th>{t("rounds.state")}</Th>
                <Th num>{t("rounds.candidates")}</Th>
                <Th num>{t("rounds.chosen")}</Th>
                <Th num>{t("rounds.approved")}</Th>
                <Th num>{t("rounds.ceremony")}</Th>
              </tr>
            </thead>
            <tbody>
              {rounds.map((round) => (
                <tr key={round.id}>
                  <RowHeader>
                    <a
                      href={localizedPath(locale, `/staff/awards/${round.id}`)}
                      className="inline-flex min-h-11 flex-col justify-center underline-offset-4 hover:underline"
                    >
                      <span>{round.name}</span>
                      <span className="text-sm font-normal text-ink-2">
                        {[round.unitName, t(`kind.${round.kind}`), round.isDemo ? t("rounds.demo") : null]
                          .filter(Boolean)
                          .join(" · ")}
                      </span>
                    </a>
                  </RowHeader>
                  <Td label={t("rounds.state")}>
                    <RoundStatusPill round={round} />
                  </Td>
                  <Td num label={t("rounds.candidates")}>
                    {n(round.candidates)}
                  </Td>
                  <Td num label={t("rounds.chosen")}>
                    {n(round.chosen)}
                  </Td>
                  <Td num label={t("rounds.approved")} className="font-semibold">
                    {n(round.approved - round.revoked)}
                  </Td>
                  <Td num label={t("rounds.ceremony")}>
                    {round.ceremonyOn ? (
                      formatDate(locale, round.ceremonyOn)
                    ) : (
                      <span className="text-ink-3">{t("rounds.noCeremony")}</span>
                    )}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      )}
    </>
  );
}
