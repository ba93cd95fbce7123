"use client";

import { useTranslations } from "next-intl";
import { buttonStyle } from "@/components/ui/button-style";
import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { freshForm } from "@/lib/forms/state";
import { closeFacilityAction, reopenFacilityAction } from "@/lib/venues/facilities/actions";

/** Has a facility stop, asked once more in place; or begin again, which is the way back. */
export function FacilityState({ facilityId, closed }: { facilityId: string; closed: boolean }) {
  const t = useTranslations("venues.facilities");
  const [state, action] = useAnswer(closed ? reopenFacilityAction : closeFacilityAction, freshForm());
  const form = (
    <form action={action} className="flex flex-col items-start gap-3">
      <FormMessage refused={state.message} />
      <input type="hidden" name="facilityId" value={facilityId} />
      <SubmitButton variant="secondary" pendingLabel={t("saving")}>
        {t(closed ? "reopen" : "closeYes")}
      </SubmitButton>
    </form>
  );
  if (closed) return form;
  return (
    <details open={state.status === "refused" || undefined}>
      <summary className={buttonStyle({ variant: "secondary" }, "w-fit cursor-pointer list-none")}>
        {t("close")}
      </summary>
      <div className="mt-3 flex max-w-xl flex-col gap-3 rounded-control bg-sunk p-4">
        <p>{t("closeQuestion")}</p>
        {form}
      </div>
    </details>
  );
}
