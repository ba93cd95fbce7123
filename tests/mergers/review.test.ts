import { afterEach, describe, expect, it } from "vitest";
import { todayInVietnam } from "@/lib/core/time";
import { reviewItems, reviewToBegin } from "@/lib/mergers/queries";
import { reviewDue } from "@/lib/mergers/review/due";
import { addOwnTask, beginReview, strikeOwnTask } from "@/lib/mergers/review/own";
import { ownTaskInput } from "@/lib/mergers/schema";
import { useDatabase } from "../support/database";
import { good, staffAt } from "../support/desk";
import { now } from "./world";

const { owner } = useDatabase();
const today = todayInVietnam(now);
afterEach(() => owner.query("DELETE FROM unit_review_item"));

/** Tuyên Quang, which came of two provinces by the reference data, and whose office may see to it. */
const unitId = "P08";
const office = () => staffAt(owner, "provincial_office", { kind: "unit", unitId });
const own = (differing: object = {}) =>
  ownTaskInput.parse({ unitId, title: "Bàn giao hồ sơ hiến máu", dueOn: "05/12/2026", ...differing });
const listed = async () =>
  (await reviewItems(await office(), { unitId })).map((item) => [item.task, item.title, item.state]);
const audited = async () =>
  (
    await owner.query("SELECT action FROM audit_event WHERE action LIKE 'unit_review.%' ORDER BY happened_at, id")
  ).rows.map((one) => one.action);

describe("the review list of a province merged before there were lists", () => {
  it("is begun by its office, once, due from today on", async () => {
    const actor = await office();
    expect(await reviewToBegin(actor, unitId, today)).toBe("2025-07-01");
    const both = await Promise.all([beginReview(actor, unitId, now), beginReview(actor, unitId, now)]);
    expect(both.map((one) => (one.ok ? "begun" : one.refusal)).sort()).toEqual(["begun", "nothing_to_begin"]);
    const items = await reviewItems(actor, { unitId });
    expect(items.map((item) => item.task)).toEqual(["committee", "staff", "joint_mechanism", "joint_documents"]);
    expect(items.every((item) => item.dueOn > today && item.changedOn === "2025-07-01")).toBe(true);
    expect(await reviewToBegin(actor, unitId, today)).toBeNull();
    expect(await audited()).toEqual(["unit_review.begin"]);
  });

  it("is not begun for a unit that came of no change, nor by an office of elsewhere", async () => {
    const administrator = await staffAt(owner, "administrator");
    expect(await beginReview(administrator, "P01", now)).toMatchObject({ refusal: "nothing_to_begin" });
    const elsewhere = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    await expect(beginReview(elsewhere, unitId, now)).rejects.toThrow("unit.review");
  });

  it("takes tasks of one's own; a struck one is told apart, and comes back by a press or by its title", async () => {
    const actor = await office();
    expect(await addOwnTask(actor, own())).toMatchObject({ refusal: "no_review_list" });
    good(await beginReview(actor, unitId, now));
    good(await addOwnTask(actor, own()));
    expect(await addOwnTask(actor, own())).toMatchObject({ refusal: "task_exists" });
    expect(await addOwnTask(actor, own({ title: "Quá sớm", dueOn: "01/06/2025" }))).toMatchObject({
      refusal: "due_before_change",
    });
    const task = (await reviewItems(actor, { unitId })).find((item) => item.task === "own");
    const itemId = task?.id ?? "";
    good(await strikeOwnTask(actor, { itemId, version: 1 }));
    expect(await listed()).toContainEqual(["own", "Bàn giao hồ sơ hiến máu", "struck"]);
    expect((await reviewDue(actor, today, 5)).total).toBe(0);
    expect(await strikeOwnTask(actor, { itemId, version: 1, back: "yes" })).toMatchObject({
      refusal: "changed_meanwhile",
    });
    good(await strikeOwnTask(actor, { itemId, version: 2, back: "yes" }));
    good(await strikeOwnTask(actor, { itemId, version: 3 }));
    good(await addOwnTask(actor, own()));
    expect(await listed()).toContainEqual(["own", "Bàn giao hồ sơ hiến máu", "open"]);
    const four = (await reviewItems(actor, { unitId })).find((item) => item.task === "staff");
    await expect(strikeOwnTask(actor, { itemId: four?.id ?? "", version: 1 })).rejects.toThrow("unit.review");
  });

  it("is told of on the first page when a task is late or due within a fortnight, to those who answer for it", async () => {
    const actor = await office();
    good(await beginReview(actor, unitId, now));
    expect(await reviewDue(actor, today, 5)).toEqual({ items: [], total: 0 });
    good(await addOwnTask(actor, own()));
    await owner.query("UPDATE unit_review_item SET due_on = '2026-11-01' WHERE task = 'committee'");
    expect(await reviewDue(actor, today, 5)).toEqual({
      items: [{ unitId, unit: "Tỉnh Tuyên Quang", overdue: 1, soon: 1, dueOn: "2026-11-01" }],
      total: 1,
    });
    const elsewhere = await staffAt(owner, "provincial_office", { kind: "unit", unitId: "P01" });
    expect((await reviewDue(elsewhere, today, 5)).total).toBe(0);
    expect((await reviewDue(await staffAt(owner, "administrator"), today, 5)).total).toBe(1);
    await owner.query("UPDATE unit_review_item SET state = 'done' WHERE task IN ('committee', 'own')");
    expect((await reviewDue(actor, today, 5)).total).toBe(0);
  });
});
