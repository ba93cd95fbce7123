import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { formatDifference, formatNumber } from "@/lib/i18n/format";
import type { CommunesSay as Told } from "@/lib/reports/communes/queries";

/** What a province's communes report, beside what was recorded, and a button that takes it over. */
export function CommunesSay({ told, onTake }: { told: Told; onTake: () => void }) {
  const t = useTranslations("reports");
  const locale = useLocale();
  const n = (value: number) => formatNumber(locale, value);
  const lines = told.lines.filter(({ stated, recordedThere }) => stated > 0 || recordedThere > 0);
  const more = told.lines.some(({ recorded, together }) => together > recorded);
  return (
    <section aria-labelledby="communes-say" className="rounded-card border border-line bg-sunk px-5 py-4">
      <h2 id="communes-say" className="text-lg font-semibold tracking-tight">
        {t("communes.title")}
      </h2>
      <p className="mt-1 text-sm text-ink-2">
        {t("communes.lead", { told: told.told, of: told.of })}
        {told.waiting > 0 ? ` ${t("communes.waiting", { count: told.waiting })}` : null}
      </p>
      <Table caption={t("communes.caption")} stack className="mt-2 text-sm">
        <thead>
          <tr>
            <Th>{t("form.line")}</Th>
            <Th num>{t("communes.stated")}</Th>
            <Th num>{t("communes.recordedThere")}</Th>
            <Th num>{t("form.difference")}</Th>
            <Th num>{t("communes.recorded")}</Th>
            <Th num>{t("communes.together")}</Th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, stated, recordedThere, recorded, together }) => (
            <tr key={line}>
              <RowHeader>
                {line === "volumeMl" ? `${t("line.volumeMl")} (${t("form.ml")})` : t(`line.${line}`)}
              </RowHeader>
              <Td num label={t("communes.stated")} className="font-medium">
                {n(stated)}
              </Td>
              <Td num label={t("communes.recordedThere")}>
                {n(recordedThere)}
              </Td>
              <Td num label={t("form.difference")}>
                {stated === recordedThere ? "–" : formatDifference(locale, stated - recordedThere)}
              </Td>
              <Td num label={t("communes.recorded")}>
                {n(recorded)}
              </Td>
              <Td num label={t("communes.together")} className="font-semibold">
                {n(together)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-sm text-ink-2">{t("communes.how")}</p>
      {told.elsewhere.length > 0 ? (
        <p className="mt-1 text-sm text-ink-2">{t("communes.from", { words: told.elsewhere.join("; ") })}</p>
      ) : null}
      {more ? (
        <Button onClick={onTake} className="mt-3" data-print="hide">
          {t("communes.take")}
        </Button>
      ) : (
        <p className="mt-2 text-sm font-medium">{t("communes.nothingMore")}</p>
      )}
    </section>
  );
}
