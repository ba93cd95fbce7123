"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { DayInput } from "@/components/ui/day-input";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { arrangeCeremonyAction, inviteGuestsAction, moveSeatAction } from "@/lib/awards/ceremony/actions";
import { ticked, typed } from "@/lib/forms/state";

/** When, where and in what hall; saving it seats whoever has no seat. */
export function ArrangeForm({
  roundId,
  start,
  isPlanned,
}: {
  roundId: string;
  start: Readonly<Record<string, string>>;
  isPlanned: boolean;
}) {
  const t = useTranslations("ceremony");
  return (
    <ActionForm action={arrangeCeremonyAction} values={start} className="flex flex-col gap-5">
      {(state) => {
        const field = (name: string) => ({ name, defaultValue: typed(state, name), error: state.errors[name] });
        return (
          <>
            <input type="hidden" name="roundId" value={roundId} />
            <div className="grid gap-5 sm:grid-cols-2 xl:grid-cols-3">
              <DayInput label={t("field.on")} {...field("ceremonyOn")} />
              <TextInput label={t("field.beginsAt")} hint={t("field.beginsAtHint")} {...field("beginsAt")} />
              <TextInput label={t("field.place")} maxLength={200} {...field("ceremonyPlace")} />
              <NumberInput whole label={t("field.seatRows")} hint={t("field.seatRowsHint")} {...field("seatRows")} />
              <NumberInput whole label={t("field.seatsInRow")} {...field("seatsInRow")} />
              <NumberInput whole label={t("field.keptRows")} hint={t("field.keptRowsHint")} {...field("keptRows")} />
            </div>
            <TextInput
              label={t("field.note")}
              hint={t("field.noteHint")}
              optional={t("optional")}
              maxLength={200}
              {...field("note")}
            />
            {isPlanned ? (
              <Checkbox
                name="again"
                value="yes"
                label={t("again")}
                hint={t("againHint")}
                defaultChecked={ticked(state, "again").includes("yes")}
              />
            ) : null}
            <div>
              <SubmitButton pendingLabel={t("working")}>{t(isPlanned ? "save" : "arrange")}</SubmitButton>
            </div>
          </>
        );
      }}
    </ActionForm>
  );
}

/** Moves a guest, or lets two change places. */
export function MoveSeatForm({ roundId, guestId, seat }: { roundId: string; guestId: string; seat: string | null }) {
  const t = useTranslations("ceremony");
  return (
    <ActionForm action={moveSeatAction} className="flex flex-col gap-3">
      {(state) => (
        <>
          <input type="hidden" name="roundId" value={roundId} />
          <input type="hidden" name="honourId" value={guestId} />
          <TextInput
            name="seat"
            label={t("field.seat")}
            hint={t("field.seatHint")}
            maxLength={6}
            defaultValue={typed(state, "seat")}
            error={state.errors.seat}
            autoComplete="off"
          />
          <div className="flex flex-wrap gap-2.5">
            <SubmitButton name="how" value="move" pendingLabel={t("working")}>
              {t(seat === null ? "put" : "move")}
            </SubmitButton>
            {seat === null ? null : (
              <SubmitButton name="how" value="swap" variant="secondary" pendingLabel={t("working")}>
                {t("swap")}
              </SubmitButton>
            )}
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Puts somebody on a free seat. */
export function FillSeatForm({
  roundId,
  seat,
  guests,
}: {
  roundId: string;
  seat: string;
  guests: readonly { id: string; label: string }[];
}) {
  const t = useTranslations("ceremony");
  return (
    <ActionForm action={moveSeatAction} className="flex flex-col gap-3">
      {(state) => (
        <>
          <input type="hidden" name="roundId" value={roundId} />
          <input type="hidden" name="seat" value={seat} />
          <Select
            name="honourId"
            label={t("field.guest")}
            options={guests.map(({ id, label }) => ({ value: id, label }))}
            placeholder={t("field.choose")}
            defaultValue={typed(state, "honourId")}
            error={state.errors.honourId ?? state.errors.seat}
          />
          <div>
            <SubmitButton pendingLabel={t("working")}>{t("fill", { seat })}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Marks those who have not been as invited, and writes to who left a contact. */
export function InviteForm({ roundId, count, reachable }: { roundId: string; count: number; reachable: number }) {
  const t = useTranslations("ceremony");
  return (
    <ActionForm action={inviteGuestsAction} className="flex flex-col items-start gap-2.5">
      {() => (
        <>
          <input type="hidden" name="roundId" value={roundId} />
          <p className="text-sm text-ink-2">{t("inviteHint", { count, reachable })}</p>
          <SubmitButton variant="secondary" pendingLabel={t("working")}>
            {t("invite", { count })}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
