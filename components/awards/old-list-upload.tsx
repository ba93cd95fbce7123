"use client";

import { useTranslations } from "next-intl";
import { controlStyle } from "@/components/ui/control-style";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { readOldListAction } from "@/lib/awards/matching/actions";
import { freshForm, typed } from "@/lib/forms/state";

/** Sends an old list to be read; for whoever works for several provinces, of which one. */
export function OldListUpload({
  requestKey,
  units,
}: {
  requestKey: string;
  units: { value: string; label: string }[];
}) {
  const t = useTranslations("awards.import");
  const { state, pending, form } = useKeptForm(readOldListAction, freshForm());
  const [first] = units;
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage refused={state.message} />
      <input type="hidden" name="requestKey" value={requestKey} />
      {units.length > 1 ? (
        <Select
          name="unitId"
          label={t("upload.unit")}
          options={units}
          defaultValue={typed(state, "unitId", first?.value)}
          error={state.errors.unitId}
        />
      ) : (
        <input type="hidden" name="unitId" value={first?.value} />
      )}
      <Field id="file" label={t("upload.file")} hint={t("upload.hint")} error={state.errors.file}>
        {(control) => (
          <input
            {...control}
            name="file"
            type="file"
            accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            className={`${controlStyle} py-2.5 file:mr-3 file:rounded-control file:border-0 file:bg-sunk file:px-3 file:py-1 file:font-medium`}
          />
        )}
      </Field>
      <PendingButton pending={pending} pendingLabel={t("upload.working")} className="self-start">
        {t("upload.send")}
      </PendingButton>
    </form>
  );
}
