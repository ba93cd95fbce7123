import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/authorize";
import { rows } from "@/lib/db/statement";

const contactShape = z.object({ communeId: z.string(), host: z.string(), phone: z.string().nullable() });

/** Who held a commune's latest drive, and the telephone it was announced with. */
export type CommuneContact = z.output<typeof contactShape>;

/**
 * Whom to call in each commune of a province: the host of the latest drive that was announced there, whoever it is
 * credited to, for whoever may see the province's drives. Empty for those who see totals alone.
 */
export async function communeContacts(
  actor: StaffActor,
  provinceId: string,
): Promise<ReadonlyMap<string, CommuneContact>> {
  if (!may(actor, "drive.view", { unitId: provinceId })) return new Map();
  const found = await rows(
    contactShape,
    sql`SELECT DISTINCT ON (d.commune_id) d.commune_id AS "communeId", o.name AS host, d.contact_phone AS phone
      FROM drive d JOIN organisation o ON o.id = d.host_organisation_id
      WHERE d.province_id = ${provinceId} AND d.status NOT IN ('draft', 'cancelled')
      ORDER BY d.commune_id, d.contact_phone IS NULL, d.held_on DESC, d.id`,
  );
  return new Map(found.map((one) => [one.communeId, one]));
}
