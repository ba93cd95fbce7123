"use client";

import { isCivilDate } from "@/lib/core/time";
import { DateField } from "./date-field";
import { DateInput } from "./date-input";
import { useScript } from "./use-script";

/** A day for staff: typed as dd/mm/yyyy or taken from a calendar; without script the browser's own date box. */
export function DayInput({
  defaultValue,
  onChange,
  className,
  ...field
}: {
  label: string;
  name: string;
  hint?: string;
  error?: string | null;
  optional?: string;
  /** `YYYY-MM-DD`; anything else leaves the box empty. */
  defaultValue?: string;
  min?: string;
  onChange?: (on: string) => void;
  className?: string;
}) {
  const day = isCivilDate(defaultValue) ? defaultValue : undefined;
  if (!useScript()) return <DateInput {...field} defaultValue={day} fieldClassName={className} />;
  return (
    <DateField
      {...field}
      defaultValue={day}
      onChange={onChange ? (on) => onChange(on ?? "") : undefined}
      className={className}
    />
  );
}
