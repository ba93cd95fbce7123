import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { StatusPill } from "@/components/ui/status-pill";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { SupportAction } from "@/lib/progress/watch/queries";

/** What was promised to units that are low and is due within the week or overdue. Server pages only. */
export function SupportDue({ actions, today }: { actions: readonly SupportAction[]; today: string }) {
  const t = useTranslations("pace.watch");
  const locale = useLocale();
  return (
    <section aria-labelledby="support-due">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="support-due" className="text-xl font-semibold tracking-tight">
          {t("dueTitle")}
        </h2>
        <a
          href={localizedPath(locale, "/staff/progress/watch")}
          className="py-2 font-medium text-blood-ink underline-offset-4 hover:underline"
        >
          {t("dueAll")}
        </a>
      </div>
      <Card className="py-2 sm:py-2">
        <ul className="divide-y divide-line">
          {actions.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-3">
              <div className="min-w-0">
                <a
                  href={localizedPath(locale, `/staff/progress/watch/${one.unitCode}`)}
                  className="font-medium underline decoration-edge underline-offset-4 hover:decoration-ink"
                >
                  {one.unitName}
                </a>
                <p className="text-sm text-ink-2">
                  {one.what} · {one.owner}
                </p>
              </div>
              <StatusPill tone={one.dueOn < today ? "behind" : "info"}>
                {one.dueOn < today ? `${t("late")}, ` : ""}
                {t("due", { on: formatDate(locale, one.dueOn) })}
              </StatusPill>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
