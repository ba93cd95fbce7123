import { z } from "zod";
import { isId } from "@/lib/core/ids";
import { parseWhole } from "@/lib/core/numbers";
import { normalizeLine } from "@/lib/core/text";
import { day, whole } from "../typed";
import { mostParts, pushSeasons } from "./rules";

const id = z.string().refine(isId, "forms.error.not_in_list");
const line = (most: number) => z.string().transform(normalizeLine).pipe(z.string().min(1).max(most));

/** An empty box beside a commune is no drive there. */
const wholeOrNone = (most: number) =>
  z.string().transform((text, context) => {
    const read = parseWhole(text === "" ? "0" : text);
    if (read.ok && read.value >= 0 && read.value <= most) return read.value;
    context.addIssue({ code: "custom", message: "paceForms.error.number_malformed" });
    return z.NEVER;
  });

const facts = {
  name: line(120),
  owner: line(120),
  startsOn: day,
  endsOn: day,
  /** One after the other: a commune, its drives, its units. A row of nought drives is left out. */
  commune: z.union([z.string(), z.array(z.string())]).optional(),
  drives: z.union([z.string(), z.array(z.string())]).optional(),
  units: z.union([z.string(), z.array(z.string())]).optional(),
};

const listOf = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat());

interface RawParts {
  commune?: string | string[];
  drives?: string | string[];
  units?: string | string[];
}

/** The rows of the form as parts; a row of nought drives is no part. */
function withParts<T extends RawParts>({ commune, drives, units, ...rest }: T, context: z.RefinementCtx) {
  const communes = listOf(commune);
  const parts = communes.flatMap((communeId, index) => {
    const [drivesOf, unitsOf] = [wholeOrNone(100), wholeOrNone(100_000)].map((shape, which) =>
      shape.safeParse(listOf(which === 0 ? drives : units)[index] ?? ""),
    );
    if (!drivesOf?.success || !unitsOf?.success) {
      context.addIssue({ code: "custom", message: "paceForms.error.number_malformed", path: ["parts"] });
      return [];
    }
    return drivesOf.data > 0 ? [{ communeId, drives: drivesOf.data, units: Math.max(1, unitsOf.data) }] : [];
  });
  if (communes.length > mostParts * 3 || new Set(parts.map(({ communeId }) => communeId)).size < parts.length)
    context.addIssue({ code: "custom", message: "paceForms.error.commune_twice", path: ["parts"] });
  if (parts.length === 0) context.addIssue({ code: "custom", message: "paceForms.error.no_parts", path: ["parts"] });
  return { ...rest, parts };
}

/** A plan as it is first saved. */
export const pushPlanInput = z
  .object({
    requestKey: id,
    unitId: z.string().max(20),
    season: z.enum(pushSeasons),
    gapUnits: whole(0, 10_000_000),
    ...facts,
  })
  .transform(withParts);
export type PushPlanInput = z.output<typeof pushPlanInput>;

/** A plan changed. */
export const pushPlanEdit = z.object({ planId: id, version: whole(1, 1_000_000), ...facts }).transform(withParts);
export type PushPlanEdit = z.output<typeof pushPlanEdit>;
