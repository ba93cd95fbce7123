import { z } from "zod";
import { id, line } from "../rounds/schema";

/** Who somebody is in a family. */
export const familyRelations = [
  "head",
  "spouse",
  "child",
  "parent",
  "sibling",
  "grandchild",
  "grandparent",
  "other",
] as const;

/** How a member said so: on paper, or at the desk before whoever writes it down. */
export const familyChannels = ["paper", "desk"] as const;

export const makeFamilyInput = z.object({ familyId: id, unitId: z.string().max(20), name: line(120) });
export type MakeFamily = z.output<typeof makeFamilyInput>;

export const joinFamilyInput = z.object({
  familyId: id,
  donorId: id,
  relation: z.enum(familyRelations),
  channel: z.enum(familyChannels),
  consent: z.literal("yes", { error: "awards.families.error.consent_missing" }),
});
export type JoinFamily = z.output<typeof joinFamilyInput>;

export const leaveFamilyInput = z.object({ familyId: id, memberId: id });
