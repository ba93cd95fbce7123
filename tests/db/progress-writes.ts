import { randomUUID } from "node:crypto";
import { newId } from "@/lib/core/ids";
import { addCommune, addProvince, type Database, insert } from "../support/facts";
import type { Write } from "./writes";

/** For every named constraint around what follows from progress, a write that it alone refuses. */
export const progressWrites: [constraint: string, write: Write][] = [
  ["earlier_month_not_negative", (db) => addEarlierMonth(db, { units: -1 })],
  ["earlier_month_has_a_source", (db) => addEarlierMonth(db, { source: " " })],
  ["earlier_month_begins_a_month", (db) => addEarlierMonth(db, { month: "2024-03-02" })],
  ["watch_rule_level_known", (db) => addWatchRule(db, { level: "village" })],
  ["watch_rule_percent_sensible", (db) => addWatchRule(db, { belowPercent: 101 })],
  ["watch_rule_months_sensible", (db) => addWatchRule(db, { ofMonths: 13 })],
  ["watch_rule_window_sensible", (db) => addWatchRule(db, { windowMonths: 0 })],
  ["watch_rule_has_a_reason", (db) => addWatchRule(db, { reason: " " })],
  ["watch_rule_part_of_its_months", (db) => addWatchRule(db, { inMonths: 7, ofMonths: 6 })],
  [
    "watch_rule_one_a_day",
    async (db) => {
      await addWatchRule(db, { inForceFrom: "2027-01-01" });
      await addWatchRule(db, { inForceFrom: "2027-01-01" });
    },
  ],
  ["shortage_rule_weeks_sensible", (db) => addShortageRule(db, { weeksBefore: 27 })],
  ["shortage_rule_percent_sensible", (db) => addShortageRule(db, { coverPercent: 0 })],
  ["shortage_rule_has_a_reason", (db) => addShortageRule(db, { reason: " " })],
  [
    "shortage_rule_one_a_day",
    async (db) => {
      await addShortageRule(db);
      await addShortageRule(db);
    },
  ],
  ["shortage_warning_season_known", (db) => addShortageWarning(db, { season: "autumn" })],
  ["shortage_warning_people_sensible", (db) => addShortageWarning(db, { people: -1 })],
  ["shortage_warning_needs_something", (db) => addShortageWarning(db, { needed: 0 })],
  ["shortage_warning_expected_sensible", (db) => addShortageWarning(db, { expected: -1 })],
  ["shortage_warning_days_in_order", (db) => addShortageWarning(db, { endsOn: "2026-12-11" })],
  ["shortage_warning_looked_at_after", (db) => addShortageWarning(db, { lookedOn: "2026-11-30" })],
  ["shortage_warning_looked_at_after", (db) => addShortageWarning(db, { coveredOn: "2026-11-30" })],
  [
    "shortage_warning_once_a_season",
    async (db) => {
      const { unitId } = await addShortageWarning(db);
      await addShortageWarning(db, { unitId });
    },
  ],
  ["support_action_says_what", (db) => addSupportAction(db, { what: " " })],
  ["support_action_has_an_owner", (db) => addSupportAction(db, { owner: " " })],
  ["support_action_state_known", (db) => addSupportAction(db, { state: "forgotten" })],
  ["support_action_over_says_what_came_of_it", (db) => addSupportAction(db, { state: "done", outcome: " " })],
  [
    "support_action_request_key",
    async (db) => {
      const { requestKey } = await addSupportAction(db);
      await addSupportAction(db, { requestKey });
    },
  ],
  ["push_plan_season_known", (db) => addPushPlan(db, { season: "autumn" })],
  ["push_plan_is_named", (db) => addPushPlan(db, { name: " " })],
  ["push_plan_has_an_owner", (db) => addPushPlan(db, { owner: " " })],
  ["push_plan_gap_not_negative", (db) => addPushPlan(db, { gapUnits: -1 })],
  ["push_plan_within_half_a_year", (db) => addPushPlan(db, { endsOn: "2026-12-11" })],
  ["push_plan_within_half_a_year", (db) => addPushPlan(db, { endsOn: "2027-08-01" })],
  [
    "push_plan_request_key",
    async (db) => {
      const { requestKey } = await addPushPlan(db);
      await addPushPlan(db, { requestKey });
    },
  ],
  ["push_plan_part_drives_sensible", (db) => addPushPlanPart(db, { drives: 0 })],
  ["push_plan_part_units_sensible", (db) => addPushPlanPart(db, { units: 0 })],
];

type Fields = Record<string, unknown>;

async function addEarlierMonth(db: Database, differing: Fields) {
  const unitId = (await addProvince(db)).id;
  return insert(db, "earlier_month", { month: "2024-03-01", units: 900, source: "sổ theo dõi", ...differing, unitId });
}

function addWatchRule(db: Database, differing: Fields) {
  const usual = {
    level: "unit",
    inForceFrom: "2027-02-01",
    belowPercent: 80,
    inMonths: 3,
    ofMonths: 6,
    windowMonths: 1,
  };
  return insert(db, "watch_rule", { id: newId(), ...usual, reason: "thử", ...differing });
}

async function addSupportAction(db: Database, differing: Fields = {}): Promise<Fields> {
  const unitId = (await addProvince(db)).id;
  const usual = {
    id: newId(),
    what: "Gọi điện",
    owner: "Văn phòng Hội",
    dueOn: "2026-12-20",
    requestKey: randomUUID(),
  };
  return insert<Fields>(db, "support_action", { ...usual, provinceId: unitId, ...differing, unitId });
}

async function addPushPlan(db: Database, differing: Fields = {}): Promise<Fields & { id: string; unitId: string }> {
  const unitId = (await addProvince(db)).id;
  const when = { season: "tet", startsOn: "2026-12-12", endsOn: "2027-02-20", gapUnits: 300 };
  const usual = { id: newId(), name: "Cao điểm Tết", owner: "Văn phòng Hội", requestKey: randomUUID(), ...when };
  const made = { ...usual, ...differing, unitId };
  return insert<typeof made>(db, "push_plan", made);
}

async function addPushPlanPart(db: Database, differing: Fields) {
  const { id, unitId } = await addPushPlan(db);
  const communeId = (await addCommune(db, { parentId: unitId })).id;
  return insert(db, "push_plan_part", { planId: id, communeId, drives: 1, units: 30, ...differing });
}

async function addShortageRule(db: Database, differing: object = {}) {
  const usual = { inForceFrom: "2027-02-01", weeksBefore: 12, coverPercent: 60, reason: "thử" };
  return insert(db, "shortage_rule", { id: newId(), ...usual, ...differing });
}

async function addShortageWarning(db: Database, differing: { unitId?: string } & Record<string, unknown> = {}) {
  const { rows } = await db.query<{ id: string }>("SELECT id FROM shortage_rule ORDER BY in_force_from LIMIT 1");
  const unitId = differing.unitId ?? (await addProvince(db)).id;
  const days = { startsOn: "2026-12-12", endsOn: "2027-02-20", warnedOn: "2026-12-01", lookedOn: "2026-12-01" };
  const usual = { season: "tet", year: 2027, ruleId: rows[0]?.id, people: 1, needed: 100, expected: 20, ...days };
  return insert(db, "shortage_warning", { id: newId(), ...usual, ...differing, unitId });
}
