import { useLocale, useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { sayable } from "@/lib/core/sayable";
import { formatNumber } from "@/lib/i18n/format";
import type { ImportRow } from "@/lib/reports/import/queries";

/** The words of a reason or remark come from the verdict, so their key is made here. */
type Say = (key: string, facts?: Record<string, string | number>) => string;

const monthOf = (row: ImportRow) => (row.startsOn ? `${row.startsOn.slice(5, 7)}/${row.startsOn.slice(0, 4)}` : "–");

/** A unit's name stays on one line where there is room; what somebody typed instead of one may be long. */
const whole = (row: ImportRow) => ((row.unitName ?? row.unitText).length <= 32 ? "lg:whitespace-nowrap" : undefined);

/** The rows that were refused: each with its line, its column and the reason. */
export function RefusedRows({ rows }: { rows: readonly ImportRow[] }) {
  const t = useTranslations("reports.import");
  const say = t as unknown as Say;
  return (
    <Table caption={t("result.faults")} stack className="mt-2">
      <thead>
        <tr>
          <Th>{t("result.line")}</Th>
          <Th>{t("result.column")}</Th>
          <Th>{t("result.unit")}</Th>
          <Th>{t("result.month")}</Th>
          <Th>{t("result.reason")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line}>
            <RowHeader>{row.line}</RowHeader>
            <Td label={t("result.column")}>{row.column ? t(`column.${row.column}`) : "–"}</Td>
            <Td label={t("result.unit")} className={whole(row)}>
              {row.unitName ?? (row.unitText || "–")}
            </Td>
            <Td label={t("result.month")}>{monthOf(row)}</Td>
            <Td label={t("result.reason")}>{say(`reason.${row.reason}`, sayable(row.facts))}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const tones = { good: "met", correction: "watch", same: "plain" } as const;

/** The rows that can be applied or are there already, each as it was understood. */
export function UnderstoodRows({ rows }: { rows: readonly ImportRow[] }) {
  const t = useTranslations("reports.import");
  const locale = useLocale();
  const say = t as unknown as Say;
  return (
    <Table caption={t("result.rows")} stack className="mt-2">
      <thead>
        <tr>
          <Th>{t("result.line")}</Th>
          <Th>{t("result.unit")}</Th>
          <Th>{t("result.month")}</Th>
          <Th num>{t("result.received")}</Th>
          <Th>{t("result.verdict")}</Th>
          <Th>{t("result.remark")}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.line}>
            <RowHeader>{row.line}</RowHeader>
            <Td label={t("result.unit")} className={whole(row)}>
              {row.unitName ?? row.unitText}
            </Td>
            <Td label={t("result.month")}>{monthOf(row)}</Td>
            <Td num label={t("result.received")}>
              {formatNumber(locale, row.received ?? 0)}
            </Td>
            <Td label={t("result.verdict")}>
              {row.verdict === "refused" ? null : (
                <StatusPill tone={tones[row.verdict]}>{t(`result.${row.verdict}`)}</StatusPill>
              )}
            </Td>
            <Td label={t("result.remark")}>
              {row.remarks.length === 0
                ? "–"
                : row.remarks.map(({ remark, facts }) => (
                    <span key={remark} className="block text-sm text-ink-2">
                      {say(`remark.${remark}`, sayable(facts))}
                    </span>
                  ))}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
