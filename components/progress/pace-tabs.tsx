import { useLocale, useTranslations } from "next-intl";
import { Tabs } from "@/components/ui/tabs";
import { localizedPath } from "@/lib/i18n/path";

const places = ["overview", "drill", "forecast", "season", "coverage", "watch", "push"] as const;
export type PacePlace = (typeof places)[number];

/** The committee's ways of looking at one unit: the same row on each page, and the unit goes along. Server pages only. */
export function PaceTabs({ current, unit }: { current: PacePlace; unit?: string }) {
  const t = useTranslations("pace");
  const locale = useLocale();
  const about = unit && unit !== "VN" ? unit : "";
  const href = (place: PacePlace) => {
    if (place === "overview")
      return about && !/^\d{5}$/.test(about) ? `/staff/progress/units/${about}` : "/staff/progress";
    return `/staff/progress/${place}${unit ? `?unit=${unit}` : ""}`;
  };
  return (
    <Tabs
      label={t("tabs.label")}
      className="mb-5"
      tabs={places.map((place) => ({
        href: localizedPath(locale, href(place)),
        label: t(`tabs.${place}`),
        current: place === current,
      }))}
    />
  );
}
