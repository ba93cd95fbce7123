import sql, { empty } from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { isId } from "@/lib/core/ids";
import type { CivilDate } from "@/lib/core/time";
import { type Runner, row, rows } from "@/lib/db/statement";
import { mappingOf } from "./carrying/mapping";
import { following, movers } from "./carrying/movers";
import { type Referring, whatRefersTo } from "./carrying/standing";
import { targetsThatFollow } from "./carrying/targets";
import { changeFacts, type Decision, readDecision, unitsToTake } from "./decision";
import {
  type ChangeRefusal,
  changeKinds,
  decisionStates,
  makesUnits,
  reviewStates,
  reviewTasks,
  type WhyNot,
  whyNotCarryOut,
} from "./rules";

export type { Decision } from "./decision";

/** One decision with its units, whatever its state; null when there is none. */
export async function decision(actor: Actor, id: string): Promise<Decision | null> {
  insist(actor, "unit.view", anywhere);
  return isId(id) ? readDecision(id) : null;
}

/** Units as a decision would take them, in the order they were named. */
export async function takenUnits(actor: Actor, ids: readonly string[]): Promise<Decision["taken"]> {
  insist(actor, "unit.view", anywhere);
  return unitsToTake(ids);
}

const listedShape = z.object({
  id: z.string(),
  kind: z.enum(changeKinds),
  status: z.enum(decisionStates),
  number: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  decidedOn: z.string().nullable(),
  issuer: z.string().nullable(),
  isDemo: z.boolean(),
  taken: z.array(z.string()),
  left: z.array(z.string()),
});
export type ListedDecision = z.output<typeof listedShape>;

/** Decisions, those that wait first, then the latest; of one unit when asked. */
export async function decisions(actor: Actor, { unitId }: { unitId?: string } = {}): Promise<ListedDecision[]> {
  insist(actor, "unit.view", anywhere);
  return rows(
    listedShape,
    sql`SELECT d.id, d.kind, d.status, d.number, d.effective_on AS "effectiveOn", d.decided_on AS "decidedOn", d.issuer,
        d.is_demo AS "isDemo",
        coalesce((SELECT array_agg(u.full_name ORDER BY l.position) FROM unit_decision_line l JOIN unit u ON u.id = l.unit_id
          WHERE l.decision_id = d.id AND l.side = 'predecessor'), '{}') AS taken,
        coalesce((SELECT array_agg(coalesce(p.full_name, l.full_name) ORDER BY l.position)
          FROM unit_decision_line l LEFT JOIN unit p ON p.id = l.parent_id
          WHERE l.decision_id = d.id AND l.side = 'successor' AND coalesce(p.full_name, l.full_name) IS NOT NULL), '{}') AS left
      FROM unit_decision d
      WHERE ${
        unitId
          ? sql`d.status <> 'withdrawn' AND EXISTS (SELECT FROM unit_decision_line l WHERE l.decision_id = d.id AND l.unit_id = ${unitId})`
          : sql`true`
      }
      ORDER BY d.status = 'draft' DESC, coalesce(d.carried_out_at, d.drafted_at) DESC, d.id LIMIT 100`,
  );
}

/** What will move out of one table, and how many of it meet one of the same name or are held twice. */
export interface PlannedMove {
  readonly table: string;
  readonly rows: number;
  readonly collides: number;
}

export interface Preview {
  readonly why: WhyNot<ChangeRefusal> | null;
  readonly moves: readonly PlannedMove[];
  /** Rows that stay with the old units, as the truth of their day. */
  readonly stays: readonly Referring[];
  readonly targets: Awaited<ReturnType<typeof targetsThatFollow>>;
  /** People who will have to sign in again. */
  readonly people: number;
  /** Communes that pass from one province to another. */
  readonly communes: number;
}

/** What carrying a draft out would do, counted by the statements that will do it. */
export async function changePreview(actor: Actor, draft: Decision, today: CivilDate): Promise<Preview> {
  insist(actor, "unit.view", anywhere);
  const mapping = await mappingOf(draft);
  const moving = makesUnits(draft.kind) || draft.kind === "move";
  const counted = moving
    ? await Promise.all(
        movers.map(async (mover) => {
          const found = await row(
            z.object({ rows: z.number(), collides: z.number() }),
            sql`SELECT count(*) AS rows, count(*) FILTER (WHERE collides) AS collides FROM (${following(mover, mapping)}) f`,
          );
          return { table: mover.table, rows: found?.rows ?? 0, collides: found?.collides ?? 0 };
        }),
      )
    : [];
  const refers = makesUnits(draft.kind) ? await whatRefersTo(draft.taken.map((unit) => unit.id)) : [];
  const stays = refers
    .map(({ table, rows: all }) => ({ table, rows: all - (counted.find((one) => one.table === table)?.rows ?? 0) }))
    .filter(({ table, rows: left }) => left > 0 && table !== "unit");
  const people = moving
    ? await row(
        z.object({ people: z.number() }),
        sql`SELECT count(DISTINCT r.account_id) AS people FROM (${following(movers.find((one) => one.table === "role_assignment") as (typeof movers)[number], mapping)}) f
          JOIN role_assignment r ON r.id::text = f.row_id`,
      )
    : null;
  return {
    why: whyNotCarryOut(await changeFacts(draft), today),
    moves: counted.filter((one) => one.rows > 0),
    stays,
    targets: await targetsThatFollow(draft),
    people: people?.people ?? 0,
    communes: mapping.placed.length,
  };
}

