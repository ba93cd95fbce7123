/** The ten roles of people who sign in with e-mail and password; a donor is not a role. */
export const roles = [
  "administrator",
  "provincial_office",
  "drive_manager",
  "desk_clerk",
  "medical_screener",
  "collecting_facility",
  "report_approver",
  "committee_member",
  "awards_officer",
  "data_protection_officer",
] as const;
export type Role = (typeof roles)[number];

/** How far a role reaches: the whole nation, one province or ministry, one commune, or one drive. */
export type Scope =
  | { kind: "nation" }
  | { kind: "unit"; unitId: string }
  | { kind: "commune"; communeId: string }
  | { kind: "drive"; driveId: string };

/** One role held over one scope; a collecting facility's people also only see their own facility's drives. */
export interface Grant {
  readonly role: Role;
  readonly scope: Scope;
  readonly facilityId: string | null;
}
