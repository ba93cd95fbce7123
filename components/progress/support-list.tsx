import { useLocale, useTranslations } from "next-intl";
import { StatusPill } from "@/components/ui/status-pill";
import type { Tone } from "@/components/ui/tone";
import { formatDate } from "@/lib/i18n/format";
import type { SupportAction } from "@/lib/progress/watch/queries";

const tones: Record<SupportAction["state"], Tone> = { planned: "info", doing: "watch", done: "met", dropped: "plain" };

/** What is and was done for a unit: what, who, until when, and what came of it. Server pages only. */
export function SupportList({
  actions,
  today,
  changeHref,
}: {
  actions: readonly SupportAction[];
  today: string;
  changeHref: ((id: string) => string) | null;
}) {
  const t = useTranslations("pace.watch");
  const locale = useLocale();
  if (actions.length === 0) return <p className="text-ink-2">{t("noActions")}</p>;
  return (
    <ul className="divide-y divide-line">
      {actions.map((one) => {
        const isOpen = one.state === "planned" || one.state === "doing";
        const isLate = isOpen && one.dueOn < today;
        return (
          <li key={one.id} className="flex flex-col gap-1 py-3.5 first:pt-0">
            <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1.5">
              <p className="min-w-0 font-medium">{one.what}</p>
              <StatusPill tone={isLate ? "behind" : tones[one.state]}>
                {isLate ? t("late") : t(`state.${one.state}`)}
              </StatusPill>
            </div>
            <p className="text-sm text-ink-2">
              {t("byUntil", { owner: one.owner, on: formatDate(locale, one.dueOn) })}
              {one.isDemo ? ` · ${t("demo")}` : ""}
            </p>
            {one.outcome ? <p className="text-sm">{t("cameOfIt", { outcome: one.outcome })}</p> : null}
            {isOpen && changeHref ? (
              <p data-print="hide">
                <a
                  href={changeHref(one.id)}
                  className="inline-flex min-h-8 items-center text-sm font-medium underline decoration-edge underline-offset-4 hover:decoration-ink"
                >
                  {t("change")}
                </a>
              </p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
