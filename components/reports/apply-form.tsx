"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, ticked, typed } from "@/lib/forms/state";
import { applyReportFileAction, discardReportFileAction } from "@/lib/reports/import/actions";

/** Applies the good rows of a spreadsheet, with the differing ones when asked for, or throws it away. */
export function ApplyForm({ importId, good, corrections }: { importId: string; good: number; corrections: number }) {
  const t = useTranslations("reports.import.apply");
  const { state, pending, form } = useKeptForm(applyReportFileAction, freshForm());
  return (
    <div className="flex flex-col gap-5">
      <form {...form} className="flex flex-col gap-4">
        <FormMessage refused={state.message} />
        <input type="hidden" name="importId" value={importId} />
        {corrections > 0 ? (
          <>
            <Checkbox
              name="corrections"
              value="yes"
              label={t("corrections", { count: corrections })}
              defaultChecked={ticked(state, "corrections").includes("yes") || good === 0}
            />
            <TextInput
              name="reason"
              label={t("reason")}
              defaultValue={typed(state, "reason")}
              error={state.errors.reason}
            />
          </>
        ) : null}
        <PendingButton pending={pending} pendingLabel={t("working")} className="self-start">
          {t("do", { count: good > 0 ? good : corrections })}
        </PendingButton>
      </form>
      <ActionForm action={discardReportFileAction}>
        {() => (
          <>
            <input type="hidden" name="importId" value={importId} />
            <SubmitButton variant="quiet">{t("discard")}</SubmitButton>
          </>
        )}
      </ActionForm>
    </div>
  );
}
