"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { withdrawOutreachAction } from "@/lib/outreach/actions";

/** Strikes an activity out, with the reason. */
export function WithdrawForm({ activityId, back }: { activityId: string; back: string }) {
  const t = useTranslations("outreach.withdraw");
  const { state, pending, form } = useKeptForm(withdrawOutreachAction, freshForm());
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormMessage refused={state.message} />
      <input type="hidden" name="activityId" value={activityId} />
      <TextInput
        name="because"
        label={t("because")}
        defaultValue={typed(state, "because")}
        error={state.errors.because}
      />
      <div className="flex flex-wrap gap-3">
        <PendingButton pending={pending} variant="danger">
          {t("do")}
        </PendingButton>
        <ButtonLink href={back}>{t("back")}</ButtonLink>
      </div>
    </form>
  );
}
