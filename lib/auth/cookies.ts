import { cookies } from "next/headers";
import { cookieName, openToken, overTls, type SessionKind, sealToken, sessionSeconds } from "./seal";

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
  return sealed ? openToken(kind, sealed) : null;
}
