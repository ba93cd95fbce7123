import { decode, encode } from "next-auth/jwt";

/** Staff and donors sign in apart: one browser may hold both, and ending one leaves the other. */
export type SessionKind = "staff" | "donor";

const absoluteHours: Record<SessionKind, number> = { staff: 12, donor: 24 * 30 };

/** How long a session may live at most, in seconds; the row in Postgres can end it sooner. */
export function sessionSeconds(kind: SessionKind): number {
  return absoluteHours[kind] * 3600;
}

/** The name of the cookie: with the `__Host-` prefix wherever the site is served over TLS. */
export function cookieName(kind: SessionKind): string {
  return `${overTls() ? "__Host-" : ""}giot-hong-${kind}`;
}

/** The cookie's value for a token: next-auth's encrypted JWT, holding nothing but the token. */
export async function sealToken(kind: SessionKind, token: string): Promise<string> {
  return encode({ token: { token }, secret: secret(), salt: kind, maxAge: sessionSeconds(kind) });
}

/** The token in a cookie's value, or null when it was not sealed by us or is too old. */
export async function openToken(kind: SessionKind, sealed: string): Promise<string | null> {
  try {
    const opened = await decode({ token: sealed, secret: secret(), salt: kind });
    return typeof opened?.token === "string" ? opened.token : null;
  } catch {
    return null;
  }
}

/** Is the site served over TLS? Then its cookies are bound to it. */
export function overTls(): boolean {
  return process.env.PUBLIC_ORIGIN?.startsWith("https://") ?? false;
}

function secret(): string {
  const value = process.env.NEXTAUTH_SECRET;
  if (!value) throw new Error("NEXTAUTH_SECRET is not set: `npm start` makes one; in production give your own.");
  return value;
}
