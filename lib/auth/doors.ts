import type { Deed } from "./matrix";

/**
 * Every door into the house and the word of the matrix that guards it. A test takes the list of server actions and
 * routes from the build itself and fails on one that is not written here.
 */
export const actionDoors: Readonly<Record<string, Deed>> = {
  signInAction: "session.begin",
  signOutAction: "session.end",
  changePasswordAction: "account.own",
  endOwnSessionAction: "account.own",
  endOtherSessionsAction: "account.own",
  setLanguageAction: "account.own",
  setThemeAction: "account.own",
  invitePersonAction: "people.manage",
  grantRoleAction: "people.manage",
  revokeRoleAction: "people.manage",
  disableAccountAction: "people.manage",
  enableAccountAction: "people.manage",
  endSessionsOfPersonAction: "people.manage",
  renewInvitationAction: "people.manage",
  acceptInvitationAction: "session.begin",
  askCodeAction: "session.begin",
  proveCodeAction: "session.begin",
  donorSignOutAction: "session.end",
  chooseDonorAction: "donor.choose",
  registerSelfAction: "donor.register_self",
};

/** Route handlers and pages, by their path in `app/`, without the language. */
export const routeDoors: Readonly<Record<string, Deed>> = {
  "/sign-in": "session.begin",
  "/sign-in/who": "donor.choose",
  "/sign-in/register": "donor.register_self",
  "/sign-in/welcome": "donor.own",
  "/mailbox": "public.read",
  "/staff/sign-in": "session.begin",
  "/staff": "account.own",
  "/staff/account": "account.own",
  "/staff/invitation/[token]": "session.begin",
  "/staff/people": "people.view",
  "/staff/people/invite": "people.manage",
  "/staff/people/[id]": "people.view",
  "/staff/audit": "audit.view",

  "/": "public.read",
  "/drives/[id]": "public.read",
  "/drives/[id]/calendar.ics": "public.read",
  "/api/[...rest]": "public.read",
  "/api/health": "public.read",
  "/api/live": "public.read",
  "/api/v1/campaigns": "public.read",
  "/api/v1/drives": "public.read",
  "/api/v1/drives/[id]": "public.read",
  "/api/v1/openapi.json": "public.read",
  "/api/v1/progress": "public.read",
  "/api/v1/units": "public.read",
  "/api-docs": "public.read",
  "/attributions": "public.read",

  "/progress": "public.read",
  "/progress/units/[code]": "public.read",
  "/progress/campaigns/[id]": "public.read",
  "/staff/progress": "progress.view",
  "/staff/progress/units/[code]": "progress.view",
  "/staff/progress/campaigns/[id]": "progress.view",
};
