import { useLocale, useTranslations } from "next-intl";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import type { PlannedEdition } from "@/lib/campaigns/own/queries";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import { DatesFrom, Days } from "./campaign-table";

/** The editions of a campaign, each a link to where it is changed. Server pages only. */
export function EditionTable({ campaignId, editions }: { campaignId: string; editions: readonly PlannedEdition[] }) {
  const t = useTranslations("campaigns");
  const locale = useLocale();
  return (
    <Table caption={t("editions")} stack>
      <thead>
        <tr>
          <Th>{t("table.year")}</Th>
          <Th>{t("table.daysOnly")}</Th>
          <Th>{t("table.from")}</Th>
          <Th num>{t("table.drives")}</Th>
          <Th num>{t("table.targets")}</Th>
        </tr>
      </thead>
      <tbody>
        {editions.map((edition) => (
          <tr key={edition.id}>
            <RowHeader>
              <a
                className="inline-flex min-h-11 min-w-11 items-center underline decoration-edge underline-offset-4 hover:decoration-ink"
                href={localizedPath(locale, `/staff/drives/campaigns/${campaignId}/${edition.year}`)}
              >
                {edition.year}
              </a>
            </RowHeader>
            <Td label={t("table.daysOnly")}>
              <Days edition={edition} />
            </Td>
            <Td label={t("table.from")}>
              <DatesFrom edition={edition} />
            </Td>
            <Td label={t("table.drives")} num>
              {formatNumber(locale, edition.drives)}
            </Td>
            <Td label={t("table.targets")} num>
              {formatNumber(locale, edition.targets)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
