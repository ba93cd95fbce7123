"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Select, type SelectOption } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { beginLettersAction, stopByLinkAction, stopLettersAction } from "@/lib/documents/letters/actions";
import { typed } from "@/lib/forms/state";

/** About which unit to be written to, and on which day. */
export function BeginLettersForm({
  units,
  days,
  words,
}: {
  units: SelectOption[];
  days: SelectOption[];
  words: { unit: string; every: string; week: string; month: string; onDay: string; onDayHint: string; begin: string };
}) {
  return (
    <ActionForm
      action={beginLettersAction}
      values={{ unitCode: "VN", every: "week", onDay: "1" }}
      className="grid gap-4"
    >
      {(state) => (
        <>
          <Select
            name="unitCode"
            label={words.unit}
            options={units}
            error={state.errors.unitCode}
            defaultValue={typed(state, "unitCode", "VN")}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <Select
              name="every"
              label={words.every}
              options={[
                { value: "week", label: words.week },
                { value: "month", label: words.month },
              ]}
              error={state.errors.every}
              defaultValue={typed(state, "every", "week")}
            />
            <Select
              name="onDay"
              label={words.onDay}
              hint={words.onDayHint}
              options={days}
              error={state.errors.onDay}
              defaultValue={typed(state, "onDay", "1")}
            />
          </div>
          <div>
            <SubmitButton>{words.begin}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Ends letters about one unit. */
export function StopLettersForm({ letterId, label }: { letterId: string; label: string }) {
  return (
    <ActionForm action={stopLettersAction}>
      {() => (
        <>
          <input type="hidden" name="letterId" value={letterId} />
          <SubmitButton variant="quiet">{label}</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** The button behind the link at the foot of a letter: a mail program that opens links by itself ends nothing. */
export function StopByLinkForm({ token, label }: { token: string; label: string }) {
  return (
    <ActionForm action={stopByLinkAction} className="grid gap-4">
      {(state) => (
        <>
          <input type="hidden" name="token" value={token} />
          {state.status === "done" ? null : <SubmitButton pill>{label}</SubmitButton>}
        </>
      )}
    </ActionForm>
  );
}
