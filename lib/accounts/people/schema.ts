import { z } from "zod";
import { roles } from "@/lib/auth/roles";
import { normalizeLine, normalizePersonName } from "@/lib/core/text";
import { emailInput } from "../schema";

/** A role with its scope as forms send it; which scope a role may have is the command's question. */
const grantFields = {
  role: z.enum(roles),
  scope: z.enum(["nation", "unit", "commune"]),
  unitId: z.string().max(20).optional(),
  communeId: z.string().max(20).optional(),
  facilityId: z.uuid().optional(),
};
const grantInputShape = z.object(grantFields);
export type GrantInput = z.output<typeof grantInputShape>;

const newPersonFields = {
  name: z
    .string()
    .max(120)
    .transform(normalizePersonName)
    .pipe(z.string().min(2, { error: "accounts.error.name" })),
  email: emailInput,
  locale: z.enum(["vi", "en"]).default("vi"),
};

/** The one whom the keeper of the server lets in before anybody else is there to invite them. */
export const firstAdministratorInput = z.object(newPersonFields);
export type FirstAdministrator = z.output<typeof firstAdministratorInput>;

export const invitePersonInput = z.object({ ...newPersonFields, ...grantFields });
export type InvitePerson = z.output<typeof invitePersonInput>;

/** The person as the page last saw them: whoever changed them meanwhile wins, and the sender is told. */
const seen = { accountId: z.uuid(), version: z.coerce.number().int() };

export const personInput = z.object(seen);
export type PersonInput = z.output<typeof personInput>;

export const grantRoleInput = z.object({ ...seen, ...grantFields });
export type GrantRole = z.output<typeof grantRoleInput>;

export const revokeRoleInput = z.object({ ...seen, assignmentId: z.uuid() });
export type RevokeRole = z.output<typeof revokeRoleInput>;

export const acceptInvitationInput = z.object({
  token: z.string().max(100),
  password: z.string().max(400, { error: "accounts.error.password_too_long" }),
});
export type AcceptInvitation = z.output<typeof acceptInvitationInput>;

/** What the list of people is searched by, read from its address. */
export const peopleSearch = z.object({
  q: z.string().max(100).transform(normalizeLine).catch(""),
  role: z.enum(roles).optional().catch(undefined),
  state: z.enum(["active", "invited", "disabled"]).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1),
});
export type PeopleSearch = z.output<typeof peopleSearch>;
