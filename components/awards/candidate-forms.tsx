"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import type { FormDeed } from "@/components/ui/use-answer";
import { refuseCandidateAction, withdrawNominationAction } from "@/lib/awards/actions";
import { typed } from "@/lib/forms/state";

interface About {
  roundId: string;
  candidateId: string;
}

/** Strikes one name from a proposal. */
export function RefuseForm(about: About) {
  const t = useTranslations("awards.person");
  return <ReasonForm {...about} action={refuseCandidateAction} label={t("refuseWhy")} button={t("refuse")} />;
}

/** Takes a nomination back. */
export function WithdrawForm(about: About) {
  const t = useTranslations("awards");
  return (
    <ReasonForm
      {...about}
      action={withdrawNominationAction}
      label={t("round.takeBackWhy")}
      button={t("person.withdraw")}
    />
  );
}

function ReasonForm({
  roundId,
  candidateId,
  action,
  label,
  button,
}: About & { action: FormDeed; label: string; button: string }) {
  const t = useTranslations("awards.round");
  return (
    <Card>
      <ActionForm action={action} className="flex flex-col gap-3">
        {(state) => (
          <>
            <input type="hidden" name="roundId" value={roundId} />
            <input type="hidden" name="candidateId" value={candidateId} />
            <TextInput
              name="because"
              id={`because-${button}`}
              label={label}
              maxLength={500}
              defaultValue={typed(state, "because")}
              error={state.errors.because}
            />
            <SubmitButton variant="danger" pendingLabel={t("working")}>
              {button}
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </Card>
  );
}
