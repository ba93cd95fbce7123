import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { FoundUnit } from "@/lib/units/history/queries";

/** Units found, each a link to its history; `action` adds a column with what can be done with one. Server pages only. */
export function UnitTable({ units, action }: { units: readonly FoundUnit[]; action?: (unit: FoundUnit) => ReactNode }) {
  const t = useTranslations("mergers");
  const locale = useLocale();
  return (
    <Table caption={t("list.caption")} stack>
      <thead>
        <tr>
          <Th>{t("list.name")}</Th>
          <Th>{t("wizard.code")}</Th>
          <Th>{t("list.belongs")}</Th>
          <Th>{t("list.days")}</Th>
          {action ? (
            <Th>
              <span className="sr-only">{t("wizard.add")}</span>
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.id}>
            <RowHeader>
              <a
                className="inline-flex min-h-11 flex-col justify-center underline-offset-4 hover:underline"
                href={localizedPath(locale, `/staff/units/${unit.id}`)}
              >
                <span>{unit.fullName}</span>
                {unit.foundBy ? (
                  <span className="text-sm font-normal text-ink-2">{t("list.formerly", { name: unit.foundBy })}</span>
                ) : null}
              </a>
            </RowHeader>
            <Td label={t("wizard.code")}>{unit.code}</Td>
            <Td label={t("list.belongs")}>{unit.parentName ?? "–"}</Td>
            <Td label={t("list.days")} className="whitespace-nowrap">
              {unit.validTo === null
                ? t("list.since", { from: formatDate(locale, unit.validFrom) })
                : t("list.fromTo", {
                    from: formatDate(locale, unit.validFrom),
                    to: formatDate(locale, unit.validTo),
                  })}
            </Td>
            {action ? <Td>{action(unit)}</Td> : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
