import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist, reachOf } from "@/lib/auth/authorize";
import { isId } from "@/lib/core/ids";
import { rows } from "@/lib/db/statement";
import { unitsWithin } from "@/lib/units/reach";
import { type FiguresRefusal, figuresShape, whyNotStated } from "../figures";
import { reportKinds } from "../periods";
import { periodKey, recordedIn } from "../recorded";
import { figureColumns } from "../writing";
import { mostTogether } from "./schema";

const waitingShape = figuresShape.extend({
  id: z.string(),
  revision: z.number(),
  unitId: z.string(),
  unitName: z.string(),
  kind: z.enum(reportKinds),
  startsOn: z.string(),
  endsOn: z.string(),
  version: z.number(),
  status: z.enum(["submitted", "checked"]),
  elsewhere: z.string().nullable(),
  correctionReason: z.string().nullable(),
  sender: z.string().nullable(),
  isOwn: z.boolean(),
  isDemo: z.boolean(),
  total: z.number(),
});

/** A report that waits, with what was recorded, and why it cannot be decided about where it cannot. */
export interface WaitingReport extends Omit<z.output<typeof waitingShape>, "total"> {
  readonly recordedReceived: number;
  readonly whyNot: { refusal: "own_report" | FiguresRefusal; facts: Record<string, string | number> } | null;
}

const fileShape = z.object({ id: z.string(), name: z.string(), reports: z.number() });
/** A spreadsheet that brought reports which wait. */
export type WaitingFile = z.output<typeof fileShape>;

/**
 * The sent and checked reports within the reach of somebody who checks, the longest waiting first, at most a hundred; of
 * one spreadsheet alone where one is asked for. Each is held against what is recorded now, as approving it will be.
 */
export async function waitingReports(
  actor: StaffActor,
  importId: string | null,
): Promise<{ items: WaitingReport[]; total: number; files: WaitingFile[] }> {
  insist(actor, "report.check", anywhere);
  const within = decidedBy(actor);
  const ofFile = importId !== null && isId(importId) ? sql`AND r.import_id = ${importId}::uuid` : sql``;
  const [found, files] = await Promise.all([
    rows(
      waitingShape,
      sql`SELECT r.id, r.revision, r.unit_id AS "unitId", CASE u.kind WHEN 'commune' THEN u.full_name ELSE u.name END AS "unitName",
          r.kind, r.starts_on AS "startsOn", r.ends_on AS "endsOn", r.version, r.status, r.explained ->> 'received' AS elsewhere,
          r.correction_reason AS "correctionReason", a.name AS sender, r.is_demo AS "isDemo",
          r.submitted_by IS NOT DISTINCT FROM ${actor.accountId}::uuid AS "isOwn", count(*) OVER () AS total, ${figureColumns}
        FROM report r JOIN unit u ON u.id = r.unit_id LEFT JOIN account a ON a.id = r.submitted_by
        WHERE r.status IN ('submitted', 'checked') AND r.superseded_at IS NULL AND ${within} ${ofFile}
        ORDER BY r.starts_on, u.kind = 'commune', u.kind = 'ministry', u.name COLLATE "vi-x-icu", r.id LIMIT ${mostTogether}`,
    ),
    rows(
      fileShape,
      sql`SELECT i.id, i.file_name AS name, count(*) AS reports FROM report r JOIN unit u ON u.id = r.unit_id
          JOIN report_import i ON i.id = r.import_id
        WHERE r.status IN ('submitted', 'checked') AND ${within} GROUP BY i.id ORDER BY i.uploaded_at DESC LIMIT 20`,
    ),
  ]);
  const recorded = await recordedIn(found);
  return {
    items: found.map(({ total: _total, ...one }) => {
      const held = recorded.get(periodKey(one));
      if (!held) throw new Error("The recorded figures of a waiting report were asked for and not answered.");
      const stated = one.isOwn ? null : whyNotStated(one, held, "elsewhere");
      return {
        ...one,
        recordedReceived: held.received,
        whyNot: one.isOwn ? { refusal: "own_report" as const, facts: {} } : stated,
      };
    }),
    total: found[0]?.total ?? 0,
    files,
  };
}

/** Whose reports somebody decides about as a matter of course: the nation's approvers leave communes to their provinces. */
function decidedBy(actor: StaffActor) {
  const reach = reachOf(actor, "report.check");
  return reach.nation ? sql`u.kind <> 'commune'` : unitsWithin(reach);
}

/** How many reports wait that the actor may decide about: not those they sent themselves. */
export async function waitingCount(actor: StaffActor): Promise<number> {
  insist(actor, "report.check", anywhere);
  const [found] = await rows(
    z.object({ waiting: z.number() }),
    sql`SELECT count(*) AS waiting FROM report r JOIN unit u ON u.id = r.unit_id
      WHERE r.status IN ('submitted', 'checked') AND r.superseded_at IS NULL
        AND r.submitted_by IS DISTINCT FROM ${actor.accountId}::uuid AND ${decidedBy(actor)}`,
  );
  return found?.waiting ?? 0;
}
