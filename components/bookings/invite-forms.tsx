"use client";

import { ActionForm } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { SubmitButton } from "@/components/ui/submit-button";
import { dropInvitationAction, inviteAction } from "@/lib/bookings/invitations/actions";

export interface InviteWords {
  begin: string;
  pending: string;
  showName: string;
  showNameHint: string;
  keepName: string;
  renew: string;
  end: string;
}

/** Makes the donor's link, with or without their name. */
export function BeginInvitingForm({ words }: { words: InviteWords }) {
  return (
    <ActionForm action={inviteAction} className="flex flex-col items-start gap-3">
      {() => (
        <>
          <Checkbox name="showsName" value="yes" label={words.showName} hint={words.showNameHint} />
          <SubmitButton name="step" value="open" variant="primary" pendingLabel={words.pending}>
            {words.begin}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}

/** Whether the name is told, another link, or none. */
export function InvitationForm({ showsName, words }: { showsName: boolean; words: InviteWords }) {
  return (
    <ActionForm action={inviteAction} className="flex flex-col items-start gap-2">
      {() => (
        <>
          <Checkbox
            key={`${showsName}`}
            name="showsName"
            value="yes"
            label={words.showName}
            hint={words.showNameHint}
            defaultChecked={showsName}
          />
          <div className="flex flex-wrap gap-2.5">
            <SubmitButton name="step" value="name" variant="secondary" pendingLabel={words.pending}>
              {words.keepName}
            </SubmitButton>
            <SubmitButton name="step" value="renew" variant="quiet" pendingLabel={words.pending}>
              {words.renew}
            </SubmitButton>
            <SubmitButton name="step" value="end" variant="quiet" pendingLabel={words.pending}>
              {words.end}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** Takes the invitation off a booking. */
export function DropInvitationForm({
  bookingId,
  words,
}: {
  bookingId: string;
  words: { drop: string; pending: string };
}) {
  return (
    <ActionForm action={dropInvitationAction}>
      {() => (
        <>
          <input type="hidden" name="bookingId" value={bookingId} />
          <SubmitButton variant="quiet" pendingLabel={words.pending}>
            {words.drop}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
