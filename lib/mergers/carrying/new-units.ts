import type { PoolClient } from "pg";
import sql, { type Sql } from "sql-template-tag";
import { nameSearchKey } from "@/lib/core/text";
import { execute } from "@/lib/db/statement";
import { fullNameOf, plainLetters } from "@/lib/units/naming";
import type { Decision } from "../decision";
import { makesUnits } from "../rules";
import { note, noteMade, steps, write } from "./items";
import type { Mapping } from "./mapping";

/** The words that say where a unit, name or succession comes from. */
export function sourceOf({ number, issuer }: Decision): string {
  return [number, issuer].filter(Boolean).join(", ");
}

/** Ends and begins units, or gives one another name, kind or province, with its versions: what the others stand on. */
export async function changeUnits(decision: Decision, mapping: Mapping, tx: PoolClient): Promise<void> {
  if (makesUnits(decision.kind)) {
    await endUnits(decision, mapping, tx);
    await beginUnits(decision, mapping, tx);
    await tellSuccession(decision, mapping, tx);
    if (mapping.placed.length > 0) await placeCommunes(decision, mapping, tx);
  } else {
    await renameUnit(decision, tx);
  }
}

const takenIds = (decision: Decision) => decision.taken.map((unit) => unit.id);

async function endUnits(decision: Decision, { effectiveOn }: Mapping, tx: PoolClient): Promise<void> {
  const ids = takenIds(decision);
  await changeUnitRows(
    decision,
    sql`t.id = ANY (${ids}::text[])`,
    sql`jsonb_build_object('valid_to', ${effectiveOn}::date)`,
    tx,
  );
  await closeVersions(decision, sql`t.unit_id = ANY (${ids}::text[])`, tx);
}

/** Notes and writes new values of unit rows: all that a decision may change, as they are, laid over by `change`. */
async function changeUnitRows(decision: Decision, where: Sql, change: Sql, tx: PoolClient, step: number = steps.ends) {
  const before = sql`jsonb_build_object('valid_to', t.valid_to, 'parent_id', t.parent_id, 'type', t.type, 'name', t.name,
    'full_name', t.full_name, 'name_en', t.name_en, 'name_key', t.name_key, 'decision_id', t.decision_id)`;
  await note(
    decision.id,
    step,
    "unit",
    sql`SELECT t.id AS row_id, ${before} AS before,
        ${before} || ${change} || jsonb_build_object('decision_id', ${decision.id}::uuid) AS after
      FROM unit t WHERE ${where}`,
    tx,
  );
  await write(decision.id, "unit", step, "after", tx);
}

async function closeVersions(decision: Decision, where: Sql, tx: PoolClient): Promise<void> {
  const on = decision.effectiveOn;
  await note(
    decision.id,
    steps.ends,
    "unit_version",
    sql`SELECT t.unit_id || '|' || t.valid_from AS row_id,
        jsonb_build_object('valid_to', t.valid_to, 'decision_id', t.decision_id) AS before,
        jsonb_build_object('valid_to', ${on}::date, 'decision_id', ${decision.id}::uuid) AS after
      FROM unit_version t WHERE ${where} AND t.valid_to IS NULL`,
    tx,
  );
  await write(decision.id, "unit_version", steps.ends, "after", tx);
}

/** The new units: region and place of the first old one, the area of all together (of a split nobody knows it). */
async function beginUnits(decision: Decision, { successors, effectiveOn }: Mapping, tx: PoolClient): Promise<void> {
  const merged = decision.kind === "merge";
  for (const part of decision.left) {
    const id = successors.get(part.position);
    const { name, type, code } = part;
    if (!id || !name || !type || !code) throw new Error("A part of a whole decision lacks its name, type or code.");
    await execute(
      sql`INSERT INTO unit (id, code, kind, type, parent_id, name, full_name, name_en, name_key, region_code, region, region_en,
          area_km2, lat, lon, centre_commune_code, valid_from, source, decision_id)
        SELECT ${id}, ${code}, first.kind, ${type}, first.parent_id, ${name}, ${fullNameOf(type, name)},
          ${part.nameEn ?? plainLetters(name)}, ${nameSearchKey(name)}, first.region_code, first.region, first.region_en,
          CASE WHEN ${merged} THEN (SELECT sum(area_km2) FROM unit WHERE id = ANY (${takenIds(decision)}::text[])) END,
          first.lat, first.lon, CASE WHEN ${merged} THEN first.centre_commune_code END, ${effectiveOn}::date,
          ${sourceOf(decision)}, ${decision.id}::uuid
        FROM unit first WHERE first.id = ${decision.taken[0]?.id}`,
      tx,
    );
    await execute(
      sql`UPDATE unit_decision_line SET unit_id = ${id}, full_name = ${fullNameOf(type, name)}
        WHERE decision_id = ${decision.id}::uuid AND side = 'successor' AND position = ${part.position}`,
      tx,
    );
  }
  const made = sql`t.id = ANY (${[...successors.values()]}::text[])`;
  await noteMade(decision.id, steps.begins, "unit", made, tx);
  await addVersions(decision, sql`u.id = ANY (${[...successors.values()]}::text[])`, tx);
}

