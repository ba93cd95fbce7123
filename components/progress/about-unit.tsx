import { formatDate, formatList, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Progress } from "@/lib/progress/schema";
import type { UnitBackground } from "@/lib/progress/units/queries";
import { nameOf } from "./place";
import { useFigureWords } from "./words";

/** What a unit was made of, how many people live in it, what lies ahead. */
export function AboutUnit({ progress, background }: { progress: Progress; background: UnitBackground }) {
  const { t, locale } = useFigureWords();
  const { population } = progress;
  const [first] = background.predecessors;
  return (
    <dl className="mt-3 grid gap-x-8 gap-y-3 sm:grid-cols-2 [&_dt]:text-sm [&_dt]:text-ink-3">
      {first ? (
        <div>
          <dt>{t("about.merged")}</dt>
          <dd>
            {t("about.mergedUntil", {
              names: formatList(
                locale,
                background.predecessors.map((unit) => nameOf(locale, unit)),
              ),
              on: formatDate(locale, first.on),
            })}
          </dd>
        </div>
      ) : (
        <div>
          <dt>{t("about.since")}</dt>
          <dd>{formatDate(locale, background.validFrom)}</dd>
        </div>
      )}
      {population ? (
        <div>
          <dt>{t("about.population")}</dt>
          <dd>
            {t("about.people", {
              n: formatNumber(locale, population.people),
              year: String(population.year),
              basis: t(population.basis === "nso_average" ? "about.nso_average" : "about.merger_papers"),
            })}
          </dd>
        </div>
      ) : null}
      {background.communes > 0 ? (
        <div>
          <dt>{t("about.communes")}</dt>
          <dd>{formatNumber(locale, background.communes)}</dd>
        </div>
      ) : null}
      {background.validTo === null ? (
        <div>
          <dt>{t("about.upcoming")}</dt>
          <dd>
            {formatNumber(locale, background.upcomingDrives)}
            {background.kind === "province" && background.upcomingDrives > 0 ? (
              <>
                {" · "}
                <a
                  href={localizedPath(locale, `/?province=${background.code}`)}
                  className="underline underline-offset-4"
                >
                  {t("stat.upcomingLink")}
                </a>
              </>
            ) : null}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
