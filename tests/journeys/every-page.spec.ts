import { expect, test } from "@playwright/test";
import { builtRoutes, visit } from "../security/site";
import { useWorld } from "../security/world";
import { expectNoBarriers } from "../support/axe";
import {
  expectFocusInSight,
  expectNoMotion,
  expectNoNavigation,
  expectNoSideways,
  expectOwnLanguage,
  expectSkipLink,
} from "../support/everyone";
import { comeIn, wayTo } from "../support/ways";

/** Every page of the build, as somebody who may open it: a page that is new tomorrow is looked at tomorrow. */

const world = useWorld();
test.describe.configure({ mode: "parallel" });

const pages = builtRoutes().filter(({ kind }) => kind === "page");

const inLanguage = (language: "" | "/en", address: string) =>
  language + (language && address === "/" ? "" : address) || "/";

for (const { path } of [...pages, { path: "/nowhere" }]) {
  test(`everybody can use ${path}`, async ({ page, context }) => {
    const { address, cookie } = path === "/nowhere" ? { address: path, cookie: null } : await wayTo(world, path);
    await comeIn(context, cookie);

    await page.goto(inLanguage("", address));
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "vi");
    await expectSkipLink(page);
    await expectOwnLanguage(page, "vi");
    await expectNoBarriers(page);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await expectNoBarriers(page, { only: ["color-contrast"] });
    await expectNoMotion(page);
    // A small laptop at 200 %, then a small phone.
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 450 });
      await expectNoSideways(page);
    }
    await expectFocusInSight(page);
    await page.emulateMedia({ media: "print" });
    await expectNoNavigation(page);

    await page.emulateMedia({ media: "screen", colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(inLanguage("/en", address));
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expectOwnLanguage(page, "en");
    await expectNoBarriers(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectNoSideways(page);
  });
}

for (const language of ["", "/en"] as const) {
  test(`each page has a title that tells it from the others${language && ", in English too"}`, async () => {
    const titled: Record<string, string[]> = {};
    for (const { path } of pages) {
      const { address, cookie } = await wayTo(world, path);
      const answer = await visit(inLanguage(language, address), cookie);
      if (answer.status !== 200) continue;
      const title = /<title>([^<]*)<\/title>/.exec(await answer.text())?.[1] ?? "";
      expect(title.length, `the title of ${path}: ${title}`).toBeGreaterThan(10);
      // The same figures, before and behind the door.
      const key = `${title}${path.startsWith("/staff/progress") ? " (staff)" : ""}`;
      titled[key] = [...(titled[key] ?? []), path];
    }
    expect(Object.values(titled).filter((paths) => paths.length > 1)).toEqual([]);
  });
}
