import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { formatNumber, formatTime } from "@/lib/i18n/format";
import { SlotHourFold } from "./slot-hour";
import { byHour, byPartOfDay, isLongDay, isNearlyFull, type SlotHour, type SlotTime } from "./slot-state";

/**
 * The hours of a drive, each a way into booking; those that are gone are struck through and say so. A long day is folded
 * by the hour, and what is over of it is left out.
 */
export function SlotLinks({ slots, hrefOf }: { slots: SlotTime[]; hrefOf: (slotId: string) => string }) {
  const t = useTranslations("bookings.slot");
  if (!isLongDay(slots))
    return (
      <Parts>
        {byPartOfDay(slots).map(([part, list]) => (
          <Part key={part} title={t(part)}>
            <Tiles slots={list} hrefOf={hrefOf} />
          </Part>
        ))}
      </Parts>
    );
  const ahead = byHour(slots).filter(({ begun }) => !begun);
  const first = ahead.find(({ free }) => free > 0)?.from;
  return (
    <Parts>
      {byPartOfDay(ahead).map(([part, list]) => (
        <Part key={part} title={t(part)}>
          <Hours hours={list} open={first} hrefOf={hrefOf} />
        </Part>
      ))}
    </Parts>
  );
}

const Parts = ({ children }: { children: ReactNode }) => <div className="space-y-5">{children}</div>;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2.5 text-sm font-medium tracking-wide text-ink-3 uppercase">{title}</h3>
      {children}
    </section>
  );
}

function Hours({
  hours,
  open,
  hrefOf,
}: {
  hours: readonly SlotHour<SlotTime>[];
  /** The hour that is unfolded from the start. */
  open: string | undefined;
  hrefOf: (slotId: string) => string;
}) {
  const t = useTranslations("bookings.slot");
  const locale = useLocale();
  return (
    <div className="space-y-2">
      {hours.map((hour) => (
        <SlotHourFold
          key={hour.from}
          label={`${hour.from}–${hour.to}`}
          note={hour.free > 0 ? t("left", { free: formatNumber(locale, hour.free) }) : t("full")}
          free={hour.free > 0}
          open={hour.from === open}
        >
          <Tiles slots={hour.slots} hrefOf={hrefOf} columns="sm:grid-cols-6" />
        </SlotHourFold>
      ))}
    </div>
  );
}

function Tiles({
  slots,
  hrefOf,
  columns = "sm:grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))]",
}: {
  slots: readonly SlotTime[];
  hrefOf: (slotId: string) => string;
  /** Where there is room for more than three: as many as fit, or an hour's six tens of minutes. */
  columns?: string;
}) {
  return (
    <ul className={cx("grid grid-cols-3 gap-3", columns)}>
      {slots.map((slot) => (
        <li key={slot.id}>
          <SlotLink slot={slot} href={hrefOf(slot.id)} />
        </li>
      ))}
    </ul>
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
