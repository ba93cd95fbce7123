import { expect, type Page } from "@playwright/test";
import { addDays } from "@/lib/core/time";
import { expectNoBarriers } from "../support/axe";
import { signInAsStaff, todayHere, typeDay } from "../support/journey";
import { test } from "../support/walk";

/** The day of a staff form, typed or taken from its calendar with the keyboard alone. */

const office = "hanoi@demo.giothong.example";

/** What the form will send; beside it the box keeps a second, outside every form, for browsers that fill dates in. */
const sent = (page: Page) => page.locator('input[type="hidden"][name="heldOn"]');

test.beforeEach(async ({ page }) => {
  await signInAsStaff(page, office, "/staff/drives/new");
});

test("a day is chosen in the calendar by the keyboard, and the focus comes back to where it was", async ({ page }) => {
  const box = page.getByRole("group", { name: "Ngày" });
  const opener = box.getByRole("button");
  await opener.focus();
  await page.keyboard.press("Enter");
  const calendar = page.getByRole("dialog");
  await expect(calendar).toBeVisible();
  // It opens on today, which has the focus; the way on is by arrows.
  await expect(calendar.locator("[role=button]:focus, td :focus")).toHaveCount(1);
  await expectNoBarriers(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(calendar).toBeHidden();
  await expect(sent(page)).toHaveValue(addDays(todayHere(), 1));
  await expect(opener).toBeFocused();
});

test("Escape closes the calendar and leaves the day as it was", async ({ page }) => {
  const wanted = addDays(todayHere(), 3);
  await typeDay(page, "Ngày", wanted);
  const opener = page.getByRole("group", { name: "Ngày" }).getByRole("button");
  await opener.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(sent(page)).toHaveValue(wanted);
  await expect(opener).toBeFocused();
});

test("days that are over cannot be chosen for a new drive", async ({ page }) => {
  await page.getByRole("group", { name: "Ngày" }).getByRole("button").click();
  const calendar = page.getByRole("dialog");
  await expect(calendar).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  // The arrow stops at today.
  await expect(sent(page)).toHaveValue(todayHere());
});
