"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { useAnswer } from "@/components/ui/use-answer";
import { undoMoveAction } from "@/lib/awards/moves/actions";
import { type FormState, freshForm, typed } from "@/lib/forms/state";

const undoForm = "undo-move";

/** After these there is nothing left to undo; any other refusal can be mended, and the press tried again. */
const final = new Set<string | undefined>(["moved_since", "not_there", "round_over"]);

/**
 * What a press on the list gave, and taking exactly that press back. The line with its button stands inside the list's
 * form, the form that undoes beside it: `form` is drawn after the list's, `line` in its bar.
 */
export function useMoveAnswer(roundId: string, moved: FormState) {
  const t = useTranslations("moves");
  const [undone, send, undoing] = useAnswer(undoMoveAction, freshForm());
  const moveId = (moved.data as { moveId?: string } | undefined)?.moveId;
  // Without script a page knows of one answer alone.
  const saysUndone =
    undone.turn > 0 && (moved.turn === 0 || (moveId !== undefined && typed(undone, "moveId") === moveId));
  const isSettled = saysUndone && (undone.status === "done" || final.has(undone.refusal));
  const said = saysUndone ? undone : moved;
  const isDone = said.status === "done";
  const at = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed is gone with what it undid.
    if (undone.turn > 0) at.current?.focus();
  }, [undone.turn]);
  const line =
    said.message && !said.errors.candidateIds ? (
      <div ref={at} tabIndex={-1} className="flex flex-wrap items-center gap-2.5 outline-none *:first:grow">
        <FormMessage refused={isDone ? null : said.message} done={isDone ? said.message : null} />
        {moveId && !isSettled ? (
          <PendingButton form={undoForm} variant="secondary" pending={undoing} pendingLabel={t("undoing")}>
            <Undo2 aria-hidden className="size-5" />
            {t("undo")}
          </PendingButton>
        ) : null}
      </div>
    ) : null;
  const form = (
    <form id={undoForm} action={send} hidden>
      <input type="hidden" name="roundId" value={roundId} />
      <input type="hidden" name="moveId" value={moveId ?? ""} />
    </form>
  );
  return { line, form };
}
