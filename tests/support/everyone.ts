import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Locale } from "@/lib/i18n/routing";

/** What every page owes to everybody, asked of the page as it stands. A finding is a line that names the element; one run tells them all. */

/** Nothing makes the page itself scroll sideways; a table in its own scroller may. */
export async function expectNoSideways(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const view = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= view) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > view + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`.slice(0, 120))
      .slice(0, 5)
      .concat(`${document.documentElement.scrollWidth} px wide`);
  });
  expect.soft(wide, `${page.url()} scrolls sideways at ${page.viewportSize()?.width} px`).toEqual([]);
}

/** With reduced motion asked for, nothing moves for longer than an eye can follow. */
export async function expectNoMotion(page: Page): Promise<void> {
  const moving = await page.evaluate(() => {
    const longest = (list: string) =>
      Math.max(...list.split(",").map((time) => Number.parseFloat(time) * (time.trim().endsWith("ms") ? 1 : 1000)));
    return [...document.querySelectorAll("*")].flatMap((element) =>
      ["", "::before", "::after"].flatMap((part) => {
        const style = getComputedStyle(element, part || null);
        const animated = style.animationName !== "none" && longest(style.animationDuration) > 1;
        const sliding = style.transitionProperty !== "none" && longest(style.transitionDuration) > 1;
        const smooth = style.scrollBehavior === "smooth";
        return animated || sliding || smooth ? [`${element.tagName.toLowerCase()}.${element.className}${part}`] : [];
      }),
    );
  });
  expect.soft([...new Set(moving)].slice(0, 5), `what moves on ${page.url()}`).toEqual([]);
}

/** On paper nobody can follow a menu. */
export async function expectNoNavigation(page: Page): Promise<void> {
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("nav, [data-shell], a[href='#main']")]
      .filter((element) => element.checkVisibility() && element.getClientRects().length > 0)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect.soft(shown, `what is printed of the navigation of ${page.url()}`).toEqual([]);
}

/**
 * Whatever has the keyboard's focus can be seen: neither a bar that sticks to an edge nor anything else lies over all
 * of it. A control that is drawn by its label is looked for where the label is.
 */
export async function expectFocusInSight(page: Page): Promise<void> {
  const hidden = await page.evaluate(async () => {
    const inSight = (one: Element) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return [0.5, 0.1, 0.9].some((down) =>
        [0.5, 0.1, 0.9].some((along) => {
          const hit = document.elementFromPoint(left + width * along, top + height * down);
          return hit !== null && hit !== document.body && (one.contains(hit) || hit.contains(one));
        }),
      );
    };
    const stops = [
      ...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex='0']"),
    ].filter((one) => !one.matches(":disabled, [type=hidden], [tabindex='-1']") && one.checkVisibility());
    const hidden: string[] = [];
    for (const stop of stops) {
      stop.focus();
      if (document.activeElement !== stop) continue;
      const drawn = [stop, ...((stop as HTMLInputElement).labels ?? [])];
      // What slides into sight takes a few frames.
      for (let frame = 0; frame < 10 && !drawn.some(inSight); frame++)
        await new Promise((next) => requestAnimationFrame(next));
      if (!drawn.some(inSight)) hidden.push(stop.outerHTML.slice(0, 160));
    }
    return hidden;
  });
  expect.soft(hidden.slice(0, 5), `what has the focus and cannot be seen on ${page.url()}`).toEqual([]);
}

/** The first stop of the Tab key leads past the navigation to the page itself. */
export async function expectSkipLink(page: Page): Promise<void> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.getSelection()?.removeAllRanges();
  });
  const leads = await page.evaluate(() => {
    const first = document.querySelector<HTMLAnchorElement>("a[href], button, input:not([type=hidden])");
    const goal = first?.getAttribute("href")?.startsWith("#") ? document.querySelector(first.hash) : null;
    return goal?.tagName.toLowerCase() ?? `nowhere: ${first?.outerHTML.slice(0, 100)}`;
  });
  expect.soft(leads, `the first stop on ${page.url()}`).toBe("main");
}

/** What is wrong is said in words, and each field or group of fields that it is about names that sentence. */
export async function expectErrorsNamed(page: Page): Promise<void> {
  const wrong = page.locator("[aria-invalid=true], fieldset[aria-describedby*='-error']");
  await expect(wrong.first()).toBeAttached();
  const unnamed = await wrong.evaluateAll((fields) =>
    fields
      .filter((field) => field.checkVisibility())
      .filter((field) => {
        const named = (field.getAttribute("aria-describedby") ?? "").split(" ");
        return !named.some((id) => {
          const sentence = id ? document.getElementById(id) : null;
          return sentence?.checkVisibility() && (sentence.textContent ?? "").trim().length > 5;
        });
      })
      .map((field) => field.outerHTML.slice(0, 160)),
  );
  expect.soft(unnamed, `fields of ${page.url()} without a sentence of their own`).toEqual([]);
}

/** Somewhere is where the keyboard goes on from: a deed never drops it back to the top of the page. */
export async function expectFocusKept(page: Page, after: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName.toLowerCase() ?? "nothing"), {
      message: `the focus after ${after}`,
    })
    .not.toMatch(/^(body|html|nothing)$/);
}

/** After a form was found wanting the keyboard stands at the first field that needs something, or at what says so. */
export async function expectFocusAtWhatIsWrong(page: Page, after: string): Promise<void> {
  const wrong = "[aria-invalid=true], fieldset[aria-describedby*='-error'] input";
  await expect
    .poll(
      () =>
        page.evaluate((wrong) => {
          const at = document.activeElement;
          const says =
            at?.getAttribute("tabindex") === "-1" && (at.matches("[role=alert]") || at.querySelector("[role=alert]"));
          return at === document.querySelector(`:is(${wrong}):not([type=hidden], :disabled)`) || says
            ? "what is wrong"
            : (at?.outerHTML.slice(0, 120) ?? "nothing");
        }, wrong),
      { message: `the focus after ${after}` },
    )
    .toBe("what is wrong");
}

/** No word of the other language's interface, said or written: of the messages, and of what libraries bring along. */
export async function expectOwnLanguage(page: Page, locale: Locale): Promise<void> {
  const said = await page.evaluate(() => {
    const foreign = "[lang]:not(html), code, pre, [translate=no]";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const written: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent && !parent.closest(`script, style, ${foreign}`)) written.push(node.textContent ?? "");
    }
    const names = [
      "aria-label",
      "aria-description",
      "aria-roledescription",
      "aria-valuetext",
      "title",
      "alt",
      "placeholder",
    ];
    const spoken = [...document.querySelectorAll("body *")]
      .filter((element) => !element.closest(foreign))
      .flatMap((element) => names.map((name) => element.getAttribute(name) ?? ""));
    return { written, spoken };
  });
  const words = [...said.written, ...said.spoken].map((text) => text.trim());
  const leaked = words.filter((text) => wordsOfOther[locale].has(text));
  if (locale === "vi") leaked.push(...said.spoken.filter((text) => plainlyEnglish.test(text)));
  expect.soft([...new Set(leaked)], `words of another language on ${page.url()}`).toEqual([]);
}

/** Words that no Vietnamese sentence has, and that interfaces in English are full of. */
const plainlyEnglish =
  /\b(the|and|of|for|is|are|close|dismiss|previous|next|calendar|month|year|suggestions?|available|search|clear|selected|select|today|show|hide|increase|decrease|press|notifications?|required|invalid|loading|button|option)\b/i;

/** Every message of a language, read from its files as they lie there. */
function sentencesOf(locale: Locale): string[] {
  const folder = resolve(import.meta.dirname, "../../lib/i18n/messages", locale);
  const within = (messages: object): string[] =>
    Object.values(messages).flatMap((value) => (typeof value === "string" ? [value] : within(value as object)));
  return readdirSync(folder).flatMap((file) => within(JSON.parse(readFileSync(join(folder, file), "utf8"))));
}

/** The messages that only one of the languages has, without those that carry something to fill in. */
function onlyOf(own: Locale, other: Locale): Set<string> {
  const others = new Set(sentencesOf(other));
  return new Set(sentencesOf(own).filter((text) => text.length > 2 && !text.includes("{") && !others.has(text)));
}

const wordsOfOther = { vi: onlyOf("en", "vi"), en: onlyOf("vi", "en") };
