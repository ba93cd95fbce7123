"use client";

import { useTranslations } from "next-intl";
import { type ButtonLook, buttonStyle } from "@/components/ui/button-style";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
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
  label,
}: {
  driveId: string;
  deed: keyof typeof actions;
  variant?: ButtonLook["variant"];
  /** What the button says when its word has been said above it. */
  label?: string;
}) {
  const t = useTranslations("drives.view");
  const [state, action] = useAnswer(actions[deed], freshForm());
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      <FormMessage refused={state.message} />
      <input type="hidden" name="driveId" value={driveId} />
      <SubmitButton variant={variant} pendingLabel={t("working")}>
        {label ?? t(deed)}
      </SubmitButton>
    </form>
  );
}

/** The same for what cannot be taken back: asks first, in place, with or without script. */
export function AskingDeedForm({ driveId, deed }: { driveId: string; deed: "reconcile" }) {
  const t = useTranslations("drives.view");
  return (
    <details className="w-full">
      <summary className={buttonStyle({ variant: "primary" }, "w-fit cursor-pointer list-none")}>{t(deed)}</summary>
      <div className="mt-3 flex max-w-xl flex-col gap-3 rounded-control bg-sunk p-4">
        <p>{t(`ask.${deed}.question`)}</p>
        <DeedForm driveId={driveId} deed={deed} label={t(`ask.${deed}.yes`)} />
      </div>
    </details>
  );
}
