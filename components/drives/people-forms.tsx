"use client";

import { useTranslations } from "next-intl";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useAnswer } from "@/components/ui/use-answer";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { staffDriveAction, unstaffDriveAction } from "@/lib/drives/actions";
import { freshForm, typed } from "@/lib/forms/state";

/** Gives somebody a role at this one drive. */
export function AssignForm({ driveId, people }: { driveId: string; people: readonly { id: string; name: string }[] }) {
  const t = useTranslations("drives.people");
  const roles = useTranslations("drives.role");
  const { state, pending, form } = useKeptForm(staffDriveAction, freshForm());
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormMessage refused={Object.keys(state.errors).length > 0 ? null : state.message} />
      <input type="hidden" name="driveId" value={driveId} />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Select
          name="accountId"
          label={t("who")}
          placeholder={t("chooseWho")}
          defaultValue={typed(state, "accountId")}
          error={state.errors.accountId}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextInput
          name="email"
          type="email"
          label={t("email")}
          autoComplete="off"
          defaultValue={typed(state, "email")}
          error={state.errors.email}
        />
        <Select
          name="role"
          label={t("role")}
          defaultValue={typed(state, "role", "desk_clerk")}
          error={state.errors.role}
          options={(["desk_clerk", "medical_screener"] as const).map((role) => ({ value: role, label: roles(role) }))}
        />
      </div>
      <div>
        <PendingButton pending={pending}>{t("assign")}</PendingButton>
      </div>
    </form>
  );
}

/** Takes one assignment back. */
export function UnassignForm({ driveId, assignmentId, name }: { driveId: string; assignmentId: string; name: string }) {
  const t = useTranslations("drives.people");
  const [state, action] = useAnswer(unstaffDriveAction, freshForm());
  return (
    <form action={action} className="flex flex-col items-end gap-2">
      <FormMessage refused={state.message} />
      <input type="hidden" name="driveId" value={driveId} />
      <input type="hidden" name="assignmentId" value={assignmentId} />
      <SubmitButton variant="secondary" aria-label={t("removeOf", { name })}>
        {t("remove")}
      </SubmitButton>
    </form>
  );
}
