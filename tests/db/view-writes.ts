import { randomUUID } from "node:crypto";
import { newId } from "@/lib/core/ids";
import { addAccount, type Database, insert } from "../support/facts";
import type { Write } from "./writes";

type Row = Record<string, unknown>;

async function addView(db: Database, differing: Row = {}) {
  const accountId = differing.accountId ?? (await addAccount(db)).id;
  const view = {
    id: newId(),
    accountId,
    name: "Quý I",
    address: "/staff/progress?year=2026",
    requestKey: randomUUID(),
  };
  return insert(db, "saved_view", { ...view, ...differing });
}

async function addLetters(db: Database, differing: Row = {}) {
  const accountId = differing.accountId ?? (await addAccount(db)).id;
  return insert(db, "progress_letter", {
    id: newId(),
    accountId,
    unitCode: "VN",
    every: "week",
    onDay: 1,
    ...differing,
  });
}

/** For every named constraint of saved views and progress letters a write that it alone refuses. */
export const viewWrites: [constraint: string, write: Write][] = [
  ["saved_view_name_fits", (db) => addView(db, { name: "  " })],
  ["saved_view_of_a_board", (db) => addView(db, { address: "https://elsewhere.example/staff/progress" })],
  ["saved_view_of_a_board", (db) => addView(db, { address: "/staff/people" })],
  [
    "saved_view_request_key",
    async (db) => {
      const requestKey = randomUUID();
      await addView(db, { requestKey });
      await addView(db, { requestKey });
    },
  ],
  [
    "saved_view_name_once",
    async (db) => {
      const accountId = (await addAccount(db)).id;
      await addView(db, { accountId, name: "Tết" });
      await addView(db, { accountId, name: "tết" });
    },
  ],
  ["progress_letter_unit_code_formed", (db) => addLetters(db, { unitCode: "Hà Nội" })],
  ["progress_letter_every_known", (db) => addLetters(db, { every: "day" })],
  ["progress_letter_day_of_its_span", (db) => addLetters(db, { onDay: 8 })],
  ["progress_letter_day_of_its_span", (db) => addLetters(db, { every: "month", onDay: 29 })],
  [
    "progress_letter_once",
    async (db) => {
      const accountId = (await addAccount(db)).id;
      await addLetters(db, { accountId });
      await addLetters(db, { accountId });
    },
  ],
];
