"use client";

import { useTranslations } from "next-intl";
import { DayInput } from "@/components/ui/day-input";
import { FormMessage } from "@/components/ui/form-message";
import { NumberInput } from "@/components/ui/number-input";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { logOutreachAction } from "@/lib/outreach/actions";
import { productChannels, sessionChannels } from "@/lib/outreach/rules";

/** Writes down a talk held or media made. */
export function OutreachForm({
  units,
  today,
  requestKey,
}: {
  units: readonly { id: string; name: string }[];
  today: string;
  requestKey: string;
}) {
  const t = useTranslations("outreach");
  const { state, pending, form } = useKeptForm(logOutreachAction, freshForm());
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage refused={state.message} />
      <input type="hidden" name="requestKey" value={requestKey} />
      {units.length === 1 ? (
        <input type="hidden" name="unitId" value={units[0]?.id} />
      ) : (
        <Select
          name="unitId"
          label={t("unit")}
          defaultValue={typed(state, "unitId", units[0]?.id ?? "")}
          error={state.errors.unitId}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select
        name="what"
        label={t("form.what")}
        placeholder={t("form.choose")}
        defaultValue={typed(state, "what")}
        error={state.errors.what}
        groups={[
          {
            label: t("what.session"),
            options: sessionChannels.map((one) => ({ value: `session.${one}`, label: t(`channel.${one}`) })),
          },
          {
            label: t("what.product"),
            options: productChannels.map((one) => ({ value: `product.${one}`, label: t(`channel.${one}`) })),
          },
        ]}
      />
      <TextInput
        name="title"
        label={t("form.name")}
        hint={t("form.nameHint")}
        defaultValue={typed(state, "title")}
        error={state.errors.title}
      />
      <DayInput
        name="heldOn"
        label={t("form.day")}
        defaultValue={typed(state, "heldOn", today)}
        error={state.errors.heldOn}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberInput
          name="quantity"
          whole
          label={t("form.quantity")}
          hint={t("form.quantityHint")}
          defaultValue={typed(state, "quantity", "1")}
          error={state.errors.quantity}
        />
        <NumberInput
          name="peopleReached"
          whole
          label={t("form.people")}
          defaultValue={typed(state, "peopleReached")}
          error={state.errors.peopleReached}
        />
      </div>
      <PendingButton pending={pending} pendingLabel={t("form.working")}>
        {t("form.save")}
      </PendingButton>
    </form>
  );
}
