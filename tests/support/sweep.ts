import { expect, type Page } from "@playwright/test";
import type { Locale } from "@/lib/i18n/routing";
import { expectNoBarriers } from "./axe";
import { expectNoMotion, expectNoSideways, expectOwnLanguage } from "./everyone";

/** An address in a language: Vietnamese has no word of its own in front. */
export const inLanguage = (language: "" | "/en", address: string) =>
  language + (language && /^\/(?=\?|$)/.test(address) ? address.slice(1) : address) || "/";

/** What of a page depends on its colours alone; the rest is the same in the dark. */
const byColour = { only: ["color-contrast", "link-in-text-block"] };

/**
 * A page as everybody may meet it: in both languages, light and dark, wide, on a small laptop at 200 % and on a small
 * phone. Each language is loaded once; width and theme change on the page as it stands. Everything is asked of Vietnamese
 * in the light and of English in the dark: the same elements in the same colours. `inVietnamese` asks what else is owed
 * there.
 */
export async function expectUsableByEverybody(
  page: Page,
  address: string,
  inVietnamese: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  await lookInVietnamese(page, address);
  await page.emulateMedia({ colorScheme: "light" });
  await inVietnamese(page);

  await open(page, "en", address, 390);
  await darken(page);
  await expectNoBarriers(page);
  await expectToFit(page);
}

/** The half of it that a page with other things in it may answer otherwise, and its colours in the dark. */
export async function expectUsableInVietnamese(page: Page, address: string): Promise<void> {
  await lookInVietnamese(page, address);
  await expectNoBarriers(page, byColour);
}

async function lookInVietnamese(page: Page, address: string): Promise<void> {
  await open(page, "vi", address, 1440);
  await expectNoBarriers(page);
  await darken(page);
  await expectNoMotion(page);
  await expectToFit(page);
}

async function open(page: Page, lang: Locale, address: string, width: number): Promise<void> {
  await page.emulateMedia({ media: "screen", colorScheme: "light", reducedMotion: "no-preference" });
  await page.setViewportSize({ width, height: 900 });
  await page.goto(inLanguage(lang === "en" ? "/en" : "", address));
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", lang);
  await expectOwnLanguage(page, lang);
}

/** The same page in the dark, for somebody who asks motion to rest. */
async function darken(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
}

/** Wide enough for a small laptop at 200 %, then for a small phone, where the page is left. */
async function expectToFit(page: Page): Promise<void> {
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 450 });
    await expectNoSideways(page);
  }
}
