"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { FieldError } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { ticked, typed } from "@/lib/forms/state";
import { tellEarlierYearAction } from "@/lib/progress/actions";

const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** The twelve months of a year before this house, for the rhythm of forecasts. */
export function EarlierYearForm({ unitId, year }: { unitId: string; year: number }) {
  const t = useTranslations("paceForms");
  return (
    <ActionForm action={tellEarlierYearAction} className="flex flex-col gap-4">
      {(state) => (
        <>
          <input type="hidden" name="unitId" value={unitId} />
          <div className="grid gap-3 sm:grid-cols-[10rem_1fr]">
            <NumberInput
              whole
              name="year"
              label={t("year")}
              defaultValue={typed(state, "year", String(year))}
              error={state.errors.year}
            />
            <TextInput
              name="source"
              label={t("source")}
              hint={t("sourceHint")}
              defaultValue={typed(state, "source")}
              error={state.errors.source}
            />
          </div>
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-6">
            {months.map((month) => (
              <NumberInput
                key={month}
                whole
                id={`units-${month}`}
                name="units"
                label={t("month", { n: month })}
                defaultValue={ticked(state, "units")[month - 1] ?? ""}
                error={state.errors[`units.${month - 1}`]}
              />
            ))}
          </div>
          {state.errors.units ? <FieldError>{state.errors.units}</FieldError> : null}
          <SubmitButton variant="primary" className="self-start">
            {t("tellYear")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
