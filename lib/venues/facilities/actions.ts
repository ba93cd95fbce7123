"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { addFacility, closeFacility, editFacility, reopenFacility } from "./commands";
import { addFacilityInput, editFacilityInput, facilityStateInput } from "./schema";

const messages = "venues.facilities.refusal";
const fields = { facility_exists: "name", unit_ended: "unitId" } as const;

export const addFacilityAction = formAction(
  { deed: "place.manage", for: "staff", input: addFacilityInput },
  async (actor, input) =>
    answer(await addFacility(actor, input), { messages, fields, goTo: "/staff/drives/facilities?done=added" }),
);

export const editFacilityAction = formAction(
  { deed: "place.manage", for: "staff", input: editFacilityInput },
  async (actor, input) =>
    answer(await editFacility(actor, input), { messages, fields, goTo: "/staff/drives/facilities?done=saved" }),
);

export const closeFacilityAction = formAction(
  { deed: "place.manage", for: "staff", input: facilityStateInput },
  async (actor, { facilityId }) =>
    answer(await closeFacility(actor, facilityId), {
      messages,
      goTo: ({ id }) => `/staff/drives/facilities/${id}?done=closed`,
    }),
);

export const reopenFacilityAction = formAction(
  { deed: "place.manage", for: "staff", input: facilityStateInput },
  async (actor, { facilityId }) =>
    answer(await reopenFacility(actor, facilityId), {
      messages,
      goTo: ({ id }) => `/staff/drives/facilities/${id}?done=reopened`,
    }),
);
