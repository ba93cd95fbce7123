"use client";

import { useTranslations } from "next-intl";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { type FormState, freshForm, typed } from "@/lib/forms/state";
import { addFacilityAction, editFacilityAction } from "@/lib/venues/facilities/actions";
import { facilityKinds } from "@/lib/venues/rules";

/** A collecting facility's name, kind, unit, and what it can take in a day: a new one, or one as it is to be. */
export function FacilityForm({
  units,
  start,
  ...which
}: {
  units: readonly { id: string; name: string }[];
  start: FormState["values"];
} & ({ newId: string } | { facilityId: string; version: number })) {
  const t = useTranslations("venues");
  const isNew = "newId" in which;
  const { state, pending, form } = useKeptForm(isNew ? addFacilityAction : editFacilityAction, freshForm(start));
  const named = (name: string) => ({ name, defaultValue: typed(state, name), error: state.errors[name] });
  return (
    <form {...form} className="grid max-w-3xl gap-4 sm:grid-cols-2">
      <div className="sm:col-span-2 empty:hidden">
        <FormMessage refused={state.message} />
      </div>
      {isNew ? (
        <input type="hidden" name="id" value={which.newId} />
      ) : (
        <>
          <input type="hidden" name="facilityId" value={which.facilityId} />
          <input type="hidden" name="version" value={which.version} />
        </>
      )}
      <TextInput
        {...named("name")}
        label={t("facilities.name")}
        maxLength={160}
        autoComplete="off"
        fieldClassName="sm:col-span-2"
      />
      <Select
        {...named("kind")}
        label={t("facilities.kind")}
        options={facilityKinds.map((kind) => ({ value: kind, label: t(`facility_kind.${kind}`) }))}
      />
      <Select
        {...named("unitId")}
        label={t("facilities.unit")}
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextInput
        {...named("dailyCapacity")}
        label={t("facilities.capacity")}
        hint={t("facilities.capacityHint")}
        optional={t("facilities.optional")}
        inputMode="numeric"
        fieldClassName="sm:col-span-2"
        className="max-w-40"
      />
      <div className="sm:col-span-2">
        <PendingButton pending={pending} pendingLabel={t("facilities.saving")}>
          {t(isNew ? "facilities.add" : "facilities.save")}
        </PendingButton>
      </div>
    </form>
  );
}
