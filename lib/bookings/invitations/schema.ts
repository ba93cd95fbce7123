import { z } from "zod";

/** What a donor does with their link: has one, tells their name with it or not, changes it, or ends it. */
export const inviteInput = z.object({
  step: z.enum(["open", "name", "renew", "end"]),
  showsName: z.literal("yes").optional(),
});
export type Invite = z.output<typeof inviteInput>;

export const dropInvitationInput = z.object({ bookingId: z.uuid() });
