"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormDeed, useAnswer } from "@/components/ui/use-answer";
import { stepCampaignAction, undoCampaignChangeAction, withdrawEditionAction } from "@/lib/campaigns/actions";
import type { CampaignStep } from "@/lib/campaigns/rules";
import { freshForm } from "@/lib/forms/state";

/** Ends, reopens or takes away a campaign of one's own; ending and taking away are asked once more in place. */
export function CampaignDeed({ campaignId, step }: { campaignId: string; step: CampaignStep }) {
  const t = useTranslations("campaigns.deed");
  return (
    <Deed
      action={stepCampaignAction}
      fields={{ campaignId, step }}
      label={t(`${step}Yes`)}
      asked={step === "reopen" ? undefined : { open: t(step), question: t(`${step}Question`) }}
      danger={step === "withdraw"}
    />
  );
}

/** Takes an edition away, asked once more in place. */
export function WithdrawEdition({ editionId }: { editionId: string }) {
  const t = useTranslations("campaigns.deed");
  return (
    <Deed
      action={withdrawEditionAction}
      fields={{ editionId }}
      label={t("editionYes")}
      asked={{ open: t("edition"), question: t("editionQuestion") }}
      danger
    />
  );
}

/** Takes the latest change back. */
export function UndoChange({ changeId, what }: { changeId: string; what: string }) {
  const t = useTranslations("campaigns.deed");
  return (
    <Deed action={undoCampaignChangeAction} fields={{ changeId }} label={t("undo")} spoken={t("undoOf", { what })} />
  );
}

function Deed({
  action,
  fields,
  label,
  spoken,
  asked,
  danger,
}: {
  action: FormDeed;
  fields: Record<string, string>;
  label: string;
  spoken?: string;
  asked?: { open: string; question: ReactNode };
  danger?: boolean;
}) {
  const t = useTranslations("campaigns.form");
  const [state, send] = useAnswer(action, freshForm());
  const form = (
    <form action={send} className="flex flex-col items-start gap-3">
      <FormMessage refused={state.message} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant={danger ? "danger" : "secondary"} pendingLabel={t("saving")} aria-label={spoken}>
        {label}
      </SubmitButton>
    </form>
  );
  if (!asked) return form;
  return (
    <details open={state.status === "refused" || undefined}>
      <summary className={buttonStyle({ variant: "secondary" }, "w-fit cursor-pointer list-none")}>
        {asked.open}
      </summary>
      <div className="mt-3 flex max-w-xl flex-col gap-3 rounded-control bg-sunk p-4">
        <p>{asked.question}</p>
        {form}
      </div>
    </details>
  );
}
