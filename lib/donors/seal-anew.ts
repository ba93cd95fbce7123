import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { SystemActor } from "@/lib/auth/actor";
import { rows, statement } from "@/lib/db/statement";
import { identityKinds } from "./identity-number";
import { keyVersionInUse, openNumber, sealNumber } from "./identity-vault";

const sealedRow = z.object({
  id: z.string(),
  kind: z.enum(identityKinds),
  cipher: z.instanceof(Buffer),
  keyVersion: z.number(),
});
const idOnly = z.object({ id: z.string() });
const atOnce = 500;

/**
 * Seals every number of an older key with the keys in use, while the site runs; beginning again goes on where it
 * stopped. `twice` counts numbers that stand under both keys already: one person with two records, for somebody to look at.
 */
export async function sealAnew(actor: SystemActor): Promise<{ sealed: number; twice: number }> {
  const counts = { sealed: 0, twice: 0 };
  const version = keyVersionInUse();
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const found = await rows(
      sealedRow,
      sql`SELECT id, kind, number_cipher AS cipher, key_version AS "keyVersion" FROM donor_identity
        WHERE id > ${last}::uuid AND key_version <> ${version} ORDER BY id LIMIT ${atOnce}`,
    );
    for (const stored of found) {
      const anew = sealNumber(stored.kind, openNumber(stored.kind, stored));
      const written = await statement<typeof idOnly, "twice" | "gone">(
        idOnly,
        sql`UPDATE donor_identity SET number_hash = ${anew.hash}, number_cipher = ${anew.cipher}, key_version = ${anew.keyVersion}
          WHERE id = ${stored.id}::uuid AND key_version = ${stored.keyVersion} RETURNING id`,
        { none: "gone", refuse: { donor_identity_one_person: "twice" } },
      );
      if (written.ok) counts.sealed += 1;
      else if (written.refusal === "twice") counts.twice += 1;
    }
    const end = found.at(-1);
    if (end === undefined) break;
    last = end.id;
  }
  await recordAudit(actor, { action: "keys.seal_anew", subjectKind: "donor_identity", detail: { ...counts, version } });
  return counts;
}
