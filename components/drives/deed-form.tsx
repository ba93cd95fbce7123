"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import type { ButtonLook } from "@/components/ui/button-style";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import {
  closeDriveAction,
  openDriveAction,
  publishDriveAction,
  reconcileDriveAction,
  reopenDriveAction,
} from "@/lib/drives/actions";
import { freshForm } from "@/lib/forms/state";

const actions = {
  publish: publishDriveAction,
  open: openDriveAction,
  close: closeDriveAction,
  reopen: reopenDriveAction,
  reconcile: reconcileDriveAction,
};

/** One button that moves a drive to its next state; a refusal stands above it. */
export function DeedForm({
  driveId,
  deed,
  variant = "primary",
}: {
  driveId: string;
  deed: keyof typeof actions;
  variant?: ButtonLook["variant"];
}) {
  const t = useTranslations("drives.view");
  const [state, action] = useActionState(actions[deed], freshForm());
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      <FormMessage refused={state.message} />
      <input type="hidden" name="driveId" value={driveId} />
      <SubmitButton variant={variant} pendingLabel={t("working")}>
        {t(deed)}
      </SubmitButton>
    </form>
  );
}
