import { expect } from "@playwright/test";
import { Pool } from "pg";
import { addDays, todayInVietnam } from "@/lib/core/time";
import { closePool } from "@/lib/db/pool";
import { expectNoBarriers } from "../support/axe";
import { addConsent, addDonor, addDrive, addSlot } from "../support/facts";
import { signInAsStaff } from "../support/journey";
import { donorCookie } from "../support/sign-in";
import { test } from "../support/walk";

/** An awards office weighs a round, fills its places by the order and takes them back; a donor brings another by a link. */

const owner = new Pool({ connectionString: process.env.DATABASE_OWNER_URL, max: 2 });

test.afterAll(async () => {
  await Promise.all([owner.end(), closePool()]);
});

test("an office sees where the chosen lean, previews whom the order would choose, chooses them and takes them back", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM award_round WHERE unit_id = 'P01' AND is_demo AND status = 'checking' LIMIT 1",
  );
  const here = `/staff/awards/${rows[0]?.id}`;
  await signInAsStaff(page, "tonvinh@demo.giothong.example", here);
  await page.getByRole("link", { name: "Cân đối", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Cân đối danh sách" })).toBeVisible();
  await expect(page.getByText(/^Nữ: \d+ trong \d+ đã chọn/)).toBeVisible();
  await expectNoBarriers(page);

  await page.getByLabel("Mức", { exact: true }).selectOption({ label: "Giấy chứng nhận và phù hiệu 5 lần hiến máu" });
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  await page.getByLabel("Chọn thêm bao nhiêu").fill("12");
  await page.getByRole("button", { name: "Xem trước" }).click();
  const confirm = page.getByRole("button", { name: /^Chọn \d+ trường hợp này$/ });
  await expect(confirm).toBeVisible();
  await expectNoBarriers(page);
  await confirm.click();
  await expect(page.getByText(/^Đã chọn \d+ trường hợp theo thứ tự\.$/)).toBeVisible();
  const rule = new URL(page.url()).searchParams.get("rule");
  await page.getByRole("button", { name: /^Hoàn tác, bỏ chọn \d+ trường hợp$/ }).click();
  await expect(page.getByText(/^Đã hoàn tác: \d+ trường hợp chờ chọn như trước\.$/)).toBeVisible();
  expect(new URL(page.url()).searchParams.get("rule")).toBe(rule);

  await page.getByRole("link", { name: "Xem ai trong nhóm này đang chờ chọn" }).first().click();
  await expect(page.getByText(/^Chỉ xem:/)).toBeVisible();
  await expectNoBarriers(page);
});

test("a committee reads the balance as numbers, small ones kept back, and no way to choose", async ({ page }) => {
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM award_round WHERE unit_id = 'P01' AND is_demo AND status = 'checking' LIMIT 1",
  );
  await signInAsStaff(page, "uyvien@demo.giothong.example", `/staff/awards/${rows[0]?.id}/balance`);
  await expect(page.getByText("Số nhỏ không nêu để không ai bị nhận ra.").first()).toBeVisible();
  await expect(page.getByText("Chọn theo thứ tự")).toHaveCount(0);
  await expectNoBarriers(page);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test("a donor makes a link; who opens it books by it, sees so, and may leave it out", async ({ browser, page }) => {
    const inviting = `+8492${Math.floor(1_000_000 + Math.random() * 8_999_999)}`;
    const inviter = await addDonor(owner, { phone: inviting, fullName: "Người Mời Thử" });
    await page.context().addCookies([await donorCookie(inviting, String(inviter.id), process.env.BASE_URL)]);
    await page.goto("/me");
    await page.getByRole("button", { name: "Tạo liên kết mời" }).click();
    await expect(page.getByText("Đã có liên kết.")).toBeVisible();
    const link = page.getByRole("link", { name: /\/invited\/[2-9a-z]{16}$/ });
    const path = new URL((await link.getAttribute("href")) ?? "").pathname;

    const heldOn = addDays(todayInVietnam(new Date()), 2);
    const drive = await addDrive(owner, {
      provinceId: "P01",
      communeId: "C00004",
      heldOn,
      status: "published",
      publishedAt: new Date(),
    });
    const slot = await addSlot(owner, { driveId: String(drive.id), capacity: 9 });
    const phone = `+8491${Math.floor(1_000_000 + Math.random() * 8_999_999)}`;
    const guest = await addDonor(owner, { phone });
    await addConsent(owner, { donorId: String(guest.id) });
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await context.addCookies([await donorCookie(phone, String(guest.id), process.env.BASE_URL)]);
    const other = await context.newPage();
    await other.goto(path);
    await expect(other.getByRole("heading", { level: 1 })).toHaveText("Một người hiến máu mời bạn cùng tham gia");
    await expect(other.getByText("Người Mời Thử")).toHaveCount(0);
    const code = path.split("/").at(-1);
    await other.goto(`/drives/${drive.id}/book?slot=${slot.id}&by=${code}`);
    await expect(other.getByText(/Bạn đến theo lời mời của một người hiến máu/)).toBeVisible();
    await other.getByRole("button", { name: "Bỏ qua, trả lời tại bàn khám" }).click();
    await other.getByRole("button", { name: "Đặt chỗ này" }).click();
    await expect(other.getByText(/Bạn đến theo lời mời/)).toBeVisible();
    await other.getByRole("button", { name: "Bỏ lời mời" }).click();
    await expect(other.getByText("Đã bỏ lời mời.")).toBeVisible();
    await context.close();
  });
});

test("the pages of an invitation have no barriers, on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { rows } = await owner.query<{ code: string }>(
    "SELECT code FROM donor_invitation WHERE ended_at IS NULL LIMIT 1",
  );
  await page.goto(`/invited/${rows[0]?.code}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/mời bạn cùng (hiến máu|tham gia)$/);
  await expectNoBarriers(page);
  await page.goto("/invited/2222222222222222");
  await expect(page.getByText("Lời mời này không còn dùng được")).toBeVisible();
  await expectNoBarriers(page);
});
