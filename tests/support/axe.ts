import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { RunOptions } from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Of WCAG 2.2, but not among what axe asks by itself. */
const rules = { "target-size": { enabled: true } };
/** What is well need not be told of each element: that takes a third of the time, and as much to hand over. */
const resultTypes: RunOptions["resultTypes"] = ["violations"];

/**
 * Fails with a readable list when axe finds a barrier on the page as it stands (WCAG 2.2 A and AA and good practice).
 * Handed over by evaluation, not by a script tag: the site's own policy forbids foreign scripts. `only` asks for some
 * rules alone.
 */
export async function expectNoBarriers(
  page: Page,
  { within = "body", only }: { within?: string; only?: string[] } = {},
) {
  let barriers: string[];
  try {
    barriers = await look(page, within, only);
  } catch {
    // A link was pressed and the page left while axe looked at it: the page that it led to is meant.
    await page.waitForLoadState();
    barriers = await look(page, within, only);
  }
  expect(barriers, `barriers on ${page.url()}`).toEqual([]);
}

async function look(page: Page, within: string, only: string[] | undefined): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return page.evaluate(
    async ([selector, options]) => {
      // A colour half faded into another is no barrier, and an inherited one fades after its parent's has: none fades.
      const still = new CSSStyleSheet();
      still.replaceSync("*, ::before, ::after { transition: none !important }");
      document.adoptedStyleSheets.push(still);
      try {
        const { axe } = window as unknown as { axe: typeof import("axe-core") };
        const { violations } = await axe.run(selector, options);
        return violations.flatMap(({ id, help, nodes }) =>
          nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
        );
      } finally {
        document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== still);
      }
    },
    [within, { ...(only ? { runOnly: only } : { rules }), resultTypes }] as const,
  );
}
