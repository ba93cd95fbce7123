import { MapPin } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th } from "@/components/ui/table";
import { compareVietnamese } from "@/lib/core/text";
import { formatNumber } from "@/lib/i18n/format";
import type { Progress } from "@/lib/progress/schema";
import { nameOf } from "./place";
import { fewestShown } from "./slices";
import { useFigureWords } from "./words";

/** The communes of a province, or the provinces of a ministry's drives, in which drives were held. */
export function Coverage({ progress }: { progress: Progress }) {
  const { t, locale } = useFigureWords();
  const communes = progress.unit.kind === "province";
  const held = progress.children
    .filter((child) => child.recorded && child.recorded.drives > 0)
    .sort(
      (a, b) =>
        (b.recorded?.donations ?? 0) - (a.recorded?.donations ?? 0) || compareVietnamese(a.unit.name, b.unit.name),
    );
  if (held.length === 0)
    return (
      <EmptyState
        icon={<MapPin aria-hidden className="size-7" />}
        title={t("coverage.none", { year: String(progress.year) })}
      >
        {t("coverage.noneHint")}
      </EmptyState>
    );
  const someHidden = held.some((child) => (child.recorded?.donations ?? 0) < fewestShown);
  return (
    <>
      <Table caption={t(communes ? "coverage.titleCommunes" : "coverage.titleProvinces")} className="mt-2">
        <thead>
          <tr>
            <Th>{t(communes ? "coverage.commune" : "coverage.province")}</Th>
            <Th num>{t("coverage.drives")}</Th>
            <Th num>{t("coverage.donations")}</Th>
          </tr>
        </thead>
        <tbody>
          {held.map(({ unit, recorded }) => (
            <tr key={unit.code}>
              <th scope="row" className="border-b border-line py-2 pr-3 font-medium">
                {locale === "en" ? nameOf(locale, unit) : unit.fullName}
              </th>
              <Td num>{formatNumber(locale, recorded?.drives ?? 0)}</Td>
              <Td num>
                {recorded && recorded.donations >= fewestShown
                  ? formatNumber(locale, recorded.donations)
                  : t("breakdown.few")}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {someHidden ? <p className="mt-2 text-xs text-ink-3">{t("coverage.few")}</p> : null}
    </>
  );
}
