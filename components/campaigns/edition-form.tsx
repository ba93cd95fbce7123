"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { saveEditionAction } from "@/lib/campaigns/actions";
import { type FormState, freshForm } from "@/lib/forms/state";
import { EditionFields } from "./edition-fields";

/** The edition of a year as it is to be. Drives that would come to lie outside are told before anything is changed. */
export function EditionForm({
  campaignId,
  year,
  version,
  isNational,
  start,
}: {
  campaignId: string;
  year: number;
  /** 0 where there is none yet. */
  version: number;
  isNational: boolean;
  start: FormState["values"];
}) {
  const t = useTranslations("campaigns.form");
  const { state, pending, form } = useKeptForm(saveEditionAction, freshForm(start));
  const asks = state.refusal === "drives_outside";
  return (
    <form {...form} className="grid max-w-3xl gap-5 sm:grid-cols-2">
      <div className="sm:col-span-2 empty:hidden">
        <FormMessage refused={state.message} />
      </div>
      <input type="hidden" name="campaignId" value={campaignId} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="version" value={version} />
      <EditionFields state={state} isNational={isNational} />
      {asks ? (
        <Checkbox
          name="agreed"
          value="yes"
          label={t("agree")}
          hint={t("agreeHint")}
          error={state.errors.agreed}
          className="sm:col-span-2"
        />
      ) : null}
      <div className="sm:col-span-2">
        <PendingButton pending={pending} pendingLabel={t("saving")}>
          {t(version === 0 ? "addEdition" : "saveEdition")}
        </PendingButton>
      </div>
    </form>
  );
}
