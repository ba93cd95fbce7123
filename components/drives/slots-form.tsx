"use client";

import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { controlStyle } from "@/components/ui/control-style";
import { cx } from "@/components/ui/cx";
import { FieldError } from "@/components/ui/field";
import { FormMessage } from "@/components/ui/form-message";
import { Notice } from "@/components/ui/notice";
import { NumberInput } from "@/components/ui/number-input";
import { PendingButton } from "@/components/ui/pending-button";
import { RowHeader, Table, Td, Th } from "@/components/ui/table";
import { TextInput } from "@/components/ui/text-input";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { editSlotsAction, recutSlotsAction } from "@/lib/drives/actions";
import type { StaffSlot } from "@/lib/drives/plan/queries";
import { freshForm, typed } from "@/lib/forms/state";
import { formatTimeRange } from "@/lib/i18n/format";
import { localizedPath } from "@/lib/i18n/path";
import type { Locale } from "@/lib/i18n/routing";
import { CuttingFields } from "./cutting-fields";

interface Drive {
  readonly id: string;
  readonly version: number;
}

/** The places of each slot, with one row to add another. */
export function SlotsForm({ drive, slots }: { drive: Drive; slots: readonly StaffSlot[] }) {
  const t = useTranslations("drives.slots");
  const form = useTranslations("drives.form");
  const locale = useLocale() as Locale;
  const { state, pending, form: props } = useKeptForm(editSlotsAction, freshForm());
  const top = useRef<HTMLFormElement>(null);
  // The button stands below twenty slots: what was refused is brought before the eyes, the field that can mend it first.
  useEffect(() => {
    if (!state.refusal && Object.keys(state.errors).length === 0) return;
    const wrong = top.current?.querySelector<HTMLElement>("[aria-invalid]");
    wrong?.focus({ preventScroll: true });
    (top.current?.querySelector('[role="alert"]') ?? wrong)?.scrollIntoView({ block: "center" });
  }, [state]);
  const places = (name: string, start: number, label: string, atLeast = 0) => {
    const error = state.errors[name];
    const tooFew = state.refusal === "capacity_below_booked" && Number(typed(state, name)) < atLeast;
    return (
      <>
        <input
          name={name}
          defaultValue={typed(state, name, String(start))}
          inputMode="numeric"
          autoComplete="off"
          aria-label={label}
          aria-invalid={error || tooFew ? true : undefined}
          className={cx(controlStyle, "ml-auto w-15 px-1.5 text-right tabular-nums sm:w-24")}
        />
        {error ? <FieldError>{error}</FieldError> : null}
      </>
    );
  };
  return (
    <form {...props} ref={top} className="flex flex-col gap-5">
      {state.refusal === "changed_meanwhile" ? (
        <Notice tone="behind" role="alert" title={state.message}>
          <a
            href={localizedPath(locale, `/staff/drives/${drive.id}/slots`)}
            className="font-semibold underline underline-offset-4"
          >
            {t("reload")}
          </a>
        </Notice>
      ) : (
        <FormMessage refused={state.message} />
      )}
      <input type="hidden" name="driveId" value={drive.id} />
      <input type="hidden" name="version" value={drive.version} />
      {slots.length > 0 ? (
        <Table caption={t("each")}>
          <thead>
            <tr>
              <Th>{form("summarySlots")}</Th>
              <Th num className="max-sm:px-1">
                {t("booked")}
              </Th>
              <Th num className="max-sm:px-1">
                {t("capacity")}
              </Th>
              <Th num className="max-sm:px-1">
                {t("reserve")}
              </Th>
              <Th className="text-right max-sm:px-1">{t("remove")}</Th>
            </tr>
          </thead>
          <tbody>
            {slots.map((slot) => {
              const time = formatTimeRange(locale, slot.startsAt, slot.endsAt);
              return (
                <tr key={slot.id}>
                  <RowHeader className="tabular-nums max-sm:w-16 max-sm:px-1 sm:whitespace-nowrap">{time}</RowHeader>
                  <Td num className="max-sm:px-1">
                    {slot.booked}
                  </Td>
                  <Td num className="max-sm:px-1">
                    {places(`capacity.${slot.id}`, slot.capacity, t("capacityOf", { time }), slot.booked)}
                  </Td>
                  <Td num className="max-sm:px-1">
                    {places(`reserve.${slot.id}`, slot.walkInReserve, t("reserveOf", { time }))}
                  </Td>
                  <Td className="text-right max-sm:px-1">
                    {slot.booked > 0 ? (
                      <span className="text-ink-3">—</span>
                    ) : (
                      <label className="inline-flex size-11 cursor-pointer items-center justify-center">
                        <input
                          type="checkbox"
                          name={`remove.${slot.id}`}
                          value="yes"
                          defaultChecked={typed(state, `remove.${slot.id}`) === "yes"}
                          aria-label={t("removeOf", { time })}
                          className="size-6 cursor-pointer accent-blood"
                        />
                      </label>
                    )}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      ) : null}
      <fieldset className="border-t border-line pt-4">
        <legend className="sr-only">{t("add")}</legend>
        <p aria-hidden className="mb-3 flex items-center gap-2 font-semibold">
          <Plus className="size-5" />
          {t("add")}
        </p>
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          {(["addFrom", "addTo"] as const).map((name) => (
            <TextInput
              key={name}
              name={name}
              label={t(name)}
              placeholder={name === "addFrom" ? "11:30" : "12:00"}
              inputMode="numeric"
              maxLength={5}
              defaultValue={typed(state, name)}
              error={state.errors[name]}
            />
          ))}
          <NumberInput
            name="addCapacity"
            label={t("capacity")}
            whole
            defaultValue={typed(state, "addCapacity")}
            error={state.errors.addCapacity}
          />
          <NumberInput
            name="addReserve"
            label={t("reserve")}
            whole
            defaultValue={typed(state, "addReserve")}
            error={state.errors.addReserve}
          />
        </div>
      </fieldset>
      <div>
        <PendingButton pending={pending} pendingLabel={form("saving")}>
          {t("save")}
        </PendingButton>
      </div>
    </form>
  );
}

/** All slots anew, while nobody has booked. */
export function RecutForm({ drive, start }: { drive: Drive; start: Readonly<Record<string, string>> }) {
  const t = useTranslations("drives.slots");
  const { state, pending, form } = useKeptForm(recutSlotsAction, freshForm(start));
  return (
    <form {...form} className="flex flex-col gap-5">
      <FormMessage refused={state.message} />
      <input type="hidden" name="driveId" value={drive.id} />
      <input type="hidden" name="version" value={drive.version} />
      <CuttingFields state={state} start={start} />
      <div>
        <PendingButton pending={pending} variant="secondary">
          {t("recutButton")}
        </PendingButton>
      </div>
    </form>
  );
}
