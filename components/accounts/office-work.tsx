import { ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { StatusPill } from "@/components/ui/status-pill";
import type { Tone } from "@/components/ui/tone";
import { localizedPath } from "@/lib/i18n/path";

/** One thing an office is to do, and where. */
export interface OfficeTask {
  /** Without language. */
  readonly href: string;
  readonly title: string;
  readonly detail?: string;
  readonly state: string;
  readonly tone: Tone;
}

/** What waits for an office today: reports to write, check and chase, targets to answer. Server pages only. */
export function OfficeWork({ tasks }: { tasks: readonly OfficeTask[] }) {
  const t = useTranslations("accounts.today");
  const locale = useLocale();
  return (
    <section aria-labelledby="office-work">
      <h2 id="office-work" className="mb-3 text-xl font-semibold tracking-tight">
        {t("work")}
      </h2>
      <Card className="py-2 sm:py-2">
        <ul className="divide-y divide-line">
          {tasks.map((task) => (
            <li key={`${task.href} ${task.title} ${task.detail ?? ""}`}>
              <a
                href={localizedPath(locale, task.href)}
                className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1.5 py-2.5 hover:bg-sunk"
              >
                <span className="min-w-0 flex-1 basis-56">
                  <span className="block font-medium">{task.title}</span>
                  {task.detail ? <span className="block text-sm text-ink-2">{task.detail}</span> : null}
                </span>
                <StatusPill tone={task.tone}>{task.state}</StatusPill>
                <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3 max-sm:hidden" />
              </a>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
