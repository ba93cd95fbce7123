import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { StatusPill } from "@/components/ui/status-pill";
import { formatDate, formatDateTime, formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Report } from "@/lib/reports/queries";
import { statusTone } from "./standing";

/** The versions of a report and what happened to each, the latest first. */
export function ReportHistory({ report }: { report: Report }) {
  const t = useTranslations("reports");
  const locale = useLocale();
  return (
    <>
      {report.versions.length > 1 ? (
        <Card>
          <CardTitle>{t("view.versions")}</CardTitle>
          <ul className="mt-3 flex flex-col gap-3">
            {report.versions.map((version) => (
              <li
                key={version.id}
                className="flex flex-col items-start gap-1 border-b border-line pb-3 last:border-0 last:pb-0"
              >
                {version.id === report.id ? (
                  <span className="font-semibold" aria-current="true">
                    {t("view.version", { version: version.version })} · {formatNumber(locale, version.received)}
                  </span>
                ) : (
                  <a
                    href={localizedPath(locale, `/staff/reports/${version.id}`)}
                    className="py-1 font-medium text-blood-ink underline-offset-4 hover:underline"
                  >
                    {t("view.version", { version: version.version })} · {formatNumber(locale, version.received)}
                  </a>
                )}
                <StatusPill tone={statusTone[version.status]}>
                  {version.finality
                    ? `${t(`status.${version.status}`)} · ${t(`finality.${version.finality}`)}`
                    : t(`status.${version.status}`)}
                </StatusPill>
                {version.approvedAt ? (
                  <span className="text-sm text-ink-2">
                    {formatDate(locale, version.approvedAt)}
                    {version.supersededAt ? ` – ${formatDate(locale, version.supersededAt)}` : ""}
                  </span>
                ) : null}
                {version.correctionReason ? (
                  <span className="text-sm text-ink-2">
                    {t("view.correction", { reason: version.correctionReason })}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Card>
        <CardTitle>{t("view.history")}</CardTitle>
        <ol className="mt-3 flex flex-col gap-3">
          {report.events.map((event) => {
            const changed = Object.keys(event.change).filter((key) => key !== "finality").length;
            return (
              <li key={event.id} className="border-l-2 border-line pl-3">
                <span className="font-medium">
                  {t(`event.${event.kind as "drafted"}`)}
                  {report.versions.length > 1 ? ` · ${t("view.version", { version: event.version })}` : ""}
                </span>
                <span className="block text-sm text-ink-2">
                  {event.who ?? t("event.system")} · {formatDateTime(locale, event.happenedAt)}
                  {changed > 0 ? ` · ${t("view.changed", { count: changed })}` : ""}
                </span>
                {event.note ? <span className="mt-0.5 block text-sm">{event.note}</span> : null}
              </li>
            );
          })}
        </ol>
      </Card>
    </>
  );
}
