"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { DayInput } from "@/components/ui/day-input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { decidePaperAction, enterPaperAction } from "@/lib/awards/papers/actions";
import { evidenceKinds } from "@/lib/awards/papers/schema";
import { typed } from "@/lib/forms/state";
import { type FoundOne, FoundPeople } from "./found-people";

/** Enters what a paper proves for one of the donors found. */
export function EnterPaperForm({ requestKey, found }: { requestKey: string; found: readonly FoundOne[] }) {
  const t = useTranslations("awards");
  const optional = t("plan.optional");
  return (
    <ActionForm action={enterPaperAction} className="flex flex-col gap-5" keep>
      {(state) => (
        <>
          <input type="hidden" name="requestKey" value={requestKey} />
          <FoundPeople name="donorId" found={found} state={state} />
          <div className="grid gap-5 sm:grid-cols-2">
            <TextInput
              name="donations"
              label={t("earlier.donations")}
              inputMode="numeric"
              defaultValue={typed(state, "donations")}
              error={state.errors.donations}
            />
            <Select
              name="evidence"
              label={t("earlier.evidence")}
              options={evidenceKinds.map((kind) => ({ value: kind, label: t(`evidence.${kind}`) }))}
              defaultValue={typed(state, "evidence", "certificate")}
              error={state.errors.evidence}
            />
            <DayInput
              name="firstOn"
              label={t("earlier.firstOn")}
              optional={optional}
              defaultValue={typed(state, "firstOn")}
              error={state.errors.firstOn}
            />
            <DayInput
              name="lastOn"
              label={t("earlier.lastOn")}
              defaultValue={typed(state, "lastOn")}
              error={state.errors.lastOn}
            />
            <TextInput
              name="evidenceRef"
              label={t("earlier.evidenceRef")}
              hint={t("earlier.evidenceRefHint")}
              maxLength={120}
              defaultValue={typed(state, "evidenceRef")}
              error={state.errors.evidenceRef}
            />
            <TextInput
              name="note"
              label={t("earlier.note")}
              optional={optional}
              maxLength={300}
              defaultValue={typed(state, "note")}
              error={state.errors.note}
            />
          </div>
          <div>
            <SubmitButton pendingLabel={t("round.working")}>{t("earlier.enter")}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** A second person's word on a paper. */
export function DecidePaperForm({ paperId }: { paperId: string }) {
  const t = useTranslations("awards");
  return (
    <ActionForm action={decidePaperAction} className="flex flex-wrap items-end gap-2.5">
      {(state) =>
        state.status === "done" ? null : (
          <>
            <input type="hidden" name="paperId" value={paperId} />
            <TextInput
              name="because"
              id={`because-${paperId}`}
              label={t("earlier.because")}
              maxLength={300}
              defaultValue={typed(state, "because")}
              error={state.errors.because}
              fieldClassName="min-w-52 flex-1"
            />
            <SubmitButton name="verdict" value="confirmed" variant="primary" pendingLabel={t("round.working")}>
              {t("earlier.confirm")}
            </SubmitButton>
            <SubmitButton name="verdict" value="refused" variant="secondary" pendingLabel={t("round.working")}>
              {t("earlier.refuse")}
            </SubmitButton>
          </>
        )
      }
    </ActionForm>
  );
}
