"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Notice } from "@/components/ui/notice";
import { parseWhole } from "@/lib/core/numbers";
import { instantInVietnam, isCivilDate } from "@/lib/core/time";
import type { EditionChoice } from "@/lib/drives/choices/queries";
import { editionsOn, type PlannedSlot, readTime, slotsMost, slotsOf } from "@/lib/drives/rules";
import { formatDateLong, formatNumber } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/routing";

/** The fields a plan's summary is worked out from, as they are typed. */
export interface SummaryValues {
  readonly heldOn: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly pauseFrom: string;
  readonly pauseTo: string;
  readonly slotMinutes: string;
  readonly places: string;
  readonly reserveKind: string;
  readonly reserveValue: string;
  readonly plannedUnits: string;
}

/** What the plan comes to, beside the form while it is filled in; the same rule cuts the day when it is saved. */
export function DriveSummary({
  values,
  locale,
  editions,
  className,
}: {
  values: SummaryValues;
  locale: Locale;
  editions: readonly EditionChoice[];
  className?: string;
}) {
  const t = useTranslations("drives.form");
  const slots = plannedSlots(values);
  const booked = slots.reduce((sum, slot) => sum + slot.capacity, 0);
  const walkIn = slots.reduce((sum, slot) => sum + slot.walkInReserve, 0);
  const planned = whole(values.plannedUnits);
  const campaigns = isCivilDate(values.heldOn) ? editionsOn(editions, values.heldOn) : [];
  const n = (value: number) => formatNumber(locale, value);
  return (
    <aside aria-label={t("summary")} className={cx("sticky top-6", className)}>
      <Card>
        <h2 className="text-lg font-semibold">{t("summary")}</h2>
        <dl className="mt-3 flex flex-col gap-4" aria-live="polite">
          <div>
            <dt className="text-sm text-ink-3">{t("summaryWhen")}</dt>
            <dd className="font-medium">
              {isCivilDate(values.heldOn) ? formatDateLong(locale, values.heldOn) : "—"}
              <span className="block tabular-nums">
                {readTime(values.startTime) ?? "—"}–{readTime(values.endTime) ?? "—"}
              </span>
            </dd>
          </div>
          <div>
            <dt className="text-sm text-ink-3">{t("campaigns")}</dt>
            <dd className="font-medium">
              {!isCivilDate(values.heldOn)
                ? "—"
                : campaigns.length === 0
                  ? t("campaignsNone")
                  : campaigns.map((edition) => (locale === "en" ? edition.nameEn : edition.nameVi)).join(", ")}
            </dd>
          </div>
          <div>
            <dt className="text-sm text-ink-3">{t("summarySlots")}</dt>
            {slots.length === 0 ? (
              <dd className="text-ink-2">{t("noSlotsYet")}</dd>
            ) : (
              <dd>
                <span className="block text-3xl font-bold tracking-tight tabular-nums">{n(booked + walkIn)}</span>
                <span className="block font-medium">
                  {t("slotsLine", { slots: n(slots.length), booked: n(booked) })}
                </span>
                <span className="block text-ink-2">{t("walkInLine", { walkIn: n(walkIn) })}</span>
                <span className="mt-1 block text-sm text-ink-3">
                  {t("perSlotLine", {
                    booked: n(slots[0]?.capacity ?? 0),
                    walkIn: n(slots[0]?.walkInReserve ?? 0),
                  })}
                </span>
              </dd>
            )}
          </div>
        </dl>
        {planned !== null && slots.length > 0 && planned > booked + walkIn ? (
          <Notice tone="watch" className="mt-4">
            {t("plannedOverCapacity", { planned: n(planned), places: n(booked + walkIn) })}
          </Notice>
        ) : null}
      </Card>
    </aside>
  );
}

/** The slots the typed values would make; none while something is missing or does not fit together. */
function plannedSlots(values: SummaryValues): PlannedSlot[] {
  const { heldOn } = values;
  const [startTime, endTime, pauseFrom, pauseTo] = [
    values.startTime,
    values.endTime,
    values.pauseFrom,
    values.pauseTo,
  ].map(readTime);
  const minutes = whole(values.slotMinutes);
  const places = whole(values.places);
  const kept = whole(values.reserveValue) ?? 0;
  if (!isCivilDate(heldOn) || !startTime || !endTime || endTime <= startTime) return [];
  if (minutes === null || minutes < 5 || places === null) return [];
  const slots = slotsOf({
    startsAt: instantInVietnam(heldOn, startTime),
    endsAt: instantInVietnam(heldOn, endTime),
    slotMinutes: minutes,
    places,
    reserve: values.reserveKind === "number" ? { kind: "number", people: kept } : { kind: "percent", percent: kept },
    pause:
      pauseFrom && pauseTo && pauseFrom < pauseTo
        ? { from: instantInVietnam(heldOn, pauseFrom), to: instantInVietnam(heldOn, pauseTo) }
        : null,
  });
  return slots.length > slotsMost ? [] : slots;
}

function whole(text: string): number | null {
  const read = parseWhole(text);
  return read.ok ? read.value : null;
}
