"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { undoMoveAction } from "@/lib/awards/moves/actions";

/** Says that two were swapped, and takes it back while nobody has moved either of them. */
export function SwapDone({ roundId, moveId }: { roundId: string; moveId: string | null }) {
  const balance = useTranslations("balance");
  const t = useTranslations("moves");
  if (moveId === null)
    return (
      <Notice tone="met" role="status" className="mb-5">
        {balance("done.swapped")}
      </Notice>
    );
  return (
    <ActionForm action={undoMoveAction} className="mb-5 flex flex-col gap-2">
      {(state) =>
        state.status === "done" ? null : (
          <div className="flex flex-wrap items-center gap-2.5">
            <input type="hidden" name="roundId" value={roundId} />
            <input type="hidden" name="moveId" value={moveId} />
            <Notice tone="met" role="status" className="grow">
              {balance("done.swapped")}
            </Notice>
            <SubmitButton variant="secondary" pendingLabel={t("undoing")}>
              <Undo2 aria-hidden className="size-5" />
              {t("undo")}
            </SubmitButton>
          </div>
        )
      }
    </ActionForm>
  );
}
