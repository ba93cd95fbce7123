"use server";

import { getLocale } from "next-intl/server";
import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { ownPath } from "@/lib/i18n/path";
import { choosePerson, registerSelf } from "./commands";
import { chooseDonorInput, registerSelfInput } from "./schema";

const messages = "donors.self.refusal";

/** "That is me": one of the people who share the contact. */
export const chooseDonorAction = formAction(
  { deed: "donor.choose", for: "contact", input: chooseDonorInput, limit: { max: 30, perMinutes: 10 } },
  async (actor, input) =>
    answer(await choosePerson(actor, input.donorId), { messages, goTo: ownPath(input.back, "/me") }),
);

/** A new donor registers; those who are not old enough yet are told from when on the next page. */
export const registerSelfAction = formAction(
  { deed: "donor.register_self", for: "contact", input: registerSelfInput },
  async (actor, input) =>
    answer(await registerSelf(actor, input, (await getLocale()) === "en" ? "en" : "vi"), {
      messages,
      goTo: `/sign-in/welcome?then=${encodeURIComponent(ownPath(input.back, "/me"))}`,
      fields: {
        born_in_future: "bornOn",
        born_too_long_ago: "bornOn",
        too_young_to_register: "bornOn",
        commune_unknown: "communeId",
        identity_number_malformed: "identityNumber",
        identity_number_empty: "identityNumber",
        identity_not_usable: "identityNumber",
      },
    }),
);
