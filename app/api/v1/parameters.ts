import { z } from "zod";
import { nameSearchKey } from "@/lib/core/text";
import { isCivilDate } from "@/lib/core/time";
import type { ProblemWord } from "../answer";

/** What the OpenAPI description says of a parameter; its zod shape reads the text of the address. */
interface Documented {
  description: string;
  schema: Record<string, unknown>;
  example?: string | number;
}
export const documented = z.registry<Documented>();

const word = (problem: ProblemWord) => problem;

const civilDate = z.string().refine(isCivilDate, word("date_malformed"));
const dateSchema = { type: "string", format: "date" };
const year = z
  .string()
  .regex(/^(19|20)\d{2}$/, word("year_malformed"))
  .transform(Number);
const yearSchema = { type: "integer", minimum: 1900, maximum: 2099 };
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, word("number_out_of_range"))
    .transform(Number)
    .refine((number) => number >= min && number <= max, word("number_out_of_range"));
const provinceCode = z.string().regex(/^\d{2}$/, word("province_malformed"));
const communeCode = z.string().regex(/^\d{5}$/, word("commune_malformed"));

export const unitsParameters = z.object({
  kind: z
    .enum(["province", "ministry", "commune"], word("kind_unknown"))
    .optional()
    .register(documented, {
      description: "One kind of unit; without it the reporting units: provinces and ministries.",
      schema: { type: "string", enum: ["province", "ministry", "commune"] },
      example: "province",
    }),
  parent: z
    .string()
    .regex(/^(VN|\d{2})$/, word("province_malformed"))
    .optional()
    .register(documented, {
      description: "Only the parts of this unit: VN, or a province's code as it was on the day asked for.",
      schema: { type: "string", pattern: "^(VN|[0-9]{2})$" },
    }),
  asOf: civilDate.optional().register(documented, {
    description: "The country as it was on this day; today without it.",
    schema: dateSchema,
    example: "2025-06-01",
  }),
  q: z
    .string()
    .trim()
    .refine((text) => nameSearchKey(text).length >= 2, word("text_too_short"))
    .max(80, word("malformed"))
    .optional()
    .register(documented, {
      description:
        "Letters of a name, with or without accents; a former name finds what came of the unit, over any number of changes, and `foundBy` tells it.",
      schema: { type: "string", minLength: 2, maxLength: 80 },
    }),
});

export const campaignsParameters = z.object({
  year: year.optional().register(documented, {
    description: "Only the editions of this year; all years without it.",
    schema: yearSchema,
    example: 2026,
  }),
});

export const progressParameters = z.object({
  year: year.optional().register(documented, {
    description: "The year counted; this year (in Viet Nam) without it.",
    schema: yearSchema,
    example: 2025,
  }),
  unit: z
    .string()
    .regex(/^(VN|B[A-Z]{2,4}|\d{2}|\d{5})$/, word("unit_malformed"))
    .optional()
    .register(documented, {
      description: "VN, a province's or commune's code as it was at the end of that year, or a ministry's (BCA, BQP).",
      schema: { type: "string", default: "VN" },
      example: "01",
    }),
  campaign: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, word("malformed"))
    .optional()
    .register(documented, {
      description: "Only drives of this campaign's edition of the year.",
      schema: { type: "string" },
      example: "hanh-trinh-do",
    }),
  asOf: civilDate.optional().register(documented, {
    description:
      "Replays an earlier day: the version of the target, the rate and the pace as they were known at its end. Drives held by then are counted as they stand recorded today.",
    schema: dateSchema,
    example: "2026-06-30",
  }),
  period: z
    .enum(["year", "h1"], word("malformed"))
    .default("year")
    .register(documented, {
      description:
        "The whole year, or its first half alone (to 30 June, by the units of that day, as it is known today), as six-month reports tell it. Not together with `asOf` or `campaign`, and not of a commune: there the year is answered.",
      schema: { type: "string", enum: ["year", "h1"], default: "year" },
    }),
  view: z
    .enum(["then", "now"], word("malformed"))
    .optional()
    .register(documented, {
      description:
        "Adds `byUnits`: what is recorded, unit by unit, by the units of then or by those of now into which they have gone. Of VN the reporting units, of a province its communes.",
      schema: { type: "string", enum: ["then", "now"] },
      example: "now",
    }),
  month: z
    .string()
    .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, word("date_malformed"))
    .optional()
    .register(documented, {
      description: "With `view`: only this month of `byUnits`; the whole year without it.",
      schema: { type: "string", pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$" },
      example: "2025-06",
    }),
});

export const outreachParameters = z.object({
  year: progressParameters.shape.year,
  unit: progressParameters.shape.unit,
  period: z
    .enum(["year", "h1"], word("malformed"))
    .default("year")
    .register(documented, {
      description: "The whole year, or its first half (to 30 June).",
      schema: { type: "string", enum: ["year", "h1"], default: "year" },
    }),
});

export const drivesParameters = z.object({
  province: provinceCode.optional().register(documented, {
    description: "Code of the province of the venue.",
    schema: { type: "string", pattern: "^[0-9]{2}$" },
    example: "01",
  }),
  commune: communeCode.optional().register(documented, {
    description: "Code of the commune of the venue.",
    schema: { type: "string", pattern: "^[0-9]{5}$" },
    example: "00004",
  }),
  from: civilDate.optional().register(documented, {
    description: "The first day; never before today.",
    schema: dateSchema,
  }),
  to: civilDate.optional().register(documented, {
    description: "The last day; a year ahead without it.",
    schema: dateSchema,
  }),
  limit: whole(1, 500)
    .default(100)
    .register(documented, {
      description: "How many at most.",
      schema: { type: "integer", minimum: 1, maximum: 500, default: 100 },
    }),
  offset: whole(0, 100_000)
    .default(0)
    .register(documented, {
      description: "How many to pass over.",
      schema: { type: "integer", minimum: 0, default: 0 },
    }),
});

export const noParameters = z.object({});
