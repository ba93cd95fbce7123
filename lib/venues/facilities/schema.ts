import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { normalizeLine } from "@/lib/core/text";
import { typedWhole } from "@/lib/forms/typed-fields";
import { facilityKinds } from "../rules";

const id = z.string().refine(isId, "forms.error.not_in_list");

const facts = {
  name: z.string().transform(normalizeLine).pipe(z.string().min(3).max(160)),
  kind: z.enum(facilityKinds),
  unitId: z.string().regex(/^[A-Z][A-Za-z0-9-]{1,29}$/, "forms.error.not_in_list"),
  /** Units of blood it can take in a day; nothing where nobody has said. */
  dailyCapacity: typedWhole(1, 20_000, "venues.facilities.error.capacity_malformed").optional(),
};

/** A facility that is new. The key of the request keeps a form sent twice from making two. */
export const addFacilityInput = z.object({ id, ...facts });
export type AddFacility = z.output<typeof addFacilityInput>;

/** A facility as it is to be. */
export const editFacilityInput = z.object({ facilityId: id, version: z.coerce.number().int(), ...facts });
export type EditFacility = z.output<typeof editFacilityInput>;

/** Which facility is to stop, or to begin again. */
export const facilityStateInput = z.object({ facilityId: id });

/** What facilities are searched by, read from the address of the page; what is not understood is as if it were not said. */
export const facilitySearch = z.object({
  q: z.string().trim().max(80).catch("").default(""),
  state: z.enum(["open", "closed", "uncounted"]).catch("open").default("open"),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});
export type FacilitySearch = z.output<typeof facilitySearch>;
