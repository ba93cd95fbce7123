import { useLocale, useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { formatNumber, formatTime } from "@/lib/i18n/format";
import { byPartOfDay, isNearlyFull, type SlotTime } from "./slot-state";

/** The hours of a drive, each a way into booking; those that are gone are struck through and say so. */
export function SlotLinks({ slots, hrefOf }: { slots: SlotTime[]; hrefOf: (slotId: string) => string }) {
  const t = useTranslations("bookings.slot");
  return (
    <div className="space-y-5">
      {byPartOfDay(slots).map(([part, list]) => (
        <section key={part}>
          <h3 className="mb-2.5 text-sm font-medium tracking-wide text-ink-3 uppercase">{t(part)}</h3>
          <ul className="grid grid-cols-3 gap-3 sm:grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))]">
            {list.map((slot) => (
              <li key={slot.id}>
                <SlotLink slot={slot} href={hrefOf(slot.id)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function SlotLink({ slot, href }: { slot: SlotTime; href: string }) {
  const t = useTranslations("bookings.slot");
  const locale = useLocale();
  const box = "flex min-h-16 flex-col items-center justify-center rounded-control border border-line px-2 py-2.5";
  const hour = formatTime(locale, slot.startsAt);
  if (slot.free <= 0)
    return (
      <div className={cx(box, "bg-sunk text-ink-3")}>
        <span className="text-lg font-semibold tracking-tight line-through">{hour}</span>
        <span className="text-sm">{t(slot.begun ? "begun" : "full")}</span>
      </div>
    );
  return (
    <a href={href} className={cx(box, "bg-card hover:border-blood hover:bg-blood-tint")} rel="nofollow">
      <span className="text-lg font-semibold tracking-tight">{hour}</span>
      <span className={cx("text-sm", isNearlyFull(slot) ? "font-medium text-behind" : "text-ink-3")}>
        {t("left", { free: formatNumber(locale, slot.free) })}
      </span>
    </a>
  );
}
