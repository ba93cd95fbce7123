import { expect, test } from "@playwright/test";
import { expectNoBarriers } from "../support/axe";

const everybody = [
  "/progress",
  "/check",
  "/attributions",
  "/api-docs",
  "/sign-in",
  "/staff/sign-in",
  "/mailbox",
  "/nowhere",
];

for (const path of everybody) {
  for (const language of ["", "/en"]) {
    test(`nobody meets a barrier at ${language}${path}`, async ({ page }) => {
      await page.goto(`${language}${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoBarriers(page);
    });
  }
}
