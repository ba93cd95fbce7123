import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { execute, rows, transaction } from "@/lib/db/statement";
import { awardsWithin } from "../policy";
import { authorityKinds, awardObjects, subjectKinds } from "../rules";
import { subjectName, subjectTables } from "../subjects";
import { type CertificateTemplate, templateFor, templateShape } from "./rules";

const honourShape = z.object({
  id: z.string(),
  subjectKind: z.enum(subjectKinds),
  name: z.string(),
  sex: z.enum(["female", "male"]).nullable(),
  object: z.enum(awardObjects),
  honourName: z.string(),
  threshold: z.coerce.number().nullable(),
  citation: z.string().nullable(),
  authorityId: z.string(),
  authorityKind: z.enum(authorityKinds),
  authorityName: z.string(),
  place: z.string(),
  decidedOn: z.string(),
  decisionNumber: z.string(),
  signatoryTitle: z.string(),
  signatoryName: z.string(),
  serial: z.string().nullable(),
  checkCode: z.string(),
  templateId: z.string().nullable(),
});
/** An honour with everything its paper says. */
export type HonourToPrint = z.output<typeof honourShape>;

/** Which honours of a round are to be printed: all of them, those of one decision, or those ticked. */
export interface PrintSearch {
  readonly roundId: string;
  readonly decisionId?: string | null;
  readonly honourIds?: readonly string[];
}

const pageSize = 200;

/** How many certificates a search would print. */
export async function certificatesToPrint(actor: StaffActor, search: PrintSearch): Promise<number> {
  const [found] = await rows(
    z.object({ count: z.coerce.number() }),
    sql`SELECT count(*) AS count FROM ${printable(actor, search)}`,
  );
  return found?.count ?? 0;
}

/**
 * The honours to print in the order of the ceremony, page by page, so that a thousand never stand in memory. The
 * printing is audited once, with how many. What is printed for the first time keeps the template it is printed by, in
 * the version it has now: printed again in ten years, it reads the same.
 */
export async function* honoursToPrint(actor: StaffActor, search: PrintSearch): AsyncGenerator<HonourToPrint[]> {
  const count = await certificatesToPrint(actor, search);
  await recordAudit(actor, {
    action: "award.print",
    subjectKind: "award_round",
    subjectId: search.roundId,
    detail: { certificates: count },
  });
  await keepTemplates(actor, search);
  for (let offset = 0; offset < count; offset += pageSize) {
    yield await rows(
      honourShape,
      sql`SELECT h.id, h.subject_kind AS "subjectKind", ${subjectName} AS name, d.sex, h.object,
          rule.name_vi AS "honourName", h.threshold, c.citation, a.id AS "authorityId", a.kind AS "authorityKind",
          a.name_vi AS "authorityName", a.place, n.decided_on::text AS "decidedOn", n.number AS "decisionNumber",
          n.signatory_title AS "signatoryTitle", n.signatory_name AS "signatoryName", h.certificate_serial AS serial,
          h.check_code AS "checkCode", h.template_id AS "templateId"
        FROM ${printable(actor, search)}
        ORDER BY a.level DESC, rule.subject_kind, coalesce(h.threshold, 0) DESC, d.given_name_key COLLATE "vi-x-icu", ${subjectName} COLLATE "vi-x-icu", h.id
        LIMIT ${pageSize} OFFSET ${offset}`,
    );
  }
}

function printable(actor: StaffActor, { roundId, decisionId, honourIds }: PrintSearch) {
  return sql`honour h JOIN award_candidate c ON c.id = h.candidate_id JOIN award_decision n ON n.id = h.decision_id
      JOIN award_authority a ON a.id = n.authority_id JOIN award_rule rule ON rule.id = h.rule_id
      ${subjectTables(sql`h`)}
    WHERE c.round_id = ${roundId}::uuid AND h.revoked_at IS NULL AND h.check_code IS NOT NULL
      AND (${decisionId ?? null}::uuid IS NULL OR h.decision_id = ${decisionId ?? null}::uuid)
      AND (${honourIds ? [...honourIds] : null}::uuid[] IS NULL OR h.id = ANY (${honourIds ? [...honourIds] : null}::uuid[]))
      AND ${awardsWithin(actor, "award.view", sql`h.unit_id`)}`;
}

/**
 * Notes on honours that were never printed by which template they are from now on. The templates are held meanwhile:
 * whoever changes one in that moment begins a new version.
 */
async function keepTemplates(actor: StaffActor, search: PrintSearch): Promise<void> {
  const fresh = sql`${printable(actor, search)} AND h.template_id IS NULL`;
  await transaction(async (tx) => {
    const templates = await rows(
      templateShape,
      sql`SELECT ${templateColumns} FROM certificate_template t WHERE t.retired_at IS NULL FOR KEY SHARE`,
      tx,
    );
    const wanted = await rows(
      z.object({ object: z.enum(awardObjects), id: z.string(), kind: z.string() }),
      sql`SELECT DISTINCT h.object, a.id, a.kind FROM ${fresh}`,
      tx,
    );
    const fitting = wanted.flatMap(({ object, ...authority }) => {
      const template = templateFor(templates, authority, object);
      return template ? [{ object, authority: authority.id, template: template.id, version: template.version }] : [];
    });
    await execute(
      sql`UPDATE honour printed SET template_id = w.template, template_version = w.version
        FROM (SELECT h.id, h.object, a.id AS authority FROM ${fresh}) new
          JOIN json_to_recordset(${JSON.stringify(fitting)}::json) AS w (object text, authority text, template text, version int)
            ON w.object = new.object AND w.authority = new.authority
        WHERE printed.id = new.id AND printed.template_id IS NULL`,
      tx,
    );
  });
}

/** Every template there is or was: those of kinds of bodies, and those that a body wrote for itself. No body's words are secret. */
export async function certificateTemplates(_actor: StaffActor): Promise<CertificateTemplate[]> {
  return rows(templateShape, sql`SELECT ${templateColumns} FROM certificate_template t ORDER BY authority_kind, id`);
}

/** The columns of a template, of a table called `t`. */
export const templateColumns = sql`t.id, t.authority_kind AS "authorityKind", t.authority_id AS "authorityId", t.name, t.object,
  t.orientation, t.heading, t.body, t.closing, t.place_line AS "placeLine", t.signatory_title AS "signatoryTitle",
  t.signatory_name AS "signatoryName", t.seal_note AS "sealNote", t.seal_mm AS "sealMm", t.version, t.retired_at AS "retiredAt"`;