/** A version from the effective day on, as the unit now stands. */
async function addVersions(decision: Decision, where: Sql, tx: PoolClient): Promise<void> {
  const on = decision.effectiveOn;
  await execute(
    sql`INSERT INTO unit_version (unit_id, valid_from, type, name, full_name, parent_id, source, decision_id)
      SELECT u.id, ${on}::date, u.type, u.name, u.full_name, u.parent_id, ${sourceOf(decision)}, ${decision.id}::uuid
      FROM unit u WHERE ${where}`,
    tx,
  );
  await noteMade(
    decision.id,
    steps.versions,
    "unit_version",
    sql`t.decision_id = ${decision.id}::uuid AND t.valid_from = ${on}::date
      AND NOT EXISTS (SELECT FROM unit_change_item i WHERE i.decision_id = ${decision.id}::uuid
        AND i.subject = 'unit_version' AND i.row_id = t.unit_id || '|' || t.valid_from)`,
    tx,
  );
}

/** Who came of whom, the people they have together, and the former communes whose names lead to them. */
async function tellSuccession(decision: Decision, { successors }: Mapping, tx: PoolClient): Promise<void> {
  const { id, effectiveOn, kind } = decision;
  const [old, fresh] = [takenIds(decision), [...successors.values()]];
  const change = kind === "merge" ? "merged" : "split";
  await execute(
    sql`INSERT INTO unit_succession (predecessor_id, successor_id, effective_on, change, source, decision_id)
      SELECT o.id, n.id, ${effectiveOn}::date, ${change}, ${sourceOf(decision)}, ${id}::uuid
      FROM unnest(${old}::text[]) AS o (id) CROSS JOIN unnest(${fresh}::text[]) AS n (id)`,
    tx,
  );
  await noteMade(id, steps.told, "unit_succession", sql`t.decision_id = ${id}::uuid`, tx);
  await execute(
    sql`INSERT INTO former_commune_successor (former_commune_id, unit_id, decision_id)
      SELECT DISTINCT f.former_commune_id, n.id, ${id}::uuid
      FROM former_commune_successor f CROSS JOIN unnest(${fresh}::text[]) AS n (id) WHERE f.unit_id = ANY (${old}::text[])`,
    tx,
  );
  await noteMade(id, steps.told, "former_commune_successor", sql`t.decision_id = ${id}::uuid`, tx);
  if (kind !== "merge") return;
  // Only what was counted in one way and one year in every one of them adds up.
  await execute(
    sql`INSERT INTO unit_population (unit_id, year, basis, people, source, source_vi, as_of, decision_id)
      SELECT ${fresh[0]}, year, basis, sum(people), string_agg(DISTINCT source, '; '),
        string_agg(DISTINCT coalesce(source_vi, source), '; '),
        CASE WHEN count(as_of) = count(*) AND min(as_of) = max(as_of) THEN min(as_of) END, ${id}::uuid
      FROM unit_population WHERE unit_id = ANY (${old}::text[])
      GROUP BY year, basis HAVING count(*) = ${old.length}`,
    tx,
  );
  await noteMade(id, steps.told, "unit_population", sql`t.decision_id = ${id}::uuid`, tx);
}

/** Communes that outlive their province: they belong to the next from that day on. */
async function placeCommunes(decision: Decision, { placed }: Mapping, tx: PoolClient): Promise<void> {
  const ids = placed.map((one) => one.communeId);
  const provinces = placed.map((one) => one.provinceId);
  const place = sql`(SELECT p.province_id FROM unnest(${ids}::text[], ${provinces}::text[]) AS p (commune_id, province_id)
    WHERE p.commune_id = t.id)`;
  await changeUnitRows(
    decision,
    sql`t.id = ANY (${ids}::text[])`,
    sql`jsonb_build_object('parent_id', ${place})`,
    tx,
    steps.told,
  );
  await closeVersions(decision, sql`t.unit_id = ANY (${ids}::text[])`, tx);
  await addVersions(decision, sql`u.id = ANY (${ids}::text[])`, tx);
}

/** The same unit from a day on: another name, another kind, another province. */
async function renameUnit(decision: Decision, tx: PoolClient): Promise<void> {
  const [unit] = decision.taken;
  const [part] = decision.left;
  if (!unit || !part) throw new Error("A whole decision names its unit and what becomes of it.");
  const name = part.name ?? unit.name;
  const type = part.type ?? unit.type;
  const change =
    decision.kind === "move"
      ? sql`jsonb_build_object('parent_id', ${part.parentId}::text)`
      : sql`jsonb_build_object('name', ${name}::text, 'type', ${type}::text, 'full_name', ${fullNameOf(type, name)}::text,
          'name_en', CASE WHEN ${name} = t.name THEN t.name_en ELSE ${part.nameEn ?? plainLetters(name)} END,
          'name_key', ${nameSearchKey(name)}::text)`;
  await changeUnitRows(decision, sql`t.id = ${unit.id}`, change, tx);
  await closeVersions(decision, sql`t.unit_id = ${unit.id}`, tx);
  await addVersions(decision, sql`u.id = ${unit.id}`, tx);
  await execute(
    sql`UPDATE unit_decision_line SET unit_id = ${unit.id} WHERE decision_id = ${decision.id}::uuid AND side = 'successor'`,
    tx,
  );
}
