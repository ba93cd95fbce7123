"use client";

import { useTranslations } from "next-intl";
import { DayInput } from "@/components/ui/day-input";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { recordPopulationAction } from "@/lib/units/populations/actions";
import { populationBases } from "@/lib/units/populations/schema";

/** How many people a unit had in a year, by which counting, from which source. */
export function PopulationForm({ unitId, year }: { unitId: string; year: number }) {
  const t = useTranslations("mergers");
  const { state, pending, form } = useKeptForm(
    recordPopulationAction,
    freshForm({ year: `${year}`, basis: "nso_average" }),
  );
  const named = (name: string) => ({ name, defaultValue: typed(state, name), error: state.errors[name] });
  return (
    <form {...form} className="grid gap-4 py-3 sm:grid-cols-2">
      <div className="sm:col-span-2 empty:hidden">
        <FormMessage refused={state.message} />
      </div>
      <input type="hidden" name="unitId" value={unitId} />
      <TextInput {...named("year")} label={t("unit.year")} inputMode="numeric" maxLength={4} />
      <Select
        {...named("basis")}
        label={t("unit.basis")}
        options={populationBases.map((basis) => ({ value: basis, label: t(`basis.${basis}`) }))}
      />
      <TextInput {...named("people")} label={t("unit.people")} inputMode="numeric" />
      <TextInput {...named("source")} label={t("unit.source")} maxLength={300} />
      <DayInput
        name="asOf"
        label={t("unit.peopleDay")}
        optional={t("wizard.optional")}
        defaultValue={typed(state, "asOf")}
        error={state.errors.asOf}
      />
      <TextInput
        {...named("decisionNumber")}
        label={t("unit.peopleDecision")}
        optional={t("wizard.optional")}
        maxLength={60}
      />
      <TextInput {...named("note")} label={t("unit.note")} optional={t("wizard.optional")} maxLength={500} />
      <div className="sm:col-span-2">
        <PendingButton pending={pending} pendingLabel={t("wizard.saving")} variant="secondary">
          {t("unit.save")}
        </PendingButton>
      </div>
    </form>
  );
}
