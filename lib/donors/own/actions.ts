"use server";

import { done } from "@/lib/core/outcome";
import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { giveConsents, mendOwnProfile, withdrawConsent } from "./commands";
import { consentInput, mendOwnProfileInput } from "./schema";

const messages = "donors.own.refusal";
const limit = { max: 30, perMinutes: 10 };

/** The donor agrees to one thing. */
export const allowAction = formAction(
  { deed: "donor.own", for: "donor", input: consentInput, limit },
  async (actor, input) =>
    answer(done(await giveConsents(actor, [input.purpose])), { messages, goTo: "/me?saved=consent#consents" }),
);

/** The donor takes one agreement back. */
export const withdrawAction = formAction(
  { deed: "donor.own", for: "donor", input: consentInput, limit },
  async (actor, input) =>
    answer(await withdrawConsent(actor, input.purpose), { messages, goTo: "/me?saved=consent#consents" }),
);

export const mendOwnProfileAction = formAction(
  { deed: "donor.own", for: "donor", input: mendOwnProfileInput, limit },
  async (actor, input) =>
    answer(await mendOwnProfile(actor, input), {
      messages,
      goTo: "/me?saved=profile",
      fields: { commune_unknown: "communeId" },
    }),
);
