import { expect, test } from "@playwright/test";
import { builtRoutes, visit } from "../security/site";
import { useWorld } from "../security/world";
import { expectFocusInSight, expectNoNavigation, expectSkipLink } from "../support/everyone";
import { expectUsableByEverybody, inLanguage } from "../support/sweep";
import { comeIn, wayTo } from "../support/ways";

/** Every page of the build, as somebody who may open it: a page that is new tomorrow is looked at tomorrow. */

const world = useWorld();
test.describe.configure({ mode: "parallel", timeout: 120_000 });

const pages = builtRoutes().filter(({ kind }) => kind === "page");

for (const { path } of [...pages, { path: "/nowhere" }]) {
  test(`everybody can use ${path}`, async ({ page, context }) => {
    const { address, cookie } = path === "/nowhere" ? { address: path, cookie: null } : await wayTo(world, path);
    await comeIn(context, cookie);
    await expectUsableByEverybody(page, address, async () => {
      await expectSkipLink(page);
      await expectFocusInSight(page);
      await page.emulateMedia({ media: "print" });
      await expectNoNavigation(page);
    });
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
