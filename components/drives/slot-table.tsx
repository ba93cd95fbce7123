import { useLocale, useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { StaffSlot } from "@/lib/drives/plan/queries";
import { formatNumber, formatTimeRange } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

/**
 * The slots of a drive: booked of what can be booked, what is kept for walk-ins, and while it takes bookings what is
 * left. A slot that has begun at `now` has nothing left: nobody can book it any more.
 */
export function SlotTable({ slots, over, now }: { slots: readonly StaffSlot[]; over: boolean; now: Date }) {
  const t = useTranslations("drives.view");
  const locale = useLocale() as Locale;
  const n = (value: number) => formatNumber(locale, value);
  return (
    <Table caption={t("slotsTitle")}>
      <thead>
        <tr>
          <Th>{t("slotTime")}</Th>
          <Th className="w-1/3 max-sm:hidden">
            <VisuallyHidden>{t("slotFilled")}</VisuallyHidden>
          </Th>
          <Th num>{t("slotBooked")}</Th>
          <Th num>{t("slotWalkIn")}</Th>
          {over ? null : <Th className="text-right">{t("slotLeft")}</Th>}
        </tr>
      </thead>
      <tbody>
        {slots.map((slot) => {
          const free = slot.capacity - slot.booked;
          const begun = slot.startsAt <= now;
          const time = formatTimeRange(locale, slot.startsAt, slot.endsAt);
          return (
            <tr key={slot.id}>
              <RowHeader className="whitespace-nowrap tabular-nums">{time}</RowHeader>
              <Td className="max-sm:hidden">
                <ProgressBar
                  thin
                  value={slot.booked}
                  max={Math.max(1, slot.capacity)}
                  tone={over || begun ? "plain" : free <= 0 ? "behind" : "met"}
                  label={`${time}: ${n(slot.booked)}/${n(slot.capacity)}`}
                />
              </Td>
              <Td num className="font-semibold whitespace-nowrap">
                {n(slot.booked)}/{n(slot.capacity)}
              </Td>
              <Td num className="text-ink-2">
                {n(slot.walkInReserve)}
              </Td>
              {over ? null : (
                <Td
                  className={cx(
                    "text-right text-sm whitespace-nowrap",
                    begun ? "text-ink-3" : free <= 0 ? "text-behind" : "text-met",
                  )}
                >
                  {begun ? t("slotBegun") : free <= 0 ? t("slotFull") : t("slotFree", { free: n(free) })}
                </Td>
              )}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
