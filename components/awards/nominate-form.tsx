"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { nominateAction } from "@/lib/awards/actions";
import type { SubjectKind } from "@/lib/awards/rules";
import { typed } from "@/lib/forms/state";
import { type FoundOne, FoundPeople } from "./found-people";

const fieldOf = { donor: "donorId", family: "familyId", collective: "organisationId" } as const;
const categories = [
  "leader",
  "policy_adviser",
  "movement_leader",
  "volunteer",
  "journalist",
  "artist",
  "health_worker",
  "other",
] as const;

/** Names somebody for a round: one of those found, or a person by name, and what they did. */
export function NominateForm({
  roundId,
  ruleId,
  unitId,
  kind,
  found,
}: {
  roundId: string;
  ruleId: string;
  unitId: string;
  kind: SubjectKind;
  found: readonly FoundOne[];
}) {
  const t = useTranslations("awards");
  const byName = kind === "person" || kind === "mobiliser";
  const field = byName ? null : fieldOf[kind];
  return (
    <ActionForm action={nominateAction} className="flex flex-col gap-5" keep>
      {(state) => (
        <>
          <input type="hidden" name="roundId" value={roundId} />
          <input type="hidden" name="ruleId" value={ruleId} />
          <input type="hidden" name="unitId" value={unitId} />
          {field ? (
            <FoundPeople name={field} found={found} state={state} />
          ) : (
            <>
              <TextInput
                name="personName"
                label={t("nominate.personName")}
                maxLength={120}
                defaultValue={typed(state, "personName")}
                error={state.errors.personName}
              />
              {kind === "person" ? (
                <Select
                  name="personCategory"
                  label={t("nominate.category")}
                  options={categories.map((one) => ({ value: one, label: t(`category.${one}`) }))}
                  defaultValue={typed(state, "personCategory", "movement_leader")}
                  error={state.errors.personCategory}
                />
              ) : null}
              <TextInput
                name="personPosition"
                label={t("nominate.position")}
                optional={t("plan.optional")}
                maxLength={160}
                defaultValue={typed(state, "personPosition")}
                error={state.errors.personPosition}
              />
            </>
          )}
          <TextArea
            name="citation"
            label={t("nominate.citation")}
            hint={t("nominate.citationHint")}
            maxLength={1000}
            defaultValue={typed(state, "citation")}
            error={state.errors.citation}
          />
          <div>
            <SubmitButton pendingLabel={t("nominate.pending")}>{t("nominate.submit")}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
