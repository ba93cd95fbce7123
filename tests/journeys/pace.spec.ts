import { expect } from "@playwright/test";
import { expectNoBarriers } from "../support/axe";
import { signInAsStaff } from "../support/journey";
import { test } from "../support/walk";

const base = "/staff/progress";

test("a committee secretary finds the two communes to call, and sends the view on", async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await signInAsStaff(page, "uyvien@demo.giothong.example", base);
  await page.getByRole("link", { name: "Phủ sóng" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Cả nước");
  await page.getByRole("link", { name: "Nghệ An" }).click();
  await expect(page).toHaveURL(/unit=40/);
  await page.getByLabel("Không có buổi nào trong").selectOption("9");
  await page.getByRole("button", { name: "Xem" }).click();
  await expect(page).toHaveURL(/unit=40.*months=9|months=9.*unit=40/);
  const rows = page.getByRole("table").getByRole("row");
  // The longest without a drive stand first: those are the two to call.
  const names = await Promise.all([1, 2].map((place) => rows.nth(place).getByRole("rowheader").textContent()));
  expect(new Set(names).size).toBe(2);
  await expect(page.getByText("Lên lịch tại đây")).toHaveCount(0);
  const address = page.url();
  await page.goto(base);
  await page.goto(address);
  await expect(rows.nth(1).getByRole("rowheader")).toHaveText(names[0] ?? "");
  await rows.nth(1).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 2, name: "Bên cạnh các đơn vị tương đương" })).toBeVisible();
});

test("the committee looks at one unit in every way, by keyboard and on a phone, and meets no barrier", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signInAsStaff(page, "uyvien@demo.giothong.example", base);
  for (const path of [
    "drill?unit=01",
    "forecast?unit=01",
    "season",
    "coverage?unit=01",
    "watch",
    "push",
    "watch/01",
    "watch/rule",
  ]) {
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${base}/${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
      await expectNoBarriers(page);
    }
  }
});

test("a table is put in order by its headings, which are addresses", async ({ page }) => {
  await signInAsStaff(page, "uyvien@demo.giothong.example", base);
  await page.goto(`${base}/drill`);
  await page.getByRole("columnheader").getByRole("link", { name: "Đơn vị" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sort=name/);
  await expect(page.getByRole("columnheader", { name: "Đơn vị" })).toHaveAttribute("aria-sort", "descending");
});

test("the forecast tells its band in words, how it would have done, and no number where too little is held", async ({
  page,
}) => {
  await signInAsStaff(page, "uyvien@demo.giothong.example", base);
  await page.goto(`${base}/forecast`);
  const main = page.locator("main");
  await expect(main).toContainText(/có khả năng trong khoảng [\d.]+ đến [\d.]+ đơn vị/);
  await expect(main.getByRole("table", { name: "Phương pháp này đã đúng đến đâu" }).getByRole("row")).toHaveCount(14);
  await page.goto(`${base}/forecast?unit=04`);
  await expect(main).toContainText("Chưa đủ số liệu để dự báo");
  await expect(main).not.toContainText("có khả năng trong khoảng");
});

test("an office notes support for a commune, is reminded of it, and closes it with what came of it", async ({
  page,
}) => {
  await signInAsStaff(page, "nghean@demo.giothong.example", base);
  await page.goto(`${base}/coverage?unit=40`);
  const commune = await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().getAttribute("href");
  const code = /commune=(\d{5})/.exec(commune ?? "")?.[1] ?? "";
  await page.goto(`${base}/watch/${code}`);
  const what = `Gọi Ban Chỉ đạo xã ${Date.now() % 100_000}`;
  const summary = page.locator("summary", { hasText: "Thêm việc hỗ trợ" });
  if (!(await page.getByLabel("Việc cần làm").isVisible())) await summary.click();
  await page.getByLabel("Việc cần làm").fill(what);
  await page.getByLabel("Ai phụ trách").fill("Văn phòng Hội");
  await page.getByRole("button", { name: "Ghi việc này" }).click();
  await expect(page.getByText("Đã ghi việc hỗ trợ.")).toBeVisible();
  const noted = page.getByRole("listitem").filter({ hasText: what });
  await noted.getByRole("link", { name: "Cập nhật" }).click();
  await page.getByLabel("Tình trạng").selectOption("done");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByText("Ghi kết quả trước khi khép việc lại.").first()).toBeVisible();
  await page.getByLabel("Kết quả").fill("Xã nhận một buổi trước Tết");
  await page.getByRole("button", { name: "Lưu" }).click();
  await expect(page.getByText("Đã cập nhật việc hỗ trợ.")).toBeVisible();
  await expect(noted).toContainText("Xã nhận một buổi trước Tết");
});

test("an office makes a plan ahead of Tết from what is suggested, changes it and reads how it is kept", async ({
  page,
}) => {
  await signInAsStaff(page, "nghean@demo.giothong.example", base);
  await page.goto(`${base}/push?unit=40`);
  await page.getByRole("link", { name: "Lập kế hoạch trước Tết" }).click();
  await expect(page.locator("main")).toContainText(/còn thiếu [\d.]+/);
  await expectNoBarriers(page);
  await page.getByLabel("Ai phụ trách").fill("Văn phòng Hội");
  await page.getByLabel("Số buổi của nơi thêm").fill("2");
  await page.getByRole("button", { name: "Lưu kế hoạch" }).click();
  await expect(page.getByText("Đã lưu kế hoạch.")).toBeVisible();
  await expect(page.locator("main")).toContainText("phụ trách: Văn phòng Hội");
  await page.getByRole("link", { name: "Sửa" }).click();
  await page.getByLabel("Tên kế hoạch").fill("Cao điểm Tết, bản hai");
  await page.getByRole("button", { name: "Lưu kế hoạch" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cao điểm Tết, bản hai");
});
