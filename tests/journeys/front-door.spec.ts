import { expect } from "@playwright/test";
import { expectNoBarriers } from "../support/axe";
import { signInAsStaff } from "../support/journey";
import { test } from "../support/walk";

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

for (const { path, back } of [
  { path: "/nowhere", back: "/" },
  { path: "/staff/drives/nowhere", back: "/staff" },
  { path: "/en/staff/nowhere", back: "/en/staff" },
])
  test(`who comes to ${path} is led back to ${back}`, async ({ page }) => {
    await signInAsStaff(page, "hanoi@demo.giothong.example", "/staff/account");
    await page.goto(path);
    await expect(page.locator("main").getByRole("link")).toHaveAttribute("href", back);
  });

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the front door still leads to the staff's own", async ({ page }) => {
    const response = await page.goto("/staff/sign-in");
    expect(response?.status()).toBe(200);
    await expect(page.locator("form input[type=password]")).toBeVisible();
  });
});
