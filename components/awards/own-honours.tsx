import { Award } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import type { OwnHonour } from "@/lib/awards/honours/queries";
import { formatDate } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";

/** A donor's honours on their own page, and how far it is to the next rung of their province's ladder. */
export function OwnHonours({ honours, next }: { honours: OwnHonour[]; next: { goal: number; left: number } | null }) {
  const t = useTranslations("awards");
  const locale = useLocale();
  return (
    <Card>
      <CardTitle>{t("own.title")}</CardTitle>
      {next ? <p className="mt-1.5 text-ink-2">{t("own.next", { count: next.left, goal: next.goal })}</p> : null}
      {honours.length === 0 ? (
        <p className="mt-1.5 text-ink-2">{t("own.none")}</p>
      ) : (
        <ul className="mt-3 divide-y divide-line">
          {honours.map((honour) => (
            <li key={honour.id} className="flex gap-3 py-2.5">
              <Award aria-hidden className="mt-0.5 size-5 shrink-0 text-met" />
              <div className="min-w-0">
                <p className="font-medium">{honour.honourName ?? t(`object.${honour.object}`)}</p>
                <p className="text-sm text-ink-2">
                  {t("own.line", { unit: honour.unitName, date: formatDate(locale, honour.honouredOn) })}
                </p>
                {honour.checkCode ? (
                  <a
                    href={localizedPath(locale, `/honours/check/${honour.checkCode}`)}
                    className="inline-flex min-h-11 items-center text-sm font-medium text-blood-ink underline underline-offset-4"
                  >
                    {t("own.check")}
                  </a>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
