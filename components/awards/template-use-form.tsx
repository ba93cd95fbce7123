"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { setTemplateUseAction } from "@/lib/awards/templates/actions";

/** Takes a template out of use, or back: nothing is lost either way, so nobody is asked twice. */
export function TemplateUseForm({ id, isRetired }: { id: string; isRetired: boolean }) {
  const t = useTranslations("paperwork");
  return (
    <ActionForm action={setTemplateUseAction}>
      {() => (
        <>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="to" value={isRetired ? "used" : "retired"} />
          <SubmitButton variant="quiet" size="sm" pendingLabel={t("working")}>
            {t(isRetired ? "useAgain" : "retire")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
