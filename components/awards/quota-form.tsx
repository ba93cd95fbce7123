"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { FormMessage } from "@/components/ui/form-message";
import { PendingButton } from "@/components/ui/pending-button";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { setQuotasAction } from "@/lib/awards/actions";
import { freshForm, typed } from "@/lib/forms/state";
import { SameForAll } from "./same-for-all";

/** How many each unit below may nominate under one honour. */
export function QuotaForm({
  roundId,
  ruleId,
  units,
}: {
  roundId: string;
  ruleId: string;
  units: { unitId: string; unitName: string; quota: number | null; nominated: number }[];
}) {
  const t = useTranslations("awards.quotas");
  const { state, pending, form } = useKeptForm(setQuotasAction, freshForm());
  const sent = useRef<HTMLFormElement>(null);
  const nominated = new Map(units.map((unit) => [`quota:${unit.unitId}`, unit.nominated]));
  const failed = state.status === "refused" || state.status === "invalid";
  return (
    <form ref={sent} {...form}>
      <FormMessage refused={failed ? state.message : null} done={state.status === "done" ? state.message : null} />
      <input type="hidden" name="roundId" value={roundId} />
      <input type="hidden" name="ruleId" value={ruleId} />
      <SameForAll form={sent} nominated={nominated} />
      <Table caption={t("caption")} stack>
        <thead>
          <tr>
            <Th>{t("unit")}</Th>
            <Th num>{t("nominated")}</Th>
            <Th num>{t("quota")}</Th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.unitId}>
              <RowHeader>{unit.unitName}</RowHeader>
              <Td num label={t("nominated")}>
                {unit.nominated}
              </Td>
              <Td num label={t("quota")}>
                <input type="hidden" name="units[]" value={unit.unitId} />
                <TextInput
                  name={`quota:${unit.unitId}`}
                  id={`quota-${unit.unitId}`}
                  label={`${t("quota")}, ${unit.unitName}`}
                  hideLabel
                  inputMode="numeric"
                  maxLength={5}
                  defaultValue={typed(state, `quota:${unit.unitId}`, unit.quota === null ? "" : `${unit.quota}`)}
                  fieldClassName="ml-auto w-24"
                  className="text-right"
                />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <div className="mt-5">
        <PendingButton pending={pending} pendingLabel={t("saving")} variant="primary">
          {t("save")}
        </PendingButton>
      </div>
    </form>
  );
}
