"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceList } from "@/components/ui/choice-list";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { freshForm, typed } from "@/lib/forms/state";
import { decideTogetherAction } from "@/lib/reports/actions";
import { finalities } from "@/lib/reports/rules";

/** Around the list of reports that wait: checks or approves those that are ticked. */
export function TogetherForm({
  open,
  file,
  children,
}: {
  open: number;
  /** The spreadsheet the list is narrowed to. */
  file: string | null;
  children: ReactNode;
}) {
  const t = useTranslations("reports");
  const { state, pending, form } = useKeptForm(decideTogetherAction, freshForm());
  const list = useRef<HTMLFieldSetElement>(null);
  const tick = (on: boolean) => {
    for (const box of list.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]:enabled") ?? [])
      box.checked = on;
  };
  return (
    <form {...form} className="flex flex-col gap-4">
      <FormMessage refused={state.message} />
      {file ? <input type="hidden" name="file" value={file} /> : null}
      <div className="flex flex-wrap gap-2.5" data-print="hide">
        <Button size="sm" className="min-h-11" onClick={() => tick(true)}>
          {t("together.all", { count: open })}
        </Button>
        <Button size="sm" variant="quiet" className="min-h-11" onClick={() => tick(false)}>
          {t("together.none")}
        </Button>
      </div>
      <ChoiceList name="which" legend={t("together.caption")} error={state.errors.which} ref={list}>
        {children}
      </ChoiceList>
      <div
        data-print="hide"
        className="sticky bottom-0 z-20 flex flex-wrap items-end gap-3 rounded-t-card border border-line bg-card px-4 py-3 max-md:static max-md:rounded-card"
      >
        <Select
          name="finality"
          label={t("decide.finality")}
          defaultValue={typed(state, "finality", "provisional")}
          options={finalities.map((value) => ({ value, label: t(`finality.${value}`) }))}
        />
        <TextInput
          name="note"
          label={t("together.note")}
          defaultValue={typed(state, "note")}
          error={state.errors.note}
          fieldClassName="min-w-0 flex-1 basis-56"
        />
        <div className="flex flex-wrap gap-3">
          <PendingButton pending={pending} name="deed" value="check" variant="secondary">
            {t("together.check")}
          </PendingButton>
          <PendingButton pending={pending} name="deed" value="approve">
            {t("together.approve")}
          </PendingButton>
        </div>
      </div>
    </form>
  );
}
