"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { applyOldListAction, discardOldListAction } from "@/lib/awards/matching/actions";

/** Takes over what is ready of a list, or throws the list away. */
export function OldListApply({ importId, ready }: { importId: string; ready: number }) {
  const t = useTranslations("awards.import.apply");
  return (
    <div className="flex flex-col gap-3">
      {ready > 0 ? (
        <ActionForm action={applyOldListAction} className="flex flex-col gap-3">
          {() => (
            <>
              <input type="hidden" name="importId" value={importId} />
              <SubmitButton pendingLabel={t("working")}>{t("do", { count: ready })}</SubmitButton>
            </>
          )}
        </ActionForm>
      ) : (
        <p className="text-ink-2">{t("nothing")}</p>
      )}
      <details>
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-ink-2 underline-offset-4 hover:underline">
          {t("discard")}
        </summary>
        <ActionForm action={discardOldListAction} className="flex flex-col items-start gap-2 py-2">
          {() => (
            <>
              <p className="text-sm text-ink-2">{t("discardHint")}</p>
              <input type="hidden" name="importId" value={importId} />
              <SubmitButton variant="danger">{t("discardDo")}</SubmitButton>
            </>
          )}
        </ActionForm>
      </details>
    </div>
  );
}
