import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { normalizeLine } from "@/lib/core/text";
import { facilityKinds, organisationKinds, parsePosition, venueKinds } from "./rules";

const id = z.string().refine(isId, "forms.error.not_in_list");
const name = z.string().transform(normalizeLine).pipe(z.string().min(3).max(160));

/** A position as it is pasted, or nothing: then the commune's centre stands in. */
const position = z.string().transform((text, context) => {
  const read = parsePosition(text);
  if (read.ok) return read.value;
  context.addIssue({ code: "custom", message: `venues.error.${read.refusal}` });
  return z.NEVER;
});

/** The host of a drive: one from the list, or a new one by name and kind. */
const hostFields = {
  hostId: id.optional(),
  newHostName: name.optional(),
  newHostKind: z.enum(organisationKinds).optional(),
};

/** The team that collects: one from the list, or a new one. */
const facilityFields = {
  facilityId: id.optional(),
  newFacilityName: name.optional(),
  newFacilityKind: z.enum(facilityKinds).optional(),
};

/** Where: a place from the list, or a new one with its commune and address. */
const venueFields = {
  venueId: id.optional(),
  newVenueName: name.optional(),
  newVenueKind: z.enum(venueKinds).optional(),
  newVenueProvinceId: z.string().max(20).optional(),
  newVenueCommuneId: z.string().max(20).optional(),
  /** The commune as it is typed, where no script helps to choose. */
  newVenueCommune: z.string().max(100).optional(),
  newVenueAddress: z.string().transform(normalizeLine).pipe(z.string().min(3).max(200)).optional(),
  newVenuePosition: position.optional(),
  newVenueFixed: z.literal("yes").optional(),
};

const hostInput = z.object(hostFields);
const facilityInput = z.object(facilityFields);
const venueInput = z.object(venueFields);
export type HostInput = z.output<typeof hostInput>;
export type FacilityInput = z.output<typeof facilityInput>;
export type VenueInput = z.output<typeof venueInput>;

/** Who invites, who collects, where: each from the list or new. A part to be joined to a form's other fields. */
export const whoAndWhereInput = z
  .object({ ...hostFields, ...facilityFields, ...venueFields })
  .superRefine(checkWhoAndWhere);

interface Complaints {
  addIssue(issue: { code: "custom"; path: string[]; message: string; input?: unknown }): void;
}

/** A new thing by name wins over one from the list; each needs what makes it whole. */
function checkWhoAndWhere(input: HostInput & FacilityInput & VenueInput, context: Complaints): void {
  const complain = (field: string, message = "forms.error.required") =>
    context.addIssue({ code: "custom", path: [field], message, input: undefined });
  if (!input.newHostName && !input.hostId) complain("hostId", "venues.error.host_missing");
  if (input.newHostName && !input.newHostKind) complain("newHostKind");
  if (!input.newFacilityName && !input.facilityId) complain("facilityId", "venues.error.facility_missing");
  if (input.newFacilityName && !input.newFacilityKind) complain("newFacilityKind");
  if (!input.newVenueName && !input.venueId) complain("venueId", "venues.error.venue_missing");
  if (input.newVenueName) {
    if (!input.newVenueKind) complain("newVenueKind");
    if (!input.newVenueAddress) complain("newVenueAddress");
    if (!input.newVenueCommuneId && !input.newVenueCommune) complain("newVenueCommune");
    if (!input.newVenueCommuneId && input.newVenueCommune && !input.newVenueProvinceId) complain("newVenueProvinceId");
  }
}
