"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { sessionToken, setSessionCookie } from "@/lib/auth/cookies";
import { deviceOf } from "@/lib/auth/device";
import { answer } from "@/lib/forms/answer";
import { clientAddress, formAction } from "@/lib/forms/form-action";
import { localizedPath } from "@/lib/i18n/path";
import {
  disableAccount,
  enableAccount,
  endSessionsOfPerson,
  grantRole,
  invitePerson,
  renewInvitation,
  revokeRole,
} from "./commands";
import { acceptInvitation } from "./invitation";
import { acceptInvitationInput, grantRoleInput, invitePersonInput, personInput, revokeRoleInput } from "./schema";

const words = { messages: "accounts.people.refusal" };
const grantFields = {
  scope_not_for_role: "scope",
  place_missing: "communeId",
  facility_missing: "facilityId",
  already_given: "role",
} as const;

export const invitePersonAction = formAction(
  { deed: "people.manage", for: "staff", input: invitePersonInput, limit: { max: 60, perMinutes: 60 } },
  async (actor, input) =>
    answer(await invitePerson(actor, input), {
      ...words,
      goTo: ({ id, isNew }) => `/staff/people/${id}?done=${isNew ? "invited" : "granted"}`,
      fields: { ...grantFields, account_disabled: "email", oneself: "email" },
    }),
);

export const grantRoleAction = formAction(
  { deed: "people.manage", for: "staff", input: grantRoleInput },
  async (actor, input) =>
    answer(await grantRole(actor, input), {
      ...words,
      goTo: `/staff/people/${input.accountId}?done=granted`,
      fields: grantFields,
    }),
);

export const revokeRoleAction = formAction(
  { deed: "people.manage", for: "staff", input: revokeRoleInput },
  async (actor, input) =>
    answer(await revokeRole(actor, input), { ...words, goTo: `/staff/people/${input.accountId}?done=revoked` }),
);

export const disableAccountAction = formAction(
  { deed: "people.manage", for: "staff", input: personInput },
  async (actor, input) =>
    answer(await disableAccount(actor, input), { ...words, goTo: `/staff/people/${input.accountId}?done=disabled` }),
);

export const enableAccountAction = formAction(
  { deed: "people.manage", for: "staff", input: personInput },
  async (actor, input) =>
    answer(await enableAccount(actor, input), { ...words, goTo: `/staff/people/${input.accountId}?done=enabled` }),
);

export const endSessionsOfPersonAction = formAction(
  { deed: "people.manage", for: "staff", input: personInput },
  async (actor, input) =>
    answer(await endSessionsOfPerson(actor, input), { ...words, goTo: `/staff/people/${input.accountId}?done=ended` }),
);

export const renewInvitationAction = formAction(
  { deed: "people.manage", for: "staff", input: personInput, limit: { max: 60, perMinutes: 60 } },
  async (actor, input) =>
    answer(await renewInvitation(actor, input), { ...words, goTo: `/staff/people/${input.accountId}?done=link` }),
);

/** An invited person sets their password with the link of the letter, and is inside. */
export const acceptInvitationAction = formAction(
  { deed: "session.begin", for: "anyone", input: acceptInvitationInput, secret: ["password", "token"] },
  async (_, input) => {
    const seen = await headers();
    const outcome = await acceptInvitation(input, {
      address: clientAddress(seen),
      device: deviceOf(seen.get("user-agent")),
      tokenBefore: await sessionToken("staff"),
    });
    if (!outcome.ok) {
      return answer(outcome, {
        messages: "accounts.refusal",
        fields: {
          password_too_short: "password",
          password_too_long: "password",
          password_common: "password",
          password_simple: "password",
          password_personal: "password",
        },
      });
    }
    await setSessionCookie("staff", outcome.value.token);
    redirect(localizedPath(outcome.value.locale, "/staff"));
  },
);
