import sql from "sql-template-tag";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { anywhere, insist } from "@/lib/auth/authorize";
import { addDays, type CivilDate, daysBetween, todayInVietnam, yearOf } from "@/lib/core/time";
import { type Runner, rows } from "@/lib/db/statement";
import { publicOfficialMonths } from "@/lib/reports/official/queries";
import { publicFlow } from "@/lib/units/flow/queries";
import { publicYearTarget } from "../drill/queries";
import { lineageOf } from "../over-time/attribution";
import { unitsWithin } from "../policy";
import { publicPushFacts } from "../push/queries";
import { gapOf, pushSeasons } from "../push/rules";

const ruleShape = z.object({
  id: z.string(),
  inForceFrom: z.string(),
  weeksBefore: z.number(),
  coverPercent: z.number(),
  reason: z.string(),
  madeBy: z.string().nullable(),
});
/** A rule as it was in force from a day on. */
export type DatedShortageRule = z.output<typeof ruleShape>;

/** Every version of the rule, the latest first. */
export async function shortageRules(actor: Actor): Promise<DatedShortageRule[]> {
  insist(actor, "progress.view", anywhere);
  return rows(
    ruleShape,
    sql`SELECT r.id, r.in_force_from AS "inForceFrom", r.weeks_before AS "weeksBefore", r.cover_percent AS "coverPercent",
        r.reason, a.name AS "madeBy"
      FROM shortage_rule r LEFT JOIN account a ON a.id = r.made_by ORDER BY r.in_force_from DESC`,
  );
}

/**
 * What the days of a season need of a province and what its announced drives should bring, in units: the same sum its push
 * plan begins with.
 */
export async function publicSeasonCover(
  { provinceId, from, to }: { provinceId: string; from: CivilDate; to: CivilDate },
  now = new Date(),
): Promise<{ needed: number; expected: number; gap: number }> {
  const today = todayInVietnam(now);
  const year = yearOf(today);
  const lineage = lineageOf(provinceId, await publicFlow(today));
  const [facts, { target }, months] = await Promise.all([
    publicPushFacts({ provinceId, from, to }, now),
    publicYearTarget({ id: provinceId, kind: "province" }, { year }, today),
    publicOfficialMonths({ unitId: provinceId, lineage, from: `${year}-01-01`, to: addDays(today, -1) }),
  ]);
  const received = months.reduce((sum, { official }) => sum + official, 0);
  return gapOf({
    from,
    to,
    today,
    announcedUnits: facts.announcedUnits,
    yieldRate: facts.yieldRate,
    remaining: target === null ? null : Math.max(0, target - received),
    daysLeftInYear: daysBetween(today, `${year}-12-31`),
    targetPerDay: (target ?? 0) / 365,
  });
}

const warningShape = z.object({
  id: z.string(),
  unitId: z.string(),
  unitCode: z.string(),
  unitName: z.string(),
  unitNameEn: z.string(),
  season: z.enum(pushSeasons),
  year: z.number(),
  startsOn: z.string(),
  endsOn: z.string(),
  warnedOn: z.string(),
  needed: z.number(),
  expected: z.number(),
  lookedOn: z.string(),
  /** The plan made for it, where there is one. */
  planId: z.string().nullable(),
});
/** A province whose announced drives do not cover a Tết or summer that comes nearer. */
export type ShortageWarning = z.output<typeof warningShape>;

/** Provinces within an actor's reach that were told and are still short, who covers least first. */
export async function shortagesOpen(
  actor: Actor,
  deed: "progress.view" | "progress.support",
  now = new Date(),
  on?: Runner,
): Promise<ShortageWarning[]> {
  insist(actor, deed, anywhere);
  return rows(
    warningShape,
    sql`SELECT w.id, w.unit_id AS "unitId", u.code AS "unitCode", u.name AS "unitName", u.name_en AS "unitNameEn", w.season, w.year,
        w.starts_on AS "startsOn", w.ends_on AS "endsOn", w.warned_on AS "warnedOn", w.needed, w.expected, w.looked_on AS "lookedOn",
        (SELECT p.id FROM push_plan p WHERE p.unit_id = w.unit_id AND p.season = w.season AND p.ends_on >= w.starts_on
          ORDER BY p.made_at DESC LIMIT 1) AS "planId"
      FROM shortage_warning w JOIN unit u ON u.id = w.unit_id
      WHERE w.covered_on IS NULL AND w.ends_on >= ${todayInVietnam(now)}::date
        AND ${unitsWithin(actor, deed, sql`w.unit_id`, sql`w.unit_id`)}
      ORDER BY w.starts_on, w.expected::float8 / w.needed, u.name COLLATE "vi-x-icu"`,
    on,
  );
}
