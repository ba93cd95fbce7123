import { getLocale, getTranslations } from "next-intl/server";
import { packed } from "@/components/ui/packed";
import { formatNumber, formatTime } from "@/lib/i18n/format";
import type { SlotGroup, SlotOption } from "./slot-choice";
import type { SlotLinkGroup } from "./slot-links";
import { byHour, byPartOfDay, isLongDay, isNearlyFull, type SlotTime } from "./slot-state";

/** The slots of a drive in words, for a form that may live in the browser. Hours of a long day that are over are left out. */
export async function slotGroups(slots: readonly SlotTime[]): Promise<SlotGroup[]> {
  const [t, locale] = await Promise.all([getTranslations("bookings.slot"), getLocale()]);
  const left = (free: number) => t("left", { free: formatNumber(locale, free) });
  const option = (slot: SlotTime) => ({
    id: slot.id,
    hour: formatTime(locale, slot.startsAt),
    note: slot.free > 0 ? left(slot.free) : t(slot.begun ? "begun" : "full"),
    few: isNearlyFull(slot),
    free: slot.free > 0,
  });
  if (!isLongDay(slots))
    return byPartOfDay(slots).map(([part, list]) => ({ part: t(part), options: list.map(option) }));
  const ahead = byHour(slots).filter(({ begun }) => !begun);
  const first = ahead.find(({ free }) => free > 0);
  return byPartOfDay(ahead).map(([part, list]) => {
    const hours = list.map(({ from, to, slots, free }) => ({
      label: `${from}–${to}`,
      note: free > 0 ? left(free) : t("full"),
      free: free > 0,
      open: from === first?.from,
      options: slots.map(option),
    }));
    return { part: t(part), hours, options: hours.flatMap(({ options }) => options) };
  });
}

/** The same for `SlotLinks`, which draws them for whoever only looks: as packed rows of id, hour, what is left, and how that is. */
export async function slotLinks(slots: readonly SlotTime[]): Promise<SlotLinkGroup[]> {
  const rows = (options: readonly SlotOption[]) =>
    packed(options.map(({ id, hour, note, few, free }) => [id, hour, note, free ? (few ? "few" : null) : "gone"]));
  return (await slotGroups(slots)).map(({ part, options, hours }) =>
    hours
      ? {
          part,
          hours: hours.map(({ label, note, free, open, options }) =>
            open ? [label, note, rows(options), 1] : [label, note, free ? rows(options) : ""],
          ),
        }
      : { part, slots: rows(options) },
  );
}
