import { useLocale, useTranslations } from "next-intl";
import type { PlannedCampaign, PlannedEdition, targetsOnEdition } from "@/lib/campaigns/own/queries";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

/** What counts on an edition: drives, of them those outside its days, and targets. Server pages only. */
export function EditionStanding({
  edition,
  campaign,
  targets,
}: {
  edition: PlannedEdition;
  campaign: PlannedCampaign;
  targets: Awaited<ReturnType<typeof targetsOnEdition>>;
}) {
  const t = useTranslations("campaigns.standing");
  const metric = useTranslations("targets.metric");
  const locale = useLocale();
  const link = "underline decoration-edge underline-offset-4 hover:decoration-ink";
  return (
    <div className="mt-4 border-t border-line pt-4">
      <p>
        {edition.drives === 0 ? (
          t("noDrives")
        ) : (
          <a className={link} href={localizedPath(locale, `/staff/drives?campaign=${campaign.id}`)}>
            {t("drives", { count: edition.drives, number: formatNumber(locale, edition.drives) })}
          </a>
        )}
        {edition.drivesOutside > 0
          ? ` ${t("outside", { count: edition.drivesOutside, number: formatNumber(locale, edition.drivesOutside) })}`
          : null}
      </p>
      {targets.length > 0 ? (
        <>
          <p className="mt-3 font-medium">{t("targets")}</p>
          <ul className="mt-1 flex flex-col">
            {targets.map((target) => (
              <li key={target.id} className="flex flex-wrap justify-between gap-x-4 py-1">
                <a
                  className={link}
                  href={localizedPath(locale, `/staff/targets/${target.unitId}?year=${edition.year}`)}
                >
                  {locale === "en" ? target.unitNameEn : target.unitName}
                </a>
                <span className="tabular-nums">
                  {metric(target.metric as "units")}: {formatNumber(locale, target.value)}
                  {target.isDemo ? ` · ${t("demo")}` : ""}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="mt-1 text-ink-2">{t("noTargets")}</p>
      )}
    </div>
  );
}
