"use client";

import { useTranslations } from "next-intl";
import type { Dispatch, SetStateAction } from "react";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { type FormState, freshForm, typed } from "@/lib/forms/state";
import type { SummaryValues } from "./drive-summary";

const lengths = [10, 15, 20, 30, 45, 60];

/** How a day is cut into slots: length, places, the part for walk-ins, the midday break. */
export function CuttingFields({
  state,
  start,
  onSee,
}: {
  state: FormState;
  start: Readonly<Record<string, string | readonly string[]>>;
  onSee?: Dispatch<SetStateAction<SummaryValues>>;
}) {
  const t = useTranslations("drives.form");
  const field = (name: keyof SummaryValues) => ({
    name,
    defaultValue: typed(state, name, typed(freshForm(start), name)),
    error: state.errors[name],
    onChange: (event: { target: { value: string } }) => {
      const { value } = event.target;
      onSee?.((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Select
        {...field("slotMinutes")}
        label={t("slotMinutes")}
        options={lengths.map((minutes) => ({ value: String(minutes), label: `${minutes} ${t("minutes")}` }))}
      />
      <NumberInput {...field("places")} label={t("places")} hint={t("placesHint")} unit={t("people")} whole />
      <div className="grid grid-cols-2 gap-3">
        <NumberInput {...field("reserveValue")} label={t("reserve")} whole />
        <Select
          {...field("reserveKind")}
          label={t("reserveKind")}
          options={[
            { value: "percent", label: t("percent") },
            { value: "number", label: t("number") },
          ]}
        />
      </div>
      <div className="grid grid-cols-2 gap-3">
        <TextInput
          {...field("pauseFrom")}
          inputMode="numeric"
          maxLength={5}
          label={t("pauseFrom")}
          className="tabular-nums"
        />
        <TextInput
          {...field("pauseTo")}
          inputMode="numeric"
          maxLength={5}
          label={t("pauseTo")}
          className="tabular-nums"
        />
        <p className="col-span-2 -mt-2 text-sm text-ink-3">{t("pauseHint")}</p>
      </div>
    </div>
  );
}
