import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { addCalendarMonths, addDays, type CivilDate, daysInMonth, daysInYear, todayInVietnam } from "@/lib/core/time";
import { rows } from "@/lib/db/statement";
import { communeMonths } from "@/lib/targets/past/reported";
import { brokenMonths, flowTables } from "@/lib/units/flow/statements";
import { monthsOf } from "../period";
import { unitsWithin } from "../policy";
import { counts, yearTarget } from "../scope/conditions";
import { type PacedMonth, supportStates } from "./rules";

export const watchLevels = ["unit", "commune"] as const;
export type WatchLevel = (typeof watchLevels)[number];

const ruleShape = z.object({
  id: z.string(),
  level: z.enum(watchLevels),
  inForceFrom: z.string(),
  belowPercent: z.number(),
  inMonths: z.number(),
  ofMonths: z.number(),
  windowMonths: z.number(),
  reason: z.string(),
  madeBy: z.string().nullable(),
});
/** A rule as it was in force from a day on. */
export type DatedRule = z.output<typeof ruleShape>;

/** Every version of the rule of a level, the latest first. */
export async function watchRules(actor: Actor, level: WatchLevel): Promise<DatedRule[]> {
  insist(actor, "progress.view", anywhere);
  return rows(
    ruleShape,
    sql`SELECT r.id, r.level, to_char(r.in_force_from, 'YYYY-MM-DD') AS "inForceFrom", r.below_percent AS "belowPercent",
        r.in_months AS "inMonths", r.of_months AS "ofMonths", r.window_months AS "windowMonths", r.reason, a.name AS "madeBy"
      FROM watch_rule r LEFT JOIN account a ON a.id = r.made_by WHERE r.level = ${level} ORDER BY r.in_force_from DESC`,
  );
}

/** How many months that are over a list is worked out from: a year of history, and what the first of it looks back on. */
const monthsBack = 24;

const seriesShape = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.string(),
  name: z.string(),
  nameEn: z.string(),
  months: z.record(z.string(), z.number()),
  recorded: z.record(z.string(), z.number()).describe("of a commune's months"),
  first: z.string(),
  targets: z.record(z.string(), z.number()),
  ownTarget: z.boolean(),
});

/** A unit with the months it is judged by. */
export interface PacedUnit {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly nameEn: string;
  /** Whether its pace is that of its own target; a commune without one is held to an even part of its province's. */
  readonly ownTarget: boolean;
  readonly series: readonly PacedMonth[];
}

/**
 * The reporting units of the nation (`provinceId` null), or those communes of a province that held a drive, or reported
 * one, within two years, with their official months that are over; a reporting unit with those of the units that have gone into it. A series begins with the unit's first month here: what nobody held
 * here yet is not low.
 */
