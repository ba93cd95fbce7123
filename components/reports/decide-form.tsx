"use client";

import { useTranslations } from "next-intl";
import { ChoiceCards } from "@/components/ui/choice-cards";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { TextArea } from "@/components/ui/text-area";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { decideReportAction } from "@/lib/reports/actions";
import { type Decision, finalities } from "@/lib/reports/rules";

/** What whoever checks and approves may do with a report now. */
export function DecideForm({
  id,
  revision,
  decisions,
}: {
  id: string;
  revision: number;
  decisions: readonly Decision[];
}) {
  const t = useTranslations("reports");
  const { state, pending, form } = useKeptForm(decideReportAction, freshForm());
  const mayApprove = decisions.includes("approve");
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage refused={state.message} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="revision" value={revision} />
      {mayApprove ? (
        <>
          <ChoiceCards
            name="finality"
            legend={t("decide.finality")}
            columns={2}
            defaultValue={typed(state, "finality", "provisional")}
            choices={finalities.map((value) => ({
              value,
              label: t(`finality.${value}`),
              note: t(`decide.${value}Hint`),
            }))}
          />
          <p className="text-sm text-ink-2">{t("decide.approveHint")}</p>
        </>
      ) : null}
      <TextArea
        name="note"
        label={t("decide.note")}
        hint={decisions.includes("return") ? t("decide.noteHint") : undefined}
        defaultValue={typed(state, "note")}
        error={state.errors.note}
        rows={2}
      />
      <div className="flex flex-wrap gap-3">
        {decisions.map((decision) => (
          <PendingButton
            key={decision}
            pending={pending}
            name="decision"
            value={decision}
            variant={decision === "return" ? "danger" : "primary"}
          >
            {t(`decide.${decision}`)}
          </PendingButton>
        ))}
      </div>
    </form>
  );
}
