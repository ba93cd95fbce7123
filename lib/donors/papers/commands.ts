import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { insist, type Place } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { nameSearchKey } from "@/lib/core/text";
import { row, statement } from "@/lib/db/statement";
import type { Paper } from "../identity-number";
import { hashesOfNumber, sealNumber } from "../identity-vault";

export type AddPaperRefusal = "not_the_same_person" | "paper_of_another" | "other_number_held";

const idOnly = z.object({ id: z.string() });

/**
 * Adds a paper's number to a record that has none of its kind, when the name and birthday on the paper are the
 * record's. Refused when the number is another person's (two records of one person are joined, never made to share a
 * number) or the record holds another number of this kind. The same request again is done already.
 */
export async function addPaper(
  actor: StaffActor,
  place: Place & { driveId: string },
  donorId: string,
  paper: Paper,
): Promise<Outcome<{ id: string }, AddPaperRefusal>> {
  insist(actor, "donor.mend", place);
  const sealed = sealNumber(paper.identityKind, paper.identityNumber);
  const ownNumber = () =>
    row(
      idOnly,
      sql`SELECT donor_id AS id FROM donor_identity WHERE donor_id = ${donorId}::uuid
        AND number_hash = ANY (${hashesOfNumber(paper.identityKind, paper.identityNumber)}::bytea[])`,
    );
  return statement<typeof idOnly, AddPaperRefusal>(
    idOnly,
    sql`WITH same AS MATERIALIZED (
        SELECT id FROM donor WHERE id = ${donorId}::uuid AND name_key = ${nameSearchKey(paper.fullName)}
          AND born_on = ${paper.bornOn}::date FOR NO KEY UPDATE
      ), added AS (
        INSERT INTO donor_identity (id, donor_id, kind, number_hash, number_cipher, key_version, last_four)
        SELECT ${newId()}::uuid, same.id, ${paper.identityKind}, ${sealed.hash}::bytea, ${sealed.cipher}::bytea,
          ${sealed.keyVersion}::int, ${sealed.lastFour}
        FROM same
        RETURNING donor_id
      ), audit AS (${auditFrom(actor, "donor.add_paper", {
        from: sql`added`,
        subjectKind: "donor",
        subjectId: sql`added.donor_id`,
        driveId: sql`${place.driveId}`,
        detail: sql`jsonb_build_object('kind', ${paper.identityKind}::text)`,
      })})
      SELECT donor_id AS id FROM added`,
    {
      none: "not_the_same_person",
      refuse: {
        donor_identity_one_person: "paper_of_another",
        donor_identity_kind_once: "other_number_held",
      },
      replay: { donor_identity_one_person: ownNumber, donor_identity_kind_once: ownNumber },
    },
  );
}
