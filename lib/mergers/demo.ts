import type { ClientBase } from "pg";
import { newId } from "@/lib/core/ids";
import { addDays, type CivilDate, yearOf } from "@/lib/core/time";
import { type ReviewState, type ReviewTask, reviewTasks } from "./rules";

/** The key of the drafted change of the demonstration: there is one of it, however often this runs. */
const draftKey = "0192d000-0000-7000-8000-00000000d001";

/** How far the review list of two provinces that were merged in 2025 has come, in the demonstration. */
const lists: readonly { unitId: string; tasks: Record<ReviewTask, [state: ReviewState, owner: string | null]> }[] = [
  {
    unitId: "P37",
    tasks: {
      committee: ["done", "Văn phòng Hội Chữ thập đỏ tỉnh (minh họa)"],
      staff: ["doing", "Ban Tổ chức (minh họa)"],
      joint_mechanism: ["open", null],
      joint_documents: ["open", null],
    },
  },
  {
    unitId: "P33",
    tasks: {
      committee: ["done", "Văn phòng Hội Chữ thập đỏ tỉnh (minh họa)"],
      staff: ["done", "Ban Tổ chức (minh họa)"],
      joint_mechanism: ["doing", "Sở Y tế và Hội Chữ thập đỏ (minh họa)"],
      joint_documents: ["open", "Văn phòng thường trực (minh họa)"],
    },
  },
];

/**
 * A made-up draft of a merger of two wards, and the review lists of two provinces merged in 2025; once, marked as demo.
 * Nothing in the country changes by them. Within the transaction of the demonstration.
 */
export async function seedDemoChanges(client: ClientBase, today: CivilDate): Promise<void> {
  for (const { unitId, tasks } of lists)
    for (const [index, task] of reviewTasks.entries()) {
      const [state, owner] = tasks[task];
      await client.query(
        `INSERT INTO unit_review_item (id, unit_id, changed_on, task, owner, due_on, state, is_demo)
         SELECT $1, u.id, '2025-07-01', $3, $4, $5, $6, true FROM unit u WHERE u.id = $2 AND u.valid_from = '2025-07-01'
         ON CONFLICT ON CONSTRAINT unit_review_item_once DO NOTHING`,
        [newId(), unitId, task, owner, addDays(today, 30 * (index - 1) - 12), state],
      );
    }
  const { rows } = await client.query<{ id: string; name: string; type: string }>(
    `SELECT id, name, type FROM unit WHERE kind = 'commune' AND parent_id = 'P01' AND valid_to IS NULL ORDER BY id LIMIT 2`,
  );
  const [first, second] = rows;
  if (!first || !second) return;
  const made = await client.query<{ id: string }>(
    `INSERT INTO unit_decision (id, kind, within_unit_id, effective_on, issuer, note, request_key, is_demo, drafted_by)
     VALUES ($1, 'merge', 'P01', $2, 'Hội đồng nhân dân thành phố (minh họa)',
       'Bản soạn minh họa: chưa có quyết định nào như vậy.', $3, true,
       (SELECT id FROM account WHERE email = 'hanoi@demo.giothong.example'))
     ON CONFLICT ON CONSTRAINT unit_decision_request_key DO NOTHING RETURNING id`,
    [newId(), `${yearOf(today) + 1}-01-01`, draftKey],
  );
  const draft = made.rows[0];
  if (!draft) return;
  await client.query(
    `INSERT INTO unit_decision_line (decision_id, side, position, unit_id, name, full_name, type, code)
     VALUES ($1, 'predecessor', 1, $2, NULL, NULL, NULL, NULL), ($1, 'predecessor', 2, $3, NULL, NULL, NULL, NULL),
       ($1, 'successor', 1, NULL, $4, 'Phường ' || $4, 'ward', NULL)`,
    [draft.id, first.id, second.id, `${first.name} – ${second.name}`],
  );
}
