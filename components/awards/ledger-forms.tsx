"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import type { FormDeed } from "@/components/ui/use-answer";
import { deliverHonourAction, revokeHonourAction } from "@/lib/awards/actions";
import { typed } from "@/lib/forms/state";

/** What may be done with one honour: hand over the paper later, or take the honour back. */
export function LedgerForms({ honourId, deliver, revoke }: { honourId: string; deliver: boolean; revoke: boolean }) {
  const t = useTranslations("awards.ledger");
  if (!deliver && !revoke) return null;
  return (
    <details>
      <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm font-medium text-ink-2 underline-offset-4 hover:underline">
        {t("more")}
      </summary>
      <div className="flex max-w-80 flex-col gap-4 py-2">
        {deliver ? (
          <Deed
            honourId={honourId}
            action={deliverHonourAction}
            field="words"
            label={t("deliverWords")}
            button={t("deliver")}
            variant="secondary"
          />
        ) : null}
        {revoke ? (
          <Deed
            honourId={honourId}
            action={revokeHonourAction}
            field="because"
            label={t("revokeWhy")}
            button={t("revoke")}
            variant="danger"
          />
        ) : null}
      </div>
    </details>
  );
}

function Deed({
  honourId,
  action,
  field,
  label,
  button,
  variant,
}: {
  honourId: string;
  action: FormDeed;
  field: "words" | "because";
  label: string;
  button: string;
  variant: "secondary" | "danger";
}) {
  return (
    <ActionForm action={action} className="flex flex-col items-start gap-2">
      {(state) => (
        <>
          <input type="hidden" name="honourId" value={honourId} />
          <TextInput
            name={field}
            id={`${field}-${honourId}`}
            label={label}
            maxLength={500}
            defaultValue={typed(state, field)}
            error={state.errors[field]}
            fieldClassName="w-full"
          />
          <SubmitButton variant={variant} size="sm">
            {button}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
