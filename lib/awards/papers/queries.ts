import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { escapeLike, nameSearchKey } from "@/lib/core/text";
import { row, rows } from "@/lib/db/statement";
import { awardsWithin } from "../policy";
import { evidenceKinds } from "./schema";

const count = z.coerce.number().int();

const paperShape = z.object({
  id: z.string(),
  name: z.string(),
  bornOn: z.string(),
  place: z.string().nullable(),
  donations: count,
  firstOn: z.string().nullable(),
  lastOn: z.string(),
  evidence: z.enum(evidenceKinds),
  evidenceRef: z.string(),
  note: z.string().nullable(),
  status: z.enum(["entered", "confirmed", "refused"]),
  decidedBecause: z.string().nullable(),
  enteredBy: z.string().nullable(),
  enteredAt: z.coerce.date(),
  /** Entered by whoever looks, who may therefore not decide. */
  isOwn: z.boolean(),
  isDemo: z.boolean(),
});
/** A paper of earlier donations. */
export type EarlierPaper = z.output<typeof paperShape>;

export const paperPageSize = 30;

/** Papers of one's unit, those that wait for a second person first; an audited read. */
export async function earlierPapers(
  actor: StaffActor,
  search: { status: "entered" | "confirmed" | "refused"; page: number },
): Promise<{ items: EarlierPaper[]; total: number }> {
  const wanted = sql`e.status = ${search.status} AND ${awardsWithin(actor, "award.papers", sql`e.unit_id`, sql`d.home_commune_id`)}`;
  const [items, total] = await Promise.all([
    rows(
      paperShape,
      sql`SELECT e.id, d.full_name AS name, d.born_on::text AS "bornOn", c.full_name AS place, e.donations,
          e.first_on::text AS "firstOn", e.last_on::text AS "lastOn", e.evidence, e.evidence_ref AS "evidenceRef", e.note, e.status,
          e.decided_because AS "decidedBecause", a.name AS "enteredBy", e.entered_at AS "enteredAt",
          coalesce(e.entered_by = ${actor.accountId}::uuid, false) AS "isOwn", e.is_demo AS "isDemo"
        FROM earlier_donation e JOIN donor d ON d.id = e.donor_id LEFT JOIN unit c ON c.id = d.home_commune_id
          LEFT JOIN account a ON a.id = e.entered_by
        WHERE ${wanted} ORDER BY e.entered_at, e.id LIMIT ${paperPageSize} OFFSET ${(Math.max(1, search.page) - 1) * paperPageSize}`,
    ),
    row(
      z.object({ total: count }),
      sql`SELECT count(*) AS total FROM earlier_donation e JOIN donor d ON d.id = e.donor_id WHERE ${wanted}`,
    ),
  ]);
  if (items.length > 0)
    await recordAudit(actor, { action: "award.read_papers", subjectKind: "donor", detail: { shown: items.length } });
  return { items, total: total?.total ?? 0 };
}

const donorShape = z.object({
  id: z.string(),
  name: z.string(),
  bornOn: z.string(),
  place: z.string().nullable(),
  recorded: count,
  earlier: count,
});
/** Somebody whose earlier donations may be entered. */
export type PaperDonor = z.output<typeof donorShape>;

/** Donors of one's unit by the words of a name, to enter a paper for; fewer than two letters find nobody. */
export async function donorsForPaper(actor: StaffActor, text: string): Promise<PaperDonor[]> {
  const key = nameSearchKey(text);
  if (key.replaceAll(" ", "").length < 2) return [];
  const words = key
    .split(" ")
    .slice(0, 8)
    .map((word) => `%${escapeLike(word)}%`);
  const found = await rows(
    donorShape,
    sql`SELECT d.id, d.full_name AS name, d.born_on::text AS "bornOn", c.full_name AS place, d.donation_count AS recorded,
        d.earlier_count AS earlier
      FROM donor d LEFT JOIN unit c ON c.id = d.home_commune_id
      WHERE d.name_key LIKE ALL (${words}::text[]) AND ${awardsWithin(actor, "award.count", sql`d.home_province_id`, sql`d.home_commune_id`)}
      ORDER BY d.name_key, d.born_on, d.id LIMIT 20`,
  );
  if (found.length > 0)
    await recordAudit(actor, { action: "award.find_donors", subjectKind: "donor", detail: { shown: found.length } });
  return found;
}
