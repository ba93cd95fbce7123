import { z } from "zod";

/** The code of an invitation (`newOpenCode`) as an address or a form carries it; anything else is no invitation, and never a reason to refuse a booking. */
export const invitationCode = z.string().regex(/^[2-9a-hjkmnp-z]{16}$/);

/** The code an address carries, or null. */
export function codeIn(asked: string | string[] | undefined): string | null {
  const read = invitationCode.safeParse(asked);
  return read.success ? read.data : null;
}
