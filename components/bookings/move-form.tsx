"use client";

import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { moveBookingAction } from "@/lib/bookings/actions";
import { freshForm, typed } from "@/lib/forms/state";
import { SlotChoice, type SlotGroup } from "./slot-choice";

/** Another hour for the same ticket. A refusal stands at the hours, and the others are still there to choose. */
export function MoveForm({
  bookingId,
  groups,
  words,
}: {
  bookingId: string;
  groups: SlotGroup[];
  words: { move: string; pending: string };
}) {
  const [state, action] = useAnswer(moveBookingAction, freshForm());
  const error = state.errors.slotId;
  return (
    <form action={action} className="space-y-6">
      {error ? null : <FormMessage refused={state.message} />}
      <input type="hidden" name="bookingId" value={bookingId} />
      <SlotChoice groups={groups} error={error} chosen={error ? undefined : typed(state, "slotId")} />
      {/* At hand below a long list of hours. */}
      <div className="sticky bottom-0 z-10 -mx-5 border-t border-line bg-paper px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:mx-0 sm:px-0">
        <SubmitButton size="lg" pill block pendingLabel={words.pending}>
          {words.move}
        </SubmitButton>
      </div>
    </form>
  );
}
