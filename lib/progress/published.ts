import sql from "sql-template-tag";
import { z } from "zod";
import { rows } from "@/lib/db/statement";

const sourceShape = z.object({
  id: z.string(),
  publisher: z.string().nullable(),
  address: z.string().nullable(),
  publishedOn: z.string().nullable(),
  figures: z.number(),
});
export type PublishedSource = z.output<typeof sourceShape>;

/** Every source of published figures, with how many of them it stands behind; the latest printing first. */
export async function publicPublishedSources(): Promise<PublishedSource[]> {
  return rows(
    sourceShape,
    sql`SELECT s.id, s.publisher, s.address, s.published_on AS "publishedOn", count(f.figure_id) AS figures
      FROM published_source s LEFT JOIN published_figure_source f ON f.source_id = s.id
      GROUP BY s.id ORDER BY s.published_on DESC NULLS LAST, s.publisher, s.id`,
  );
}

const conflictShape = z.object({ id: z.string(), whatVi: z.string(), whatEn: z.string() });

/** Where published figures disagree, and how each disagreement is read here. */
export async function publicConflicts(): Promise<z.output<typeof conflictShape>[]> {
  return rows(
    conflictShape,
    sql`SELECT id, what_vi AS "whatVi", what_en AS "whatEn" FROM published_conflict ORDER BY id`,
  );
}

/** How many published figures are held. */
export async function publicFigureCount(): Promise<number> {
  const [found] = await rows(z.object({ figures: z.number() }), sql`SELECT count(*) AS figures FROM published_figure`);
  return found?.figures ?? 0;
}
