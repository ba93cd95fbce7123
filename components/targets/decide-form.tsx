"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/checkbox";
import { controlStyle } from "@/components/ui/control-style";
import { DayInput } from "@/components/ui/day-input";
import { Field } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { decideTargetsAction } from "@/lib/targets/actions";

/** Number, day, signatory and paper over what is chosen. A refusal keeps every field; a file the browser keeps itself. */
export function DecideForm({
  unitId,
  year,
  requestKey,
  proposals,
  split,
  back,
}: {
  unitId: string;
  year: number;
  requestKey: string;
  proposals: { id: string; label: string; hint: string }[];
  split: { id: string; label: string } | null;
  back: string;
}) {
  const t = useTranslations("targets.decide");
  const words = useTranslations("targets.form");
  const { state, pending, form } = useKeptForm(decideTargetsAction, freshForm());
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormMessage refused={state.message} />
      <input type="hidden" name="unitId" value={unitId} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="requestKey" value={requestKey} />
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-sm font-medium">{t("what")}</legend>
        {proposals.map((one) => (
          <Checkbox key={one.id} name="proposals[]" value={one.id} label={one.label} hint={one.hint} defaultChecked />
        ))}
        {split ? <Checkbox name="splitId" value={split.id} label={split.label} defaultChecked /> : null}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput
          name="number"
          label={t("number")}
          hint={t("numberHint")}
          autoComplete="off"
          defaultValue={typed(state, "number")}
          error={state.errors.number}
        />
        <DayInput
          name="decidedOn"
          label={t("on")}
          defaultValue={typed(state, "decidedOn")}
          error={state.errors.decidedOn}
        />
        <TextInput
          name="signatory"
          label={t("signatory")}
          autoComplete="off"
          defaultValue={typed(state, "signatory")}
          error={state.errors.signatory}
        />
        <Field id="file" label={t("file")} hint={t("fileHint")} error={state.errors.file}>
          {(control) => (
            <input
              {...control}
              type="file"
              name="file"
              accept=".pdf,.docx,.png,application/pdf,image/png"
              className={controlStyle}
            />
          )}
        </Field>
      </div>
      <TextArea name="note" label={t("note")} rows={2} defaultValue={typed(state, "note")} error={state.errors.note} />
      <div className="flex flex-wrap gap-2.5">
        <PendingButton pending={pending}>{t("do")}</PendingButton>
        <ButtonLink href={back} variant="quiet">
          {words("back")}
        </ButtonLink>
      </div>
    </form>
  );
}
