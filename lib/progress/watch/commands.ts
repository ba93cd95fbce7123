import sql from "sql-template-tag";
import { z } from "zod";
import { auditFrom } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { insist, NotAllowed } from "@/lib/auth/authorize";
import { newId } from "@/lib/core/ids";
import { type Outcome, refused } from "@/lib/core/outcome";
import { todayInVietnam, yearOf } from "@/lib/core/time";
import { row, statement } from "@/lib/db/statement";
import { placeOfUnit } from "../policy";
import { whyNotChange } from "./rules";
import type { EarlierYearInput, SupportActionInput, SupportStateInput, WatchRuleInput } from "./schema";

const written = z.object({ id: z.string() });

/**
 * Changes the rule from today on: a row more, so that earlier lists stay as they were. Several changes in one day are one.
 * Only for the nation's office.
 */
export async function changeWatchRule(
  actor: Actor,
  input: WatchRuleInput,
  now = new Date(),
): Promise<Outcome<{ id: string }, "rule_part_exceeds" | "rule_changed_today">> {
  insist(actor, "progress.rule", { unitId: "VN" });
  if (input.inMonths > input.ofMonths) return refused("rule_part_exceeds");
  return statement(
    written,
    sql`WITH made AS (
        INSERT INTO watch_rule (id, level, in_force_from, below_percent, in_months, of_months, window_months, reason, made_by)
        VALUES (${newId()}::uuid, ${input.level}, ${todayInVietnam(now)}::date, ${input.belowPercent}, ${input.inMonths},
          ${input.ofMonths}, ${input.windowMonths}, ${input.reason}, ${accountOf(actor)}::uuid)
        RETURNING *
      ), audit AS (${auditFrom(actor, "progress.change_rule", {
        from: sql`made`,
        subjectKind: "watch_rule",
        subjectId: sql`made.id`,
        unitId: sql`'VN'`,
        detail: sql`jsonb_build_object('level', made.level, 'belowPercent', made.below_percent, 'inMonths', made.in_months,
          'ofMonths', made.of_months, 'windowMonths', made.window_months)`,
      })})
      SELECT id FROM made`,
    { refuse: { watch_rule_one_a_day: "rule_changed_today" } },
  );
}

/** Notes something that is to be done for a unit: what, by whom, until when. The same request twice is one action. */
export async function addSupportAction(
  actor: Actor,
  input: SupportActionInput,
  now = new Date(),
): Promise<Outcome<{ id: string; unitCode: string }, "due_past">> {
  const unit = await unitOf(input.unitId);
  if (unit === null) throw new NotAllowed("progress.support");
  insist(actor, "progress.support", placeOfUnit(unit));
  if (input.dueOn < todayInVietnam(now)) return refused("due_past");
  const provinceId = unit.kind === "commune" ? (unit.provinceId ?? unit.id) : unit.id;
  return statement(
    written.extend({ unitCode: z.string() }),
    sql`WITH made AS (
        INSERT INTO support_action (id, unit_id, province_id, what, owner, due_on, request_key, made_by)
        VALUES (${newId()}::uuid, ${unit.id}, ${provinceId}, ${input.what}, ${input.owner}, ${input.dueOn}::date,
          ${input.requestKey}::uuid, ${accountOf(actor)}::uuid)
        RETURNING *
      ), audit AS (${auditFrom(actor, "progress.add_support", {
        from: sql`made`,
        subjectKind: "support_action",
        subjectId: sql`made.id`,
        unitId: sql`made.province_id`,
        detail: sql`jsonb_build_object('unit', made.unit_id, 'dueOn', made.due_on)`,
      })})
      SELECT id, ${unit.code}::text AS "unitCode" FROM made`,
    {
      replay: {
        support_action_request_key: () =>
          row(
            written.extend({ unitCode: z.string() }),
            sql`SELECT id, ${unit.code}::text AS "unitCode" FROM support_action
              WHERE request_key = ${input.requestKey}::uuid AND unit_id = ${unit.id}`,
          ),
      },
    },
  );
}

/** Moves an action on: begun, done or dropped with what came of it, or another due day, which is still to come. */
export async function moveSupportAction(
  actor: Actor,
  input: SupportStateInput,
  now = new Date(),
): Promise<
  Outcome<{ id: string; unitCode: string }, "support_over" | "outcome_missing" | "due_past" | "changed_meanwhile">
