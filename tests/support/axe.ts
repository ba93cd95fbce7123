import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Of WCAG 2.2, but not among what axe asks by itself. */
const rules = { "target-size": { enabled: true } };

/**
 * Fails with a readable list when axe finds a barrier on the page as it stands (WCAG 2.2 A and AA and good practice).
 * Handed over by evaluation, not by a script tag: the site's own policy forbids foreign scripts. `only` asks for some
 * rules alone.
 */
export async function expectNoBarriers(
  page: Page,
  { within = "body", only }: { within?: string; only?: string[] } = {},
) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  await stillness(page);
  const results = await page.evaluate(
    ([selector, options]) => (window as unknown as { axe: typeof import("axe-core") }).axe.run(selector, options),
    [within, only ? { runOnly: only } : { rules }] as const,
  );
  expect(told(results), `barriers on ${page.url()}`).toEqual([]);
}

/**
 * Waits until no colour is on its way to another: one half faded is no barrier. Motion asked to rest does so only with
 * the next frame.
 */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(fading.map(({ finished }) => finished));
  });
}

function told(results: AxeResults): string[] {
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`),
  );
}
