"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { DayInput } from "@/components/ui/day-input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { typed } from "@/lib/forms/state";
import { addSupportActionAction, moveSupportActionAction } from "@/lib/progress/actions";
import { supportStates } from "@/lib/progress/watch/rules";

/** Something to be done for a unit: what, who, until when. */
export function SupportActionForm({
  unitId,
  requestKey,
  dueOn,
}: {
  unitId: string;
  requestKey: string;
  dueOn: string;
}) {
  const t = useTranslations("paceForms");
  return (
    <ActionForm action={addSupportActionAction} className="flex flex-col gap-4">
      {(state) => (
        <>
          <input type="hidden" name="unitId" value={unitId} />
          <input type="hidden" name="requestKey" value={requestKey} />
          <TextInput
            name="what"
            label={t("what")}
            hint={t("whatHint")}
            maxLength={300}
            defaultValue={typed(state, "what")}
            error={state.errors.what}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextInput
              name="owner"
              label={t("owner")}
              hint={t("ownerHint")}
              maxLength={120}
              defaultValue={typed(state, "owner")}
              error={state.errors.owner}
            />
            <DayInput
              name="dueOn"
              label={t("dueOn")}
              hint={t("dueHint")}
              defaultValue={typed(state, "dueOn", dueOn)}
              error={state.errors.dueOn}
            />
          </div>
          <SubmitButton className="self-start">{t("addAction")}</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** How an action goes on, and what came of it. */
export function SupportMoveForm({
  action,
  back,
}: {
  action: { id: string; version: number; state: string; dueOn: string };
  back: string;
}) {
  const t = useTranslations("paceForms");
  return (
    <ActionForm action={moveSupportActionAction} className="flex flex-col gap-4">
      {(state) => (
        <>
          <input type="hidden" name="actionId" value={action.id} />
          <input type="hidden" name="version" value={action.version} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Select
              name="state"
              label={t("state")}
              defaultValue={typed(state, "state", action.state)}
              error={state.errors.state}
              options={supportStates.map((value) => ({ value, label: t(`states.${value}`) }))}
            />
            <DayInput
              name="dueOn"
              label={t("dueOn")}
              defaultValue={typed(state, "dueOn", action.dueOn)}
              error={state.errors.dueOn}
            />
          </div>
          <TextInput
            name="outcome"
            label={t("outcome")}
            hint={t("outcomeHint")}
            maxLength={500}
            defaultValue={typed(state, "outcome")}
            error={state.errors.outcome}
          />
          <div className="flex flex-wrap gap-2.5">
            <SubmitButton>{t("save")}</SubmitButton>
            <ButtonLink href={back} variant="quiet">
              {t("back")}
            </ButtonLink>
          </div>
        </>
      )}
    </ActionForm>
  );
}
