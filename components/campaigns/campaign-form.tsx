"use client";

import { useTranslations } from "next-intl";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { editCampaignAction, makeCampaignAction } from "@/lib/campaigns/actions";
import { type FormState, freshForm, typed } from "@/lib/forms/state";
import { EditionFields } from "./edition-fields";
import { NameFields } from "./name-fields";

/** A campaign of a unit's own that is new, with its first edition. */
export function MakeCampaignForm({
  requestKey,
  units,
  start,
}: {
  requestKey: string;
  units: readonly { id: string; name: string }[];
  start: FormState["values"];
}) {
  const t = useTranslations("campaigns.form");
  const { state, pending, form } = useKeptForm(makeCampaignAction, freshForm(start));
  const named = (name: string) => ({ name, defaultValue: typed(state, name), error: state.errors[name] });
  return (
    <form {...form} className="grid max-w-3xl gap-5 sm:grid-cols-2">
      <div className="sm:col-span-2 empty:hidden">
        <FormMessage refused={state.message} />
      </div>
      <input type="hidden" name="requestKey" value={requestKey} />
      {units.length === 1 ? (
        <input type="hidden" name="unitId" value={units[0]?.id} />
      ) : (
        <Select
          {...named("unitId")}
          label={t("unit")}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          fieldClassName="sm:col-span-2"
        />
      )}
      <NameFields state={state} />
      <TextInput {...named("year")} label={t("year")} hint={t("yearHint")} inputMode="numeric" className="max-w-28" />
      <EditionFields state={state} isNational={false} />
      <div className="sm:col-span-2">
        <PendingButton pending={pending} pendingLabel={t("saving")}>
          {t("make")}
        </PendingButton>
      </div>
    </form>
  );
}

/** How a campaign of one's own is called from now on. */
export function EditCampaignForm({
  campaignId,
  version,
  start,
}: {
  campaignId: string;
  version: number;
  start: FormState["values"];
}) {
  const t = useTranslations("campaigns.form");
  const { state, pending, form } = useKeptForm(editCampaignAction, freshForm(start));
  return (
    <form {...form} className="grid max-w-3xl gap-5 sm:grid-cols-2">
      <div className="sm:col-span-2 empty:hidden">
        <FormMessage refused={state.message} />
      </div>
      <input type="hidden" name="campaignId" value={campaignId} />
      <input type="hidden" name="version" value={version} />
      <NameFields state={state} />
      <div className="sm:col-span-2">
        <PendingButton pending={pending} pendingLabel={t("saving")}>
          {t("save")}
        </PendingButton>
      </div>
    </form>
  );
}
