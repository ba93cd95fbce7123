import { useLocale, useTranslations } from "next-intl";
import type { CampaignChange } from "@/lib/campaigns/own/queries";
import type { ChangeKind } from "@/lib/campaigns/rules";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { UndoChange } from "./deeds";

/** What was done, the latest first; the latest that stands can be taken back. Server pages only. */
export function CampaignTrail({
  changes,
  mayUndo = () => false,
}: {
  changes: readonly CampaignChange[];
  mayUndo?: (kind: ChangeKind) => boolean;
}) {
  const t = useTranslations("campaigns.trail");
  const locale = useLocale();
  const days = (dates: { startsOn: string; endsOn: string }) =>
    `${formatDate(locale, dates.startsOn)}–${formatDate(locale, dates.endsOn)}`;
  const latest = changes.find(({ isUndone }) => !isUndone);
  if (changes.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <ol className="flex flex-col divide-y divide-line">
      {changes.map((change) => {
        const { kind, datesBefore, datesAfter } = change;
        const what = t(`kind.${kind}`, { year: change.year === null ? "" : String(change.year) });
        return (
          <li key={change.id} className="flex flex-wrap items-start justify-between gap-3 py-3">
            <div className="min-w-0">
              <p className="font-medium">
                {what}
                {change.isUndone ? <span className="font-normal text-ink-2"> · {t("undone")}</span> : null}
              </p>
              {datesBefore && datesAfter ? (
                <p>{t("moved", { before: days(datesBefore), after: days(datesAfter) })}</p>
              ) : datesBefore || datesAfter ? (
                <p>{days((datesAfter ?? datesBefore) as { startsOn: string; endsOn: string })}</p>
              ) : null}
              {change.drivesOutside > 0 ? <p>{t("outside", { count: change.drivesOutside })}</p> : null}
              <p className="text-sm text-ink-2">
                {[change.who ?? t("system"), formatDateTime(locale, change.at)].join(" · ")}
              </p>
            </div>
            {change === latest && mayUndo(kind) ? <UndoChange changeId={change.id} what={what} /> : null}
          </li>
        );
      })}
    </ol>
  );
}
