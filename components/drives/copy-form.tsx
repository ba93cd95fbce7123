"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { CardTitle } from "@/components/ui/card-title";
import { Checkbox } from "@/components/ui/checkbox";
import { DayInput } from "@/components/ui/day-input";
import { FormMessage } from "@/components/ui/form-message";
import { NumberInput } from "@/components/ui/number-input";
import { PendingButton } from "@/components/ui/pending-button";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { copyDriveAction } from "@/lib/drives/actions";
import { freshForm, typed } from "@/lib/forms/state";

/** The same drive on the same weekday of the following weeks. */
export function CopyWeeksForm({ driveId, hint, firstDays }: { driveId: string; hint: string; firstDays: string }) {
  const t = useTranslations("drives.copy");
  const { state, pending, form } = useKeptForm(copyDriveAction, freshForm());
  return (
    <Card>
      <CardTitle>{t("weekly")}</CardTitle>
      <p className="mt-1 text-ink-2">
        {hint}: {firstDays}
      </p>
      <form {...form} className="mt-4 flex flex-col items-start gap-4">
        <FormMessage refused={state.errors.weeks ? null : state.message} />
        <input type="hidden" name="driveId" value={driveId} />
        <NumberInput
          name="weeks"
          id="weeks"
          label={t("weeks")}
          unit={t("weeksUnit")}
          whole
          defaultValue={typed(state, "weeks", "4")}
          error={state.errors.weeks}
          fieldClassName="w-44"
        />
        <Checkbox
          id="publish-weeks"
          name="publish"
          value="yes"
          label={t("publish")}
          hint={t("publishHint")}
          defaultChecked={typed(state, "publish") === "yes"}
        />
        <PendingButton pending={pending}>{t("doWeeks")}</PendingButton>
      </form>
    </Card>
  );
}

/** The same drive on one other day: how a postponed one is planned again. */
export function CopyOnceForm({ driveId, min, on }: { driveId: string; min: string; on: string }) {
  const t = useTranslations("drives.copy");
  const { state, pending, form } = useKeptForm(copyDriveAction, freshForm());
  return (
    <Card>
      <CardTitle>{t("once")}</CardTitle>
      <form {...form} className="mt-4 flex flex-col items-start gap-4">
        <FormMessage refused={state.errors.on ? null : state.message} />
        <input type="hidden" name="driveId" value={driveId} />
        <DayInput
          name="on"
          label={t("on")}
          min={min}
          defaultValue={typed(state, "on", on)}
          error={state.errors.on ?? state.errors.weeks}
          className="w-56"
        />
        <PendingButton pending={pending} variant="secondary">
          {t("doOnce")}
        </PendingButton>
      </form>
    </Card>
  );
}
