import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const weightedName = z.object({ name: z.string(), weight: z.number() });
const pattern = z.object({ pattern: z.string(), weight: z.number() });

const namesFile = z.object({
  structure: z.object({ male: z.array(pattern), female: z.array(pattern) }),
  family: z.array(weightedName),
  middle: z.object({
    male: z.array(weightedName),
    female: z.array(weightedName),
    male_second: z.array(weightedName),
    female_second: z.array(weightedName),
  }),
  given: z.object({ male: z.array(weightedName), female: z.array(weightedName) }),
  blood_groups: z.object({ abo: z.array(z.object({ group: z.enum(["O", "A", "B", "AB"]), weight: z.number() })) }),
  venues: z.object({
    hospitals: z.array(
      z.object({
        name: z.string(),
        province_code: z.string(),
        commune_code: z.string().nullish(),
        lat: z.number().nullish(),
        lon: z.number().nullish(),
      }),
    ),
    universities: z.array(z.object({ name: z.string(), province_code: z.string() })),
  }),
});

/** The parts that made-up people and places are put together from: `prisma/reference/names.json`. */
export type Words = z.output<typeof namesFile>;

/** Reads the parts of names and the public places of the reference data. */
export function readWords(): Words {
  const folder = join(dirname(fileURLToPath(import.meta.url)), "../../../prisma/reference");
  return namesFile.parse(JSON.parse(readFileSync(join(folder, "names.json"), "utf8")));
}
