import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/authorize";
import { row, rows } from "@/lib/db/statement";
import { type Figures, figuresShape } from "../figures";
import { type Period, reportKinds } from "../periods";
import { periodKey, recordedIn, recordedOf } from "../recorded";
import { figureColumns } from "../writing";
import { type CommunesLine, communesTogether } from "./rules";

const statedShape = figuresShape.extend({
  unitId: z.string(),
  kind: z.enum(reportKinds),
  startsOn: z.string(),
  endsOn: z.string(),
  status: z.enum(["submitted", "checked", "approved"]),
  elsewhere: z.string().nullable(),
});

/** What the communes of a province say of a period, beside what was recorded there. */
export interface CommunesSay {
  /** Communes that have sent a report, and how many there are. */
  readonly told: number;
  readonly of: number;
  /** Among those that told, communes of which a report is not approved yet. */
  readonly waiting: number;
  readonly lines: readonly CommunesLine[];
  /** What the province would report, had it taken them at their word. */
  readonly figures: Figures;
  /** Where their further units are from, in their own words, each once. */
  readonly elsewhere: readonly string[];
}

/**
 * The sum of the communes' approved and sent reports of a province's period; of a half-year or year a commune's own
 * report of it, else those of its months. Null for anything but a province, out of reach, and where no commune told.
 */
export async function communesSay(
  actor: StaffActor,
  { unitId, period }: { unitId: string; period: Period },
): Promise<CommunesSay | null> {
  if (!may(actor, "report.view", { unitId })) return null;
  const [stated, held] = await Promise.all([
    rows(
      statedShape,
      sql`WITH latest AS (
          SELECT DISTINCT ON (r.unit_id, r.kind, r.starts_on) r.* FROM report r JOIN unit u ON u.id = r.unit_id
          WHERE u.parent_id = ${unitId} AND u.kind = 'commune' AND r.superseded_at IS NULL
            AND r.status IN ('submitted', 'checked', 'approved') AND r.kind IN ('month', ${period.kind})
            AND r.starts_on >= ${period.startsOn}::date AND r.ends_on <= ${period.endsOn}::date
          ORDER BY r.unit_id, r.kind, r.starts_on, r.version DESC
        )
        SELECT r.unit_id AS "unitId", r.kind, r.starts_on AS "startsOn", r.ends_on AS "endsOn", r.status,
          r.explained ->> 'received' AS elsewhere, ${figureColumns}
        FROM latest r
        WHERE r.kind = ${period.kind} OR NOT EXISTS (SELECT FROM latest whole WHERE whole.unit_id = r.unit_id AND whole.kind = ${period.kind})
        ORDER BY r.unit_id, r.starts_on`,
    ),
    row(
      z.object({ communes: z.number() }),
      sql`SELECT count(*) AS communes FROM unit u WHERE u.parent_id = ${unitId} AND u.kind = 'commune'
        AND u.valid_from <= ${period.endsOn}::date AND u.ends_before > ${period.startsOn}::date`,
    ),
  ]);
  if (stated.length === 0) return null;
  const [recorded, there] = await Promise.all([
    recordedOf({ unitId, startsOn: period.startsOn, endsOn: period.endsOn }),
    recordedIn(stated),
  ]);
  const communes = stated.map((one) => {
    const own = there.get(periodKey(one));
    if (!own) throw new Error("The recorded figures of a commune's period were asked for and not answered.");
    return { stated: one, recorded: own };
  });
  const units = (of: typeof stated) => new Set(of.map((one) => one.unitId)).size;
  return {
    told: units(stated),
    of: held?.communes ?? 0,
    waiting: units(stated.filter(({ status }) => status !== "approved")),
    ...communesTogether(recorded, communes),
    elsewhere: [...new Set(stated.flatMap((one) => one.elsewhere?.trim() || []))].slice(0, 6),
  };
}
