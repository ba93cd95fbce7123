import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { type Runner, row, Undo, undoing } from "@/lib/db/statement";
import { insistOnAward } from "../policy";
import { accountOf } from "../rounds/changing";
import type { SaveTemplate } from "./schema";

export type TemplateRefusal = "template_there" | "template_changed" | "template_retired";

const writtenShape = z.object({ id: z.string() });
type Written = z.output<typeof writtenShape>;

/**
 * Writes a body's template. One that no paper was printed by is changed where it stands; one that was keeps standing,
 * retired, and a new version takes its place, so that old papers print as they were. `version` is the one the office
 * had before its eyes: whoever saves on top of somebody else's change is told instead.
 */
export async function saveTemplate(actor: Actor, input: SaveTemplate): Promise<Outcome<Written, TemplateRefusal>> {
  return undoing<Written, TemplateRefusal>(
    async (tx) => {
      const authority = await row(
        z.object({ id: z.string(), kind: z.string(), unitId: z.string() }),
        sql`SELECT id, kind, unit_id AS "unitId" FROM award_authority WHERE id = ${input.authorityId}`,
        tx,
      );
      if (authority === null) throw new NotAllowed("award.rules");
      insistOnAward(actor, "award.rules", authority);
      if (input.id === undefined) return insertTemplate(actor, authority, input, null, tx);

      const held = await row(
        z.object({ version: z.number(), retired: z.boolean() }),
        sql`SELECT version, retired_at IS NOT NULL AS retired FROM certificate_template
          WHERE id = ${input.id} AND authority_id = ${authority.id} FOR UPDATE`,
        tx,
      );
      if (held === null) throw new NotAllowed("award.rules");
      if (held.retired) throw new Undo("template_retired");
      if (held.version !== input.version) throw new Undo("template_changed");
      // Asked with the row in hand: a paper that was being printed until then is seen by this statement, not by the one before.
      if (!(await isPrintedBy(input.id, tx))) return changeTemplate(actor, authority, input, tx);
      await retire(actor, authority, input.id, tx);
      return insertTemplate(actor, authority, input, { id: input.id, version: held.version }, tx);
    },
    { certificate_template_one_of_its_own: "template_there" },
  );
}

async function isPrintedBy(templateId: string, tx: Runner): Promise<boolean> {
  return (await row(z.object({}), sql`SELECT FROM honour WHERE template_id = ${templateId} LIMIT 1`, tx)) !== null;
}

interface Owner {
  readonly id: string;
  readonly kind: string;
  readonly unitId: string;
}

const noted = (actor: Actor, action: string, authority: Owner): Sql =>
  auditFrom(actor, action, {
    from: sql`made`,
    subjectKind: "certificate_template",
    subjectId: sql`made.id`,
    unitId: sql`${authority.unitId}`,
    detail: sql`jsonb_build_object('version', made.version, 'authority', made.authority_id)`,
  });

async function insertTemplate(
  actor: Actor,
  authority: Owner,
  input: SaveTemplate,
  before: { id: string; version: number } | null,
  tx: Runner,
): Promise<Written> {
  return mustBe(
    await row(
      writtenShape,
      sql`WITH made AS (
          INSERT INTO certificate_template (id, authority_kind, authority_id, name, object, orientation, heading, body, closing,
            place_line, signatory_title, signatory_name, seal_note, seal_mm, version, replaces, made_by)
          VALUES (${`${authority.id}-${newId()}`}, ${authority.kind}, ${authority.id}, ${input.name}, ${input.object ?? null},
            ${input.orientation}, ${input.heading}, ${input.body}, ${input.closing ?? ""}, ${input.placeLine},
            ${input.signatoryTitle}, ${input.signatoryName}, ${input.sealNote ?? null}, ${input.sealMm},
            ${(before?.version ?? 0) + 1}, ${before?.id ?? null}, ${accountOf(actor)}::uuid)
          RETURNING *
        ), audit AS (${noted(actor, "award.make_template", authority)})
        SELECT id FROM made`,
      tx,
    ),
  );
}

async function changeTemplate(actor: Actor, authority: Owner, input: SaveTemplate, tx: Runner): Promise<Written> {
  return mustBe(
    await row(
      writtenShape,
      sql`WITH made AS (
          UPDATE certificate_template SET name = ${input.name}, object = ${input.object ?? null}, orientation = ${input.orientation},
            heading = ${input.heading}, body = ${input.body}, closing = ${input.closing ?? ""}, place_line = ${input.placeLine},
            signatory_title = ${input.signatoryTitle}, signatory_name = ${input.signatoryName},
            seal_note = ${input.sealNote ?? null}, seal_mm = ${input.sealMm}, version = version + 1,
            made_by = ${accountOf(actor)}::uuid, made_at = now()
          WHERE id = ${input.id} RETURNING *
        ), audit AS (${noted(actor, "award.change_template", authority)})
        SELECT id FROM made`,
      tx,
    ),
  );
}

async function retire(actor: Actor, authority: Owner, id: string, tx: Runner): Promise<Written> {
  return mustBe(
    await row(
      writtenShape,
      sql`WITH made AS (UPDATE certificate_template SET retired_at = now() WHERE id = ${id} RETURNING *),
          audit AS (${noted(actor, "award.retire_template", authority)})
        SELECT id FROM made`,
      tx,
    ),
  );
}

function mustBe(written: Written | null): Written {
  if (written === null) throw new Error("The template was neither written nor refused.");
  return written;
}

/** Takes a body's template out of use, or back into it. It is never deleted; papers printed by it print as they were. */
export async function setTemplateUse(
  actor: Actor,
  { id, to }: { id: string; to: "retired" | "used" },
): Promise<Outcome<Written, "template_there">> {
  return undoing<Written, "template_there">(
    async (tx) => {
      const authority = await row(
        z.object({ id: z.string(), kind: z.string(), unitId: z.string(), retired: z.boolean() }),
        sql`SELECT a.id, a.kind, a.unit_id AS "unitId", t.retired_at IS NOT NULL AS retired
          FROM certificate_template t JOIN award_authority a ON a.id = t.authority_id WHERE t.id = ${id} FOR UPDATE OF t`,
        tx,
      );
      if (authority === null) throw new NotAllowed("award.rules");
      insistOnAward(actor, "award.rules", authority);
      if (authority.retired === (to === "retired")) return { id };
      if (to === "retired") return retire(actor, authority, id, tx);
      return mustBe(
        await row(
          writtenShape,
          sql`WITH made AS (UPDATE certificate_template SET retired_at = NULL WHERE id = ${id} RETURNING *),
              audit AS (${noted(actor, "award.use_template", authority)})
            SELECT id FROM made`,
          tx,
        ),
      );
    },
    { certificate_template_one_of_its_own: "template_there" },
  );
}
