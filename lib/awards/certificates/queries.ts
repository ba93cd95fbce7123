import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { rows } from "@/lib/db/statement";
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
 * printing is audited once, with how many; each honour notes it.
 */
export async function* honoursToPrint(actor: StaffActor, search: PrintSearch): AsyncGenerator<HonourToPrint[]> {
  const count = await certificatesToPrint(actor, search);
  await recordAudit(actor, {
    action: "award.print",
    subjectKind: "award_round",
    subjectId: search.roundId,
    detail: { certificates: count },
  });
  for (let offset = 0; offset < count; offset += pageSize) {
    yield await rows(
      honourShape,
      sql`SELECT h.id, h.subject_kind AS "subjectKind", coalesce(d.full_name, f.name, o.name, p.full_name) AS name, d.sex, h.object,
          rule.name_vi AS "honourName", h.threshold, c.citation, a.id AS "authorityId", a.kind AS "authorityKind",
          a.name_vi AS "authorityName", a.place, n.decided_on::text AS "decidedOn", n.number AS "decisionNumber",
          n.signatory_title AS "signatoryTitle", n.signatory_name AS "signatoryName", h.certificate_serial AS serial,
          h.check_code AS "checkCode"
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

/** Every template: those of kinds of bodies, and those that a body wrote for itself. No body's words are secret. */
export async function certificateTemplates(_actor: StaffActor): Promise<CertificateTemplate[]> {
  return rows(
    templateShape,
    sql`SELECT id, authority_kind AS "authorityKind", authority_id AS "authorityId", orientation, heading, body, closing,
        seal_note AS "sealNote", version FROM certificate_template ORDER BY authority_kind, authority_id NULLS FIRST`,
  );
}
