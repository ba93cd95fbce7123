import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { formatDifference, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Projection, YearTotal } from "@/lib/targets/projection";
import { useTargetWords } from "./words";

/** What next year may bring, said as a projection and never as a target; a draft can begin from it. */
export function ProjectionCard({
  projection,
  unitId,
  year,
  mayDraft,
}: {
  projection: Projection | null;
  unitId: string;
  /** The year it speaks of. */
  year: number;
  mayDraft: boolean;
}) {
  const { t, locale } = useTargetWords();
  const n = (value: number) => formatNumber(locale, value);
  const from = (total: YearTotal) =>
    total.from !== "published" && total.reports
      ? t("projection.official", { n: total.reports })
      : t(`projection.${total.from === "published" ? "published" : total.isDemo ? "recordedDemo" : "recorded"}`);
  return (
    <Card>
      <CardTitle aside={t("projection.tag")}>{t("projection.title", { year: String(year) })}</CardTitle>
      {projection === null ? (
        <p className="mt-2 text-ink-2">{t("projection.none")}</p>
      ) : (
        <>
          <p className="mt-2 text-2xl font-bold tracking-tight text-ink-2">
            {t("projection.value", { value: n(projection.value) })}
          </p>
          <p className="mt-1 text-sm text-ink-2">
            {projection.before && projection.growth !== null
              ? t("projection.grown", {
                  total: n(projection.basedOn.total),
                  year: String(projection.basedOn.year),
                  from: from(projection.basedOn),
                  growth: `${formatDifference(locale, projection.growth, 1)}%`,
                  before: String(projection.before.year),
                })
              : t("projection.alone", {
                  total: n(projection.basedOn.total),
                  year: String(projection.basedOn.year),
                  from: from(projection.basedOn),
                })}
          </p>
          <p className="mt-1 text-sm text-ink-3">{t("projection.bounds")}</p>
          {mayDraft ? (
            <ButtonLink
              className="mt-3"
              href={localizedPath(locale, `/staff/targets/${unitId}/draft?year=${year}&value=${projection.value}`)}
            >
              {t("projection.use")}
            </ButtonLink>
          ) : null}
        </>
      )}
    </Card>
  );
}
