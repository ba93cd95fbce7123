import sql from "sql-template-tag";
import { z } from "zod";
import type { StaffActor } from "@/lib/auth/actor";
import { insist, reachOf } from "@/lib/auth/authorize";
import { type CivilDate, todayInVietnam, yearOf } from "@/lib/core/time";
import { row, rows } from "@/lib/db/statement";
import type { Waiting } from "../board/queries";
import { inForceOn } from "../in-force";
import { levelAbove, levelAboveIt } from "../policy";
import { metrics, periods } from "../rules";
import { mostTogether } from "../schema";
import { resultsOf, timeBefore } from "../split/before";
import { partsWithin } from "../split/parts";
import { yearOfUnits } from "../split/whole";

/** What one does about many proposals at once: sign them, or note which meeting agreed. */
export type TogetherDeed = "target.decide" | "target.draft";

/**
 * What waits for a deed: to be signed, what the unit sent, what was given from above and what a meeting agreed on; to be
 * agreed, what no meeting has been noted for yet, so that choosing all never writes over an earlier one.
 */
const waitsFor = (deed: TogetherDeed) =>
  deed === "target.draft"
    ? sql`p.state IN ('proposed', 'assigned')`
    : sql`p.state IN ('proposed', 'assigned', 'agreed')`;

const levelShape = z.object({
  id: z.string(),
  kind: z.enum(["nation", "province"]),
  name: z.string(),
  nameEn: z.string(),
  waiting: z.number(),
});
/** An office above with how many proposals of a year wait for it. */
export type TogetherLevel = z.output<typeof levelShape>;

/** The levels this person acts for that have proposals of a year waiting: the nation first, then provinces. */
export async function togetherLevels(actor: StaffActor, year: number, deed: TogetherDeed): Promise<TogetherLevel[]> {
  const reach = reachOf(actor, deed);
  return rows(
    levelShape,
    sql`SELECT l.id, l.kind, l.name, l.name_en AS "nameEn", w.waiting
      FROM (SELECT ${levelAboveIt} AS level, count(*)::integer AS waiting FROM target_proposal p JOIN unit u ON u.id = p.unit_id
          WHERE p.year = ${year} AND ${waitsFor(deed)} GROUP BY 1) w
        JOIN unit l ON l.id = w.level
      WHERE ${reach.nation} OR l.id = ANY (${reach.unitIds}::text[])
      ORDER BY l.kind <> 'nation', l.name COLLATE "vi-x-icu", l.id`,
  );
}

/** How many proposals of a year the first of this person's levels may decide or note at once. */
export async function togetherCount(actor: StaffActor, year: number, deed: TogetherDeed): Promise<number> {
  return (await togetherLevels(actor, year, deed))[0]?.waiting ?? 0;
}

/** Proposals of a year that one paper of a level may sign together. */
export interface ToSign extends TogetherLevel {
  readonly year: number;
}

/**
 * Of what waits for somebody, the proposals to sign that are more at one level and year than are shown by name, counted as
 * the page lists them that signs them with one paper; and what else waits. A province's communes are none of the nation's.
 */
export async function toSignTogether(
  actor: StaffActor,
  waiting: readonly Waiting[],
  byName: number,
): Promise<{ together: ToSign[]; others: Waiting[] }> {
  const toSign = waiting.filter((one) => one.what === "proposal" && one.deed === "decide");
  const years = [...new Set(toSign.map((one) => one.year))].sort((a, b) => a - b);
  const levels = await Promise.all(
    years.map(async (year) =>
      (await togetherLevels(actor, year, "target.decide")).map((level) => ({ ...level, year })),
    ),
  );
  const together = levels.flat().filter((level) => level.waiting > byName);
  const isTold = (one: Waiting) =>
    toSign.includes(one) &&
    together.some(({ id, year }) => year === one.year && id === levelAbove({ ...one, id: one.unitId }).unitId);
  return { together, others: waiting.filter((one) => !isTold(one)) };
}

const proposalShape = z.object({
  id: z.string(),
  version: z.number(),
  unitId: z.string(),
  kind: z.enum(["nation", "province", "ministry", "commune"]),
  name: z.string(),
  nameEn: z.string(),
  period: z.enum(periods),
  metric: z.enum(metrics),
  editionId: z.string().nullable(),
  editionVi: z.string().nullable(),
  editionEn: z.string().nullable(),
  value: z.number(),
  state: z.enum(["proposed", "assigned", "agreed"]),
  effectiveFrom: z.string().nullable(),
  meetingName: z.string().nullable(),
  inForce: z.number().nullable(),
});

