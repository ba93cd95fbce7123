"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/checkbox";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { useAnswer } from "@/components/ui/use-answer";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { carryOutAction, undoChangeAction, withdrawDraftAction } from "@/lib/mergers/actions";

interface Of {
  decisionId: string;
  version: number;
}

function Hidden({ decisionId, version }: Of) {
  return (
    <>
      <input type="hidden" name="decisionId" value={decisionId} />
      <input type="hidden" name="version" value={version} />
    </>
  );
}

/** The deed itself, behind a tick that the preview was read. */
export function CarryOutForm(of: Of) {
  const t = useTranslations("mergers.change");
  const { state, pending, form } = useKeptForm(carryOutAction, freshForm());
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage refused={state.message} />
      <Hidden {...of} />
      <Checkbox
        name="sure"
        value="yes"
        label={t("sure")}
        defaultChecked={typed(state, "sure") === "yes"}
        error={state.errors.sure}
      />
      <div>
        <PendingButton pending={pending} pendingLabel={t("working")}>
          {t("carryOut")}
        </PendingButton>
      </div>
    </form>
  );
}

/** Puts a draft aside. */
export function WithdrawForm(of: Of) {
  const t = useTranslations("mergers.change");
  const [state, action] = useAnswer(withdrawDraftAction, freshForm());
  return (
    <form action={action}>
      <FormMessage refused={state.message} />
      <Hidden {...of} />
      <SubmitButton variant="quiet">{t("withdraw")}</SubmitButton>
    </form>
  );
}

/** Undoing asks why: the reason stays with the decision. */
export function UndoForm({ back, ...of }: Of & { back: string }) {
  const t = useTranslations("mergers.change");
  const { state, pending, form } = useKeptForm(undoChangeAction, freshForm());
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormMessage refused={state.message} />
      <Hidden {...of} />
      <TextArea
        name="because"
        label={t("undoBecause")}
        maxLength={500}
        rows={2}
        defaultValue={typed(state, "because")}
        error={state.errors.because}
      />
      <div className="flex flex-wrap gap-2.5">
        <PendingButton pending={pending} pendingLabel={t("working")} variant="danger">
          {t("undoSubmit")}
        </PendingButton>
        <ButtonLink href={back} variant="quiet">
          {t("back")}
        </ButtonLink>
      </div>
    </form>
  );
}
