import sql, { join, type Sql } from "sql-template-tag";
import { z } from "zod";
import type { CivilDate } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import type { Decision } from "../decision";
import { makesUnits, newUnitId } from "../rules";

/**
 * Where a decision sends what belonged to the units it takes: each old unit to the one that takes over all that nobody
 * sent elsewhere, communes to their province, things that were assigned one by one to their part.
 */
export interface Mapping {
  readonly decisionId: string;
  readonly effectiveOn: CivilDate;
  readonly moved: readonly { from: string; to: string }[];
  readonly placed: readonly { communeId: string; provinceId: string }[];
  readonly assigned: readonly { kind: string; id: string; to: string }[];
  /** Provinces whose ground passes to others, wholly or in part. */
  readonly fromProvinces: readonly string[];
  /** The ids of the new units, by position. */
  readonly successors: ReadonlyMap<number, string>;
}

/** The mapping of a decision that is whole enough to be carried out, or to be counted beforehand. */
export async function mappingOf(decision: Decision, on?: Runner): Promise<Mapping> {
  const { kind, taken, left, shares } = decision;
  const [first] = taken;
  const effectiveOn = decision.effectiveOn ?? "9999-12-31";
  const successors = new Map<number, string>();
  if (first && makesUnits(kind))
    for (const part of left)
      successors.set(part.position, newUnitId(first.kind, part.code ?? `?${part.position}`, effectiveOn));
  const main = successors.get(1);
  const to = (position: number) => successors.get(position) ?? main ?? "";
  const moved = main === undefined ? [] : taken.map((unit) => ({ from: unit.id, to: main }));
  const ofProvinces = first?.kind === "province" && makesUnits(kind);
  const communes = ofProvinces ? await communesOf(taken, on) : [];
  const shareOf = new Map(shares.map((share) => [`${share.kind} ${share.subjectId}`, share.position]));
  const placed = communes.map((communeId) => ({ communeId, provinceId: to(shareOf.get(`commune ${communeId}`) ?? 1) }));
  if (kind === "move" && first && left[0]?.parentId) placed.push({ communeId: first.id, provinceId: left[0].parentId });
  return {
    decisionId: decision.id,
    effectiveOn,
    moved,
    placed,
    assigned: shares
      .filter((share) => share.kind !== "commune")
      .map((share) => ({ kind: share.kind, id: share.subjectId, to: to(share.position) })),
    fromProvinces: ofProvinces
      ? taken.map((unit) => unit.id)
      : kind === "move" && first?.parentId
        ? [first.parentId]
        : [],
    successors,
  };
}

async function communesOf(provinces: Decision["taken"], on?: Runner): Promise<string[]> {
  const found = await rows(
    z.object({ id: z.string() }),
    sql`SELECT id FROM unit WHERE kind = 'commune' AND valid_to IS NULL
      AND parent_id = ANY (${provinces.map((unit) => unit.id)}::text[]) ORDER BY id`,
    on,
  );
  return found.map(({ id }) => id);
}

/** The mapping as tables a statement can join: `moved (old_id, new_id)`, `placed (commune_id, province_id)`, `assigned`. */
export function mappingTables({ moved, placed, assigned }: Mapping): Sql {
  const column = (values: readonly string[]) => sql`${[...values]}::text[]`;
  return join(
    [
      sql`moved AS (SELECT * FROM unnest(${column(moved.map((one) => one.from))}, ${column(moved.map((one) => one.to))}) AS m (old_id, new_id))`,
      sql`placed AS (SELECT * FROM unnest(${column(placed.map((one) => one.communeId))}, ${column(placed.map((one) => one.provinceId))}) AS p (commune_id, province_id))`,
      sql`assigned AS (SELECT * FROM unnest(${column(assigned.map((one) => one.kind))}, ${column(assigned.map((one) => one.id))},
        ${column(assigned.map((one) => one.to))}) AS a (kind, row_id, unit_id))`,
    ],
    ", ",
  );
}
