import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { execute, rows } from "@/lib/db/statement";
import { awardsWithin } from "../policy";
import { authorityKinds, awardObjects, subjectKinds } from "../rules";
import { type CertificateTemplate, templateShape } from "./rules";

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
      sql`SELECT h.id, h.subject_kind AS "subjectKind", coalesce(d.full_name, f.name, o.name, p.full_name) AS name, d.sex, h.object,
          rule.name_vi AS "honourName", h.threshold, c.citation, a.id AS "authorityId", a.kind AS "authorityKind",
          a.name_vi AS "authorityName", a.place, n.decided_on::text AS "decidedOn", n.number AS "decisionNumber",
          n.signatory_title AS "signatoryTitle", n.signatory_name AS "signatoryName", h.certificate_serial AS serial,
          h.check_code AS "checkCode", h.template_id AS "templateId"
        FROM ${printable(actor, search)}
        ORDER BY a.level DESC, rule.subject_kind, coalesce(h.threshold, 0) DESC, d.given_name_key, coalesce(d.full_name, f.name, o.name, p.full_name) COLLATE "vi-x-icu", h.id
        LIMIT ${pageSize} OFFSET ${offset}`,
    );
  }
}

function printable(actor: StaffActor, { roundId, decisionId, honourIds }: PrintSearch) {
  return sql`honour h JOIN award_candidate c ON c.id = h.candidate_id JOIN award_decision n ON n.id = h.decision_id
      JOIN award_authority a ON a.id = n.authority_id JOIN award_rule rule ON rule.id = h.rule_id
      LEFT JOIN donor d ON d.id = h.donor_id LEFT JOIN family f ON f.id = h.family_id
      LEFT JOIN organisation o ON o.id = h.organisation_id LEFT JOIN award_person p ON p.id = h.person_id
    WHERE c.round_id = ${roundId}::uuid AND h.revoked_at IS NULL AND h.check_code IS NOT NULL
      AND (${decisionId ?? null}::uuid IS NULL OR h.decision_id = ${decisionId ?? null}::uuid)
      AND (${honourIds ? [...honourIds] : null}::uuid[] IS NULL OR h.id = ANY (${honourIds ? [...honourIds] : null}::uuid[]))
      AND ${awardsWithin(actor, "award.view", sql`h.unit_id`)}`;
}

/** Notes on honours that were never printed by which template they are; `templateFor`, said in SQL. */
async function keepTemplates(actor: StaffActor, search: PrintSearch): Promise<void> {
  await execute(
    sql`UPDATE honour printed SET template_id = fitting.id, template_version = fitting.version
      FROM (SELECT h.id AS honour_id, t.id, t.version FROM (SELECT h.id, h.object, a.id AS authority_id, a.kind FROM ${printable(actor, search)}
            AND h.template_id IS NULL) h
          CROSS JOIN LATERAL (SELECT id, version FROM certificate_template WHERE retired_at IS NULL
              AND (object IS NULL OR object = h.object)
              AND (authority_id = h.authority_id OR (authority_id IS NULL AND authority_kind = h.kind))
            ORDER BY authority_id IS NULL, object IS NULL LIMIT 1 FOR KEY SHARE) t) fitting
      WHERE printed.id = fitting.honour_id AND printed.template_id IS NULL`,
  );
}

/** Every template there is or was: those of kinds of bodies, and those that a body wrote for itself. No body's words are secret. */
export async function certificateTemplates(_actor: StaffActor): Promise<CertificateTemplate[]> {
  return rows(templateShape, sql`SELECT ${templateColumns} FROM certificate_template t ORDER BY authority_kind, id`);
}

/** The columns of a template, of a table called `t`. */
export const templateColumns = sql`t.id, t.authority_kind AS "authorityKind", t.authority_id AS "authorityId", t.name, t.object,
  t.orientation, t.heading, t.body, t.closing, t.place_line AS "placeLine", t.signatory_title AS "signatoryTitle",
  t.signatory_name AS "signatoryName", t.seal_note AS "sealNote", t.seal_mm AS "sealMm", t.version, t.retired_at AS "retiredAt"`;
