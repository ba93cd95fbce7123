import { ChevronRight } from "lucide-react";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Pill } from "@/components/ui/pill";
import { formatNumber } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Waiting } from "@/lib/targets/board/queries";
import { sharedMetrics, splitPath, targetOf } from "@/lib/targets/split/whole";
import { stateTone, useTargetWords } from "./words";

/** What waits for this person, the longest waiting first; each leads to where it is done. */
export function WaitingList({ waiting }: { waiting: Waiting[] }) {
  const { t, locale } = useTargetWords();
  return (
    <Card>
      <CardTitle aside={waiting.length > 0 ? formatNumber(locale, waiting.length) : undefined}>
        {t("waiting.title")}
      </CardTitle>
      {waiting.length === 0 ? (
        <p className="mt-2 text-ink-2">{t("waiting.none")}</p>
      ) : (
        <>
          <WaitingRows waiting={waiting.slice(0, shownFirst)} />
          {waiting.length > shownFirst ? (
            <details className="border-t border-line">
              <summary className="flex min-h-11 cursor-pointer items-center font-medium">
                {t("waiting.more", { n: waiting.length - shownFirst })}
              </summary>
              <WaitingRows waiting={waiting.slice(shownFirst)} />
            </details>
          ) : null}
        </>
      )}
    </Card>
  );
}

const shownFirst = 12;

function WaitingRows({ waiting }: { waiting: readonly Waiting[] }) {
  const { t, locale, value, metric, period } = useTargetWords();
  return (
    <ul className="mt-2 divide-y divide-line">
      {waiting.map((one) => {
        const time = (locale === "en" ? one.editionEn : one.editionVi) ?? period(one.period);
        return (
          <li
            key={`${one.unitId} ${one.year} ${one.what} ${one.period} ${one.metric} ${one.editionId} ${one.changedAt.getTime()}`}
          >
            <a
              href={localizedPath(locale, pageOf(one))}
              className="flex min-h-14 items-center gap-3 py-2 hover:bg-sunk"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-medium">
                  {locale === "en" ? one.nameEn : one.name} · {one.year}
                </span>
                <span className="block text-sm text-ink-2">
                  {one.what === "split"
                    ? t("waiting.split", { value: formatNumber(locale, one.value) })
                    : t(one.state === "replaced" ? "waiting.replaced" : "waiting.proposal", {
                        metric: metric(one.metric),
                        value: value(one.metric, one.value),
                      })}
                  {one.period === "year" ? null : ` · ${time}`}
                </span>
                <Pill tone={stateTone[one.state] ?? "plain"}>{t(`state.${one.state}`)}</Pill>
              </span>
              <span className="text-sm font-medium max-sm:sr-only">{t(`waiting.${one.deed}`)}</span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** Where it is done: a split's own page, the paper, else what the unit's page says of it. */
function pageOf(one: Waiting): string {
  const metric = sharedMetrics.find((known) => known === one.metric) ?? "units";
  if (one.what === "split" && one.deed === "finish") return splitPath(one.unitId, targetOf({ ...one, metric }));
  return `/staff/targets/${one.unitId}${one.deed === "decide" ? "/decide" : ""}?year=${one.year}`;
}
