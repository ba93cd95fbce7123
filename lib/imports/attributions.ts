import { z } from "zod";
import attributionsFile from "@/prisma/reference/attributions.json";

const attribution = z.object({
  id: z.string(),
  files: z.array(z.string()),
  title: z.string(),
  credit: z.string(),
  credit_vi: z.string(),
  licence: z.string(),
  address: z.string().nullable(),
  revision: z.string().nullable(),
  used_for_vi: z.string(),
  used_for_en: z.string(),
});
export type Attribution = z.output<typeof attribution>;

/** The shape of `prisma/reference/attributions.json`. */
export const attributionsShape = z.object({ attributions: z.array(attribution).min(1) });

/** Whom to name as the source of what a file tells, kept with each of its rows in both languages. */
export interface Credit {
  readonly source: string;
  readonly source_vi: string;
}

/** Where the reference files come from and under which licence, for the attributions page. */
export function publicAttributions(): Attribution[] {
  return attributionsShape.parse(attributionsFile).attributions;
}
