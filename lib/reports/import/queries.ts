import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { anywhere, insist, may, reachOf } from "@/lib/auth/authorize";
import { isId } from "@/lib/core/ids";
import { row, rows } from "@/lib/db/statement";
import { placeOfUnit, unitsWithin } from "@/lib/units/reach";
import { periodsOf } from "../periods";
import { importColumns } from "./columns";
import type { NamedUnit } from "./units";

const unitShape = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(["province", "ministry", "commune"]),
  parentId: z.string().nullable(),
  begins: z.string(),
  ends: z.string(),
  successors: z.array(z.string()),
  names: z.array(z.object({ name: z.string(), until: z.string().nullable() })),
});

/**
 * The names of `unit u`: its whole name, those of its versions until the day they ended (until it ended itself they are
 * its own), and the short forms and older names that stand for one of them.
 */
const namesOf = sql`SELECT u.full_name AS name, NULL::date AS until
  UNION SELECT unnest(ARRAY[v.name, v.full_name]), nullif(v.valid_to, u.valid_to) FROM unit_version v WHERE v.unit_id = u.id
  UNION SELECT a.name, a.until FROM unit_alias a WHERE u.kind = 'province'
    AND (a.means = u.name OR a.means IN (SELECT v.name FROM unit_version v WHERE v.unit_id = u.id))`;

/**
 * The units a spreadsheet may name: provinces and ministries of every time, and the communes of a province's own office,
 * with the former communes that lie in these.
 * Those the actor may not report for are told apart, so that the verdict can say so.
 */
export async function unitsToName(actor: StaffActor): Promise<NamedUnit[]> {
  insist(actor, "report.import", anywhere);
  const reach = reachOf(actor, "report.import");
  const found = await rows(
    unitShape,
    sql`SELECT u.id, u.code, u.name, u.kind, u.parent_id AS "parentId", u.valid_from AS begins, u.ends_before AS ends,
        coalesce((SELECT jsonb_agg(s.successor_id) FROM unit_succession s WHERE s.predecessor_id = u.id), '[]') AS successors,
        (SELECT jsonb_agg(jsonb_build_object('name', n.name, 'until', n.until)) FROM (${namesOf}) n) AS names
      FROM unit u
      WHERE u.kind IN ('province', 'ministry') OR (u.kind = 'commune' AND NOT ${reach.nation} AND ${unitsWithin(reach)})`,
  );
  const units = found.map(({ kind, parentId, ...unit }) => ({
    ...unit,
    inReach: may(actor, "report.import", placeOfUnit({ id: unit.id, kind, parentId })),
  }));
  return reach.nation ? units : [...units, ...(await formerCommunes(found))];
}

/** Former communes by their names alone: each ended before it could report, and went into communes of today. */
async function formerCommunes(units: readonly { id: string; kind: string }[]): Promise<NamedUnit[]> {
  const communes = units.filter(({ kind }) => kind === "commune").map(({ id }) => id);
  if (communes.length === 0) return [];
  const found = await rows(
    z.object({ id: z.string(), name: z.string(), endedOn: z.string(), successors: z.array(z.string()) }),
    sql`SELECT f.id, f.name, f.ended_on AS "endedOn", jsonb_agg(s.unit_id) AS successors
      FROM former_commune f JOIN former_commune_successor s ON s.former_commune_id = f.id
      WHERE s.unit_id = ANY (${communes}::text[]) GROUP BY f.id`,
  );
  return found.map(({ endedOn, ...former }) => ({
    ...former,
    code: "",
    begins: endedOn,
    ends: endedOn,
    inReach: false,
  }));
}

/** The rows of the template: each unit the actor reports for, in each month of a year that it existed in. */
export async function templateRows(
  actor: StaffActor,
  year: number,
): Promise<{ code: string; name: string; month: string }[]> {
  const units = (await unitsToName(actor)).filter((unit) => unit.inReach);
  const months = periodsOf("month", year);
  return units
    .flatMap((unit) =>
      months
        .filter((month) => month.startsOn >= unit.begins && month.endsOn < unit.ends)
        .map((month) => ({ code: unit.code, name: unit.name, month: `${month.startsOn.slice(5, 7)}/${year}` })),
    )
    .slice(0, 1_900);
}

const facts = z.record(z.string(), z.union([z.string(), z.number()]));
const rowShape = z.object({
  line: z.number(),
  verdict: z.enum(["good", "same", "correction", "refused"]),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  unitText: z.string(),
  startsOn: z.string().nullable(),
  column: z.enum(importColumns).nullable(),
  reason: z.string().nullable(),
  facts,
  remarks: z.array(
    z.object({ remark: z.enum(["former_name", "tcvn3_converted", "tcvn3_text", "thousands_mixed"]), facts }),
  ),
  received: z.number().nullable(),
});
export type ImportRow = z.output<typeof rowShape>;

const importShape = z.object({
  id: z.string(),
  fileName: z.string(),
  status: z.enum(["read", "applied"]),
  remarks: z.array(z.string()),
  uploadedAt: z.date(),
  appliedAt: z.date().nullable(),
  reason: z.string().nullable(),
});
export type ReportImport = z.output<typeof importShape> & {
  readonly rows: readonly ImportRow[];
  readonly counts: Readonly<Record<"good" | "same" | "correction" | "refused", number>>;
};

/** A spreadsheet the actor uploaded, with the verdict on each row; null where it is not theirs. */
export async function reportImport(actor: StaffActor, id: string): Promise<ReportImport | null> {
  insist(actor, "report.import", anywhere);
  if (!isId(id)) return null;
  const found = await row(
    importShape,
    sql`SELECT id, file_name AS "fileName", status, remarks, uploaded_at AS "uploadedAt", applied_at AS "appliedAt", reason
      FROM report_import WHERE id = ${id}::uuid AND uploaded_by = ${actor.accountId}::uuid`,
  );
  if (found === null) return null;
  const all = await rows(
    rowShape,
    sql`SELECT r.line, r.verdict, r.unit_id AS "unitId", u.name AS "unitName", r.unit_text AS "unitText",
        r.starts_on AS "startsOn", r.column_name AS column, r.reason, r.facts, r.remarks,
        (r.figures ->> 'received')::integer AS received
      FROM report_import_row r LEFT JOIN unit u ON u.id = r.unit_id WHERE r.import_id = ${id}::uuid ORDER BY r.line`,
  );
  const counts = { good: 0, same: 0, correction: 0, refused: 0 };
  for (const { verdict } of all) counts[verdict] += 1;
  return { ...found, rows: all, counts };
}

const listedShape = z.object({
  id: z.string(),
  fileName: z.string(),
  status: z.enum(["read", "applied"]),
  uploadedAt: z.date(),
  rows: z.number(),
  refused: z.number(),
});

/** The spreadsheets the actor uploaded lately, the newest first. */
export async function ownReportImports(actor: StaffActor): Promise<z.output<typeof listedShape>[]> {
  insist(actor, "report.import", anywhere);
  return rows(
    listedShape,
    sql`SELECT i.id, i.file_name AS "fileName", i.status, i.uploaded_at AS "uploadedAt",
        (SELECT count(*) FROM report_import_row r WHERE r.import_id = i.id) AS rows,
        (SELECT count(*) FROM report_import_row r WHERE r.import_id = i.id AND r.verdict = 'refused') AS refused
      FROM report_import i WHERE i.uploaded_by = ${actor.accountId}::uuid ORDER BY i.uploaded_at DESC LIMIT 10`,
  );
}
