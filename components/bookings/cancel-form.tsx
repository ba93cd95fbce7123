"use client";

import { FormMessage } from "@/components/ui/form-message";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAnswer } from "@/components/ui/use-answer";
import { cancelBookingAction } from "@/lib/bookings/actions";
import { freshForm } from "@/lib/forms/state";

/** One button that ends a booking; the page around it says what that means. */
export function CancelForm({ bookingId, words }: { bookingId: string; words: { cancel: string; pending: string } }) {
  const [state, action] = useAnswer(cancelBookingAction, freshForm());
  return (
    <form action={action} className="space-y-4">
      <FormMessage refused={state.message} />
      <input type="hidden" name="bookingId" value={bookingId} />
      <SubmitButton size="lg" pill block pendingLabel={words.pending}>
        {words.cancel}
      </SubmitButton>
    </form>
  );
}