/** A proposal as whoever decides about many reads it: beside what is in force and what the unit gave the year before. */
export interface TogetherProposal extends z.output<typeof proposalShape> {
  readonly lastYear: number | null;
  /** Last year's result is kept back: it is under five, or would tell one that is. */
  readonly fewer: boolean;
}

export interface TogetherView {
  readonly items: TogetherProposal[];
  /** How many there are; no more than `mostTogether` are listed. */
  readonly total: number;
  /** The year's units in force for the level itself, beside which the sum of its parts is read. */
  readonly whole: number | null;
  /** The year before is this year: its results are scaled to the whole. */
  readonly lastYearRuns: boolean;
}

/**
 * The proposals of a year that wait for one level, the level's own first. Last year's result stands only beside a year's
 * units: a half, a campaign or a rate is no year.
 */
export async function togetherProposals(
  actor: StaffActor,
  { year, level, deed }: { year: number; level: Pick<TogetherLevel, "id" | "kind">; deed: TogetherDeed },
  now = new Date(),
): Promise<TogetherView> {
  insist(actor, deed, { unitId: level.id });
  const today = todayInVietnam(now);
  const [found, before, whole] = await Promise.all([
    rows(
      proposalShape.extend({ total: z.number() }),
      sql`SELECT p.id, p.version, u.id AS "unitId", u.kind, u.name, u.name_en AS "nameEn", p.period, p.metric,
          p.campaign_edition_id AS "editionId", c.short_vi AS "editionVi", c.short_en AS "editionEn", p.value::float8 AS value,
          p.state, p.effective_from AS "effectiveFrom", p.meeting_name AS "meetingName",
          (SELECT t.value::float8 FROM target t WHERE t.unit_id = u.id AND t.year = p.year AND t.period = p.period
              AND t.metric = p.metric AND t.campaign_edition_id IS NOT DISTINCT FROM p.campaign_edition_id AND ${inForceOn(today)}
            ORDER BY t.is_demo DESC, t.version DESC LIMIT 1) AS "inForce",
          (count(*) OVER ())::integer AS total
        FROM target_proposal p JOIN unit u ON u.id = p.unit_id LEFT JOIN campaign_edition e ON e.id = p.campaign_edition_id
          LEFT JOIN campaign c ON c.id = e.campaign_id
        WHERE p.year = ${year} AND ${waitsFor(deed)} AND ${levelAboveIt} = ${level.id}
        ORDER BY u.kind <> 'nation', u.kind = 'ministry', u.name COLLATE "vi-x-icu", u.id, p.period = 'campaign', p.period DESC,
          p.metric DESC, p.id
        LIMIT ${mostTogether}`,
    ),
    resultsBefore(level, year, today),
    wholeInForce(level.id, year, today),
  ]);
  return {
    items: found.map(({ total: _total, ...one }) => {
      const isYear = one.period === "year" && one.metric === "units";
      const { total: lastYear = null, fewer = false } = (isYear ? before.get(one.unitId) : null) ?? {};
      return { ...one, lastYear, fewer };
    }),
    total: found[0]?.total ?? 0,
    whole,
    lastYearRuns: yearOf(today) === year - 1,
  };
}

/** What each unit below gave the year before, with the very figures the split shows; the nation beside its parts. */
async function resultsBefore(level: Pick<TogetherLevel, "id" | "kind">, year: number, today: CivilDate) {
  const [before, parts] = await Promise.all([
    timeBefore(yearOfUnits(year)),
    partsWithin({ ...level, parentId: null }, `${year}-12-31`),
  ]);
  const keys = parts.map((part) => part.key);
  return resultsOf(level, level.kind === "nation" ? [...keys, level.id] : keys, before, today);
}

async function wholeInForce(unitId: string, year: number, today: CivilDate): Promise<number | null> {
  const held = await row(
    z.object({ value: z.number() }),
    sql`SELECT t.value::float8 AS value FROM target t WHERE t.unit_id = ${unitId} AND t.year = ${year} AND t.period = 'year'
      AND t.metric = 'units' AND ${inForceOn(today)} ORDER BY t.is_demo DESC, t.version DESC LIMIT 1`,
  );
  return held?.value ?? null;
}
