import sql from "sql-template-tag";
import { z } from "zod";
import { rows } from "@/lib/db/statement";

const placeShape = z.object({ id: z.string(), code: z.string(), name: z.string() });

/** A place as a list to choose from shows it. */
export type PlaceChoice = z.output<typeof placeShape>;

/** The provinces of today, in the order of the alphabet. */
export async function publicProvinces(): Promise<PlaceChoice[]> {
  return rows(
    placeShape,
    sql`SELECT id, code, name FROM unit WHERE kind = 'province' AND valid_to IS NULL ORDER BY name COLLATE "vi-x-icu", id`,
  );
}

/** The communes of a province of today, in the order of the alphabet. */
export async function publicCommunes(provinceCode: string): Promise<PlaceChoice[]> {
  return rows(
    placeShape,
    sql`SELECT c.id, c.code, c.full_name AS name FROM unit c JOIN unit p ON p.id = c.parent_id
      WHERE c.kind = 'commune' AND c.valid_to IS NULL AND p.kind = 'province' AND p.code = ${provinceCode}
        AND p.valid_to IS NULL
      ORDER BY c.name COLLATE "vi-x-icu", c.id`,
  );
}