/** What a decision that was carried out has moved, by table: rows changed, and rows made. */
export async function changeWritten(
  actor: Actor,
  decisionId: string,
): Promise<{ table: string; moved: number; made: number }[]> {
  insist(actor, "unit.view", anywhere);
  return rows(
    z.object({ table: z.string(), moved: z.number(), made: z.number() }),
    sql`SELECT subject AS table, count(*) FILTER (WHERE before IS NOT NULL) AS moved, count(*) FILTER (WHERE before IS NULL) AS made
      FROM unit_change_item WHERE decision_id = ${decisionId}::uuid GROUP BY subject ORDER BY min(step), subject`,
  );
}

const itemShape = z.object({
  id: z.string(),
  unitId: z.string(),
  unit: z.string(),
  unitKind: z.enum(["nation", "province", "ministry", "commune"]),
  unitParentId: z.string().nullable(),
  decisionId: z.string().nullable(),
  changedOn: z.string(),
  task: z.enum([...reviewTasks, "own"]),
  /** What a task of the office's own is called; empty for the four. */
  title: z.string(),
  owner: z.string().nullable(),
  dueOn: z.string(),
  state: z.enum([...reviewStates, "struck"]),
  note: z.string().nullable(),
  isDemo: z.boolean(),
  version: z.number(),
});
export type ReviewItem = z.output<typeof itemShape>;

/** The review lists: of one unit, of one decision, or all that is still to do, the most pressing first. */
export async function reviewItems(
  actor: Actor,
  asked: { unitId?: string; decisionId?: string; toDo?: true },
): Promise<ReviewItem[]> {
  insist(actor, "unit.view", anywhere);
  return rows(
    itemShape,
    sql`SELECT i.id, u.id AS "unitId", u.full_name AS unit, u.kind AS "unitKind", u.parent_id AS "unitParentId",
        i.decision_id AS "decisionId", i.changed_on AS "changedOn", i.task, i.title, i.owner, i.due_on AS "dueOn", i.state, i.note,
        i.is_demo AS "isDemo", i.version
      FROM unit_review_item i JOIN unit u ON u.id = i.unit_id LEFT JOIN unit_decision d ON d.id = i.decision_id
      WHERE d.status IS DISTINCT FROM 'undone'
        ${asked.unitId ? sql`AND i.unit_id = ${asked.unitId}` : empty}
        ${asked.decisionId ? sql`AND i.decision_id = ${asked.decisionId}::uuid` : empty}
        ${asked.toDo ? sql`AND i.state IN ('open', 'doing')` : empty}
      ORDER BY i.state IN ('open', 'doing') DESC, ${asked.unitId ? sql`i.changed_on DESC,` : empty} i.due_on, u.name COLLATE "vi-x-icu", i.id
      LIMIT 400`,
  );
}

/** The day of the last change a unit of today came of that has no review list; null where nothing is to begin. */
export async function reviewToBegin(
  actor: Actor,
  unitId: string,
  today: CivilDate,
  on?: Runner,
): Promise<CivilDate | null> {
  insist(actor, "unit.view", anywhere);
  const found = await row(
    z.object({ on: z.string().nullable() }),
    sql`SELECT max(s.effective_on) AS on FROM unit_succession s JOIN unit u ON u.id = s.successor_id AND u.valid_to IS NULL
      WHERE s.successor_id = ${unitId} AND s.effective_on <= ${today}::date`,
    on,
  );
  if (!found?.on) return null;
  const held = await row(
    z.unknown(),
    sql`SELECT 1 FROM unit_review_item WHERE unit_id = ${unitId} AND changed_on = ${found.on}::date AND task <> 'own' LIMIT 1`,
    on,
  );
  return held === null ? found.on : null;
}

const thingShape = z.object({
  kind: z.enum(["commune", "venue", "organisation", "facility"]),
  id: z.string(),
  name: z.string(),
});

/** What a split has to assign: a province's communes; a commune's places and organisations. */
export async function thingsToShare(actor: Actor, unitId: string): Promise<z.output<typeof thingShape>[]> {
  insist(actor, "unit.draft", anywhere);
  return rows(
    thingShape,
    sql`SELECT 'commune' AS kind, c.id, c.full_name AS name, c.name COLLATE "vi-x-icu" AS sort FROM unit c
        WHERE c.parent_id = ${unitId} AND c.kind = 'commune' AND c.valid_to IS NULL
      UNION ALL SELECT 'facility', f.id::text, f.name, f.name FROM facility f WHERE f.unit_id = ${unitId}
      UNION ALL SELECT 'venue', v.id::text, v.name, v.name FROM venue v WHERE v.commune_id = ${unitId}
      UNION ALL SELECT 'organisation', o.id::text, o.name, o.name FROM organisation o WHERE o.commune_id = ${unitId}
      ORDER BY 1, 4, 2`,
  );
}
