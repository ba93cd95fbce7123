"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { deliverHonourAction, revokeHonourAction } from "@/lib/awards/actions";
import { type FormState, freshForm, typed } from "@/lib/forms/state";

/**
 * What may be done with one honour: hand over the paper later, or take the honour back, which asks why and to be sure.
 * Done, the ledger is shown anew with what was done; refused, the line stays open as it was.
 */
export function LedgerForms({
  honourId,
  name,
  back,
  deliver,
  revoke,
}: {
  honourId: string;
  /** Whose honour it is. */
  name: string;
  /** The ledger's filters. */
  back: string;
  deliver: boolean;
  revoke: boolean;
}) {
  const t = useTranslations("awards.ledger");
  const delivering = useKeptForm(deliverHonourAction, freshForm());
  const revoking = useKeptForm(revokeHonourAction, freshForm());
  if (!deliver && !revoke) return null;
  const isAnswered = delivering.state.turn > 0 || revoking.state.turn > 0;
  const hidden = (
    <>
      <input type="hidden" name="honourId" value={honourId} />
      <input type="hidden" name="back" value={back} />
    </>
  );
  const words = (field: "words" | "because", label: string, state: FormState) => (
    <TextInput
      name={field}
      id={`${field}-${honourId}`}
      label={label}
      maxLength={500}
      defaultValue={typed(state, field)}
      error={state.errors[field]}
      fieldClassName="w-full"
    />
  );
  return (
    <details open={isAnswered ? true : undefined}>
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm font-medium text-ink-2 underline-offset-4 hover:underline">
        {t("more")}
      </summary>
      <div className="flex max-w-80 flex-col gap-4 py-2 text-left">
        {deliver ? (
          <form {...delivering.form} className="flex flex-col items-start gap-2">
            <FormMessage refused={refusalOf(delivering.state)} />
            {hidden}
            {words("words", t("deliverWords"), delivering.state)}
            <PendingButton pending={delivering.pending} pendingLabel={t("working")} variant="secondary" size="sm">
              {t("deliver")}
            </PendingButton>
          </form>
        ) : null}
        {revoke ? (
          <form {...revoking.form} className="flex flex-col items-start gap-2">
            <FormMessage refused={refusalOf(revoking.state)} />
            {hidden}
            {words("because", t("revokeWhy"), revoking.state)}
            <Checkbox
              name="sure"
              id={`sure-${honourId}`}
              value="yes"
              label={t("sure", { name })}
              hint={t("sureHint")}
              defaultChecked={typed(revoking.state, "sure") === "yes"}
              error={revoking.state.errors.sure}
            />
            <PendingButton pending={revoking.pending} pendingLabel={t("working")} variant="danger" size="sm">
              {t("revoke")}
            </PendingButton>
          </form>
        ) : null}
      </div>
    </details>
  );
}

/** In a row so narrow what is wrong stands at its field alone; only what is no field's is said above. */
const refusalOf = ({ status, message }: FormState) => (status === "refused" ? message : null);
