import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Links that do one thing for whoever holds them, signed out or in: an id and its signature, made with the site's secret
 * and bound to a purpose, so that a link for one thing opens nothing else. They know no person and no end.
 */
export function signLink(purpose: string, id: string): string {
  return `${id}.${signature(purpose, id)}`;
}

/** The id in a signed link, or null when it was not signed here for this purpose. */
export function openLink(purpose: string, token: string): string | null {
  const [id = "", given = "", ...more] = token.split(".");
  if (more.length > 0 || id === "") return null;
  const [right, told] = [Buffer.from(signature(purpose, id)), Buffer.from(given)];
  return right.length === told.length && timingSafeEqual(right, told) ? id : null;
}

function signature(purpose: string, id: string): string {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error("NEXTAUTH_SECRET is not set: `npm start` makes one; in production give your own.");
  return createHmac("sha256", secret).update(`${purpose}\n${id}`).digest("base64url");
}
