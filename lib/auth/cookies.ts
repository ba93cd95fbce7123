import { cookies } from "next/headers";
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

/** Puts the session's token, sealed, into the browser. */
export async function setSessionCookie(kind: SessionKind, token: string): Promise<void> {
  const jar = await cookies();
  jar.set(cookieName(kind), await sealToken(kind, token), {
    httpOnly: true,
    sameSite: "lax",
    secure: overTls(),
    path: "/",
    maxAge: sessionSeconds(kind),
  });
}

/** Takes the session's cookie out of the browser. */
export async function clearSessionCookie(kind: SessionKind): Promise<void> {
  (await cookies()).delete({ name: cookieName(kind), path: "/", secure: overTls() });
}

/** The token in the browser's cookie, or null when there is none or it was not sealed by us. */
export async function sessionToken(kind: SessionKind): Promise<string | null> {
  const sealed = (await cookies()).get(cookieName(kind))?.value;
  if (!sealed) return null;
  try {
    const opened = await decode({ token: sealed, secret: secret(), salt: kind });
    return typeof opened?.token === "string" ? opened.token : null;
  } catch {
    return null;
  }
}

/** The cookie's value for a token: next-auth's encrypted JWT, holding nothing but the token. */
export async function sealToken(kind: SessionKind, token: string): Promise<string> {
  return encode({ token: { token }, secret: secret(), salt: kind, maxAge: sessionSeconds(kind) });
}

function overTls(): boolean {
  return process.env.PUBLIC_ORIGIN?.startsWith("https://") ?? false;
}

function secret(): string {
  const value = process.env.NEXTAUTH_SECRET;
  if (!value) throw new Error("NEXTAUTH_SECRET is not set: `npm start` makes one; in production give your own.");
  return value;
}
