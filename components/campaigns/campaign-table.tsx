import { useLocale, useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import type { PlannedCampaign, PlannedEdition } from "@/lib/campaigns/own/queries";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

/** Campaigns with their edition of one year, each a link to where it is planned. Server pages only. */
export function CampaignTable({
  caption,
  campaigns,
  year,
  withUnit = false,
}: {
  caption: string;
  campaigns: readonly PlannedCampaign[];
  year: number;
  withUnit?: boolean;
}) {
  const t = useTranslations("campaigns");
  const locale = useLocale();
  return (
    <Table caption={caption} stack>
      <thead>
        <tr>
          <Th>{t("table.name")}</Th>
          <Th className="sm:w-64">{t("table.days", { year: String(year) })}</Th>
          <Th>{t("table.from")}</Th>
          <Th num className="whitespace-nowrap">
            {t("table.drives")}
          </Th>
          <Th num className="whitespace-nowrap">
            {t("table.targets")}
          </Th>
        </tr>
      </thead>
      <tbody>
        {campaigns.map((campaign) => {
          const edition = campaign.editions.find((one) => one.year === year);
          const notes = [
            withUnit ? (locale === "en" ? campaign.unitNameEn : campaign.unitName) : null,
            campaign.endedOn ? t("table.ended", { on: formatDate(locale, campaign.endedOn) }) : null,
            campaign.isDemo ? t("demo") : null,
          ].filter(Boolean);
          return (
            <tr key={campaign.id}>
              <RowHeader>
                <a
                  className="inline-flex min-h-11 flex-col justify-center underline-offset-4 hover:underline"
                  href={localizedPath(locale, `/staff/drives/campaigns/${campaign.id}`)}
                >
                  <span>{locale === "en" ? campaign.nameEn : campaign.nameVi}</span>
                  {notes.length > 0 ? (
                    <span className="text-sm font-normal text-ink-2">{notes.join(" · ")}</span>
                  ) : null}
                </a>
              </RowHeader>
              <Td label={t("table.days", { year: String(year) })}>
                {edition ? <Days edition={edition} /> : <span className="text-ink-3">{t("table.none")}</span>}
              </Td>
              <Td label={t("table.from")} absent={!edition}>
                {edition ? <DatesFrom edition={edition} /> : null}
              </Td>
              <Td label={t("table.drives")} num absent={!edition}>
                {edition ? formatNumber(locale, edition.drives) : null}
              </Td>
              <Td label={t("table.targets")} num absent={!edition}>
                {edition ? formatNumber(locale, edition.targets) : null}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** From when to when, and the main day. */
export function Days({ edition }: { edition: Pick<PlannedEdition, "startsOn" | "endsOn" | "mainOn"> }) {
  const t = useTranslations("campaigns.table");
  const locale = useLocale();
  const { startsOn, endsOn, mainOn } = edition;
  return (
    <span>
      <span className="whitespace-nowrap">
        {formatDate(locale, startsOn)}
        {startsOn === endsOn ? null : "–"}
      </span>
      <wbr />
      {startsOn === endsOn ? null : <span className="whitespace-nowrap">{formatDate(locale, endsOn)}</span>}
      {mainOn && startsOn !== endsOn ? (
        <span className="block text-sm font-normal text-ink-2">{t("main", { on: formatDate(locale, mainOn) })}</span>
      ) : null}
    </span>
  );
}

/** Who says so: a decision, a publication, or only the custom of other years. */
export function DatesFrom({ edition }: { edition: Pick<PlannedEdition, "datesFrom"> }) {
  const t = useTranslations("campaigns.datesFrom");
  return <StatusPill tone={edition.datesFrom === "rule" ? "plain" : "met"}>{t(edition.datesFrom)}</StatusPill>;
}
