"use server";

import { answer } from "@/lib/forms/answer";
import { formAction } from "@/lib/forms/form-action";
import { recordPopulation } from "./commands";
import { populationInput } from "./schema";

export const recordPopulationAction = formAction(
  { deed: "unit.change", for: "staff", input: populationInput },
  async (actor, input) =>
    answer(await recordPopulation(actor, input), {
      messages: "units.refusal",
      goTo: ({ unitId }) => `/staff/units/${unitId}?done=population`,
      fields: { from_files: "year", day_of_another_year: "asOf" },
    }),
);
