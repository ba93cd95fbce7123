import { MapPin } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { packed } from "@/components/ui/packed";
import { inToldOrder, isFew, keptBack } from "@/lib/core/few";
import { compareVietnamese } from "@/lib/core/text";
import type { Progress } from "@/lib/progress/schema";
import { CoveredList } from "./covered-list";
import { nameOf } from "./place";
import { useFigureWords } from "./words";

/** The communes of a province, or the provinces of a ministry's drives, in which drives were held. */
export function Coverage({ progress }: { progress: Progress }) {
  const { t, locale } = useFigureWords();
  const held = progress.children
    .filter((child) => child.recorded && child.recorded.drives > 0)
    .sort(
      (a, b) =>
        (b.recorded?.donations ?? 0) - (a.recorded?.donations ?? 0) || compareVietnamese(a.unit.name, b.unit.name),
    );
  const kept = keptBack(held.map(({ recorded }) => recorded?.donations ?? 0));
  const told = held.map(({ unit, recorded }, at) => {
    const donations = recorded?.donations ?? 0;
    const isKept = kept[at] || progress.keptBackCodes?.has(unit.code) || isFew(donations);
    return { unit, recorded, donations: isKept ? null : donations };
  });
  if (held.length === 0)
    return (
      <EmptyState
        icon={<MapPin aria-hidden className="size-7" />}
        title={t("coverage.none", { year: String(progress.year) })}
      >
        {t("coverage.noneHint")}
      </EmptyState>
    );
  return (
    <CoveredList
      locale={locale}
      places={packed(
        inToldOrder(told, { count: ({ donations }) => donations, name: ({ unit }) => unit.name }).map(
          ({ unit, recorded, donations }) => [
            locale === "en" ? nameOf(locale, unit) : unit.fullName,
            t("coverage.held", { n: recorded?.drives ?? 0 }),
            donations,
          ],
        ),
      )}
    />
  );
}
