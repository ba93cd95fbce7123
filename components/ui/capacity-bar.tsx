import { useLocale, useTranslations } from "next-intl";
import { formatNumber } from "@/lib/i18n/format";
import { ProgressBar } from "./progress-bar";

/** How full a drive is, and in words how many places are left. Server pages only (it reads messages). */
export function CapacityBar({ capacity, free }: { capacity: number; free: number }) {
  const t = useTranslations("kit");
  const locale = useLocale();
  const taken = Math.max(0, capacity - free);
  const few = free <= capacity * 0.1;
  const word = free <= 0 ? "noPlaces" : few ? "fewPlacesLeft" : "placesLeft";
  return (
    <div className="flex items-center gap-4">
      <ProgressBar
        thin
        value={taken}
        max={capacity}
        tone={few ? "behind" : "met"}
        label={t("placesTaken", { taken: formatNumber(locale, taken), capacity: formatNumber(locale, capacity) })}
      />
      <span className={`shrink-0 font-medium ${few ? "text-behind" : "text-met"}`}>
        {t(word, { free: formatNumber(locale, free) })}
      </span>
    </div>
  );
}
