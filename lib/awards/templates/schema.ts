import { z } from "zod";
import { typedWhole } from "@/lib/forms/typed-fields";
import { awardObjects } from "../rules";

const words = (most: number) =>
  z
    .string()
    .transform((text) =>
      text
        .normalize("NFC")
        .split("\n")
        .map((line) => line.trim().replaceAll(/\s+/g, " "))
        .join("\n")
        .trim(),
    )
    .pipe(z.string().min(1, "forms.error.required").max(most));

/** A template as it is written: `id` and `version` are those of the one being changed, none for a new one. */
export const saveTemplateInput = z.object({
  id: z.string().max(80).optional(),
  version: z.coerce.number().int().optional(),
  authorityId: z.string().max(80),
  name: words(80),
  object: z.enum(awardObjects).optional(),
  orientation: z.enum(["landscape", "portrait"]),
  heading: words(300),
  body: words(500),
  closing: words(200).optional(),
  placeLine: words(120),
  signatoryTitle: words(160),
  signatoryName: words(120),
  sealNote: words(80).optional(),
  sealMm: typedWhole(15, 40, "paperwork.error.seal"),
  step: z.enum(["preview", "save"]).default("save"),
});
export type SaveTemplate = z.output<typeof saveTemplateInput>;

export const retireTemplateInput = z.object({ id: z.string().max(80), to: z.enum(["retired", "used"]) });
