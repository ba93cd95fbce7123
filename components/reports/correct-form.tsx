"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { TextArea } from "@/components/ui/text-area";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { correctReportAction } from "@/lib/reports/actions";

/** Why an approved report is to be corrected. */
export function CorrectForm({ id, requestKey, back }: { id: string; requestKey: string; back: string }) {
  const t = useTranslations("reports.correct");
  const { state, pending, form } = useKeptForm(correctReportAction, freshForm());
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormMessage refused={state.message} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="requestKey" value={requestKey} />
      <TextArea name="reason" label={t("reason")} defaultValue={typed(state, "reason")} error={state.errors.reason} />
      <div className="flex flex-wrap gap-3">
        <PendingButton pending={pending}>{t("begin")}</PendingButton>
        <ButtonLink href={back}>{t("back")}</ButtonLink>
      </div>
    </form>
  );
}
