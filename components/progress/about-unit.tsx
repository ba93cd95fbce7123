import { formatDate, formatList, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Progress } from "@/lib/progress/schema";
import type { UnitBackground } from "@/lib/progress/units/queries";
import { populationBases } from "@/lib/units/populations/schema";
import { nameOf } from "./place";
import { type UnitFact, UnitFacts } from "./unit-facts";
import { useFigureWords } from "./words";

/** What a unit was made of, how many people live in it, what lies ahead. */
export function AboutUnit({ progress, background }: { progress: Progress; background: UnitBackground }) {
  const { t, locale } = useFigureWords();
  const { population } = progress;
  const [first] = background.predecessors;
  const facts: UnitFact[] = [];
  if (first)
    facts.push([
      t("about.merged"),
      t("about.mergedUntil", {
        names: formatList(
          locale,
          background.predecessors.map((unit) => nameOf(locale, unit)),
        ),
        on: formatDate(locale, first.on),
      }),
    ]);
  else facts.push([t("about.since"), formatDate(locale, background.validFrom)]);
  if (population)
    facts.push([
      t("about.population"),
      t("about.people", {
        n: formatNumber(locale, population.people),
        year: String(population.year),
        basis: t(`about.${populationBases.find((basis) => basis === population.basis) ?? "other"}`),
      }),
    ]);
  if (background.communes > 0) facts.push([t("about.communes"), formatNumber(locale, background.communes)]);
  if (background.validTo === null) {
    const upcoming = formatNumber(locale, background.upcomingDrives);
    facts.push(
      background.kind === "province" && background.upcomingDrives > 0
        ? [
            t("about.upcoming"),
            upcoming,
            t("stat.upcomingLink"),
            localizedPath(locale, `/?province=${background.code}`),
          ]
        : [t("about.upcoming"), upcoming],
    );
  }
  return <UnitFacts facts={facts} />;
}