export async function publicPacedUnits(asked: { provinceId: string | null }, now = new Date()): Promise<PacedUnit[]> {
  const today = todayInVietnam(now);
  const to = addDays(`${today.slice(0, 7)}-01`, -1);
  const from = addCalendarMonths(`${today.slice(0, 7)}-01`, -monthsBack);
  const years = [Number(from.slice(0, 4)), Number(from.slice(0, 4)) + 1, Number(to.slice(0, 4))];
  const targetsOf = (id: ReturnType<typeof sql>) =>
    sql`jsonb_strip_nulls(jsonb_build_object(${years[0]}::text, ${yearTarget(id, years[0] ?? 0, today)}, ${years[1]}::text,
      ${yearTarget(id, years[1] ?? 0, today)}, ${years[2]}::text, ${yearTarget(id, years[2] ?? 0, today)}))`;
  const found = await rows(
    seriesShape,
    asked.provinceId === null
      ? sql`WITH RECURSIVE ${flowTables(today)}, recorded AS (
          SELECT coalesce(b.to_id, d.credited_unit_id) AS id, to_char(d.held_on, 'YYYY-MM') AS month, coalesce(sum(t.donations), 0)::integer AS units
          FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id LEFT JOIN ${brokenMonths("reporting")} b
            ON b.from_id = d.credited_unit_id AND b.month = date_trunc('month', d.held_on::timestamp)::date
          WHERE d.held_on BETWEEN ${from}::date AND ${to}::date AND ${counts} GROUP BY 1, 2
        ), reported AS (
          SELECT r.unit_id AS id, to_char(r.starts_on, 'YYYY-MM') AS month, r.received AS units FROM report r
          WHERE r.kind = 'month' AND r.status = 'approved' AND r.superseded_at IS NULL AND r.starts_on BETWEEN ${from}::date AND ${to}::date
        ), month AS (
          -- Each unit's month as it stood then, added to those of the unit it has gone into.
          SELECT coalesce(gone.to_id, id) AS id, month, sum(coalesce(r.units, c.units))::integer AS units
          FROM recorded c FULL JOIN reported r USING (id, month) LEFT JOIN sole gone ON gone.from_id = id AND gone.parts = 1
          GROUP BY 1, 2
        )
        SELECT u.id, u.code, u.kind, u.name, u.name_en AS "nameEn", jsonb_object_agg(m.month, m.units) AS months,
          '{}'::jsonb AS recorded, min(m.month) AS first, ${targetsOf(sql`u.id`)} AS targets, true AS "ownTarget"
        FROM unit u JOIN month m ON m.id = u.id
        WHERE u.kind IN ('province', 'ministry') AND u.valid_to IS NULL
        GROUP BY u.id ORDER BY u.name COLLATE "vi-x-icu"`
      : sql`WITH recorded AS (
          SELECT coalesce(b.to_id, d.commune_id) AS id, to_char(d.held_on, 'YYYY-MM') AS month, coalesce(sum(t.donations), 0)::integer AS units
          FROM drive d LEFT JOIN drive_total t ON t.drive_id = d.id LEFT JOIN ${brokenMonths("commune")} b
            ON b.from_id = d.commune_id AND b.month = date_trunc('month', d.held_on::timestamp)::date
          WHERE d.credited_unit_id = ${asked.provinceId} AND d.held_on BETWEEN ${from}::date AND ${to}::date AND ${counts} GROUP BY 1, 2
        ), reported AS (
          SELECT commune_id AS id, month, received AS units FROM ${communeMonths({ provinceId: asked.provinceId, from })} r
          WHERE ends_on <= ${to}::date
        ), month AS (
          SELECT id, month, coalesce(r.units, c.units) AS units, coalesce(c.units, 0) AS recorded
          FROM recorded c FULL JOIN reported r USING (id, month)
        ), whole AS (
          SELECT ${targetsOf(sql`${asked.provinceId}::text`)} AS targets, coalesce((SELECT min(month) FROM recorded), (SELECT min(month) FROM month)) AS first,
            (SELECT count(*) FROM unit c WHERE c.parent_id = ${asked.provinceId} AND c.kind = 'commune' AND c.valid_to IS NULL) AS communes
        ), own AS (SELECT u.id, ${targetsOf(sql`u.id`)} AS targets FROM unit u WHERE u.id IN (SELECT id FROM month))
        SELECT u.id, u.code, u.kind, u.full_name AS name, u.name_en AS "nameEn", jsonb_object_agg(m.month, m.units) AS months,
          jsonb_object_agg(m.month, m.recorded) AS recorded,
          -- A commune's silence counts from the province's first drive here: others could have held one too.
          (SELECT first FROM whole) AS first, (own.targets <> '{}') AS "ownTarget",
          CASE WHEN own.targets <> '{}' THEN own.targets ELSE coalesce((SELECT jsonb_object_agg(key, value::float8 / whole.communes)
            FROM whole, jsonb_each_text(whole.targets)), '{}') END AS targets
        FROM unit u JOIN month m ON m.id = u.id JOIN own ON own.id = u.id
        WHERE u.valid_to IS NULL GROUP BY u.id, own.targets ORDER BY u.name COLLATE "vi-x-icu"`,
  );
  const months = monthsOf(from, to);
  const isCommune = asked.provinceId !== null;
  return found.map(({ months: sums, recorded, first, targets, ...unit }) => ({
    ...unit,
    series: months
      .filter((month) => month >= first)
      .map((month) => ({
        month,
        received: sums[month] ?? 0,
        ...(isCommune ? { recorded: recorded[month] ?? 0 } : {}),
        plan: planOf(targets[month.slice(0, 4)], month),
      })),
  }));
}

