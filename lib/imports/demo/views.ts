import type { ClientBase } from "pg";
import { newId } from "@/lib/core/ids";

/** What the committee member of the demonstration keeps at hand: boards by a name, and a letter each Monday. */
const views = [
  ["Tổng kết cả nước 2025", "/staff/progress?year=2025"],
  ["Hà Nội, hội nghị cuối năm 2025", "/staff/progress/report?unit=01&year=2025&period=year"],
  ["Hành trình Đỏ 2025", "/staff/progress/campaigns/hanh-trinh-do?year=2025"],
] as const;

/** Gives every demonstration account with the nation's totals its saved views and a weekly letter, once. */
export async function addViews(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT a.id FROM account a WHERE a.is_demo AND NOT EXISTS (SELECT FROM saved_view v WHERE v.account_id = a.id)
       AND EXISTS (SELECT FROM role_assignment r WHERE r.account_id = a.id AND r.role IN ('committee_member', 'provincial_office')
         AND r.scope_kind = 'nation' AND r.revoked_at IS NULL)`,
  );
  for (const { id } of rows) {
    for (const [name, address] of views)
      await client.query(
        "INSERT INTO saved_view (id, account_id, name, address, request_key) VALUES ($1, $2, $3, $4, $5)",
        [newId(), id, name, address, newId()],
      );
    await client.query(
      `INSERT INTO progress_letter (id, account_id, unit_code, every, on_day) VALUES ($1, $2, 'VN', 'week', 1)
       ON CONFLICT (account_id, unit_code) WHERE ended_at IS NULL DO NOTHING`,
      [newId(), id],
    );
  }
}
