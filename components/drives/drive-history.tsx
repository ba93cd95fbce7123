import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import type { DriveEvent } from "@/lib/drives/plan/queries";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

const words = {
  "drive.plan": "plan",
  "drive.edit": "edit",
  "drive.slots": "slots",
  "drive.publish": "publish",
  "drive.open": "open",
  "drive.close": "close",
  "drive.reopen": "reopen",
  "drive.reconcile": "reconcile",
  "drive.postpone": "postpone",
  "drive.cancel": "cancel",
  "drive.copy": "copy",
  "drive.staff": "staff",
  "drive.unstaff": "unstaff",
} as const;

/** Who did what with a drive, latest first, as the audit tells it. */
export function DriveHistory({ events }: { events: readonly DriveEvent[] }) {
  const t = useTranslations("drives");
  const locale = useLocale() as Locale;
  const said = ({ action, detail }: DriveEvent) => {
    const word = words[action as keyof typeof words] ?? "other";
    const n = (value: unknown) => formatNumber(locale, Number(value) || 0);
    if (word === "close") return t("event.close", { noShows: n(detail.noShows) });
    if (word === "postpone" || word === "cancel") return t(`event.${word}`, { people: n(detail.people) });
    return t(`event.${word}`);
  };
  return (
    <Card>
      <CardTitle>{t("view.history")}</CardTitle>
      {events.length === 0 ? <p className="mt-2 text-sm text-ink-2">{t("view.noHistory")}</p> : null}
      <ol className="mt-3 flex flex-col">
        {events.map((event) => (
          <li key={event.id} className="flex flex-col border-t border-line py-2.5 first:border-0">
            <span className="font-medium">{said(event)}</span>
            <span className="text-sm text-ink-2 tabular-nums">
              {event.who ?? t("view.bySystem")} · {formatDateTime(locale, event.at)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
