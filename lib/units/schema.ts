import { z } from "zod";

const civilDate = z.string().meta({ format: "date", examples: ["2025-07-01"] });

/** A unit of the country on one day, as `/api/v1/units` tells it. */
export const publicUnitShape = z
  .object({
    code: z.string().nullable().describe("the state's code on that day; null where it is not known"),
    kind: z.enum(["nation", "province", "ministry", "commune"]),
    type: z
      .string()
      .nullable()
      .describe("city, province; ward, commune, special_zone; ministry; nation; null where not held")
      .meta({ examples: ["city"] }),
    name: z.string().meta({ examples: ["Hà Nội"] }),
    fullName: z.string().meta({ examples: ["Thành phố Hà Nội"] }),
    nameEn: z
      .string()
      .nullable()
      .meta({ examples: ["Hanoi"] }),
    parent: z.string().nullable().describe("code of the unit it belongs to"),
    district: z.string().nullable().describe("of communes before 1 July 2025"),
    region: z.object({ code: z.string(), name: z.string(), nameEn: z.string() }).nullable(),
    areaKm2: z.number().nullable(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    population: z
      .object({
        people: z.int(),
        year: z.int(),
        basis: z
          .string()
          .describe(
            "nso_average: yearly average of the statistics office; merger_papers: counts temporary residents too; census, other: as an office wrote it down",
          ),
      })
      .nullable(),
    validFrom: civilDate.nullable(),
    validTo: civilDate.nullable().describe("the first day on which it no longer was"),
    predecessors: z.array(z.string()).describe("codes, as they were, of the units joined into this one"),
    successors: z.array(z.string()).describe("codes of the units it went into"),
    foundBy: z
      .string()
      .nullable()
      .describe("the former name that held the letters of `q`, its own or of a unit that went into it; else null"),
  })
  .meta({ id: "Unit" });

export type PublicUnit = z.output<typeof publicUnitShape>;

/** The answer of `/api/v1/units`. */
export const unitsAnswerShape = z
  .object({
    asOf: civilDate,
    count: z.int(),
    complete: z.boolean().describe("false where not every unit of that day is held; `notes` says what is missing"),
    notes: z.array(z.string()),
    units: z.array(publicUnitShape),
  })
  .meta({ id: "Units" });

export type UnitsAnswer = z.output<typeof unitsAnswerShape>;
