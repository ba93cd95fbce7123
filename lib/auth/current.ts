import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { localizedPath } from "@/lib/i18n/path";
import type { ContactActor, DonorActor, StaffActor } from "./actor";
import { anywhere, may } from "./authorize";
import { sessionToken } from "./cookies";
import type { Deed } from "./matrix";
import { donorOfToken, staffOfToken } from "./sessions";

/** The member of staff who asks, or null; read once a request. */
export const currentStaff = cache(async (): Promise<StaffActor | null> => {
  const token = await sessionToken("staff");
  return token === null ? null : staffOfToken(token);
});

/** The donor (or proven contact) who asks, or null; read once a request. */
export const currentDonor = cache(async (): Promise<DonorActor | ContactActor | null> => {
  const token = await sessionToken("donor");
  return token === null ? null : donorOfToken(token);
});

/**
 * The member of staff a page is for: sends to the sign-in page when nobody is signed in, and answers "not found"
 * when no role of theirs allows the deed anywhere. What they see within the page is the queries' own question.
 */
export async function staffFor(deed: Deed, locale: string, back: string): Promise<StaffActor> {
  const actor = await currentStaff();
  if (actor === null) redirect(localizedPath(locale, `/staff/sign-in?then=${encodeURIComponent(back)}`));
  if (!may(actor, deed, anywhere)) notFound();
  return actor;
}

/** The donor a page is for: sends to the sign-in page, or to the choice of person, when needed. */
export async function donorFor(locale: string, back: string): Promise<DonorActor> {
  const actor = await currentDonor();
  if (actor === null) redirect(localizedPath(locale, `/sign-in?then=${encodeURIComponent(back)}`));
  if (actor.kind === "contact") redirect(localizedPath(locale, `/sign-in/who?then=${encodeURIComponent(back)}`));
  return actor;
}
