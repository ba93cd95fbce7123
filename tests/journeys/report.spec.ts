import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { expectNoBarriers } from "../support/axe";
import { signInAsStaff } from "../support/journey";
import { test } from "../support/walk";

const report = "/staff/progress/report";

async function bytesOf(page: Page, link: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: link, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("a committee member reads the report of 2025, follows a figure to its source, and takes the files along", async ({
  page,
}) => {
  await signInAsStaff(page, "uyvien@demo.giothong.example", "/staff/progress");
  await page.goto(`${report}?unit=VN&year=2025`);
  const paper = page.locator("article");
  await expect(paper).toContainText("tiếp nhận 1.748.935");
  await expect(paper).toContainText("16/36");
  await expect(paper.getByRole("link", { name: "[1]" }).first()).toHaveAttribute(
    "href",
    /^https:\/\/suckhoedoisong\.vn\//,
  );
  await expectNoBarriers(page);

  const word = await bytesOf(page, "Word");
  expect([word.name, word.bytes.subarray(0, 2).toString()]).toEqual(["bao-cao-VN-2025.docx", "PK"]);
  const pdf = await bytesOf(page, "PDF");
  expect([pdf.name, pdf.bytes.subarray(0, 5).toString()]).toEqual(["bao-cao-VN-2025.pdf", "%PDF-"]);
  const book = await bytesOf(page, "Phụ lục Excel");
  expect([book.name, book.bytes.subarray(0, 2).toString()]).toEqual(["bao-cao-VN-2025.xlsx", "PK"]);
});

test("the meeting room turns the slides by keyboard and hears which one it is", async ({ page }) => {
  await signInAsStaff(page, "uyvien@demo.giothong.example", "/staff/progress");
  for (const [width, height] of [
    [1366, 768],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto("/staff/progress/present?unit=VN&year=2025");
    const shown = page.locator("section.slide:visible");
    await expect(shown).toHaveCount(1);
    await expect(shown).toContainText("1.748.935");
    await expectNoBarriers(page);
    await page.keyboard.press("ArrowRight");
    await expect(page.locator("[aria-live]").first()).toContainText("Trang 2/8");
    await page.keyboard.press("End");
    await expect(shown).toContainText("khoảng 1.950.000");
    await page.keyboard.press("Home");
    await expect(shown).toContainText("1.748.935");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => url.pathname === report);
  }
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("slides stand below one another, and the table one reads is the table one takes along", async ({
    page,
    request,
  }) => {
    await signInAsStaff(page, "uyvien@demo.giothong.example", "/staff/progress");
    await page.goto("/staff/progress/present?unit=VN&year=2025");
    await expect(page.locator("section.slide:visible")).toHaveCount(8);
    await page.goto("/progress?year=2025");
    const row = page.getByRole("row", { name: /Hà Nội/ });
    await expect(row).toContainText("338.298");
    const csv = await (await request.get("/progress/tables/units?year=2025&as=csv")).text();
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv).toContain("01;Hà Nội;338298;đơn vị;;;107;công bố;");
  });
});

test("somebody keeps a view, deletes it and brings it back", async ({ page }) => {
  await signInAsStaff(page, "uyvien@demo.giothong.example", "/staff/progress");
  await page.goto("/staff/progress/units/01?year=2025");
  await page.getByRole("link", { name: "Lưu, đăng ký thư" }).click();
  await page.getByLabel("Tên gọi").fill("Hà Nội, tổng kết 2025");
  await page.getByRole("button", { name: "Lưu", exact: true }).click();
  const kept = page.getByRole("link", { name: "Hà Nội, tổng kết 2025" });
  await expect(kept).toHaveAttribute("href", "/staff/progress/units/01?year=2025");
  await expectNoBarriers(page);
  const line = page.getByRole("listitem").filter({ hasText: "Hà Nội, tổng kết 2025" });
  await line.getByRole("button", { name: "Xóa" }).click();
  await expect(kept).toHaveCount(0);
  await line.getByRole("button", { name: "Hoàn tác" }).click();
  await expect(kept).toBeVisible();
  await line.getByRole("button", { name: "Xóa" }).click();
});

test("other sites may frame the small page and nothing else, and it costs its reader no cookie and no script", async ({
  page,
}) => {
  const widget = await page.goto("/embed/progress?unit=01&year=2025");
  const headers = widget?.headers() ?? {};
  expect(headers["content-security-policy"]).toContain("frame-ancestors *");
  expect(headers["x-frame-options"]).toBeUndefined();
  expect(headers["set-cookie"]).toBeUndefined();
  expect(headers["cache-control"]).toContain("public");
  await page.setViewportSize({ width: 320, height: 240 });
  await expect(page.locator("main")).toContainText("338.298");
  expect(await page.locator("script").count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  const board = await page.goto("/progress?year=2025");
  expect(board?.headers()["x-frame-options"]).toBe("DENY");
});

test("a report that cannot be says why, and an unknown frame says so", async ({ page }) => {
  await signInAsStaff(page, "uyvien@demo.giothong.example", "/staff/progress");
  await page.goto(`${report}?unit=64&year=2026`);
  await expect(page.locator("main")).toContainText("không còn là đơn vị báo cáo trong kỳ này");
  await page.goto(`${report}?unit=VN&year=2090`);
  await expect(page.locator("main")).toContainText("Kỳ báo cáo chưa bắt đầu");
  await page.goto(`${report}?unit=VN&year=1999`);
  await expect(page.locator("article")).toContainText("chưa nơi nào công bố");
  expect((await page.goto("/embed/progress?unit=??"))?.status()).toBe(404);
  await expect(page.locator("main")).toContainText("Không có đơn vị hoặc năm này");
});
