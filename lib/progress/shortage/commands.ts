import sql from "sql-template-tag";
import { z } from "zod";
import { officesOf } from "@/lib/accounts/offices";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { insist } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import { type CivilDate, todayInVietnam } from "@/lib/core/time";
import { execute, row, statement, transaction } from "@/lib/db/statement";
import { tellShort } from "./letters";
import type { DatedShortageRule } from "./queries";
import { isShort, type SeasonNear } from "./rules";
import type { ShortageRuleInput } from "./schema";

const written = z.object({ id: z.string() });

/** Changes the rule from today on: a row more. Several changes in one day are one. Only for the nation's office. */
export async function changeShortageRule(
  actor: Actor,
  input: ShortageRuleInput,
  now = new Date(),
): Promise<Outcome<{ id: string }, "rule_changed_today">> {
  insist(actor, "progress.rule", { unitId: "VN" });
  return statement(
    written,
    sql`WITH made AS (
        INSERT INTO shortage_rule (id, in_force_from, weeks_before, cover_percent, reason, made_by)
        VALUES (${newId()}::uuid, ${todayInVietnam(now)}::date, ${input.weeksBefore}, ${input.coverPercent}, ${input.reason},
          ${actor.kind === "staff" ? actor.accountId : null}::uuid)
        RETURNING *
      ), audit AS (${auditFrom(actor, "progress.change_shortage_rule", {
        from: sql`made`,
        subjectKind: "shortage_rule",
        subjectId: sql`made.id`,
        unitId: sql`'VN'`,
        detail: sql`jsonb_build_object('weeksBefore', made.weeks_before, 'coverPercent', made.cover_percent)`,
      })})
      SELECT id FROM made`,
    { refuse: { shortage_rule_one_a_day: "rule_changed_today" } },
  );
}

interface Seen {
  readonly unit: { readonly id: string; readonly code: string };
  readonly near: SeasonNear;
  readonly rule: DatedShortageRule;
  readonly cover: { readonly needed: number; readonly expected: number };
  readonly today: CivilDate;
}

/**
 * Tells a province's office that it is short, once a season however often it is looked at; afterwards keeps how it stands,
 * and from which day on it is covered. Answers whether it was told now.
 */
export async function noteCover(actor: Actor, { unit, near, rule, cover, today }: Seen): Promise<boolean> {
  const short = isShort(cover, rule);
  return transaction(async (tx) => {
    const looked = await execute(
      sql`UPDATE shortage_warning SET needed = greatest(${cover.needed}::integer, 1), expected = ${cover.expected}::integer,
          starts_on = ${near.from}::date, ends_on = ${near.to}::date, looked_on = ${today}::date,
          covered_on = ${short ? null : today}::date
        WHERE unit_id = ${unit.id} AND season = ${near.season} AND year = ${near.year}`,
      tx,
    );
    if (looked > 0 || !short) return false;
    const readers = await officesOf([unit.id], tx);
    const made = await row(
      written,
      sql`WITH made AS (
          INSERT INTO shortage_warning (id, unit_id, season, year, starts_on, ends_on, rule_id, warned_on, people, needed, expected, looked_on)
          VALUES (${newId()}::uuid, ${unit.id}, ${near.season}, ${near.year}, ${near.from}::date, ${near.to}::date, ${rule.id}::uuid,
            ${today}::date, ${readers.length}, ${cover.needed}, ${cover.expected}, ${today}::date)
          ON CONFLICT ON CONSTRAINT shortage_warning_once_a_season DO NOTHING RETURNING *
        ), audit AS (${auditFrom(actor, "progress.warn_shortage", {
          from: sql`made`,
          subjectKind: "unit",
          subjectId: sql`made.unit_id`,
          unitId: sql`made.unit_id`,
          detail: sql`jsonb_build_object('season', made.season, 'year', made.year, 'needed', made.needed, 'expected', made.expected)`,
        })})
        SELECT id FROM made`,
      tx,
    );
    if (made === null) return false;
    await tellShort(readers, near, { unitId: unit.id, unitCode: unit.code, ...cover, today }, tx);
    return true;
  });
}
