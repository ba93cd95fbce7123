import { randomBytes } from "node:crypto";
import { z } from "zod";

const letters = "23456789abcdefghjkmnpqrstuvwxyz";

/** Sixteen letters nobody guesses, none like another: all that stands in a link by which a donor invites. */
export function newInvitationCode(): string {
  return [...randomBytes(16)].map((byte) => letters[byte % letters.length]).join("");
}

/** A code as an address or a form carries it; anything else is no invitation, and never a reason to refuse a booking. */
export const invitationCode = z.string().regex(/^[2-9a-hjkmnp-z]{16}$/);

/** The code an address carries, or null. */
export function codeIn(asked: string | string[] | undefined): string | null {
  const read = invitationCode.safeParse(asked);
  return read.success ? read.data : null;
}
