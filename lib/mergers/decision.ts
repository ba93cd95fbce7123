import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { type Runner, row, rows } from "@/lib/db/statement";
import { type ChangeFacts, changeKinds, decisionStates, makesUnits, type TakenUnit } from "./rules";

/** A recorded decision with its units, as commands and pages read it. */

const takenShape = z.object({
  id: z.string(),
  kind: z.enum(["province", "ministry", "commune"]),
  code: z.string(),
  type: z.string(),
  name: z.string(),
  fullName: z.string(),
  parentId: z.string().nullable(),
  parentName: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  changedOn: z.string(),
});
const leftShape = z.object({
  position: z.number(),
  unitId: z.string().nullable(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  fullName: z.string().nullable(),
  nameEn: z.string().nullable(),
  type: z.string().nullable(),
  parentId: z.string().nullable(),
  parentName: z.string().nullable(),
  sharePercent: z.number().nullable(),
});
const shareShape = z.object({
  kind: z.enum(["commune", "venue", "organisation", "facility"]),
  subjectId: z.string(),
  position: z.number(),
});

const decisionShape = z.object({
  id: z.string(),
  kind: z.enum(changeKinds),
  status: z.enum(decisionStates),
  withinUnitId: z.string().nullable(),
  number: z.string().nullable(),
  decidedOn: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  issuer: z.string().nullable(),
  signatory: z.string().nullable(),
  note: z.string().nullable(),
  isDemo: z.boolean(),
  version: z.number(),
  draftedAt: z.date(),
  draftedBy: z.string().nullable(),
  carriedOutAt: z.date().nullable(),
  carriedOutBy: z.string().nullable(),
  undoneAt: z.date().nullable(),
  undoneBy: z.string().nullable(),
  undoneBecause: z.string().nullable(),
  taken: z.array(takenShape),
  left: z.array(leftShape),
  shares: z.array(shareShape),
});
export type Decision = z.output<typeof decisionShape>;

/** The latest day on which something of a unit changed, as far as its versions and successions tell. */
const changedOn = sql`greatest(u.valid_from,
  (SELECT max(v.valid_from) FROM unit_version v WHERE v.unit_id = u.id),
  (SELECT max(s.effective_on) FROM unit_succession s WHERE u.id IN (s.predecessor_id, s.successor_id)))`;

/** A unit as a decision takes it, as columns over `unit u`. */
const takenColumns = sql`'id', u.id, 'kind', u.kind, 'code', u.code, 'type', u.type, 'name', u.name, 'fullName', u.full_name,
  'parentId', u.parent_id, 'parentName', (SELECT p.full_name FROM unit p WHERE p.id = u.parent_id),
  'validFrom', u.valid_from, 'validTo', u.valid_to, 'changedOn', ${changedOn}`;

/** The units of these ids, in their order, as a decision would take them. */
export async function unitsToTake(ids: readonly string[], on?: Runner): Promise<Decision["taken"]> {
  return rows(
    z.object({ unit: takenShape }),
    sql`SELECT jsonb_build_object(${takenColumns}) AS unit
      FROM unnest(${[...ids]}::text[]) WITH ORDINALITY AS asked (id, position) JOIN unit u ON u.id = asked.id
      WHERE u.kind <> 'nation' ORDER BY asked.position`,
    on,
  ).then((found) => found.map(({ unit }) => unit));
}

/** One decision, locked when asked within a transaction that will change it; null when there is none. */
export async function readDecision(id: string, on?: Runner, lock = false): Promise<Decision | null> {
  const account = (column: Sql) => sql`(SELECT a.name FROM account a WHERE a.id = ${column})`;
  if (lock) await row(z.unknown(), sql`SELECT id FROM unit_decision WHERE id = ${id}::uuid FOR UPDATE`, on);
  return row(
    decisionShape,
    sql`SELECT d.id, d.kind, d.status, d.within_unit_id AS "withinUnitId", d.number, d.decided_on AS "decidedOn",
        d.effective_on AS "effectiveOn", d.issuer, d.signatory, d.note, d.is_demo AS "isDemo", d.version,
        d.drafted_at AS "draftedAt", ${account(sql`d.drafted_by`)} AS "draftedBy",
        d.carried_out_at AS "carriedOutAt", ${account(sql`d.carried_out_by`)} AS "carriedOutBy",
        d.undone_at AS "undoneAt", ${account(sql`d.undone_by`)} AS "undoneBy", d.undone_because AS "undoneBecause",
        coalesce((SELECT jsonb_agg(jsonb_build_object(${takenColumns}) ORDER BY l.position)
          FROM unit_decision_line l JOIN unit u ON u.id = l.unit_id
          WHERE l.decision_id = d.id AND l.side = 'predecessor'), '[]') AS taken,
        coalesce((SELECT jsonb_agg(jsonb_build_object('position', l.position, 'unitId', l.unit_id, 'code', l.code,
            'name', l.name, 'fullName', l.full_name, 'nameEn', l.name_en, 'type', l.type, 'parentId', l.parent_id,
            'parentName', (SELECT p.full_name FROM unit p WHERE p.id = l.parent_id),
            'sharePercent', l.share_percent) ORDER BY l.position)
          FROM unit_decision_line l WHERE l.decision_id = d.id AND l.side = 'successor'), '[]') AS left,
        coalesce((SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'subjectId', s.subject_id, 'position', s.position))
          FROM unit_decision_share s WHERE s.decision_id = d.id), '[]') AS shares
      FROM unit_decision d WHERE d.id = ${id}::uuid`,
    on,
  );
}

const bearerShape = z.object({ position: z.number(), fullName: z.string() });

/** What the rule asks of a decision: its own words, and who bears a name or code already, and what was reported. */
export async function changeFacts(decision: Decision, on?: Runner): Promise<ChangeFacts> {
  return {
    ...decision,
    nameBearers: await bearers(decision, "name", on),
    codeBearers: await bearers(decision, "code", on),
    reported: await reportedFrom(decision, on),
  };
}

/** Units that stay beside the new ones and bear the same name in the same place, or the same code. */
async function bearers({ kind, taken, left, effectiveOn }: Decision, what: "name" | "code", on?: Runner) {
  const [first] = taken;
  if (!first || effectiveOn === null || kind === "move" || (what === "code" && !makesUnits(kind))) return [];
  const named = left.map((part) => ({ ...part, name: part.name ?? first.name, type: part.type ?? first.type }));
  // A unit that only changes its name or kind must not be told that it bears it itself.
  const going = taken.map((unit) => unit.id);
  return rows(
    bearerShape,
    sql`SELECT part.position, u.full_name AS "fullName"
      FROM unnest(${named.map((part) => part.position)}::integer[], ${named.map((part) => part.name.toLocaleLowerCase("vi"))}::text[],
          ${named.map((part) => part.type)}::text[], ${named.map((part) => part.code ?? "")}::text[]) AS part (position, name, type, code)
        JOIN unit u ON u.kind = ${first.kind} AND NOT (u.id = ANY (${going}::text[]))
          AND (u.valid_to IS NULL OR u.valid_to > ${effectiveOn}::date)
          AND ${
            what === "code"
              ? sql`u.code = part.code`
              : sql`lower(u.name) = part.name AND u.type = part.type AND u.parent_id IS NOT DISTINCT FROM ${first.parentId}`
          }
      ORDER BY part.position, u.id`,
    on,
  );
}

/**
 * The latest report of a unit that would end, about days on which it would be no more. The database holds the same
 * promise (`report_unit_existed`) for reports that come in this very moment.
 */
async function reportedFrom({ kind, taken, effectiveOn }: Decision, on?: Runner): Promise<ChangeFacts["reported"]> {
  if (effectiveOn === null || !makesUnits(kind)) return null;
  return row(
    z.object({ unit: z.string(), until: z.string() }),
    sql`SELECT u.full_name AS unit, r.ends_on AS until FROM report r JOIN unit u ON u.id = r.unit_id
      WHERE r.unit_id = ANY (${taken.map((unit: TakenUnit) => unit.id)}::text[]) AND r.ends_on >= ${effectiveOn}::date
      ORDER BY r.ends_on DESC, u.id LIMIT 1`,
    on,
  );
}
