"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { fillPlacesAction, swapCandidatesAction, undoFillAction } from "@/lib/awards/balance/actions";
import type { SubjectKind } from "@/lib/awards/rules";
import { typed } from "@/lib/forms/state";

/** Chooses exactly whom the preview shows; refused when the list has moved since. */
export function FillForm({
  requestKey,
  roundId,
  ruleId,
  places,
  seen,
  count,
}: {
  requestKey: string;
  roundId: string;
  ruleId: string;
  places: number;
  seen: string;
  count: number;
}) {
  const t = useTranslations("balance.fill");
  return (
    <ActionForm action={fillPlacesAction}>
      {() => (
        <>
          <input type="hidden" name="requestKey" value={requestKey} />
          <input type="hidden" name="roundId" value={roundId} />
          <input type="hidden" name="ruleId" value={ruleId} />
          <input type="hidden" name="places" value={places} />
          <input type="hidden" name="seen" value={seen} />
          <SubmitButton variant="primary" pendingLabel={t("working")}>
            {t("confirm", { count })}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** Takes the latest filling back; the page goes on looking at the same rule. */
export function UndoFillForm({
  roundId,
  fillId,
  count,
  kind,
  ruleId,
}: {
  roundId: string;
  fillId: string;
  count: number;
  kind: SubjectKind;
  ruleId: string | null;
}) {
  const t = useTranslations("balance.fill");
  return (
    <ActionForm action={undoFillAction}>
      {() => (
        <>
          <input type="hidden" name="roundId" value={roundId} />
          <input type="hidden" name="fillId" value={fillId} />
          <input type="hidden" name="kind" value={kind} />
          {ruleId ? <input type="hidden" name="ruleId" value={ruleId} /> : null}
          <SubmitButton variant="secondary" pendingLabel={t("undoing")}>
            {t("undo", { count })}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** Chooses this candidate instead of one who is chosen, with a reason. */
export function SwapForm({
  requestKey,
  roundId,
  inId,
  chosen,
}: {
  requestKey: string;
  roundId: string;
  inId: string;
  chosen: readonly { id: string; name: string; rank: number | null }[];
}) {
  const t = useTranslations("balance.swap");
  return (
    <ActionForm action={swapCandidatesAction} className="flex flex-col gap-3">
      {(state) => (
        <>
          <input type="hidden" name="requestKey" value={requestKey} />
          <input type="hidden" name="roundId" value={roundId} />
          <input type="hidden" name="inId" value={inId} />
          <Select
            name="outId"
            label={t("out")}
            placeholder={t("choose")}
            options={chosen.map(({ id, name, rank }) => ({
              value: id,
              label: t("option", { name, rank: rank === null ? "none" : `${rank}` }),
            }))}
            defaultValue={typed(state, "outId")}
            error={state.errors.outId}
          />
          <TextInput
            name="because"
            id="swap-because"
            label={t("because")}
            maxLength={500}
            defaultValue={typed(state, "because")}
            error={state.errors.because}
          />
          <SubmitButton variant="secondary" pendingLabel={t("working")}>
            {t("submit")}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
