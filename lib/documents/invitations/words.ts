import { type CivilDate, weekdayOf } from "@/lib/core/time";
import { translatorFor } from "@/lib/i18n/translator";
import { dayInWords } from "../official/words";

/** "08 giờ 30". */
export function timeInWords(time: string): string {
  const [hour = "", minute = ""] = time.split(":");
  return translatorFor("vi")("ceremony.invitation.time", { hour, minute });
}

/** "Chủ nhật, ngày 20 tháng 12 năm 2026". */
export function weekdayInWords(on: CivilDate): string {
  const t = translatorFor("vi");
  return `${t(`ceremony.invitation.weekday.d${weekdayOf(on)}`)}, ${dayInWords(on)}`;
}
