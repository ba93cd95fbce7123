import sql from "sql-template-tag";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record";
import type { StaffActor } from "@/lib/auth/actor";
import { isId } from "@/lib/core/ids";
import { row } from "@/lib/db/statement";
import { awardsWithin } from "../policy";
import { roundStatuses } from "../rounds/rules";
import { type Guest, guestsOf } from "./called";

const count = z.coerce.number().int();

const ceremonyShape = z.object({
  roundId: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  name: z.string(),
  status: z.enum(roundStatuses),
  on: z.string().nullable(),
  place: z.string().nullable(),
  theme: z.string().nullable(),
  /** The body that invites, in Vietnamese. */
  host: z.string().nullable(),
  beginsAt: z.string().nullable(),
  note: z.string().nullable(),
  /** The hall, once it was told. */
  hall: z.object({ seatRows: count, seatsInRow: count, keptRows: count }).nullable(),
});
/** A round's ceremony as its office prepares it. */
export type Ceremony = z.output<typeof ceremonyShape>;

/** When and where a round's people are honoured, or null where the actor may not see their names. */
export async function ceremony(actor: StaffActor, roundId: string): Promise<Ceremony | null> {
  if (!isId(roundId)) return null;
  return row(
    ceremonyShape,
    sql`SELECT r.id AS "roundId", r.unit_id AS "unitId", u.name AS "unitName", r.name, r.status, r.ceremony_on::text AS on,
        r.ceremony_place AS place, r.theme, coalesce(r.hosts, (SELECT name_vi FROM award_authority WHERE unit_id = r.unit_id
          ORDER BY kind = 'red_cross' DESC, kind = 'steering_committee' DESC, id LIMIT 1)) AS host,
        to_char(c.begins_at, 'HH24:MI') AS "beginsAt", c.note,
        CASE WHEN c.round_id IS NOT NULL THEN jsonb_build_object('seatRows', c.seat_rows, 'seatsInRow', c.seats_in_row,
          'keptRows', c.kept_rows) END AS hall
      FROM award_round r JOIN unit u ON u.id = r.unit_id LEFT JOIN ceremony c ON c.round_id = r.id
      WHERE r.id = ${roundId}::uuid AND ${awardsWithin(actor, "award.view", sql`r.unit_id`)}`,
  );
}

/** The guests of a ceremony for those who may see their names; an audited read. */
export async function guests(actor: StaffActor, roundId: string): Promise<Guest[]> {
  if (!isId(roundId)) return [];
  const found = await guestsOf(roundId, awardsWithin(actor, "award.view", sql`h.unit_id`));
  if (found.length > 0)
    await recordAudit(actor, {
      action: "award.read_ceremony",
      subjectKind: "award_round",
      subjectId: roundId,
      detail: { shown: found.length },
    });
  return found;
}
