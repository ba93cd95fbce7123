import { expect, type Locator } from "@playwright/test";
import { signInAsStaff } from "../support/journey";
import { test } from "../support/walk";

/**
 * The figures of the mid-year meeting and the year-end conference of 2025: each stands on the screen, and a click on the
 * number behind it leads to where it was printed.
 */
const told = [
  { unit: "VN", period: "h1", figures: ["gần 894.000", "23/65", "3.510", "trên 450.000", "1.080.729"] },
  { unit: "VN", period: "year", figures: ["1.748.935", "94%", "1,74%", "16/36"] },
  { unit: "01", period: "year", figures: ["338.298", "107%"] },
] as const;

/** Where the first number behind a figure leads. */
const sourceOf = (paper: Locator, figure: string) =>
  paper
    .locator("p span", {
      has: paper.page().locator("b", { hasText: new RegExp(`^${figure.replace(/[.]/g, "\\.")}$`) }),
    })
    .first()
    .getByRole("link")
    .first();

test("each figure of 2025's two conferences is one click from its source", async ({ page }) => {
  await signInAsStaff(page, "uyvien@demo.giothong.example", "/staff/progress");
  for (const { unit, period, figures } of told) {
    await page.goto(`/staff/progress/report?unit=${unit}&year=2025&period=${period}`);
    const paper = page.locator("article");
    for (const figure of figures) {
      const link = sourceOf(paper, figure);
      await expect(link, figure).toHaveText(/^\[\d+\]$/);
      const href = (await link.getAttribute("href")) ?? "";
      // A source that was not put on the web is described in the list at the foot.
      expect(href, figure).toMatch(/^(https?:\/\/|#nguon-\d+$)/);
      if (href.startsWith("#")) await expect(page.locator(href)).not.toBeEmpty();
    }
  }
});

test("the boards of 2025 show them too, and each source they name is there", async ({ page }) => {
  await page.goto("/progress?year=2025");
  const main = page.locator("main");
  for (const figure of ["1.748.935", "94%", "1,74%", "16/36", "338.298", "107%"])
    await expect(main).toContainText(figure);
  const cited = main.getByRole("link", { name: /^\[\d+\]$/ });
  const leads = await cited.evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href") ?? ""))]);
  expect(leads.length, "sources cited").toBeGreaterThan(1);
  for (const href of leads) {
    expect(href).toMatch(/^#s\d+$/);
    await expect(page.locator(href), href).not.toBeEmpty();
  }
  await signInAsStaff(page, "uyvien@demo.giothong.example", "/staff/outreach");
  await page.goto("/staff/outreach?year=2025");
  for (const figure of ["3.510", "450.000", "1.080.729"]) {
    const told = page.locator("main").getByRole("listitem").filter({ hasText: figure });
    await expect(told.getByRole("link", { name: /Nguồn/ }), figure).toHaveAttribute(
      "href",
      /^(https?:\/\/|\/progress\?year=2025#sources$)/,
    );
  }
});
