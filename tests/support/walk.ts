import { test as base, type Page } from "@playwright/test";

/** Playwright's test with a patient page, where script runs at all. */
export const test = base.extend({
  page: async ({ page, javaScriptEnabled }, use) => use(javaScriptEnabled === false ? page : await patient(page)),
});

/**
 * The page, which lets nothing be pressed, filled or asserted before script has taken over, as a person's hands do. What
 * is pressed before that is sent as where there is no script, which works but loads the page anew, and what is typed
 * meanwhile may be lost.
 */
export async function patient(page: Page): Promise<Page> {
  await page.addInitScript(markOnceTakenOver);
  const untaken = page.locator("html:not([data-taken-over])");
  const wait = async () => untaken.waitFor({ state: "detached", timeout: 20_000 });
  await page.addLocatorHandler(untaken, wait);
  const goto = page.goto.bind(page);
  page.goto = async (...asked) => {
    const answer = await goto(...asked);
    await wait();
    return answer;
  };
  return page;
}

/** React marks what it has taken over; a page or file without its script has nothing to wait for. */
function markOnceTakenOver(): void {
  const isTakenOver = () => {
    if (!document.querySelector("script[src*='/_next/']")) return true;
    const controls = document.querySelectorAll("main :is(button, input:not([type=hidden]), select, textarea, summary)");
    return [document.body, ...controls].every((one) => Object.keys(one).some((key) => key.startsWith("__reactFiber$")));
  };
  const look = () => {
    if (document.readyState !== "loading" && isTakenOver())
      document.documentElement.setAttribute("data-taken-over", "");
    else setTimeout(look, 20);
  };
  look();
}
