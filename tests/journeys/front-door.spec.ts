import { expect, test } from "@playwright/test";
import { expectNoBarriers } from "../support/axe";

for (const { path, language } of [
  { path: "/", language: "vi" },
  { path: "/en", language: "en" },
]) {
  test(`anybody comes in at ${path}, reads ${language}, and meets no barrier on a small screen`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectNoBarriers(page);
  });
}

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the front door still leads to the staff's own", async ({ page }) => {
    const response = await page.goto("/staff/sign-in");
    expect(response?.status()).toBe(200);
    await expect(page.locator("form input[type=password]")).toBeVisible();
  });
});
