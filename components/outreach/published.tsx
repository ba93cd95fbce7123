import { useLocale, useTranslations } from "next-intl";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { PublishedOutreach as Told } from "@/lib/outreach/queries";

/** What was printed about the nation's outreach, each figure one click from its source. */
export function PublishedOutreach({ figures, year }: { figures: readonly Told[]; year: number }) {
  const t = useTranslations("outreach.published");
  const locale = useLocale();
  if (figures.length === 0) return <p className="mt-2 text-ink-2">{t("none", { year: String(year) })}</p>;
  return (
    <>
      <ul className="mt-3 grid gap-4 sm:grid-cols-3">
        {figures.map((figure) => (
          <li key={figure.id}>
            <p>
              {figure.qualifier === "exact" ? null : <span className="text-ink-2">{t("over")} </span>}
              <strong className="text-2xl font-bold tracking-tight">{formatNumber(locale, figure.value)}</strong>{" "}
              <span className="text-ink-2">{t(`metric.${figure.metric}`)}</span>
            </p>
            <p className="text-sm text-ink-2">{t("period", { period: figure.period, year: String(year) })}</p>
            <p className="text-sm">
              <a
                href={figure.address ?? localizedPath(locale, `/progress?year=${year}#sources`)}
                rel="noreferrer"
                className="py-1 text-blood-ink underline underline-offset-4"
              >
                {t("source", { publisher: figure.publisher ?? figure.sourceId })}
              </a>
              {figure.publishedOn ? `, ${formatDate(locale, figure.publishedOn)}` : ""}
            </p>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-ink-3">{t("apart")}</p>
    </>
  );
}