/** A month's part of a year's target, by its days. */
function planOf(target: number | undefined, month: string): number {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return target === undefined ? 0 : (target * daysInMonth(year, number)) / daysInYear(year);
}

const actionShape = z.object({
  id: z.string(),
  unitId: z.string(),
  unitCode: z.string(),
  unitName: z.string(),
  unitKind: z.string(),
  provinceId: z.string(),
  what: z.string(),
  owner: z.string(),
  dueOn: z.string(),
  state: z.enum(supportStates),
  outcome: z.string().nullable(),
  version: z.number(),
  isDemo: z.boolean(),
});
/** Something done for a unit that is low. */
export type SupportAction = z.output<typeof actionShape>;

const actionColumns = sql`a.id, a.unit_id AS "unitId", u.code AS "unitCode", coalesce(nullif(u.full_name, ''), u.name) AS "unitName",
  u.kind AS "unitKind", a.province_id AS "provinceId", a.what, a.owner, to_char(a.due_on, 'YYYY-MM-DD') AS "dueOn", a.state, a.outcome,
  a.version, a.is_demo AS "isDemo"`;

/** What is and was done for a unit, what is open first, the nearest due first; within the actor's reach. */
export async function supportActionsOf(actor: Actor, unitId: string): Promise<SupportAction[]> {
  return rows(
    actionShape,
    sql`SELECT ${actionColumns} FROM support_action a JOIN unit u ON u.id = a.unit_id
      WHERE a.unit_id = ${unitId} AND ${unitsWithin(actor, "progress.view", sql`a.province_id`, sql`a.unit_id`)}
      ORDER BY a.state IN ('done', 'dropped'), CASE WHEN a.state IN ('done', 'dropped') THEN -extract(epoch FROM a.changed_at) END,
        a.due_on, a.id LIMIT 100`,
  );
}

/** Open actions within the actor's reach that are due by a day, the longest overdue first. */
export async function supportDue(actor: Actor, by: CivilDate): Promise<SupportAction[]> {
  return rows(
    actionShape,
    sql`SELECT ${actionColumns} FROM support_action a JOIN unit u ON u.id = a.unit_id
      WHERE a.state IN ('planned', 'doing') AND a.due_on <= ${by}::date
        AND ${unitsWithin(actor, "progress.support", sql`a.province_id`, sql`a.unit_id`)}
      ORDER BY a.due_on, a.id LIMIT 10`,
  );
}

/** How many actions are open for each of some units, within the actor's reach, and when the next is due. */
export async function openSupport(
  actor: Actor,
  unitIds: readonly string[],
): Promise<Map<string, { open: number; nextDue: string }>> {
  const found = await rows(
    z.object({ unitId: z.string(), open: z.number(), nextDue: z.string() }),
    sql`SELECT a.unit_id AS "unitId", count(*)::integer AS open, to_char(min(a.due_on), 'YYYY-MM-DD') AS "nextDue"
      FROM support_action a WHERE a.unit_id = ANY (${unitIds}::text[]) AND a.state IN ('planned', 'doing')
        AND ${unitsWithin(actor, "progress.view", sql`a.province_id`, sql`a.unit_id`)} GROUP BY a.unit_id`,
  );
  return new Map(found.map(({ unitId, ...rest }) => [unitId, rest]));
}
