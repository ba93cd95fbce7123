import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { reachOf } from "@/lib/auth/authorize";
import { row, rows } from "@/lib/db/statement";
import { templateColumns } from "../certificates/queries";
import { templateShape } from "../certificates/rules";
import { awardsWithin } from "../policy";
import { authorityKinds } from "../rules";

const count = z.coerce.number().int();

const authorityShape = z.object({
  id: z.string(),
  kind: z.enum(authorityKinds),
  unitId: z.string(),
  nameVi: z.string(),
  nameEn: z.string(),
  place: z.string(),
  signatoryTitle: z.string(),
  signatoryName: z.string().nullable(),
});
/** A body that signs honours. */
export type Authority = z.output<typeof authorityShape>;

const authorityColumns = sql`a.id, a.kind, a.unit_id AS "unitId", a.name_vi AS "nameVi", a.name_en AS "nameEn", a.place,
  a.signatory_title AS "signatoryTitle", a.signatory_name AS "signatoryName"`;

/**
 * The bodies whose templates an actor writes: those of their units, for the nation's office those of the nation (it
 * opens a province's by its address).
 */
export async function writingAuthorities(actor: StaffActor): Promise<Authority[]> {
  const { nation, unitIds } = reachOf(actor, "award.view");
  return rows(
    authorityShape,
    sql`SELECT ${authorityColumns} FROM award_authority a
      WHERE a.unit_id = ANY (${[...unitIds, ...(nation ? ["VN"] : [])]}::text[]) ORDER BY a.unit_id, a.level DESC, a.kind`,
  );
}

/** One body, for those who write its templates. */
export async function writingAuthority(actor: StaffActor, id: string): Promise<Authority | null> {
  return row(
    authorityShape,
    sql`SELECT ${authorityColumns} FROM award_authority a WHERE a.id = ${id} AND ${awardsWithin(actor, "award.view", sql`a.unit_id`)}`,
  );
}

const listedShape = templateShape.extend({ printed: count, madeAt: z.date() });
/** A template with how many papers were printed by it. */
export type ListedTemplate = z.output<typeof listedShape>;

/** The templates of a body and those of its kind that it may copy; used ones first, retired last. */
export async function templatesOf(actor: StaffActor, authority: Authority): Promise<ListedTemplate[]> {
  return rows(
    listedShape,
    sql`SELECT ${templateColumns}, t.made_at AS "madeAt",
        (SELECT count(*) FROM honour h WHERE h.template_id = t.id AND ${awardsWithin(actor, "award.view", sql`h.unit_id`)}) AS printed
      FROM certificate_template t
      WHERE (t.authority_id = ${authority.id} OR (t.authority_id IS NULL AND t.authority_kind = ${authority.kind}))
        AND ${awardsWithin(actor, "award.view", sql`${authority.unitId}::text`)}
      ORDER BY t.retired_at IS NOT NULL, t.authority_id IS NULL, t.object NULLS FIRST, t.version DESC, t.id`,
  );
}

/** One template of a body an actor may see, or of a kind of bodies, which everybody may copy. */
export async function templateToWrite(actor: StaffActor, id: string): Promise<ListedTemplate | null> {
  return row(
    listedShape,
    sql`SELECT ${templateColumns}, t.made_at AS "madeAt",
        (SELECT count(*) FROM honour h WHERE h.template_id = t.id AND ${awardsWithin(actor, "award.view", sql`h.unit_id`)}) AS printed
      FROM certificate_template t LEFT JOIN award_authority a ON a.id = t.authority_id
      WHERE t.id = ${id} AND (t.authority_id IS NULL OR ${awardsWithin(actor, "award.view", sql`a.unit_id`)})`,
  );
}
