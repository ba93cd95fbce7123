import type { Grant, Role, Scope } from "@/lib/auth/roles";
import { roles } from "@/lib/auth/roles";

/**
 * Which roles somebody may give and take, by the role they hold themselves; always within its scope. A provincial
 * office runs its own people and makes neither administrators nor those who watch over the data.
 */
export const givableBy: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  administrator: roles,
  provincial_office: [
    "provincial_office",
    "drive_manager",
    "desk_clerk",
    "medical_screener",
    "collecting_facility",
    "report_approver",
    "committee_member",
    "awards_officer",
  ],
};

/** Over what a role makes sense. Roles for a single drive are given on the drive's own page. */
export const scopesOf: Readonly<Record<Role, readonly Exclude<Scope["kind"], "drive">[]>> = {
  administrator: ["nation", "unit"],
  provincial_office: ["nation", "unit"],
  drive_manager: ["unit", "commune"],
  desk_clerk: ["unit", "commune"],
  medical_screener: ["unit", "commune"],
  collecting_facility: ["nation", "unit"],
  report_approver: ["nation", "unit"],
  committee_member: ["nation", "unit", "commune"],
  awards_officer: ["nation", "unit"],
  data_protection_officer: ["nation", "unit"],
};

/** The roles that somebody with these grants may give at all, in the order of the list. */
export function givableRoles(grants: readonly Grant[]): Role[] {
  const givable = new Set(grants.flatMap((grant) => givableBy[grant.role] ?? []));
  return roles.filter((role) => givable.has(role));
}

/** How long an invitation can be used. */
export const invitationHours = 72;
