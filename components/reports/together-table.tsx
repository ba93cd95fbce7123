import { useLocale, useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { sayable } from "@/lib/core/sayable";
import { formatDifference, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import { periodFacts } from "@/lib/reports/periods";
import type { WaitingReport } from "@/lib/reports/together/queries";
import { statusTone } from "./standing";
import { UnitTick } from "./unit-tick";

/** Reports that wait, each beside what was recorded, with a box to decide about it or why that cannot be. */
export function TogetherTable({ reports }: { reports: readonly WaitingReport[] }) {
  const t = useTranslations("reports");
  const locale = useLocale();
  // The words of a refusal come from the verdict, so their key is made here.
  const say = t as unknown as (key: string, facts?: Record<string, string | number>) => string;
  const n = (value: number) => formatNumber(locale, value);
  return (
    <Table caption={t("together.caption")} stack>
      <thead>
        <tr>
          <Th>{t("late.unit")}</Th>
          <Th>{t("late.period")}</Th>
          <Th num>{t("form.stated")}</Th>
          <Th num>{t("form.recorded")}</Th>
          <Th num>{t("form.difference")}</Th>
          <Th>{t("late.state")}</Th>
          <Th>{t("together.sender")}</Th>
        </tr>
      </thead>
      <tbody>
        {reports.map((one) => {
          const period = t("period", periodFacts(one));
          const difference = one.received - one.recordedReceived;
          return (
            <tr key={one.id}>
              <RowHeader>
                <UnitTick
                  value={`${one.id}|${one.revision}`}
                  unit={one.unitName}
                  period={period}
                  disabled={one.whyNot !== null}
                />
              </RowHeader>
              <Td label={t("late.period")} className="whitespace-nowrap">
                <a
                  href={localizedPath(locale, `/staff/reports/${one.id}`)}
                  className="py-1 text-blood-ink underline-offset-4 hover:underline"
                >
                  {period}
                </a>
              </Td>
              <Td num label={t("form.stated")} className="font-semibold">
                {n(one.received)}
              </Td>
              <Td num label={t("form.recorded")} className="text-ink-2">
                {n(one.recordedReceived)}
              </Td>
              <Td num label={t("form.difference")}>
                {difference === 0 ? "–" : formatDifference(locale, difference)}
                {difference > 0 && one.elsewhere ? (
                  <span className="block max-w-56 text-left text-sm text-ink-2 sm:ml-auto">{one.elsewhere}</span>
                ) : null}
              </Td>
              <Td label={t("late.state")}>
                <span className="flex flex-col items-start gap-1">
                  <StatusPill tone={statusTone[one.status]}>{t(`status.${one.status}`)}</StatusPill>
                  {one.version > 1 ? (
                    <span className="text-sm text-ink-2">
                      {t("together.correction", { reason: one.correctionReason ?? "–" })}
                    </span>
                  ) : null}
                  {one.whyNot ? (
                    <span className="max-w-64 text-sm text-behind">
                      {say(`refusal.${one.whyNot.refusal}`, sayable(one.whyNot.facts))}
                    </span>
                  ) : null}
                </span>
              </Td>
              <Td label={t("together.sender")} className="lg:whitespace-nowrap">
                {one.sender ?? "–"}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
