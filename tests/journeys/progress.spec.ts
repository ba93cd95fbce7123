import { expect } from "@playwright/test";
import { expectNoBarriers } from "../support/axe";
import { test } from "../support/walk";

const pages = [
  "/progress?year=2025",
  "/progress",
  "/progress/units/01?year=2025",
  "/progress/units/01",
  "/progress/units/BQP",
  "/progress/campaigns/hanh-trinh-do?year=2025",
  "/progress?year=2012",
];

for (const language of ["vi", "en"]) {
  for (const path of pages) {
    test(`${language} ${path} meets no barrier and fits a phone`, async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      const response = await page.goto(language === "en" ? `/en${path}` : path);
      expect(response?.status()).toBe(200);
      expect(response?.headers()["cache-control"]).toContain("s-maxage");
      expect(response?.headers()["set-cookie"]).toBeUndefined();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      await expectNoBarriers(page);
    });
  }
}

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("2025 tells the published totals, the computed rate beside the published one, and how many met their target", async ({
    page,
  }) => {
    await page.goto("/progress?year=2025");
    const main = page.locator("main");
    await expect(main).toContainText("1.748.935");
    await expect(main).toContainText("94,5% kế hoạch");
    await expect(main).toContainText("công bố: 94%");
    await expect(main).toContainText("16/36");
    await expect(main.getByRole("row", { name: /Hà Nội/ })).toContainText("338.298");
    await page.locator("#sources summary").click();
    await expect(page.locator("#sources")).toContainText("1.746.286");
    await expect(page.locator("#sources")).toContainText("2.649");
  });

  test("a province whose plan was not published says so, and tells the implied one as implied", async ({ page }) => {
    await page.goto("/progress/units/01?year=2025");
    const main = page.locator("main");
    await expect(main).toContainText("338.298");
    await expect(main).toContainText("107% kế hoạch (công bố)");
    await expect(main).toContainText("chỉ tiêu: chưa công bố");
    await expect(main).toContainText("314.696–317.650 (không phải kế hoạch được công bố)");
  });

  test("year, unit and campaign are chosen with a plain form whose address can be sent on", async ({ page }) => {
    await page.goto("/progress?year=2025");
    await page.getByLabel("Đơn vị", { exact: true }).selectOption({ label: "Hà Nội" });
    await page.getByRole("button", { name: "Xem" }).click();
    await expect(page).toHaveURL(/\/progress\/units\/01\?year=2025$/);
    await page.getByLabel("Chiến dịch", { exact: true }).selectOption({ label: "Hành trình Đỏ" });
    await page.getByRole("button", { name: "Xem" }).click();
    await expect(page).toHaveURL(/\/progress\/campaigns\/hanh-trinh-do\?year=2025&unit=01$/);
  });

  test("a province that was merged away names its successor", async ({ page }) => {
    await page.goto("/progress/units/02?year=2025");
    await expect(page.locator("main")).toContainText("Tuyên Quang");
  });

  for (const path of ["/progress/units/99", "/progress/units/nowhere", "/progress/campaigns/no-such-campaign"])
    test(`${path} is not there`, async ({ page }) => {
      expect((await page.goto(path))?.status()).toBe(404);
    });
});

test("the map draws every province and both archipelagos out of its own file", async ({ page }) => {
  await page.goto("/progress?year=2025");
  const map = page.locator("svg.map");
  await expect(map.locator("a use")).toHaveCount(34);
  await expect(map).toContainText("Hoàng Sa");
  await expect(map).toContainText("Trường Sa");
  const file = await page.request.get("/map.svg");
  expect(await file.text()).toContain('id="truong-sa"');
});

test("staff dashboards ask who is there first", async ({ page }) => {
  await page.goto("/staff/progress/units/01");
  await expect(page).toHaveURL(/\/staff\/sign-in/);
});
