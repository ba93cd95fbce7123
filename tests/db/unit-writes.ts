import { randomUUID } from "node:crypto";
import { newId } from "@/lib/core/ids";
import { addProvince, type Database } from "../support/facts";
import type { Write } from "./writes";

/** For every named constraint of decisions about units and of review lists, a write that it alone refuses. */
export const unitWrites: [constraint: string, write: Write][] = [
  ["unit_decision_kind_known", (db) => addDecision(db, { kind: "abolish" })],
  ["unit_decision_status_known", (db) => addDecision(db, { status: "dreamt" })],
  [
    "unit_decision_request_key",
    async (db) => {
      const request_key = randomUUID();
      await addDecision(db, { request_key });
      await addDecision(db, { request_key });
    },
  ],
  ["unit_decision_whole_when_carried_out", (db) => addDecision(db, { status: "carried_out", number: " " })],
  [
    "unit_decision_undone_with_a_reason",
    (db) => addDecision(db, { ...whole, status: "undone", carried_out_at: "2026-03-01", undone_at: "2026-04-01" }),
  ],
  [
    "unit_decision_takes_effect_after_it_is_decided",
    (db) => addDecision(db, { decided_on: "2026-03-02", effective_on: "2026-03-01" }),
  ],
  ["unit_decision_line_side_known", (db) => addLine(db, { side: "neighbour" })],
  ["unit_decision_line_position_sensible", (db) => addLine(db, { position: 0 })],
  ["unit_decision_line_share_sensible", (db) => addLine(db, { share_percent: 101 })],
  [
    "unit_decision_share_kind_known",
    async (db) => {
      const decision_id = await addDecision(db);
      await write(db, "unit_decision_share", { decision_id, kind: "river", subject_id: "x", position: 1 });
    },
  ],
  [
    "unit_change_item_changes_something",
    async (db) => {
      const decision_id = await addDecision(db);
      await write(db, "unit_change_item", { decision_id, step: 1, subject: "venue", row_id: "x" });
    },
  ],
  ["unit_review_item_task_known", (db) => addReviewItem(db, { task: "party" })],
  ["unit_review_item_state_known", (db) => addReviewItem(db, { state: "forgotten" })],
  ["unit_review_item_due_after_the_change", (db) => addReviewItem(db, { due_on: "2026-02-28" })],
  ["unit_review_item_not_needed_with_a_reason", (db) => addReviewItem(db, { state: "not_needed", note: " " })],
  ["unit_review_item_own_task_by_its_title", (db) => addReviewItem(db, { task: "own", title: " " })],
  ["unit_review_item_only_own_tasks_struck", (db) => addReviewItem(db, { state: "struck" })],
  [
    "unit_review_item_once",
    async (db) => {
      const unit_id = (await addProvince(db)).id;
      await addReviewItem(db, { unit_id });
      await addReviewItem(db, { unit_id, task: "staff" });
      await addReviewItem(db, { unit_id });
    },
  ],
  ["unit_alias_kind_known", (db) => addAlias(db, { kind: "nickname" })],
  ["unit_alias_former_until", (db) => addAlias(db, { kind: "former" })],
];

const whole = { number: "1/NQ", issuer: "HĐND", decided_on: "2026-02-01", effective_on: "2026-03-01" };

type Row = Record<string, unknown>;

async function addAlias(db: Database, differing: Row = {}): Promise<void> {
  const named = {
    name_key: "sg",
    name: "SG",
    kind: "short",
    means: "Hồ Chí Minh",
    source: "usage",
    source_vi: "thường dùng",
  };
  await write(db, "unit_alias", { ...named, ...differing });
}

async function addDecision(db: Database, differing: Row = {}): Promise<string> {
  const id = newId();
  await write(db, "unit_decision", { id, kind: "merge", request_key: randomUUID(), ...differing });
  return id;
}

async function addLine(db: Database, differing: Row): Promise<void> {
  const decision_id = await addDecision(db);
  await write(db, "unit_decision_line", { decision_id, side: "successor", position: 1, ...differing });
}

async function addReviewItem(db: Database, differing: Row): Promise<void> {
  const usual = { changed_on: "2026-03-01", due_on: "2026-04-01", task: "committee" };
  await write(db, "unit_review_item", { id: newId(), ...usual, ...differing });
}

async function write(db: Database, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  await db.query(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(", ")})`,
    Object.values(row),
  );
}
