import { getLocale, getTranslations } from "next-intl/server";
import { formatNumber, formatTime } from "@/lib/i18n/format";
import type { SlotGroup } from "./slot-choice";
import { byPartOfDay, isNearlyFull, type SlotTime } from "./slot-state";

/** The slots of a drive in words, for a form that may live in the browser. */
export async function slotGroups(slots: readonly SlotTime[]): Promise<SlotGroup[]> {
  const [t, locale] = await Promise.all([getTranslations("bookings.slot"), getLocale()]);
  return byPartOfDay(slots).map(([part, list]) => ({
    part: t(part),
    options: list.map((slot) => ({
      id: slot.id,
      hour: formatTime(locale, slot.startsAt),
      note: slot.free > 0 ? t("left", { free: formatNumber(locale, slot.free) }) : t(slot.begun ? "begun" : "full"),
      few: isNearlyFull(slot),
      free: slot.free > 0,
    })),
  }));
}
