import { useLocale, useTranslations } from "next-intl";
import type { PlannedCampaign, PlannedEdition, targetsOnEdition } from "@/lib/campaigns/own/queries";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

/** What counts on an edition: drives, of them those outside its days, and targets. Server pages only. */
export function EditionStanding({
  edition,
  campaign,
  targets,
  withDrives,
}: {
  edition: PlannedEdition;
  campaign: PlannedCampaign;
  /** Those the reader may see. */
  targets: Awaited<ReturnType<typeof targetsOnEdition>>;
  /** May the reader open the list of drives? */
  withDrives: boolean;
}) {
  const t = useTranslations("campaigns.standing");
  const metric = useTranslations("targets.metric");
  const locale = useLocale();
  const counted = (count: number) => ({ count, number: formatNumber(locale, count) });
  // A campaign's pair is two targets of one unit, told in two lines as it is counted.
  const elsewhere = edition.targets - targets.length;
  const link = "underline decoration-edge underline-offset-4 hover:decoration-ink";
  return (
    <div className="mt-4 border-t border-line pt-4">
      <p>
        {edition.drives === 0 ? (
          t("noDrives")
        ) : withDrives ? (
          <a className={link} href={localizedPath(locale, `/staff/drives?campaign=${campaign.id}`)}>
            {t("drives", counted(edition.drives))}
          </a>
        ) : (
          t("drives", counted(edition.drives))
        )}
        {edition.drivesOutside > 0 ? ` ${t("outside", counted(edition.drivesOutside))}` : null}
        {edition.drivesOff > 0 ? ` ${t("off", counted(edition.drivesOff))}` : null}
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
          {elsewhere > 0 ? <p className="mt-1 text-ink-2">{t("targetsInAll", counted(edition.targets))}</p> : null}
        </>
      ) : (
        <p className="mt-1 text-ink-2">{elsewhere > 0 ? t("targetsElsewhere", counted(elsewhere)) : t("noTargets")}</p>
      )}
      {edition.targetsBeside > 0 ? (
        <p className="mt-1 text-ink-2">{t("beside", counted(edition.targetsBeside))}</p>
      ) : null}
    </div>
  );
}
