"use client";

import { type CalendarDate, parseDate } from "@internationalized/date";
import { CalendarDays, ChevronLeft, ChevronRight, CircleAlert } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Button } from "react-aria-components/Button";
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from "react-aria-components/Calendar";
import { DateSegment, DateInput as Segments } from "react-aria-components/DateField";
import { DatePicker } from "react-aria-components/DatePicker";
import { Dialog } from "react-aria-components/Dialog";
import { Group } from "react-aria-components/Group";
import { Heading } from "react-aria-components/Heading";
import { useLocale } from "react-aria-components/I18nProvider";
import { Label } from "react-aria-components/Label";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { cx } from "./cx";
import { DateInput } from "./date-input";

/**
 * A date typed as dd/mm/yyyy or taken from a calendar, for staff. Sends `YYYY-MM-DD` under `name`. Needs
 * `StaffShell` around it for its words. Until its script has arrived, and without script, it is a `DateInput`.
 * Donors get `DateInput` only.
 */
export function DateField({
  label,
  name,
  hint,
  error,
  optional,
  defaultValue,
  min,
  max,
  required,
  onChange,
  className,
}: {
  label: string;
  name: string;
  hint?: string;
  error?: string | null;
  optional?: string;
  /** Civil dates, `YYYY-MM-DD`. */
  defaultValue?: string;
  min?: string;
  max?: string;
  required?: boolean;
  onChange?: (on: string | null) => void;
  className?: string;
}) {
  const { locale } = useLocale();
  const hydrated = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  if (!hydrated)
    return (
      <DateInput
        fieldClassName={className}
        {...{ label, name, hint, error, optional, defaultValue, min, max, required }}
      />
    );
  return (
    <DatePicker
      name={name}
      defaultValue={defaultValue ? parseDate(defaultValue) : undefined}
      minValue={min ? parseDate(min) : undefined}
      maxValue={max ? parseDate(max) : undefined}
      isRequired={required}
      isInvalid={error ? true : undefined}
      validationBehavior="aria"
      granularity="day"
      shouldForceLeadingZeros
      onChange={onChange ? (value: CalendarDate | null) => onChange(value?.toString() ?? null) : undefined}
      className={cx("flex flex-col gap-1.5", className)}
    >
      <Label className="text-sm font-medium">
        {label}
        {optional ? <span className="font-normal text-ink-3"> ({optional})</span> : null}
      </Label>
      {hint ? (
        <Text slot="description" className="-mt-1 text-sm text-ink-3">
          {hint}
        </Text>
      ) : null}
      <Group className="flex min-h-12 items-center rounded-control border border-edge bg-card pl-3.5 hover:border-ink-2 data-[focus-within]:outline-3 data-[focus-within]:outline-offset-2 data-[focus-within]:outline-info data-[invalid]:border-2 data-[invalid]:border-behind">
        <Segments className="flex flex-1">
          {(segment) => (
            <DateSegment
              segment={segment}
              className="rounded-sm px-0.5 outline-none data-[focused]:bg-blood data-[focused]:text-on-blood data-[placeholder]:text-ink-3 data-[placeholder]:data-[focused]:text-on-blood"
            />
          )}
        </Segments>
        <Button className="flex size-11.5 cursor-pointer items-center justify-center rounded-r-control text-ink-2 hover:bg-sunk">
          <CalendarDays aria-hidden className="size-5" />
        </Button>
      </Group>
      {error ? (
        <Text slot="errorMessage" className="flex items-start gap-1.5 text-sm font-medium text-behind">
          <CircleAlert aria-hidden className="mt-0.75 size-4 shrink-0" />
          <span>{error}</span>
        </Text>
      ) : null}
      <Popover className="rounded-card border border-edge bg-card p-4" offset={6}>
        <Dialog className="outline-none">
          <Calendar firstDayOfWeek="mon">
            <header className="mb-2 flex items-center justify-between gap-2">
              <Button
                slot="previous"
                className="flex size-11 cursor-pointer items-center justify-center rounded-control hover:bg-sunk"
              >
                <ChevronLeft aria-hidden className="size-5" />
              </Button>
              <Heading className="font-semibold first-letter:uppercase" />
              <Button
                slot="next"
                className="flex size-11 cursor-pointer items-center justify-center rounded-control hover:bg-sunk"
              >
                <ChevronRight aria-hidden className="size-5" />
              </Button>
            </header>
            <CalendarGrid weekdayStyle={locale.startsWith("vi") ? "narrow" : "short"}>
              <CalendarGridHeader>
                {(day) => (
                  <CalendarHeaderCell className="size-11 text-sm font-medium text-ink-3">{day}</CalendarHeaderCell>
                )}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => (
                  <CalendarCell
                    date={date}
                    className="flex size-11 cursor-pointer items-center justify-center rounded-control tabular-nums outline-none hover:bg-sunk data-[disabled]:cursor-default data-[disabled]:text-ink-3 data-[disabled]:line-through data-[focus-visible]:outline-3 data-[focus-visible]:-outline-offset-3 data-[focus-visible]:outline-info data-[outside-month]:invisible data-[selected]:bg-blood data-[selected]:font-semibold data-[selected]:text-on-blood"
                  />
                )}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
