import { expect } from "@playwright/test";
import { Pool } from "pg";
import { origin } from "../security/site";
import { expectNoBarriers } from "../support/axe";
import { signInAsStaff, todayHere, typeDay } from "../support/journey";
import { staffCookie } from "../support/sign-in";
import { addProposal } from "../support/targets";
import { test } from "../support/walk";

/** The standing office sets next year's target, splits it, has it decided, and adjusts a plan in mid-year. */

test.describe.configure({ mode: "serial", timeout: 120_000 });
test.use({ viewport: { width: 1366, height: 800 } });

const year = Number(todayHere().slice(0, 4)) + 1;
const whole = "100.000";
const owner = new Pool({ connectionString: process.env.DATABASE_OWNER_URL, max: 1 });

test.afterAll(async () => {
  await owner.end();
});

test("the office drafts next year's target and shares it out with two locked cells; a wrong split is refused", async ({
  page,
}) => {
  await signInAsStaff(page, "quocgia@demo.giothong.example", "/staff/targets");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectNoBarriers(page);

  await page.goto(`/staff/targets/VN/draft?year=${year}`);
  await page.getByLabel("Chỉ tiêu", { exact: true }).fill("1.95,0.0");
  await page.getByRole("button", { name: "Đề xuất" }).click();
  await expect(page.getByText("đừng trộn dấu chấm và dấu phẩy")).toBeVisible();
  await expect(page.getByLabel("Chỉ tiêu", { exact: true })).toHaveValue("1.95,0.0");
  await expectNoBarriers(page);
  await page.getByLabel("Chỉ tiêu", { exact: true }).fill(whole);
  await page.getByRole("button", { name: "Đề xuất" }).click();
  await expect(page.getByText("Đã đề xuất.", { exact: true })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(whole);
  await expectNoBarriers(page);

  await page.getByRole("link", { name: "Phân bổ cho các đơn vị" }).click();
  await expect(page.getByRole("row")).toHaveCount(37);
  await page.getByLabel("Chỉ tiêu của Bộ Công an").fill("4000");
  await page.getByLabel("Khóa Bộ Công an").check();
  await page.getByLabel("Chỉ tiêu của Bộ Quốc phòng").fill("6000");
  await page.getByLabel("Khóa Bộ Quốc phòng").check();
  await page.getByRole("button", { name: "Dân số", exact: true }).click();
  await expect(page.getByLabel("Chỉ tiêu của Bộ Công an")).toHaveValue("4.000");
  await expect(page.getByText("Khớp", { exact: true })).toBeVisible();
  await expectNoBarriers(page);

  const hanoi = page.getByLabel("Chỉ tiêu của Hà Nội");
  const shared = await hanoi.inputValue();
  await hanoi.fill("99999");
  await hanoi.press("Enter");
  await expect(page.getByLabel("Chỉ tiêu của Hà Tĩnh")).toBeFocused();
  await page.getByRole("button", { name: "Trình quyết định" }).click();
  await expect(page.getByText(/vượt chỉ tiêu 100\.000 là/)).toBeVisible();
  await expect(hanoi).toHaveValue("99.999");
  await hanoi.fill(shared);
  await page.getByRole("button", { name: "Trình quyết định" }).click();
  await expect(page.getByText("Đã trình bảng phân bổ.")).toBeVisible();
});

test("what is typed and locked before script has taken over stays so", async ({ context }) => {
  await context.addCookies([await staffCookie("quocgia@demo.giothong.example", origin)]);
  const early = await context.newPage();
  let arrive = () => {};
  const scripts = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await early.route("**/_next/static/**/*.js", async (route) => {
    await scripts;
    await route.continue();
  });
  await early.goto(`/staff/targets/VN/split?year=${year}`, { waitUntil: "commit" });
  const [cell, lock] = [early.getByLabel("Chỉ tiêu của Hà Nội"), early.getByLabel("Khóa Hà Nội")];
  await cell.fill("4321");
  await lock.check();
  arrive();
  await expect(async () => {
    await early.getByRole("button", { name: "Xóa ô chưa khóa" }).click();
    await expect(early.getByLabel("Chỉ tiêu của Hải Phòng")).toHaveValue("", { timeout: 500 });
  }).toPass();
  await expect(cell).toHaveValue("4321");
  await expect(lock).toBeChecked();
});

test("the approver finds what waits and signs whole and parts with one paper", async ({ page }) => {
  await signInAsStaff(page, "duyetquocgia@demo.giothong.example", "/staff/targets");
  await page.goto(`/staff/targets?year=${year}`);
  await expect(page.getByRole("heading", { name: "Chờ bạn" })).toBeVisible();
  await page.goto(`/staff/targets/VN/decide?year=${year}`);
  await expectNoBarriers(page);
  await page.getByLabel("Số quyết định").fill(`12/QĐ-BCĐ-${year}`);
  await typeDay(page, "Ngày ký", todayHere());
  await page.getByLabel("Người ký").fill("Nguyễn Văn Minh Hoạ");
  await page.getByLabel("Văn bản đã ký").setInputFiles({
    name: "quyết định.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7\n%minh hoạ\n"),
  });
  await page.getByRole("button", { name: "Quyết định", exact: true }).click();
  await expect(page.getByText("Đã quyết định.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(`Quyết định 12/QĐ-BCĐ-${year}`);
  const paper = page.waitForEvent("download");
  await page.getByRole("link", { name: "Tải văn bản" }).first().click();
  expect((await paper).suggestedFilename()).toBe("quyết-định.pdf");
  await page.goto(`/staff/targets?year=${year}`);
  await expect(page.getByText("Khớp với chỉ tiêu của Việt Nam.")).toBeVisible();

  const ofHalf = { year, period: "h1", state: "proposed" } as const;
  const waiting: string[] = [];
  for (const unitId of ["P04", "P40", "P79"]) waiting.push((await addProposal(owner, { ...ofHalf, unitId })).id);
  await page.goto(`/staff/targets/decide?year=${year}`);
  for (const [at, id] of waiting.slice(0, 2).entries()) {
    await page.locator(`input[value^="${id}|"]`).check();
    await page.getByLabel("Số quyết định").fill(`1${at + 3}/QĐ-BCĐ-${year}`);
    await typeDay(page, "Ngày ký", todayHere());
    await page.getByLabel("Người ký").fill("Nguyễn Văn Minh Hoạ");
    await page.getByRole("button", { name: "Quyết định", exact: true }).click();
    // What was written for one paper is gone before the next, though as many were signed.
    await expect(page.getByLabel("Số quyết định")).toHaveValue("");
    await expect(page.getByText("Đã quyết định 1 chỉ tiêu bằng một văn bản.")).toBeVisible();
  }
});

test("a plan adjusted in mid-year shows both rates, and a day before it can be looked at again", async ({ page }) => {
  await signInAsStaff(page, "quocgia@demo.giothong.example", "/staff/targets");
  await page.goto("/staff/progress/units/40");
  const versions = page.getByRole("table", { name: "Tỷ lệ tính trên phiên bản nào" });
  await expect(versions.getByRole("row")).toHaveCount(3);
  await expect(versions).toContainText("Phiên bản 2");
  await expect(versions.getByRole("cell", { name: /%$/ })).toHaveCount(2);
  await page.goto(`/staff/progress/units/40?asOf=${todayHere().slice(0, 4)}-06-30`);
  await expect(page.getByText(/Đang xem lại ngày 30\/06/)).toBeVisible();
  await expect(page.getByRole("main")).toContainText("phiên bản 1");
  await page.goto("/staff/progress/units/40?asOf=31/02/2026");
  await expect(page.getByRole("alert").filter({ hasText: "Không có ngày 31/02/2026." })).toBeInViewport();
  await expectNoBarriers(page);
});

test("the split is a list on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAsStaff(page, "hanoi@demo.giothong.example", "/staff/targets");
  await page.goto(`/staff/targets/P01?year=${year}`);
  await expectNoBarriers(page);
  await page.goto(`/staff/targets/P01/split?year=${year}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectNoBarriers(page);
});