> {
  const found = await row(
    z.object({
      unitId: z.string(),
      kind: z.string(),
      code: z.string(),
      provinceId: z.string(),
      state: z.enum(["planned", "doing", "done", "dropped"]),
      dueOn: z.string(),
    }),
    sql`SELECT a.unit_id AS "unitId", u.kind, u.code, a.province_id AS "provinceId", a.state, a.due_on::text AS "dueOn"
      FROM support_action a JOIN unit u ON u.id = a.unit_id WHERE a.id = ${input.actionId}::uuid`,
  );
  if (found === null) throw new NotAllowed("progress.support");
  insist(
    actor,
    "progress.support",
    placeOfUnit({
      id: found.kind === "commune" ? found.unitId : found.provinceId,
      kind: found.kind,
      provinceId: found.provinceId,
    }),
  );
  const why = whyNotChange(found.state, input.state, input.outcome);
  if (why) return refused(why);
  // What is overdue may stay so; a new day lies ahead.
  if (input.dueOn !== found.dueOn && input.dueOn < todayInVietnam(now)) return refused("due_past");
  return statement(
    written.extend({ unitCode: z.string() }),
    sql`WITH moved AS (
        UPDATE support_action SET state = ${input.state}, due_on = ${input.dueOn}::date, outcome = ${input.outcome ?? null},
          version = version + 1, changed_at = now()
        WHERE id = ${input.actionId}::uuid AND version = ${input.version} AND state IN ('planned', 'doing')
        RETURNING *
      ), audit AS (${auditFrom(actor, "progress.move_support", {
        from: sql`moved`,
        subjectKind: "support_action",
        subjectId: sql`moved.id`,
        unitId: sql`moved.province_id`,
        detail: sql`jsonb_build_object('state', moved.state, 'dueOn', moved.due_on)`,
      })})
      SELECT id, ${found.code}::text AS "unitCode" FROM moved`,
    { none: "changed_meanwhile" },
  );
}

/**
 * Tells what a unit received in the months of a year before this one: for the rhythm of forecasts alone. Told again, the
 * later telling stands.
 */
export async function tellEarlierYear(
  actor: Actor,
  input: EarlierYearInput,
  now = new Date(),
): Promise<Outcome<{ id: string; unitCode: string }, "year_not_over">> {
  const unit = await unitOf(input.unitId);
  if (unit === null || unit.kind === "commune") throw new NotAllowed("progress.support");
  insist(actor, "progress.support", placeOfUnit(unit));
  if (input.year >= yearOf(todayInVietnam(now))) return refused("year_not_over");
  return statement(
    written.extend({ unitCode: z.string() }),
    sql`WITH told AS (
        INSERT INTO earlier_month (unit_id, month, units, source, told_by)
        SELECT ${unit.id}, make_date(${input.year}::integer, n::integer, 1), units, ${input.source}, ${accountOf(actor)}::uuid
        FROM unnest(${input.units}::integer[]) WITH ORDINALITY AS of_month (units, n)
        ON CONFLICT (unit_id, month) DO UPDATE SET units = excluded.units, source = excluded.source, told_by = excluded.told_by,
          told_at = now(), is_demo = false
        RETURNING *
      ), audit AS (${auditFrom(actor, "progress.tell_earlier_year", {
        from: sql`(SELECT unit_id, sum(units) AS units FROM told GROUP BY unit_id) said`,
        subjectKind: "unit",
        subjectId: sql`said.unit_id`,
        unitId: sql`said.unit_id`,
        detail: sql`jsonb_build_object('year', ${input.year}::integer, 'units', said.units)`,
      })})
      SELECT unit_id AS id, ${unit.code}::text AS "unitCode" FROM told LIMIT 1`,
    {},
  );
}

function unitOf(id: string) {
  return row(
    z.object({ id: z.string(), kind: z.string(), code: z.string(), provinceId: z.string().nullable() }),
    sql`SELECT id, kind, code, parent_id AS "provinceId" FROM unit WHERE id = ${id} AND valid_to IS NULL`,
  );
}

function accountOf(actor: Actor): string | null {
  return actor.kind === "staff" ? actor.accountId : null;
}
