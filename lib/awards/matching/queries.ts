import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { isId } from "@/lib/core/ids";
import { row, rows } from "@/lib/db/statement";
import { awardsWithin } from "../policy";

const count = z.coerce.number().int();

/** The heaps a list's rows fall into, as the review page shows them. `ready` waits to be taken over. */
export const listHeaps = ["review", "ready", "taken", "there", "not_found", "duplicate", "refused", "left"] as const;
export type ListHeap = (typeof listHeaps)[number];

const heap = sql`CASE WHEN num_nonnulls(r.honour_id, r.earlier_id) > 0 THEN 'taken' WHEN r.verdict = 'certain' THEN 'ready'
  WHEN r.verdict <> 'uncertain' THEN r.verdict WHEN r.resolution IS NULL THEN 'review'
  WHEN r.resolution = 'this_person' THEN 'ready' ELSE 'left' END`;

const listShape = z.object({
  id: z.string(),
  fileName: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  uploadedAt: z.date(),
  heaps: z.record(z.string(), count),
});
/** A spreadsheet that was read, with how many of its rows lie in which heap. */
export type OldList = z.output<typeof listShape>;

const columns = sql`i.id, i.file_name AS "fileName", i.unit_id AS "unitId", u.name AS "unitName", i.uploaded_at AS "uploadedAt",
  (SELECT coalesce(jsonb_object_agg(h.heap, h.many), '{}') FROM (SELECT ${heap} AS heap, count(*) AS many
    FROM honour_import_row r WHERE r.import_id = i.id GROUP BY 1) h) AS heaps`;

/** The lists read for the actor's units lately, the newest first. */
export async function oldLists(actor: StaffActor): Promise<OldList[]> {
  return rows(
    listShape,
    sql`SELECT ${columns} FROM honour_import i JOIN unit u ON u.id = i.unit_id
      WHERE ${awardsWithin(actor, "award.count", sql`i.unit_id`)} ORDER BY i.uploaded_at DESC LIMIT 10`,
  );
}

/** One list, or null when there is none within the actor's reach. */
export async function oldList(actor: StaffActor, id: string): Promise<OldList | null> {
  if (!isId(id)) return null;
  return row(
    listShape,
    sql`SELECT ${columns} FROM honour_import i JOIN unit u ON u.id = i.unit_id
      WHERE i.id = ${id}::uuid AND ${awardsWithin(actor, "award.count", sql`i.unit_id`)}`,
  );
}

const possibleShape = z.object({
  id: z.string(),
  name: z.string(),
  bornOn: z.string(),
  place: z.string().nullable(),
  group: z.string().nullable(),
  donations: count,
});

const rowShape = z.object({
  line: count,
  kind: z.enum(["honour", "donation"]),
  name: z.string(),
  bornOn: z.string().nullable(),
  bornYear: z.number().nullable(),
  group: z.string().nullable(),
  amount: count,
  gotOn: z.string(),
  decisionNumber: z.string().nullable(),
  reason: z.string().nullable(),
  facts: z.record(z.string(), z.number()),
  resolution: z.enum(["this_person", "not_in_system", "skipped"]).nullable(),
  chosenDonorId: z.string().nullable(),
  possible: z.array(possibleShape),
});
/** A row of a list beside the donors it may mean, the likeliest first. */
export type OldListRow = z.output<typeof rowShape>;

export const listPageSize = 25;

/** Rows of one heap of a list; an audited read. The list is one the actor may see (`oldList`). */
export async function oldListRows(
  actor: StaffActor,
  list: Pick<OldList, "id" | "unitId">,
  wanted: ListHeap,
  page: number,
): Promise<OldListRow[]> {
  const found = await rows(
    rowShape,
    sql`SELECT r.line, r.kind, r.full_name AS name, r.born_on::text AS "bornOn", r.born_year AS "bornYear", r.blood_group AS "group",
        r.amount, r.got_on::text AS "gotOn", r.decision_number AS "decisionNumber", r.reason, r.facts, r.resolution,
        r.chosen_donor_id AS "chosenDonorId",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', d.id, 'name', d.full_name, 'bornOn', d.born_on, 'place', c.full_name,
            'group', d.blood_abo || coalesce(d.blood_rh, ''), 'donations', d.donation_count + d.earlier_count) ORDER BY p.at)
          FROM unnest(CASE WHEN cardinality(r.candidates) > 0 THEN r.candidates ELSE ARRAY[r.chosen_donor_id] END)
            WITH ORDINALITY AS p (id, at)
          JOIN donor d ON d.id = p.id LEFT JOIN unit c ON c.id = d.home_commune_id
          WHERE d.home_province_id = i.unit_id), '[]') AS possible
      FROM honour_import_row r JOIN honour_import i ON i.id = r.import_id
      WHERE r.import_id = ${list.id}::uuid AND ${awardsWithin(actor, "award.count", sql`i.unit_id`)} AND ${heap} = ${wanted}
      ORDER BY r.line LIMIT ${listPageSize} OFFSET ${(Math.max(1, page) - 1) * listPageSize}`,
  );
  if (found.length > 0)
    await recordAudit(actor, {
      action: "award.review_list",
      subjectKind: "honour_import",
      subjectId: list.id,
      unitId: list.unitId,
      detail: { shown: found.length },
    });
  return found;
}
