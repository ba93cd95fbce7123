import { z } from "zod";
import { normalizeLine } from "@/lib/core/text";
import { typedDay, typedWhole } from "@/lib/forms/typed-fields";

/** In which way people were counted: the yearly average of the statistics office, or the papers of mergers. */
export const populationBases = ["nso_average", "merger_papers", "census", "other"] as const;

const whole = (min: number, max: number) => typedWhole(min, max, "units.error.number_malformed");

export const populationInput = z.object({
  unitId: z.string().regex(/^[A-Z][A-Za-z0-9-]{1,29}$/, "forms.error.not_in_list"),
  year: whole(1990, 2100),
  basis: z.enum(populationBases),
  people: whole(1, 200_000_000),
  source: z.string().transform(normalizeLine).pipe(z.string().min(3).max(300)),
  /** The day it was counted for, and the number of the paper that states it, where they are known. */
  asOf: typedDay("units.error.day_malformed").optional(),
  decisionNumber: z.string().transform(normalizeLine).pipe(z.string().max(60)).optional(),
  note: z.string().trim().max(500).optional(),
});
export type PopulationInput = z.output<typeof populationInput>;
