import { z } from "zod";

const civilDate = z.string().meta({ format: "date", examples: ["2025-07-01"] });

export const unitSumShape = z
  .object({
    unit: z.object({
      code: z.string(),
      kind: z.enum(["nation", "province", "ministry", "commune"]),
      fullName: z.string(),
      nameEn: z.string(),
      validFrom: civilDate,
      validTo: civilDate.nullable(),
    }),
    donations: z
      .int()
      .nullable()
      .describe("as recorded, drive by drive; null where it is kept back: few, or what would tell a neighbour's few"),
    official: z
      .int()
      .nullable()
      .describe(
        "of each whole month within the period its approved report, else what was recorded; null by communes, over which a report is not divided",
      ),
    volumeMl: z.int().nullable(),
    drives: z.int(),
    containsDemo: z.boolean(),
    heldThen: z
      .boolean()
      .describe("false where the unit of that day is not held, and the sum stands with the unit it went into"),
  })
  .meta({ id: "UnitSum", description: "What is recorded and what is official of one unit in a period." });

/** Sums of a past period by the units of then, or by those of now. */
export const sumsOverTimeShape = z
  .object({
    view: z.enum(["then", "now"]),
    level: z.enum(["reporting", "communes"]),
    from: civilDate,
    to: civilDate,
    reportingUnits: z
      .array(z.object({ on: civilDate, provinces: z.int(), ministries: z.int(), all: z.int() }))
      .describe("how many units reported to the nation on the first and on the last day"),
    complete: z.boolean().describe("false where units of then are not held; `notes` says which"),
    notHeld: z.array(z.enum(["communes_then"])),
    notes: z.array(z.string()),
    total: z.object({ donations: z.int(), official: z.int(), volumeMl: z.int(), drives: z.int() }),
    units: z.array(unitSumShape),
  })
  .meta({ id: "SumsOverTime" });
export type SumsOverTime = z.output<typeof sumsOverTimeShape>;
export type UnitSum = z.output<typeof unitSumShape>;
