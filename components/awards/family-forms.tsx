"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { joinFamilyAction, leaveFamilyAction, makeFamilyAction } from "@/lib/awards/families/actions";
import { familyChannels, familyRelations } from "@/lib/awards/families/schema";
import { typed } from "@/lib/forms/state";
import { type FoundOne, FoundPeople } from "./found-people";

/** Makes a family of one of these provinces. */
export function MakeFamilyForm({ familyId, units }: { familyId: string; units: { value: string; label: string }[] }) {
  const t = useTranslations("awards.families");
  const [first] = units;
  return (
    <ActionForm action={makeFamilyAction} className="flex flex-col gap-4" keep>
      {(state) => (
        <>
          <input type="hidden" name="familyId" value={familyId} />
          {units.length > 1 ? (
            <Select
              name="unitId"
              label={t("unit")}
              options={units}
              defaultValue={typed(state, "unitId", first?.value)}
              error={state.errors.unitId}
            />
          ) : (
            <input type="hidden" name="unitId" value={first?.value} />
          )}
          <TextInput
            name="name"
            label={t("name")}
            hint={t("nameHint")}
            maxLength={120}
            defaultValue={typed(state, "name")}
            error={state.errors.name}
          />
          <SubmitButton className="self-start">{t("makeDo")}</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** Adds one of the donors found, who has said so. The box is never ticked beforehand. */
export function JoinFamilyForm({ familyId, found }: { familyId: string; found: readonly FoundOne[] }) {
  const t = useTranslations("awards.families");
  return (
    <ActionForm action={joinFamilyAction} className="flex flex-col gap-4" keep>
      {(state) => (
        <>
          <input type="hidden" name="familyId" value={familyId} />
          <FoundPeople name="donorId" found={found} state={state} />
          <Select
            name="relation"
            label={t("relationLabel")}
            options={familyRelations.map((value) => ({ value, label: t(`relation.${value}`) }))}
            defaultValue={typed(state, "relation", "head")}
            error={state.errors.relation}
          />
          <Select
            name="channel"
            label={t("channelLabel")}
            options={familyChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
            defaultValue={typed(state, "channel", "paper")}
            error={state.errors.channel}
          />
          <Checkbox
            name="consent"
            value="yes"
            label={t("consent")}
            hint={t("consentHint")}
            error={state.errors.consent}
          />
          <SubmitButton className="self-start">{t("join")}</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** A member leaves, after a second press. */
export function LeaveFamilyForm({ familyId, memberId, name }: { familyId: string; memberId: string; name: string }) {
  const t = useTranslations("awards.families");
  return (
    <details>
      <summary className="inline-flex min-h-9 cursor-pointer items-center text-sm font-medium text-ink-2 underline-offset-4 hover:underline">
        {t("leave")}
      </summary>
      <ActionForm action={leaveFamilyAction} className="flex flex-col items-start gap-2 py-2">
        {() => (
          <>
            <p className="text-sm text-ink-2">{t("leaveHint")}</p>
            <input type="hidden" name="familyId" value={familyId} />
            <input type="hidden" name="memberId" value={memberId} />
            <SubmitButton variant="danger" size="sm">
              {t("leaveDo", { name })}
            </SubmitButton>
          </>
        )}
      </ActionForm>
    </details>
  );
}
